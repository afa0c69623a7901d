"""The page that a board member understands without the others."""

from secure_desktop.model.gaps import Gap
from secure_desktop.model.summary import ItemSummary, StepSummary
from secure_desktop.reports import styles
from secure_desktop.reports.flowables import AnswersBar, Badge, Callout, Masthead, Tile, Tiles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table, heading_cell
from secure_desktop.reports.text import shortened
from secure_desktop.reports.typesetter import LateText

LONGEST_TITLE = 160  # characters of a district's name in the title
LONGEST_SNIPPET = 140  # characters of a note among the first gaps
_LEAST_GAPS = 3  # fewer are not worth a table; then it goes to the next page


def put_first_page(report: Report) -> None:
    """Draw the first page."""
    _put_masthead(report)
    _put_facts(report)
    report.flow.put(Tiles(report.setter, _tiles(report)), before=10)
    _put_standing(report)
    if report.summary.unanswered:
        sentence = report.setter.text(report.say.draft(report.summary.tally), styles.BODY)
        report.flow.put(Callout(sentence, tint=styles.PALE_AMBER, edge=styles.AMBER), before=12)
    _put_first_gaps(report)


def _put_masthead(report: Report) -> None:
    summary, setter, translate = report.summary, report.setter, report.translate
    rubric = summary.rubric
    district = shortened(summary.profile.district, LONGEST_TITLE)
    report.bookmark("summary", translate("Summary"), styles.TOP)
    masthead = Masthead(
        setter.text(_capitals(f"{rubric.rubric} · {rubric.title}"), styles.CAPTION),
        setter.text(translate("Summary for {0}").format(district), styles.TITLE, tag="H1"),
        Badge(setter, _state(report), styles.AMBER),
    )
    report.flow.put(masthead)


def _state(report: Report) -> str:
    if report.summary.revision == 1:
        return report.translate("DRAFT")
    return report.translate("DRAFT · REVISION {0}").format(report.summary.revision)


def _capitals(text: str) -> str:
    """Return text in capitals, but for the small letter that belongs to the name SECURe."""
    return text.upper().replace("SECURE ", "SECURe ")


def _put_facts(report: Report) -> None:
    summary, translate = report.summary, report.translate
    profile = summary.profile
    report.put_facts(
        [
            report.fact(translate("School year"), profile.school_year),
            report.fact(translate("State"), profile.state),
            report.fact(translate("Law enforcement partner"), profile.agency),
            _completed_by(report),
            report.fact(translate("Last change"), report.say.day(summary.changed_at)),
            report.fact(translate("Status"), translate("Draft, not signed")),
        ]
    )


def _completed_by(report: Report) -> Row:
    name = report.translate("Completed by")
    count = len(report.summary.participants)
    if not count:
        return report.fact(name, "")
    canvas = report.flow.canvas
    return report.fact_row(name, LateText(lambda: report.say.team(count, canvas.page_of("team"))))


def _tiles(report: Report) -> list[Tile]:
    tally, translate = report.summary.tally, report.translate
    standing, progress = tally.standing, tally.progress
    of = translate("{0} of {1}")
    return [
        Tile(
            of.format(standing.in_place, standing.applicable),
            _counted(
                standing.applicable,
                translate("applicable item in place"),
                translate("applicable items in place"),
            ),
        ),
        Tile(str(tally.gaps), _gaps_words(report)),
        Tile(
            of.format(progress.answered, progress.total),
            _counted(progress.total, translate("item answered"), translate("items answered")),
        ),
        Tile(
            str(tally.not_applicable),
            _counted(
                tally.not_applicable, translate("item not applicable"), translate("items not applicable")
            ),
        ),
    ]


def _gaps_words(report: Report) -> str:
    tally, translate = report.summary.tally, report.translate
    if not tally.gaps:
        return translate("gaps found so far") if report.summary.unanswered else translate("gaps")
    if tally.gaps == 1:
        return translate("gap: partly in place") if tally.partly else translate("gap: not in place")
    return translate("gaps: {0} partly, {1} not in place").format(tally.partly, tally.not_in_place)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _put_standing(report: Report) -> None:
    translate = report.translate
    rows = [_standing_row(report, step) for step in report.summary.steps]
    legend = report.setter.text(report.say.legend(), styles.SUBHEAD)
    table = Table((158, styles.WIDTH - 158), rows, padding=4.0)
    report.section(translate("Where we stand, by action step"), [legend], table)


def _standing_row(report: Report, step: StepSummary) -> Row:
    name = report.setter.text(step.step.heading, styles.BESIDE_BAR)
    bar = AnswersBar(report.setter, step.tally, report.say.bar(step.step.short_title, step.tally))
    return Row([heading_cell(name, scope="Row"), Cell([bar])])


def _put_first_gaps(report: Report) -> None:
    translate, gaps = report.translate, report.summary.first_gaps
    title = translate("First gaps to close")
    if not gaps:
        report.section(title, [report.setter.text(_no_gaps(report), styles.SUBHEAD)])
        return
    head = report.head(translate("Item"), translate("Status"), translate("Note"))
    table = Table((206, 106, styles.WIDTH - 312), [_gap_row(report, gap) for gap in gaps], head)
    table.wrap()
    table.rows = table.rows[: _fitting(table, report.flow.room - 58)]
    sentence = report.say.first_gaps(len(table.rows), report.summary.tally)
    report.section(title, [report.setter.text(sentence, styles.SUBHEAD)], table)


def _no_gaps(report: Report) -> str:
    tally, translate = report.summary.tally, report.translate
    if tally.unanswered == tally.total:
        return translate("Gaps show here as soon as items are answered.")
    if tally.unanswered:
        return translate("No gaps so far: no item was found partly or not in place.")
    return translate("No gaps: every applicable item is in place.")


def _gap_row(report: Report, gap: Gap) -> Row:
    entry = ItemSummary(gap.label, gap.item, gap.response)
    note = shortened(gap.response.note, LONGEST_SNIPPET)
    return Row(
        [Cell([report.item(gap.label, gap.item.short)]), report.answer_cell(entry), report.text_cell(note)]
    )


def _fitting(table: Table, room: float) -> int:
    """Return how many rows the page still takes; all of them when they have to go to the next page anyway."""
    used, count = table.height_of(table.head) if table.head else 0.0, 0
    for row in table.rows:
        used += table.height_of(row)
        if used > room:
            break
        count += 1
    return count if count >= min(_LEAST_GAPS, len(table.rows)) else len(table.rows)
