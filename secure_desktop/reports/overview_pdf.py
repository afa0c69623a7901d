"""The PDF of a folder overview. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.common_gaps import common_gaps
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.overview import Overview, printable
from secure_desktop.model.overview_rows import rubrics_in
from secure_desktop.model.wording import Wording
from secure_desktop.reports import styles
from secure_desktop.reports.closing_pages import remarks_on_signs
from secure_desktop.reports.flow import Flow
from secure_desktop.reports.flowables import Badge, Callout, Masthead, Tile, Tiles
from secure_desktop.reports.overview_tables import (
    OverviewReport,
    put_common_gaps,
    put_districts,
    put_unread,
)
from secure_desktop.reports.structure import Identity
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import Typesetter

_LONGEST_FOLDER = 160  # characters
_FOOT_ROOM = 90.0  # points, for "Page 12 of 14"


def write_overview_pdf(overview: Overview, target: Path, *, translate: Callable[[str], str] = str) -> None:
    """Write an overview on landscape pages as a tagged PDF; `target` gets it whole or stays as it was.

    It names districts and agencies, and says so on its first page. The same overview gives the same bytes.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    report = _blank(overview, translate)
    _put_head(report)
    common = {of.rubric.id: of for of in common_gaps(overview.entries)}
    for rubric in rubrics_in(overview.entries):
        put_districts(report, rubric, [each for each in overview.entries if each.rubric.id == rubric.id])
        put_common_gaps(report, common[rubric.id])
    if overview.unread:
        put_unread(report)
    for remark in remarks_on_signs(report.setter.cleaner, translate):
        report.flow.put(report.setter.text(remark, styles.SMALL_QUIET), before=12)
    content = report.flow.canvas.finished()
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _blank(overview: Overview, translate: Callable[[str], str]) -> OverviewReport:
    fonts = styles.load_fonts()
    setter = Typesetter(fonts)
    title = translate("Overview of {0}").format(_folder(overview))
    identity = Identity(setter.cleaner.clean(title), "", "en", overview.made_at)
    canvas = TaggedCanvas(identity, fonts, styles.LANDSCAPE)
    report = OverviewReport(overview, Wording(translate), setter, Flow(canvas))
    canvas.footer = _footer(report)
    return report


def _put_head(report: OverviewReport) -> None:
    overview, translate, text = report.overview, report.translate, report.setter.text
    report.bookmark("overview", translate("Overview"), styles.LANDSCAPE.top)
    report.flow.put(
        Masthead(
            text("SECURe Local Implementation Rubric", styles.CAPTION),
            text(translate("Overview of {0}").format(_folder(overview)), styles.TITLE, tag="H1"),
            Badge(report.setter, translate("NAMES DISTRICTS"), styles.AMBER),
        )
    )
    caution = translate(
        "This overview names districts and agencies. Decide who may see it before you hand it on; it is no public summary."
    )
    report.flow.put(Callout(text(caution), tint=styles.PALE_AMBER, edge=styles.AMBER), before=8)
    if not overview.is_complete:
        cut = translate(
            "It is not the whole folder: the reading was stopped, or only some assessments were chosen."
        )
        report.flow.put(Callout(text(cut), tint=styles.PALE_AMBER, edge=styles.AMBER), before=8)
    report.flow.put(Tiles(report.setter, _tiles(report)), before=10)
    if not overview.entries:
        report.flow.put(text(translate("There is no assessment in this folder.")), before=12)


def _tiles(report: OverviewReport) -> list[Tile]:
    overview, translate = report.overview, report.translate
    signed = sum(entry.is_signed for entry in overview.entries)
    count, problems = len(overview.entries), len(overview.unread)
    counted = translate("assessment, read {0}") if count == 1 else translate("assessments, read {0}")
    overdue = sum(entry.overdue for entry in overview.entries)
    return [
        Tile(str(count), counted.format(report.say.day(overview.made_at))),
        Tile(translate("{0} of {1}").format(signed, count), translate("are signed")),
        Tile(str(overdue), translate("date has passed") if overdue == 1 else translate("dates have passed")),
        Tile(
            str(problems),
            translate("file or folder is not readable")
            if problems == 1
            else translate("files or folders are not readable"),
        ),
    ]


def _footer(report: OverviewReport) -> Callable[[], None]:
    canvas, style, translate = report.flow.canvas, styles.FOOTER, report.translate
    line = translate("Overview of {0} · {1}").format(
        _folder(report.overview), report.say.day(report.overview.made_at)
    )
    origin = translate(
        "Adapted from the subject areas of the SECURe Local Implementation Rubric "
        "(U.S. Departments of Education and Justice, 2016); not the official text."
    )
    lines = [report.setter.text(line, style), report.setter.text(origin, style)]
    for each in lines:
        each.wrap(canvas.sheet.inner - _FOOT_ROOM)

    def draw() -> None:
        top, number = styles.BOTTOM - 10, canvas.page_number
        with canvas.artifact("Pagination"):
            canvas.rule(styles.MARGIN, top + 3, canvas.sheet.inner, styles.RULE)
            canvas.write_late(
                styles.MARGIN + canvas.sheet.inner,
                style.baseline(top),
                lambda: translate("Page {0} of {1}").format(number, canvas.page_number),
                style,
                to_right=True,
            )
            for each in lines:
                each.draw(canvas, styles.MARGIN, top)
                top -= each.height

    return draw


def _folder(overview: Overview) -> str:
    name = overview.folder.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return shortened(printable(name or overview.folder), _LONGEST_FOLDER)
