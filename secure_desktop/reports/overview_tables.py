"""The tables of a folder overview in a PDF: districts by action step, common gaps, what is not readable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from secure_desktop.model.assessment import Answer
from secure_desktop.model.common_gaps import CommonGap, CommonGaps
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.overview import Overview, OverviewEntry, printable
from secure_desktop.model.progress import Tally
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.signing import Stage
from secure_desktop.model.wording import Wording, counts_in_signs
from secure_desktop.model.words import SIGNS, STAGE_SIGNS, STAGES
from secure_desktop.reports import styles
from secure_desktop.reports.flow import Block, Flow
from secure_desktop.reports.flowables import ThinBar
from secure_desktop.reports.styles import Style
from secure_desktop.reports.table import Cell, Row, Table, heading_cell
from secure_desktop.reports.typesetter import Typesetter

_DISTRICT, _FIGURES, _STAGE, _DUE = 148.0, 88.0, 62.0, 58.0  # points
_LONGEST_NAME = 120  # characters
_SMALL = Style(size=7.5, leading=10)
_SMALL_QUIET = Style(size=7.5, leading=10, colour=styles.MUTED)
_SMALL_BOLD = Style(size=8, leading=10.5, bold=True)
_LATE = Style(size=7.5, leading=10, colour=styles.RED, bold=True)
_HEAD = Style(size=7.5, leading=9.5, colour=styles.MUTED, bold=True)
_STAGE_COLOURS = {
    Stage.DRAFT: styles.MUTED,
    Stage.SIGNING: styles.AMBER,
    Stage.SIGNED: styles.GREEN,
    Stage.DECLINED: styles.RED,
}


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """An overview, the words and the type to set it in, and the place on the page."""

    overview: Overview
    say: Wording
    setter: Typesetter
    flow: Flow

    @property
    def translate(self) -> Callable[[str], str]:
        """What translates the fixed texts."""
        return self.say.translate

    def bookmark(self, key: str, title: str, top: float) -> None:
        """Add an entry to the document's outline."""
        self.flow.canvas.bookmark(key, self.setter.cleaner.clean(title), top)

    def section(self, title: str, lead_in: Sequence[Block], table: Table, key: str, tag: str = "H2") -> None:
        """Place a heading, what introduces it, and its table."""
        table.wrap()
        style = styles.SECTION if tag == "H2" else styles.STEP
        self.flow.put_section(
            self.setter.text(title, style, tag=tag),
            lead_in,
            least=table.least,
            mark=lambda top: self.bookmark(key, title, top),
            before=16.0,
        )
        table.place(self.flow)

    def head(self, *titles: str) -> Row:
        """Return the head of a table."""
        return Row([heading_cell(self.setter.text(title, _HEAD), scope="Column") for title in titles])

    def cell(self, text: str, style: Style = _SMALL) -> Cell:
        """Return a cell of text."""
        return Cell([self.setter.text(text, style)] if text.strip() else [])


def put_districts(report: OverviewReport, rubric: Rubric, entries: Sequence[OverviewEntry]) -> None:
    """Draw the assessments of one checklist, an action step in each column."""
    translate = report.translate
    steps = (report.flow.canvas.sheet.inner - _DISTRICT - _FIGURES - _STAGE - _DUE) / len(rubric.steps)
    head = report.head(
        translate("District"),
        *(step.heading for step in rubric.steps),
        translate("In all"),
        translate("Sign-off"),
        translate("Due"),
    )
    rows = [_district_row(report, rubric, entry) for entry in entries]
    widths = (_DISTRICT, *(steps for _ in rubric.steps), _FIGURES, _STAGE, _DUE)
    table = Table(widths, rows, head, padding=3.0, inset=4.0)
    title = translate("{0} ({1})").format(rubric.title, len(entries))
    legend = report.setter.text(report.say.legend(), styles.SUBHEAD)
    report.section(title, [legend], table, key=f"districts-{rubric.id}")


def put_common_gaps(report: OverviewReport, of: CommonGaps) -> None:
    """Draw the gaps of one checklist, the most common first."""
    translate = report.translate
    if not of.gaps:
        sentence = translate("No item of this checklist is partly or not in place.")
        report.flow.put(report.setter.text(sentence, styles.SMALL_QUIET), before=10)
        return
    head = report.head(
        translate("Item"),
        translate("Action step"),
        translate("Not in place"),
        translate("Partly"),
        translate("A gap in, of those that answered"),
    )
    inner = report.flow.canvas.sheet.inner
    widths = (inner - 430, 190.0, 65.0, 50.0, 125.0)
    rows = [_gap_row(report, gap) for gap in of.gaps]
    title = translate("Most common gaps: {0}").format(of.rubric.title)
    table = Table(widths, rows, head, padding=3.0, inset=4.0)
    report.section(title, (), table, key=f"gaps-{of.rubric.id}")


def put_unread(report: OverviewReport) -> None:
    """Draw what could not be read, with the reason."""
    translate = report.translate
    head = report.head(translate("File"), translate("What is the matter"), translate("What to do"))
    rows = [
        Row(
            [
                heading_cell(report.setter.text(printable(each.file) or "–", _SMALL), scope="Row"),
                report.cell(printable(each.problem.sentence_text(translate(each.problem.sentence)))),
                report.cell(each.problem.advice_text(translate(each.problem.advice))),
            ]
        )
        for each in sorted(report.overview.unread, key=lambda each: each.file)
    ]
    inner = report.flow.canvas.sheet.inner
    table = Table((200.0, inner - 420, 220.0), rows, head, padding=3.0, inset=4.0)
    title = translate("Not readable ({0})").format(len(rows))
    report.section(title, (), table, key="not-readable")


def _district_row(report: OverviewReport, rubric: Rubric, entry: OverviewEntry) -> Row:
    translate, text = report.translate, report.setter.text
    profile, counts = entry.profile, entry.tally
    name = shortened(profile.district, _LONGEST_NAME) or "–"
    whose = " · ".join(
        shortened(part, _LONGEST_NAME) for part in (profile.school_year, profile.agency) if part.strip()
    )
    standing, progress = counts.standing, counts.progress
    figures = [
        translate("{0} of {1} in place").format(standing.in_place, standing.applicable),
        translate("{0} of {1} answered").format(progress.answered, progress.total),
        translate("1 gap") if counts.gaps == 1 else translate("{0} gaps").format(counts.gaps),
    ]
    tallies = {step.number: tally for step, tally in entry.steps}
    district = [text(name, _SMALL_BOLD), *([text(whose, _SMALL_QUIET)] if whose else [])]
    return Row(
        [
            heading_cell(*district, scope="Row"),
            *(_step_cell(report, tallies.get(step.number)) for step in rubric.steps),
            Cell([text(figure, _SMALL) for figure in figures]),
            _stage_cell(report, entry),
            _due_cell(report, entry),
        ]
    )


def _step_cell(report: OverviewReport, counts: Tally | None) -> Cell:
    if counts is None:
        return report.cell(report.translate("No such step"), _SMALL_QUIET)
    return Cell([report.setter.text(counts_in_signs(counts), _SMALL), ThinBar(counts)])


def _stage_cell(report: OverviewReport, entry: OverviewEntry) -> Cell:
    style = Style(size=7.5, leading=10, colour=_STAGE_COLOURS[entry.stage], hang=9)
    word = report.translate(STAGES[entry.stage])
    return Cell([report.setter.text(word, style, lead=STAGE_SIGNS[entry.stage])])


def _due_cell(report: OverviewReport, entry: OverviewEntry) -> Cell:
    translate, text = report.translate, report.setter.text
    blocks: list[Block] = []
    if entry.overdue:
        blocks.append(text(translate("{0} overdue").format(entry.overdue), _LATE))
    if entry.next_due is not None:
        blocks.append(text(entry.next_due.isoformat(), _SMALL))
    return Cell(blocks)


def _gap_row(report: OverviewReport, gap: CommonGap) -> Row:
    share = report.translate("{0} of {1} ({2} %)").format(gap.count, gap.answered, round(100 * gap.share))
    return Row(
        [
            heading_cell(report.setter.text(gap.item.short, styles.LABELLED, lead=gap.label), scope="Row"),
            report.cell(gap.step.heading),
            report.cell(f"{SIGNS[Answer.NOT_IN_PLACE]} {gap.not_in_place}"),
            report.cell(f"{SIGNS[Answer.PARTLY]} {gap.partly}"),
            report.cell(share),
        ]
    )
