"""The table of next steps: what is to be done about every gap, by whom and until when."""

from dataclasses import replace

from secure_desktop.model.next_step import Effort, NextStep
from secure_desktop.model.plan import PlanRow
from secure_desktop.model.words import EFFORTS, STATES
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table

_WIDTHS = (106.0, 84.0, 108.0, 78.0, 68.0, styles.WIDTH - 444)
_WITHOUT_OWNERS = (138.0, 84.0, 158.0, 62.0, styles.WIDTH - 442)


def put_next_steps(report: Report) -> None:
    """Draw the table of every gap and every next step, or a sentence when there is no next step yet."""
    translate, plan = report.translate, report.summary.plan
    title = translate("Next steps")
    if not any(row.next_step for row in plan):
        sentence = report.say.no_next_steps(len(plan))
        report.section(title, [report.setter.text(sentence, styles.SMALL_QUIET)], key="next-steps")
        return
    owner = [] if report.is_public else [translate("Owner")]
    head = report.head(
        translate("Item"),
        translate("Status"),
        translate("Next step"),
        *owner,
        translate("Due"),
        translate("State"),
    )
    table = Table(_WITHOUT_OWNERS if report.is_public else _WIDTHS, [_row(report, row) for row in plan], head)
    report.section(title, table=table, key="next-steps")


def _row(report: Report, row: PlanRow) -> Row:
    step = row.next_step
    cells = [
        report.item_cell(row.label, row.item),
        report.answer_cell(row.response),
        _step_cell(report, step),
    ]
    if not report.is_public:
        cells.append(report.text_cell(step.owner if step else ""))
    due = report.text_cell(report.say.on(step.due) if step else "")
    continued = report.setter.text(report.translate("{0}, continued").format(row.label), styles.SMALL_QUIET)
    return Row([*cells, due, _state_cell(report, step)], continued)


def _step_cell(report: Report, step: NextStep | None) -> Cell:
    translate, setter = report.translate, report.setter
    if step is None:
        return Cell([setter.text(translate("No next step yet"), styles.SMALL_QUIET)])
    blocks = [setter.text(step.text, styles.SMALL)]
    if step.reason.strip():
        blocks.append(
            setter.text(step.reason, replace(styles.SMALL_QUIET, above=3), lead=translate("Reason:"))
        )
    return Cell(blocks)


def _state_cell(report: Report, step: NextStep | None) -> Cell:
    """Return the cell with the state and, under it, the effort if somebody has said it."""
    if step is None:
        return Cell([])
    translate, setter = report.translate, report.setter
    blocks = [setter.text(translate(STATES[step.state]), styles.SMALL)]
    if step.effort is not Effort.UNKNOWN:
        blocks.append(setter.text(translate(EFFORTS[step.effort]), styles.SMALL_QUIET))
    return Cell(blocks)
