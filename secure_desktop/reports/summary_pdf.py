"""The PDF summary of an assessment. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.summary import Summary
from secure_desktop.reports import styles
from secure_desktop.reports.closing_pages import put_about, put_team
from secure_desktop.reports.first_page import put_first_page
from secure_desktop.reports.flow import Flow
from secure_desktop.reports.item_pages import put_items, put_unanswered
from secure_desktop.reports.report import Report
from secure_desktop.reports.structure import Identity
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.text import shortened
from secure_desktop.reports.typesetter import Typesetter
from secure_desktop.reports.wording import Wording

_FEDERAL = "secure-"  # how the ids of the bundled rubrics begin
_LONGEST_ATTRIBUTION = 190  # characters in the footer


def write_summary_pdf(summary: Summary, target: Path, *, translate: Callable[[str], str] = str) -> None:
    """Write the summary as a tagged PDF; `target` gets it whole or stays as it was.

    The same summary gives the same bytes. `translate` is asked for every fixed text.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    content = _pdf(summary, translate)
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _pdf(summary: Summary, translate: Callable[[str], str]) -> bytes:
    fonts = styles.load_fonts()
    setter = Typesetter(fonts)
    canvas = TaggedCanvas(_identity(summary, setter, translate), fonts)
    report = Report(summary, Wording(translate), setter, Flow(canvas))
    canvas.footer = _footer(report)
    put_first_page(report)
    put_items(report)
    put_unanswered(report)
    put_team(report)
    put_about(report)
    return canvas.finished()


def _identity(summary: Summary, setter: Typesetter, translate: Callable[[str], str]) -> Identity:
    clean, rubric = setter.cleaner.clean, summary.rubric
    district = shortened(clean(summary.profile.district), 200)
    return Identity(
        title=clean(translate("Summary for {0} – {1}").format(district, rubric.title)),
        author=district,
        language=rubric.language or "en",
        made_at=summary.made_at,
    )


def _footer(report: Report) -> Callable[[], None]:
    """Return what draws the foot of a page; it stands outside the content, as an artifact."""
    translate, canvas, style = report.translate, report.flow.canvas, styles.FOOTER
    district = shortened(report.summary.profile.district, 80)
    state = translate("{0} · Draft, {1}").format(district, report.say.day(report.summary.made_at))
    top = styles.BOTTOM - 14
    lines = report.setter.text(state, style), report.setter.text(_attribution(report), style)
    for line in lines:
        line.wrap(styles.WIDTH - 80)

    def page_of_all(number: int) -> Callable[[], str]:
        return lambda: translate("Page {0} of {1}").format(number, canvas.page_number)

    def draw() -> None:
        with canvas.artifact("Pagination"):
            canvas.rule(styles.MARGIN, top + 3, styles.WIDTH, styles.RULE)
            lines[0].draw(canvas, styles.MARGIN, top)
            lines[1].draw(canvas, styles.MARGIN, top - style.leading)
            right = styles.MARGIN + styles.WIDTH
            canvas.write_late(
                right, style.baseline(top), page_of_all(canvas.page_number), style, to_right=True
            )

    return draw


def _attribution(report: Report) -> str:
    rubric = report.summary.rubric
    if rubric.id.startswith(_FEDERAL):
        return report.translate(
            "Adapted from the subject areas of the SECURe Local Implementation Rubric "
            "(U.S. Departments of Education and Justice, 2016); not the official text."
        )
    return shortened(rubric.attribution, _LONGEST_ATTRIBUTION)
