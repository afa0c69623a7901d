"""The page that a board member understands without the others."""

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.summary import StepSummary
from secure_desktop.reports import stage_words, styles
from secure_desktop.reports.first_gaps import put_first_gaps
from secure_desktop.reports.flowables import AnswersBar, Badge, Callout, Masthead, Tile, Tiles
from secure_desktop.reports.report import Report
from secure_desktop.reports.sign_off_table import FirstPageSignOff
from secure_desktop.reports.table import Cell, Row, Table, heading_cell
from secure_desktop.reports.typesetter import LateText

_TILES = 4
LONGEST_TITLE = 160  # characters of a district's name in the title


def put_first_page(report: Report) -> None:
    """Draw the first page. With sign-offs it is set more densely, so that they find room on it."""
    dense = bool(report.summary.sign_offs)
    _put_masthead(report)
    _put_facts(report)
    report.flow.put(Tiles(report.setter, _tiles(report)), before=8 if dense else 10)
    _put_standing(report, dense=dense)
    _put_remarks(report, dense=dense)
    if not dense:
        put_first_gaps(report)
        return
    sign_off = FirstPageSignOff(report)
    put_first_gaps(report, reserved=sign_off.height, dense=True)
    sign_off.put()


def _put_masthead(report: Report) -> None:
    summary, setter, translate = report.summary, report.setter, report.translate
    rubric = summary.rubric
    district = shortened(summary.profile.district, LONGEST_TITLE)
    captions = [rubric.rubric, rubric.title, *([translate("Public summary")] if report.is_public else [])]
    report.bookmark("summary", translate("Summary"), styles.TOP)
    masthead = Masthead(
        setter.text(capitals(" · ".join(captions)), styles.CAPTION),
        setter.text(translate("Summary for {0}").format(district), styles.TITLE, tag="H1"),
        Badge(setter, *stage_words.badge(report)),
    )
    report.flow.put(masthead)


def capitals(text: str) -> str:
    """Return text in capitals, but for the small letter that belongs to the name SECURe."""
    return text.upper().replace("SECURE ", "SECURe ")


def _put_facts(report: Report) -> None:
    summary, translate = report.summary, report.translate
    profile = summary.profile
    rows = [
        report.fact(translate("School year"), profile.school_year),
        report.fact(translate("State"), profile.state),
        report.fact(translate("Law enforcement partner"), profile.agency),
        _completed_by(report),
    ]
    if not summary.sign_offs:
        rows.append(report.fact(translate("Last change"), report.say.day(summary.changed_at)))
    report.put_facts([*rows, *stage_words.facts(report)])


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
    in_place = _counted(
        standing.applicable, translate("applicable item in place"), translate("applicable items in place")
    )
    tiles = [
        Tile(translate("{0} of {1}").format(standing.in_place, standing.applicable), in_place),
        Tile(str(tally.gaps), _gaps_words(report)),
    ]
    if tally.unanswered or not tally.gaps:
        answered = _counted(progress.total, translate("item answered"), translate("items answered"))
        tiles.append(Tile(translate("{0} of {1}").format(progress.answered, progress.total), answered))
    if tally.gaps:
        tiles.append(_planned_tile(report))
    return tiles if len(tiles) == _TILES else [*tiles, _last_tile(report)]


def _planned_tile(report: Report) -> Tile:
    """Return how many gaps are planned; a public summary, which has no owners, looks at the dates."""
    summary, translate = report.summary, report.translate
    if report.is_public:
        dated = {row.item.id for row in summary.plan if row.next_step and row.is_open and row.next_step.due}
        planned = sum(gap.item.id in dated for gap in summary.gaps)
        one, many = translate("gap with a dated next step"), translate("gaps with a dated next step")
    else:
        planned = summary.planned_gaps
        one, many = translate("gap with an owner and a date"), translate("gaps with an owner and a date")
    figure = translate("{0} of {1}").format(planned, len(summary.gaps))
    return Tile(figure, _counted(len(summary.gaps), one, many))


def _last_tile(report: Report) -> Tile:
    tally, translate = report.summary.tally, report.translate
    if report.is_public:
        one, many = translate("item not applicable"), translate("items not applicable")
        return Tile(str(tally.not_applicable), _counted(tally.not_applicable, one, many))
    count = len(report.summary.register)
    one, many = translate("piece of evidence on record"), translate("pieces of evidence on record")
    return Tile(str(count), _counted(count, one, many))


def _gaps_words(report: Report) -> str:
    tally, translate = report.summary.tally, report.translate
    if not tally.gaps:
        return translate("gaps found so far") if report.summary.unanswered else translate("gaps")
    if tally.gaps == 1:
        return translate("gap: partly in place") if tally.partly else translate("gap: not in place")
    return translate("gaps: {0} partly, {1} not in place").format(tally.partly, tally.not_in_place)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _put_standing(report: Report, *, dense: bool) -> None:
    translate = report.translate
    rows = [_standing_row(report, step) for step in report.summary.steps]
    legend = report.setter.text(report.say.legend(), styles.SUBHEAD)
    table = Table((158, styles.WIDTH - 158), rows, padding=2.5 if dense else 4.0)
    report.section(
        translate("Where we stand, by action step"), [legend], table, before=14.0 if dense else 22.0
    )


def _standing_row(report: Report, step: StepSummary) -> Row:
    name = report.setter.text(step.step.heading, styles.BESIDE_BAR)
    bar = AnswersBar(report.setter, step.tally, report.say.bar(step.step.short_title, step.tally))
    return Row([heading_cell(name, scope="Row"), Cell([bar])])


def _put_remarks(report: Report, *, dense: bool) -> None:
    """Draw what a reader has to know: that items are missing, or that this is the public summary."""
    before = 8.0 if dense else 12.0
    if report.summary.unanswered:
        sentence = report.setter.text(report.say.draft(report.summary.tally), styles.BODY)
        report.flow.put(Callout(sentence, tint=styles.PALE_AMBER, edge=styles.AMBER), before=before)
    if report.is_public:
        words = report.translate("This is a public summary. Page {0} says what is left out.")
        canvas = report.flow.canvas
        late = LateText(lambda: words.format(canvas.page_of("left-out")))
        report.flow.put(Callout(late, tint=styles.PALE, edge=styles.HEADING), before=before)
