"""The plan: gaps and their next steps as rows that can be filtered and sorted, and what comes due."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from secure_desktop.model.assessment import Assessment, Response
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.rubric import ActionStep, Item

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An item with one of its next steps; a gap that has none yet stands there with `next_step` None."""

    label: str
    step: ActionStep
    item: Item
    response: Response
    next_step: NextStep | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, or to be planned."""
        return self.next_step is None or self.next_step.is_open


class Due(StrEnum):
    """When a next step is due, as a filter."""

    ANY = "any"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NO_DATE = "no-date"


class Order(StrEnum):
    """By what the plan is sorted."""

    ITEM = "item"
    ANSWER = "answer"
    NEXT_STEP = "next-step"
    OWNER = "owner"
    DUE = "due"
    EFFORT = "effort"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which rows to show: `step` is an action step's number or 0 for all.

    `owner` is a name, "" for nobody yet, None for all. `state` None shows all states.
    """

    step: int = 0
    owner: str | None = None
    state: State | None = None
    due: Due = Due.ANY


def plan_rows(assessment: Assessment) -> tuple[PlanRow, ...]:
    """Return the gaps with their next steps, and the next steps of other items, in the order of the checklist."""
    return tuple(_rows(assessment))


def select_rows(rows: tuple[PlanRow, ...], which: PlanFilter, today: date) -> tuple[PlanRow, ...]:
    """Return the rows that pass a filter, in their order."""
    return tuple(row for row in rows if _passes(row, which, today))


def sort_rows(rows: tuple[PlanRow, ...], order: Order, *, descending: bool = False) -> tuple[PlanRow, ...]:
    """Return rows sorted; what has no value in that column comes last either way, and equals keep their order."""
    key = _KEYS[order]
    given = [row for row in rows if key(row) is not None]
    missing = [row for row in rows if key(row) is None]
    return (*sorted(given, key=key, reverse=descending), *missing)


def owners(rows: tuple[PlanRow, ...]) -> tuple[str, ...]:
    """Return the owners that are named, each once, in alphabetical order."""
    named = {row.next_step.owner.strip() for row in rows if row.next_step is not None}
    return tuple(sorted(named - {""}, key=str.casefold))


@dataclass(frozen=True, slots=True)
class DueDate:
    """Something with a date: an open next step, or evidence to renew (`is_evidence`)."""

    day: date
    label: str
    item_id: str
    text: str
    owner: str = ""
    is_evidence: bool = False
    id: str = ""


def due_dates(assessment: Assessment) -> tuple[DueDate, ...]:
    """Return the dates of open next steps and of evidence to renew, the earliest first."""
    label = assessment.rubric.label
    steps = [
        DueDate(step.due, label(step.item_id), step.item_id, step.text, step.owner, id=step.id)
        for step in assessment.next_steps
        if step.is_open and step.due is not None
    ]
    renewals = [
        DueDate(
            entry.renew_by, label(entry.item_id), entry.item_id, entry.title, is_evidence=True, id=entry.id
        )
        for entry in assessment.evidence
        if entry.renew_by is not None
    ]
    return tuple(sorted([*steps, *renewals], key=lambda entry: entry.day))


def _rows(assessment: Assessment) -> Iterator[PlanRow]:
    for step in assessment.rubric.steps:
        for item in step.items:
            response = assessment.response(item.id)
            planned = assessment.steps_of(item.id)
            label = assessment.rubric.label(item.id)
            if response.is_gap and not any(entry.is_open for entry in planned):
                yield PlanRow(label, step, item, response)
            for entry in planned:
                yield PlanRow(label, step, item, response, entry)


def _passes(row: PlanRow, which: PlanFilter, today: date) -> bool:
    if which.step and row.step.number != which.step:
        return False
    owner = row.next_step.owner.strip() if row.next_step is not None else ""
    if which.owner is not None and owner != which.owner:
        return False
    if which.state is not None and (row.next_step.state if row.next_step else State.OPEN) is not which.state:
        return False
    return _is_due(row, which.due, today)


def _is_due(row: PlanRow, due: Due, today: date) -> bool:
    day = row.next_step.due if row.next_step is not None else None
    if due is Due.ANY:
        return True
    if not row.is_open:
        return False
    if due is Due.NO_DATE:
        return day is None
    if day is None:
        return False
    return {
        Due.OVERDUE: day < today,
        Due.SOON: today <= day <= today + SOON,
        Due.LATER: day > today + SOON,
    }[due]


_EFFORTS = {Effort.HOURS: 1, Effort.WEEKS: 2, Effort.MONEY: 3}  # what costs more comes later

_KEYS: dict[Order, Callable[[PlanRow], Any]] = {
    Order.ITEM: lambda row: (row.step.number, row.step.items.index(row.item)),
    Order.ANSWER: lambda row: str(row.response.answer),
    Order.NEXT_STEP: lambda row: (row.next_step.text.casefold() or None) if row.next_step else None,
    Order.OWNER: lambda row: (row.next_step.owner.strip().casefold() or None) if row.next_step else None,
    Order.DUE: lambda row: row.next_step.due if row.next_step else None,
    Order.EFFORT: lambda row: _EFFORTS.get(row.next_step.effort) if row.next_step else None,
    Order.STATE: lambda row: str(row.next_step.state) if row.next_step else None,
}
