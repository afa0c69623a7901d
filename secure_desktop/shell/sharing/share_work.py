"""The work behind the page, done on another thread: measuring the PDF, and making the folder."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.model.sharing import Parcel
from secure_desktop.model.summary import Summary
from secure_desktop.shell.progress import Progress

if TYPE_CHECKING:
    from secure_desktop.exchange.keys import SigningKey
    from secure_desktop.exchange.share import Prepared
    from secure_desktop.storage.assessment_file import AssessmentFile


@dataclass(frozen=True, slots=True)
class ShareWish:
    """What is to be made, where, and with which key the PDF is sealed once it is signed."""

    parcel: Parcel
    target: Path
    made_at: datetime
    password: str = ""
    make_key: "Callable[[], SigningKey] | None" = None


def make_folder(wish: ShareWish, progress: Progress, file: "AssessmentFile") -> "Prepared":
    """Make the folder. Raises as `exchange.share.prepare` does."""
    from secure_desktop.exchange.report_content import report_content
    from secure_desktop.exchange.seal import seal
    from secure_desktop.exchange.share import prepare
    from secure_desktop.reports.file_name import propose_name
    from secure_desktop.reports.summary_pdf import write_summary_pdf

    is_public = wish.parcel.is_public
    summary, attachments = report_content(file, wish.made_at, public=is_public)
    is_sealed = summary.is_locked and wish.make_key is not None
    finish = functools.partial(seal, key=wish.make_key()) if is_sealed and wish.make_key else None
    return prepare(
        file,
        summary,
        wish.target,
        wish.parcel,
        pdf_name=propose_name(summary, public=is_public),
        write_pdf=functools.partial(
            write_summary_pdf, summary, public=is_public, attachments=attachments, finish=finish
        ),
        password=wish.password,
        advance=progress.step,
    )


def size_of_pdf(summary: Summary, *, is_public: bool) -> int:
    """Return how many bytes the PDF has, without what a signed one carries inside."""
    from secure_desktop.files import temporary_folder
    from secure_desktop.reports.summary_pdf import write_summary_pdf

    with temporary_folder("summary.pdf") as folder:
        target = folder / "summary.pdf"
        write_summary_pdf(summary, target, public=is_public)
        return target.stat().st_size
