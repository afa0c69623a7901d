"""The columns of the table of assessments: what each is called, says, and is sorted by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.overview import OverviewEntry, printable
from secure_desktop.model.overview_rows import Key, OverviewOrder, order_key, step_order
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.wording import counts_in_signs
from secure_desktop.model.words import STAGE_SIGNS
from secure_desktop.shell.moments import date_words
from secure_desktop.shell.words import stage_word

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `step` is the number of the action step whose tally it shows, 0 for another column.

    `id` is the same for the same column whatever is shown; `width` is in average characters.
    """

    id: str
    title: str
    width: int
    key: Key
    text: Callable[[OverviewEntry], str]
    step: int = 0


def columns_for(rubrics: Sequence[Rubric]) -> tuple[TableColumn, ...]:
    """Return the columns for assessments of these checklists. With one of them the action steps have their names."""
    steps: dict[int, str] = {}
    for rubric in rubrics:
        for step in rubric.steps:
            steps[step.number] = step.heading if len(rubrics) == 1 else _tr("Step {0}").format(step.number)
    first, *others = _fixed()
    return (first, *(_step(number, steps[number]) for number in sorted(steps)), *others)


def _step(number: int, title: str) -> TableColumn:
    return TableColumn(
        f"step-{number}",
        title,
        17,
        step_order(number),
        lambda entry: _counts(entry, number),
        number,
    )


def _counts(entry: OverviewEntry, number: int) -> str:
    counts = entry.tally_of(number)
    return NOTHING if counts is None else counts_in_signs(counts)


def _fixed() -> tuple[TableColumn, ...]:
    order = OverviewOrder
    return (
        _column(order.DISTRICT, _tr("District"), 26, lambda entry: entry.profile.district),
        _column(order.STANDING, _tr("In place"), 13, _in_place),
        _column(order.PROGRESS, _tr("Answered"), 14, _answered),
        _column(order.GAPS, _tr("Gaps"), 10, lambda entry: str(entry.tally.gaps)),
        _column(order.STAGE, _tr("Sign-off"), 24, _stage),
        _column(
            order.OVERDUE, _tr("Overdue"), 13, lambda entry: str(entry.overdue) if entry.overdue else NOTHING
        ),
        _column(order.NEXT_DUE, _tr("Next due"), 14, _next_due),
        _column(
            order.SCHOOL_YEAR, _tr("School year"), 16, lambda entry: entry.profile.school_year or NOTHING
        ),
        _column(order.CHECKLIST, _tr("Checklist"), 25, lambda entry: entry.rubric.title),
        _column(
            order.AGENCY, _tr("Law enforcement partner"), 32, lambda entry: entry.profile.agency or NOTHING
        ),
        _column(order.CHANGED, _tr("Last change"), 17, lambda entry: date_words(entry.changed_at)),
        _column(order.FILE, _tr("File"), 44, lambda entry: printable(entry.file)),
    )


def _column(
    order: OverviewOrder, title: str, width: int, text: Callable[[OverviewEntry], str]
) -> TableColumn:
    return TableColumn(str(order), title, width, order_key(order), text)


def _in_place(entry: OverviewEntry) -> str:
    standing = entry.tally.standing
    return _tr("{0} of {1}").format(standing.in_place, standing.applicable)


def _answered(entry: OverviewEntry) -> str:
    progress = entry.tally.progress
    return _tr("{0} of {1}").format(progress.answered, progress.total)


def _stage(entry: OverviewEntry) -> str:
    return f"{STAGE_SIGNS[entry.stage]} {stage_word(entry.stage)}"


def _next_due(entry: OverviewEntry) -> str:
    return entry.next_due.isoformat() if entry.next_due is not None else NOTHING


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverviewColumns", text)
