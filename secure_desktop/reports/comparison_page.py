"""The first page of a comparison: what a board member reads before anything else."""

from secure_desktop.model.comparison import Comparison, Kind, StepChange
from secure_desktop.model.comparison_words import KIND_SIGNS, KINDS, caution_sentence
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.trend import Point, Trend
from secure_desktop.reports import styles
from secure_desktop.reports.first_page import LONGEST_TITLE, capitals
from secure_desktop.reports.flow import Block
from secure_desktop.reports.flowables import AnswersBar, Badge, Callout, Masthead, NamedBar, Tile, Tiles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table, heading_cell

_MOST_NAMED = 5  # assessments that are named one by one
_NAME, _COUNTS = 150.0, 84.0  # points


def put_comparison_page(report: Report, comparison: Comparison, trend: Trend) -> None:
    """Draw what is compared, the figures, and how every action step changed."""
    _put_masthead(report)
    report.put_facts(_facts(report, trend))
    for caution in comparison.cautions:
        sentence = report.setter.text(caution_sentence(comparison, caution, report.translate))
        report.flow.put(Callout(sentence, tint=styles.PALE_AMBER, edge=styles.AMBER), before=8)
    report.flow.put(Tiles(report.setter, _tiles(report, comparison, trend)), before=10)
    report.flow.put(report.setter.text(_further(report, comparison), styles.SMALL), before=8)
    _put_steps(report, comparison)


def _put_masthead(report: Report) -> None:
    rubric, translate, setter = report.summary.rubric, report.translate, report.setter
    district = shortened(report.summary.profile.district, LONGEST_TITLE)
    report.bookmark("summary", translate("Comparison"), styles.TOP)
    report.flow.put(
        Masthead(
            setter.text(capitals(f"{rubric.rubric} · {rubric.title}"), styles.CAPTION),
            setter.text(translate("What changed in {0}").format(district), styles.TITLE, tag="H1"),
            Badge(setter, translate("COMPARISON"), styles.HEADING),
        )
    )


def _facts(report: Report, trend: Trend) -> list[Row]:
    translate, points = report.translate, trend.points
    rows = [report.fact(translate("Earlier"), point_sentence(report, points[0]))]
    if len(points) > 2:
        between = "; ".join(point_sentence(report, point) for point in points[1:-1])
        if len(points) > _MOST_NAMED:
            between = translate("{0} more; the table of the trend names them").format(len(points) - 2)
        rows.append(report.fact(translate("In between"), between))
    rows.append(report.fact(translate("Later"), point_sentence(report, points[-1])))
    if len({point.district for point in points}) > 1:
        rows.append(report.fact(translate("Districts"), "; ".join(dict.fromkeys(p.district for p in points))))
    return rows


def point_sentence(report: Report, point: Point) -> str:
    """Return which assessment is meant: its school year, revision and day."""
    translate, day = report.translate, report.say.day(point.at)
    state = (
        translate("revision {0}, signed {1}")
        if point.is_signed
        else translate("revision {0}, last changed {1}")
    )
    return ", ".join(part for part in (point.school_year.strip(), state.format(point.revision, day)) if part)


def _tiles(report: Report, comparison: Comparison, trend: Trend) -> list[Tile]:
    translate = report.translate
    improved, slipped = comparison.count(Kind.IMPROVED), comparison.count(Kind.SLIPPED)
    first, last = trend.points[0].tally.standing, trend.points[-1].tally.standing
    return [
        Tile(
            f"{KIND_SIGNS[Kind.IMPROVED]} {improved}",
            translate("item improved") if improved == 1 else translate("items improved"),
        ),
        Tile(
            f"{KIND_SIGNS[Kind.SLIPPED]} {slipped}",
            translate("item slipped") if slipped == 1 else translate("items slipped"),
        ),
        Tile(
            translate("{0} of {1}").format(first.in_place, first.applicable),
            translate("applicable items were in place earlier"),
        ),
        Tile(
            translate("{0} of {1}").format(last.in_place, last.applicable),
            translate("applicable items are in place later"),
        ),
    ]


def _further(report: Report, comparison: Comparison) -> str:
    """Return how many items are of each of the other kinds."""
    counts = [
        f"{KIND_SIGNS[kind]} {report.translate(KINDS[kind])}: {comparison.count(kind)}"
        for kind in Kind
        if kind not in (Kind.IMPROVED, Kind.SLIPPED)
    ]
    return " · ".join(counts)


def _put_steps(report: Report, comparison: Comparison) -> None:
    translate = report.translate
    legend = report.setter.text(report.say.legend(), styles.SUBHEAD)
    head = report.head(translate("Action step"), translate("Earlier and later"), translate("Items"))
    rows = [_step_row(report, comparison, step) for step in comparison.steps]
    table = Table((_NAME, styles.WIDTH - _NAME - _COUNTS, _COUNTS), rows, head, padding=4.0)
    report.section(translate("What changed, by action step"), [legend], table, key="steps", before=16)


def _step_row(report: Report, comparison: Comparison, step: StepChange) -> Row:
    translate, setter = report.translate, report.setter
    bars: list[Block] = []
    for word, tally in ((translate("Earlier"), step.before), (translate("Later"), step.after)):
        if tally is None:
            bars.append(setter.text(translate("{0}: no such step").format(word), styles.SMALL_QUIET))
        else:
            name = f"{word}, {step.heading}"
            bars.append(NamedBar(setter, word, AnswersBar(setter, tally, report.say.bar(name, tally))))
    counts = [
        f"{KIND_SIGNS[kind]} {comparison.count(kind, step.number)} {translate(KINDS[kind]).lower()}"
        for kind in (Kind.IMPROVED, Kind.SLIPPED)
    ]
    return Row(
        [
            heading_cell(setter.text(step.heading, styles.SMALL), scope="Row"),
            Cell(bars),
            Cell([setter.text(text, styles.SMALL) for text in counts]),
        ]
    )
