"""The open points: what the quality check found and people may accept."""

from secure_desktop.model.quality import Concern, Finding
from secure_desktop.model.words import CONCERNS, FERPA
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table, heading_cell

_WIDTHS = (216.0, styles.WIDTH - 216)


def put_open_points(report: Report) -> None:
    """Draw the table of open points."""
    translate, points = report.translate, report.summary.open_points
    lead_in = [report.setter.text(_sentence(report), styles.SMALL_QUIET)]
    table = None
    if points:
        head = report.head(translate("Open point"), translate("Items"))
        table = Table(_WIDTHS, [_row(report, point) for point in points], head)
    report.section(translate("Open points"), lead_in, table, key="open-points")


def _sentence(report: Report) -> str:
    summary, translate = report.summary, report.translate
    if not summary.open_points:
        return translate("The check before sign-off found no open points.")
    if summary.is_locked:
        return translate("Known to the signers and accepted by them.")
    return translate("Whoever signs is asked to accept these points, or they are mended before.")


def _row(report: Report, point: Finding) -> Row:
    one, many = (report.translate(words) for words in CONCERNS[point.concern])
    count = len(point.items)
    blocks = [report.setter.text(one if count == 1 else many.format(count), styles.SMALL)]
    if point.concern is Concern.NAMES_STUDENT:
        blocks.append(report.setter.text(report.translate(FERPA), styles.TINY_QUIET))
    labels = ", ".join(report.summary.rubric.label(item_id) for item_id in point.items)
    return Row([heading_cell(*blocks, scope="Row"), Cell([report.setter.text(labels, styles.SMALL)])])
