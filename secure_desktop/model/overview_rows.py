"""Which assessments of an overview are shown, and in which order."""

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from secure_desktop.model.overview import OverviewEntry
from secure_desktop.model.rubric import Checklist, Rubric
from secure_desktop.model.signing import Stage


class SignedFilter(StrEnum):
    """Whether an assessment is signed, as a filter."""

    ANY = "any"
    SIGNED = "signed"
    NOT_SIGNED = "not-signed"


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """Which assessments to show: `rubric` is a rubric's id, "" for all; `school_year` None is all.

    `gap_step` asks for a gap in the action step of this number, 0 for none; every word of `text` has to stand in the
    name of the district or of the agency.
    """

    rubric: str = ""
    school_year: str | None = None
    signed: SignedFilter = SignedFilter.ANY
    gap_step: int = 0
    text: str = ""


class OverviewOrder(StrEnum):
    """By what an overview is sorted. The tally of an action step is sorted by `step_order`."""

    DISTRICT = "district"
    CHECKLIST = "checklist"
    SCHOOL_YEAR = "school-year"
    AGENCY = "agency"
    STAGE = "stage"
    PROGRESS = "progress"
    STANDING = "standing"
    GAPS = "gaps"
    NEXT_DUE = "next-due"
    OVERDUE = "overdue"
    CHANGED = "changed"
    FILE = "file"


Key = Callable[[OverviewEntry], Any]


def select_entries(entries: Iterable[OverviewEntry], which: OverviewFilter) -> tuple[OverviewEntry, ...]:
    """Return the assessments that pass a filter, in their order."""
    words = which.text.casefold().split()
    return tuple(entry for entry in entries if _passes(entry, which, words))


def sort_entries(
    entries: Iterable[OverviewEntry], key: Key, *, descending: bool = False
) -> tuple[OverviewEntry, ...]:
    """Return assessments sorted by a key; what has no value comes last either way, and equals stand by district."""
    keyed = [(key(entry), entry) for entry in sorted(entries, key=_by_name)]
    given = [pair for pair in keyed if pair[0] is not None]
    given.sort(key=lambda pair: pair[0], reverse=descending)
    return tuple(entry for _, entry in [*given, *(pair for pair in keyed if pair[0] is None)])


def order_key(order: OverviewOrder) -> Key:
    """Return the key of a column."""
    return _KEYS[order]


def step_order(number: int) -> Key:
    """Return the key of an action step's column: the share of its applicable items that is in place."""

    def share(entry: OverviewEntry) -> float | None:
        counts = entry.tally_of(number)
        return counts.standing.share if counts is not None else None

    return share


def rubrics_in(entries: Iterable[OverviewEntry]) -> tuple[Rubric, ...]:
    """Return one rubric for each id that is met, of several versions the last; the checklist to start with first."""
    found: dict[str, Rubric] = {}
    for entry in entries:
        known = found.get(entry.rubric.id)
        if known is entry.rubric:
            continue
        if known is None or _version(entry.rubric) > _version(known):
            found[entry.rubric.id] = entry.rubric
    return tuple(sorted(found.values(), key=_by_checklist))


def school_years(entries: Iterable[OverviewEntry]) -> tuple[str, ...]:
    """Return the school years that are named, the last one first; "" for those without."""
    return tuple(sorted({entry.profile.school_year.strip() for entry in entries}, reverse=True))


@functools.lru_cache(maxsize=65_536)  # the same names are sorted again with every filter
def in_order(name: str) -> str:
    """Return a key by which names stand as people expect it: without capitals, and 2 before 10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(12), name.casefold())


def _passes(entry: OverviewEntry, which: OverviewFilter, words: list[str]) -> bool:
    if which.rubric and entry.rubric.id != which.rubric:
        return False
    if which.school_year is not None and entry.profile.school_year.strip() != which.school_year:
        return False
    if which.signed is not SignedFilter.ANY and entry.is_signed != (which.signed is SignedFilter.SIGNED):
        return False
    if which.gap_step:
        counts = entry.tally_of(which.gap_step)
        if counts is None or not counts.gaps:
            return False
    names = f"{entry.profile.district}\n{entry.profile.agency}".casefold() if words else ""
    return all(word in names for word in words)


def _version(rubric: Rubric) -> tuple[tuple[int, str], ...]:
    """Return a version as people count: 1.10 is later than 1.9."""
    return tuple((int(part) if part.isdecimal() else -1, part) for part in rubric.version.split("."))


def _by_name(entry: OverviewEntry) -> tuple[Any, ...]:
    return (
        in_order(entry.profile.district),
        entry.profile.school_year,
        *_by_checklist(entry.rubric),
        entry.file,
    )


def _by_checklist(rubric: Rubric) -> tuple[bool, str]:
    return rubric.checklist is not Checklist.START, rubric.id


_STAGES = {stage: place for place, stage in enumerate(Stage)}

_KEYS: dict[OverviewOrder, Key] = {
    OverviewOrder.DISTRICT: lambda entry: in_order(entry.profile.district),
    OverviewOrder.CHECKLIST: lambda entry: _by_checklist(entry.rubric),
    OverviewOrder.SCHOOL_YEAR: lambda entry: entry.profile.school_year.strip() or None,
    OverviewOrder.AGENCY: lambda entry: in_order(entry.profile.agency.strip()) or None,
    OverviewOrder.STAGE: lambda entry: (_STAGES[entry.stage], -entry.missing),
    OverviewOrder.PROGRESS: lambda entry: entry.tally.progress.share,
    OverviewOrder.STANDING: lambda entry: entry.tally.standing.share,
    OverviewOrder.GAPS: lambda entry: entry.tally.gaps,
    OverviewOrder.NEXT_DUE: lambda entry: entry.next_due,
    OverviewOrder.OVERDUE: lambda entry: entry.overdue,
    OverviewOrder.CHANGED: lambda entry: entry.changed_at,
    OverviewOrder.FILE: lambda entry: in_order(entry.file),
}
