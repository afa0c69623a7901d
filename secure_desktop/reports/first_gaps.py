"""The first gaps to close, with the next step for each, as many as the first page holds."""

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.gaps import Gap
from secure_desktop.model.next_step import NextStep
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table
from secure_desktop.reports.typesetter import LateText

LONGEST_SNIPPET = 140  # characters of a note or of a next step
_LONGEST_OWNER = 60
_LEAST_GAPS = 3  # of a draft; fewer are not worth a table, then it goes to the next page
_HEADING = 58.0  # points that the heading and the sentence take, before the table
_DENSE_HEADING = 49.0
_WITHOUT_PLAN = (206.0, 106.0, styles.WIDTH - 312)
_WITH_PLAN = (148.0, 86.0, 130.0, 84.0, styles.WIDTH - 448)
_WITHOUT_OWNERS = (172.0, 88.0, 186.0, styles.WIDTH - 446)


def put_first_gaps(report: Report, *, reserved: float = 0.0, dense: bool = False) -> None:
    """Draw the first gaps, so many that `reserved` points of the page stay free for what follows.

    A `dense` page must not go on: rather there are fewer gaps on it, or none.
    """
    title, before = report.translate("First gaps to close"), 14.0 if dense else 22.0
    gaps = report.summary.first_gaps
    if not gaps:
        sentence = report.setter.text(_no_gaps(report), styles.SUBHEAD)
        report.section(title, [sentence], before=before)
        return
    table = _table(report, dense=dense)
    table.wrap()
    count = _fitting(table, report.flow.room - reserved - (_DENSE_HEADING if dense else _HEADING))
    if count < min(_LEAST_GAPS, len(gaps)) and not dense:
        count = len(gaps)
    if not count:
        report.section(title, [LateText(lambda: _elsewhere(report), styles.SUBHEAD)], before=before)
        return
    table.rows = table.rows[:count]
    sentence = report.setter.text(report.say.first_gaps(count, report.summary.tally), styles.SUBHEAD)
    report.section(title, [sentence], table, before=before)


def _no_gaps(report: Report) -> str:
    tally, translate = report.summary.tally, report.translate
    if tally.unanswered == tally.total:
        return translate("Gaps show here as soon as items are answered.")
    if tally.unanswered:
        return translate("No gaps so far: no item was found partly or not in place.")
    return translate("No gaps: every applicable item is in place.")


def _elsewhere(report: Report) -> str:
    page = report.flow.canvas.page_of("next-steps")
    return report.translate("All gaps and their next steps stand on page {0}.").format(page)


def _table(report: Report, *, dense: bool) -> Table:
    translate, gaps = report.translate, report.summary.first_gaps
    titles = [translate("Item"), translate("Status")]
    steps = _first_steps(report)
    padding = 3.0 if dense else 5.0
    if not any(gap.item.id in steps for gap in gaps):
        rows = [_noted(report, gap) for gap in gaps]
        return Table(_WITHOUT_PLAN, rows, report.head(*titles, translate("Note")), padding)
    owner = [] if report.is_public else [translate("Owner")]
    head = report.head(*titles, translate("Next step"), *owner, translate("Due"))
    rows = [_planned(report, gap, steps.get(gap.item.id)) for gap in gaps]
    return Table(_WITHOUT_OWNERS if report.is_public else _WITH_PLAN, rows, head, padding)


def _first_steps(report: Report) -> dict[str, NextStep]:
    """Return the first open next step of each item that has one."""
    steps: dict[str, NextStep] = {}
    for row in report.summary.plan:
        if row.next_step and row.is_open:
            steps.setdefault(row.item.id, row.next_step)
    return steps


def _noted(report: Report, gap: Gap) -> Row:
    return Row([*_first_cells(report, gap), report.text_cell(shortened(gap.response.note, LONGEST_SNIPPET))])


def _planned(report: Report, gap: Gap, step: NextStep | None) -> Row:
    cells = _first_cells(report, gap)
    owner = (
        [] if report.is_public else [report.text_cell(shortened(step.owner, _LONGEST_OWNER) if step else "")]
    )
    if step is None:
        none = report.text_cell(report.translate("No next step yet"), styles.SMALL_QUIET)
        return Row([*cells, none, *owner, Cell([])])
    text = report.text_cell(shortened(step.text, LONGEST_SNIPPET))
    return Row([*cells, text, *owner, report.text_cell(report.say.on(step.due))])


def _first_cells(report: Report, gap: Gap) -> list[Cell]:
    return [Cell([report.item(gap.label, gap.item.short)]), report.answer_cell(gap.response)]


def _fitting(table: Table, room: float) -> int:
    """Return how many rows fit under the head."""
    used, count = table.height_of(table.head) if table.head else 0.0, 0
    for row in table.rows:
        used += table.height_of(row)
        if used > room:
            break
        count += 1
    return count
