"""The pages that hold every item with its answer, note and reason, and what is still to be answered."""

from dataclasses import replace

from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.summary import ItemSummary, StepSummary
from secure_desktop.reports import styles
from secure_desktop.reports.flow import Block
from secure_desktop.reports.report import Report
from secure_desktop.reports.structure import Element
from secure_desktop.reports.table import Cell, Row, Table, heading_cell, spanning_cell

MARK = "⚑"
LONGEST_BESIDE = 450  # characters of note and reason that stand beside the item; more stand below it
MOST_LINES_BESIDE = 8

_WIDTHS = (232.0, 106.0, styles.WIDTH - 338)


def put_items(report: Report) -> None:
    """Draw the tables of every action step, from a new page on."""
    report.flow.new_page()
    report.flow.put(
        report.setter.text(report.translate("Every item, by action step"), styles.SECTION, tag="H2")
    )
    report.flow.gap(-12)
    for step in report.summary.steps:
        _put_step(report, step)


def put_unanswered(report: Report) -> None:
    """Draw the list of items without an answer."""
    entries = report.summary.unanswered
    if not entries:
        return
    the_list = Element("L")
    lines: list[Block] = [
        report.setter.text(
            entry.item.short, styles.LISTED, tag="LBody", lead=entry.label, within=(the_list, Element("LI"))
        )
        for entry in entries
    ]
    sentence = report.setter.text(report.say.unanswered(report.summary.tally), styles.SMALL_QUIET)
    report.section(report.translate("Not answered yet"), [sentence], key="unanswered")
    for line in lines:
        report.flow.put(line)


def _put_step(report: Report, step: StepSummary) -> None:
    translate, setter = report.translate, report.setter
    title = translate("Action step {0}: {1}").format(step.step.number, step.step.short_title)
    lead_in = [
        setter.text(step.step.title, styles.SMALL_QUIET),
        setter.text(report.say.tally(step.tally), styles.TALLY),
    ]
    table = _answers_table(report, step) if report.is_public else _items_table(report, step)
    report.section(title, lead_in, table, key=f"step-{step.step.number}", tag="H3")


def _answers_table(report: Report, step: StepSummary) -> Table:
    """Return the table of a public summary, which has no remarks."""
    head = report.head(report.translate("Item"), report.translate("Answer"))
    rows = [Row(_first_cells(report, entry)) for entry in step.items]
    return Table((styles.WIDTH - 120, 120.0), rows, head)


def _items_table(report: Report, step: StepSummary) -> Table:
    translate = report.translate
    head = report.head(translate("Item"), translate("Answer"), translate("Note and reason"))
    return Table(_WIDTHS, [row for entry in step.items for row in _item_rows(report, entry)], head)


def _first_cells(report: Report, entry: ItemSummary) -> list[Cell]:
    return [
        heading_cell(report.item(entry.label, entry.item.text), scope="Row"),
        report.answer_cell(entry.response),
    ]


def _item_rows(report: Report, entry: ItemSummary) -> list[Row]:
    """Return the row of an item, and a second one over the whole width for remarks that are long."""
    continued = report.setter.text(report.translate("{0}, continued").format(entry.label), styles.SMALL_QUIET)
    first = _first_cells(report, entry)
    mark = _mark(report, entry)
    if not _is_long(entry.response):
        return [Row([*first, Cell([*_remarks(report, entry, styles.SMALL), *mark])], continued)]
    below = report.setter.text(report.translate("Given in full below."), styles.SMALL_QUIET)
    remarks = spanning_cell(*_remarks(report, entry, styles.FULL_WIDTH), columns=len(_WIDTHS))
    return [Row([*first, Cell([below, *mark])], continued, leads=True), Row([remarks], continued)]


def _is_long(response: Response) -> bool:
    remarks = f"{response.note.strip()}\n{response.reason.strip()}".strip()
    return len(remarks) > LONGEST_BESIDE or remarks.count("\n") > MOST_LINES_BESIDE


def _remarks(report: Report, entry: ItemSummary, style: styles.Style) -> list[Block]:
    """Return what people wrote about an item."""
    response, translate = entry.response, report.translate
    blocks: list[Block] = []
    if response.note.strip():
        blocks.append(report.setter.text(response.note, style))
    if response.answer is Answer.NOT_APPLICABLE or response.reason.strip():
        reason = response.reason if response.reason.strip() else translate("Not given")
        blocks.append(report.setter.text(reason, replace(style, above=3), lead=translate("Reason:")))
    return blocks


def _mark(report: Report, entry: ItemSummary) -> list[Block]:
    if not entry.response.marked:
        return []
    return [report.setter.text(report.translate("Marked for review"), styles.MARKED, lead=MARK)]
