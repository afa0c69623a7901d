"""The pages of a comparison that list the items, a table for each kind of change."""

from collections.abc import Sequence

from secure_desktop.model.assessment import Response
from secure_desktop.model.comparison import Comparison, ItemChange, Kind
from secure_desktop.model.comparison_words import EXPLAINED, KIND_SIGNS, KINDS, details
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table, spanning_cell

_ANSWER = 100.0  # points


def put_changes(report: Report, comparison: Comparison) -> None:
    """Draw the tables, what changed before what did not."""
    if comparison.is_same:
        sentence = report.setter.text(report.translate("No item differs in anything."))
        report.section(report.translate("The items"), [sentence], key="items")
        return
    for kind in Kind:
        found = comparison.of(kind)
        if found:
            _put_kind(report, kind, found)


def _put_kind(report: Report, kind: Kind, found: Sequence[ItemChange]) -> None:
    translate = report.translate
    title = translate("{0} {1} ({2})").format(KIND_SIGNS[kind], translate(KINDS[kind]), len(found))
    lead_in = [report.setter.text(translate(EXPLAINED[kind]), styles.SMALL_QUIET)]
    head = report.head(translate("Item"), translate("Earlier"), translate("Later"))
    widths = (styles.WIDTH - 2 * _ANSWER, _ANSWER, _ANSWER)
    rows = [row for item in found for row in _rows(report, item, columns=len(widths))]
    report.section(title, lead_in, Table(widths, rows, head), key=str(kind))


def _rows(report: Report, item: ItemChange, *, columns: int) -> list[Row]:
    """Return the row of an item, and a second one with what else differs."""
    first = [
        report.item_cell(item.label, item.item),
        _answer(report, item.before),
        _answer(report, item.after),
    ]
    found = details(item, report.translate)
    if not found:
        return [Row(first)]
    continued = report.setter.text(report.translate("{0}, continued").format(item.label), styles.SMALL_QUIET)
    blocks = [report.setter.text(detail.text, styles.DETAIL, lead=detail.name) for detail in found]
    return [Row(first, leads=True), Row([spanning_cell(*blocks, columns=columns)], continued)]


def _answer(report: Report, response: Response | None) -> Cell:
    if response is None:
        return report.text_cell(report.translate("Not in it"), styles.SMALL_QUIET)
    return report.answer_cell(response)
