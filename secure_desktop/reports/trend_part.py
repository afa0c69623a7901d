"""The trend over several assessments in a PDF: a chart of the whole, small ones of the action steps, and a table."""

from collections.abc import Sequence

from secure_desktop.model.comparison_words import point_names
from secure_desktop.model.progress import Tally
from secure_desktop.model.trend import Point, Trend
from secure_desktop.reports import styles
from secure_desktop.reports.comparison_page import point_sentence
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Row, Table, heading_cell
from secure_desktop.reports.trend_chart import ChartsRow, TrendChart

_IN_A_ROW = 3
_WIDTHS = (140.0, 72.0, 72.0, styles.WIDTH - 284)


def put_trend(report: Report, trend: Trend) -> None:
    """Draw the trend from a new page on."""
    translate, setter = report.translate, report.setter
    names = point_names(trend, report.say.day, translate)
    report.flow.new_page()
    lead = setter.text(
        translate(
            "● Standing: how many of the applicable items are in place. □ Progress: how many of all items have an answer."
        ),
        styles.SMALL_QUIET,
    )
    report.section(translate("The trend"), [lead], key="trend")
    whole = [point.tally for point in trend.points]
    report.flow.put(
        TrendChart(setter, translate("All action steps"), names, whole, _alt(report, names, whole))
    )
    charts = [
        TrendChart(
            setter, heading, names, tallies, _alt(report, names, tallies), translate=translate, height=104.0
        )
        for number, heading in trend.headings.items()
        for tallies in [trend.of_step(number)]
    ]
    for start in range(0, len(charts), _IN_A_ROW):
        report.flow.put(ChartsRow(charts[start : start + _IN_A_ROW], _IN_A_ROW), before=10)
    _put_table(report, trend)


def _alt(report: Report, names: Sequence[str], tallies: Sequence[Tally | None]) -> str:
    """Return in words what a chart shows."""
    sentence = report.translate("{0}: {1} of {2} applicable items in place, {3} of {4} items answered.")
    parts = [
        sentence.format(
            name,
            tally.standing.in_place,
            tally.standing.applicable,
            tally.progress.answered,
            tally.progress.total,
        )
        for name, tally in zip(names, tallies, strict=True)
        if tally is not None
    ]
    return " ".join(parts)


def _put_table(report: Report, trend: Trend) -> None:
    translate = report.translate
    head = report.head(
        translate("Assessment"),
        translate("Answered"),
        translate("In place"),
        translate("In place, by action step"),
    )
    rows = [_row(report, point) for point in trend.points]
    report.section(translate("The trend in numbers"), table=Table(_WIDTHS, rows, head), tag="H3", before=16)


def _row(report: Report, point: Point) -> Row:
    of, progress = report.translate("{0} of {1}"), point.tally.progress
    steps = " · ".join(
        report.translate("Step {0}: {1}").format(number, _standing(of, tally))
        for number, tally in point.steps.items()
    )
    return Row(
        [
            heading_cell(report.setter.text(point_sentence(report, point), styles.SMALL), scope="Row"),
            report.text_cell(of.format(progress.answered, progress.total)),
            report.text_cell(_standing(of, point.tally)),
            report.text_cell(steps),
        ]
    )


def _standing(of: str, tally: Tally) -> str:
    return of.format(tally.standing.in_place, tally.standing.applicable)
