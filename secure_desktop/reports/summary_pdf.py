"""The PDF summary of an assessment. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable, Sequence
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.attachment import Attachment
from secure_desktop.model.public import public_summary
from secure_desktop.model.summary import Summary
from secure_desktop.reports.blank_report import blank_report
from secure_desktop.reports.closing_pages import put_about, put_left_out, put_team
from secure_desktop.reports.embedded import Marks
from secure_desktop.reports.first_page import put_first_page
from secure_desktop.reports.history_page import put_history
from secure_desktop.reports.item_pages import put_items, put_unanswered
from secure_desktop.reports.open_points import put_open_points
from secure_desktop.reports.plan_pages import put_next_steps
from secure_desktop.reports.register import put_register
from secure_desktop.reports.sign_off_page import put_sign_off


def write_summary_pdf(
    summary: Summary,
    target: Path,
    *,
    translate: Callable[[str], str] = str,
    public: bool = False,
    attachments: Sequence[Attachment] = (),
    finish: Callable[[bytes], bytes] | None = None,
) -> None:
    """Write the summary as a tagged PDF; `target` gets it whole or stays as it was.

    The same summary gives the same bytes. `translate` is asked for every fixed text. With `public` the
    PDF leaves out what `public.left_out` lists; `attachments` travel inside as they are given, so
    the caller chooses public ones. `finish` gets the whole PDF and returns what is written: it seals.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    shown = public_summary(summary) if public else summary
    content = _pdf(shown, translate, attachments, is_public=public)
    if finish:
        content = finish(content)
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _pdf(
    summary: Summary, translate: Callable[[str], str], attachments: Sequence[Attachment], *, is_public: bool
) -> bytes:
    title = translate("Public summary for {0} – {1}") if is_public else translate("Summary for {0} – {1}")
    report = blank_report(summary, translate, title, is_public=is_public, has_code=summary.is_locked)
    put_first_page(report)
    put_items(report)
    put_unanswered(report)
    put_next_steps(report)
    if not is_public:
        put_register(report)
    put_open_points(report)
    put_sign_off(report)
    put_team(report)
    put_history(report)
    if is_public:
        put_left_out(report)
    put_about(report)
    marks = Marks(summary.fingerprint, summary.revision, is_public) if summary.is_locked else None
    return report.flow.canvas.finished(marks=marks, attachments=attachments)
