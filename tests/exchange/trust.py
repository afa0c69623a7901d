"""A signed assessment with its reports, and what somebody could do to them."""

import io
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from secure_desktop.exchange.attachments import attachments_of
from secure_desktop.exchange.keys import SigningKey, own_key
from secure_desktop.exchange.remarks import RemarkKind
from secure_desktop.exchange.seal import seal
from secure_desktop.exchange.verdict import Verdict
from secure_desktop.model.roles import Role
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

EVIDENCE = b"The MOU, as it was signed in 2025."


@dataclass(frozen=True)
class Signed:
    """An assessment file that two people signed, with its reports: sealed, public, and not sealed yet."""

    file: Path
    report: Path
    public: Path
    unsealed: Path

    def resealed(self, change: Callable[[PdfWriter], object], key: SigningKey) -> Path:
        """Write the report as somebody would who changes it and then seals it with a key of their own."""
        writer = PdfWriter(clone_from=self.unsealed)
        change(writer)
        content = io.BytesIO()
        writer.write(content)
        self.report.write_bytes(seal(content.getvalue(), key))
        return self.report

    def updated(self, change: Callable[[PdfWriter], object]) -> Path:
        """Add an update behind the seal of the report."""
        self.report.write_bytes(updated(self.report.read_bytes(), change))
        return self.report


def make_signed(folder: Path) -> Signed:
    """Write a signed assessment and its reports, with this computer's own key."""
    made = Signed(*(folder / name for name in ("river.sqlite", "report.pdf", "public.pdf", "unsealed.pdf")))
    key = own_key()
    create_ready(made.file)
    source = folder / "mou.txt"
    source.write_bytes(EVIDENCE)
    with open_file(made.file, clock=lambda: builders.NOW) as file:
        file.attach("1S-01", source, by="Ann Author")
        file.sign(builders.wish(), key, by="Ann Author")
        file.sign(builders.wish(Role.LAW_ENFORCEMENT, "Sample Person 2"), key, by="Ann Author")
    write_reports(made, key)
    return made


def create_ready(path: Path) -> Path:
    """Write an assessment that is ready to be signed."""
    of = builders.ready()
    create_file(
        path,
        of.rubric,
        of.profile,
        by="Ann Author",
        participants=of.participants,
        responses=tuple(of.responses.values()),
        next_steps=of.next_steps,
        evidence=of.evidence,
        clock=lambda: builders.MADE,
    )
    return path


def write_reports(of: Signed, key: SigningKey) -> None:
    with open_file(of.file, write=False) as file:
        summary = summarize(file.assessment(), builders.NOW)
        whole = attachments_of(file, summary, public=False)
        shown = attachments_of(file, summary, public=True)

    def finish(pdf: bytes) -> bytes:
        return seal(pdf, key, name="Sample Person 1", clock=lambda: builders.NOW)

    write_summary_pdf(summary, of.unsealed, attachments=whole)
    write_summary_pdf(summary, of.report, attachments=whole, finish=finish)
    write_summary_pdf(summary, of.public, attachments=shown, public=True, finish=finish)


def updated(pdf: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """Return a PDF with an incremental update."""
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    change(writer)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def edit(path: Path, *statements: str) -> None:
    """Change a file as any tool for SQLite would."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def kinds(verdict: Verdict) -> set[RemarkKind]:
    return {remark.kind for remark in verdict.findings}


def sentences(verdict: Verdict) -> list[str]:
    return [remark.text() for remark in verdict.findings]


def last_page(pdf: Path) -> int:
    return len(PdfReader(pdf).pages)


def printed(pdf: Path) -> str:
    """Return what the pages of a PDF say, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
