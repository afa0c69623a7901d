"""What a history tells of earlier combinations, and which of its entries count as known because of them.

An entry of an undone combination stays in the history, but it does not count as known: combining again offers
it again. A file's own account of that are the entries "combination", which name the entries that they brought.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secure_desktop.model.history import Entry

COMBINATION = "combination"
COMBINED = "combined"
UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class PastCombination:
    """A combination that was made in this file, or in the file that it is a copy of.

    `taken` are the ids of the entries that became known by it, `along` of those that came with the copies
    and stayed unknown, `entered` of those by which the choices were entered. `before` tells what stood in
    the file before, as `rows_before` of a combined result wrote it. `undoing` are the ids of the entries that set
    everything back, None as long as it holds.
    """

    entry: Entry
    taken: frozenset[str]
    along: frozenset[str]
    entered: frozenset[str]
    before: Mapping[str, Any]
    undoing: frozenset[str] | None = None

    @property
    def subject(self) -> str:
        """The combination's id."""
        return self.entry.subject

    @property
    def holds(self) -> bool:
        """Whether it was not undone."""
        return self.undoing is None


def own_combinations(entries: Sequence[Entry]) -> tuple[PastCombination, ...]:
    """Return the combinations that this file's own history went through, oldest first.

    Those that came along with other copies tell about those copies and do not count.

    Raises:
        ValueError: when an entry is not what the program writes.
    """
    found: list[PastCombination] = []
    undone: dict[str, frozenset[str]] = {}
    foreign: set[str] = set()
    for entry in reversed(entries):  # what a combination brought stands before its own entry
        if entry.kind != COMBINATION or entry.id in foreign:
            continue
        said = _object(entry.after)
        if entry.field == UNDONE:
            undone[entry.subject] = _ids(said, "entered")
            continue
        taken, along = _ids(said, "taken"), _ids(said, "along")
        foreign |= taken | along
        past = PastCombination(
            entry,
            taken,
            along,
            _ids(said, "entered"),
            _object(entry.before),
            undone.get(entry.subject),
        )
        found.append(past)
    return tuple(reversed(found))


def unknown_ids(entries: Sequence[Entry]) -> frozenset[str]:
    """Return the ids of the entries that are kept in a history and do not count as known.

    Raises:
        ValueError: when an entry is not what the program writes.
    """
    unknown: set[str] = set()
    for past in own_combinations(entries):
        unknown |= past.along
        unknown -= past.taken
        if past.undoing is not None:
            unknown |= past.taken | past.entered | past.undoing
    return frozenset(unknown)


def known(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that count as known, without those about combinations. Raises as `unknown_ids` does."""
    unknown = unknown_ids(entries)
    return tuple(entry for entry in entries if entry.kind != COMBINATION and entry.id not in unknown)


def _object(text: str | None) -> Mapping[str, Any]:
    try:
        said = json.loads(text or "")
    except RecursionError as fault:
        raise ValueError("an entry about a combination goes too deep") from fault
    if not isinstance(said, dict):
        raise ValueError("an entry about a combination is something else")  # noqa: TRY004 - the file is damaged
    return said


def _ids(said: Mapping[str, Any], name: str) -> frozenset[str]:
    found = said.get(name, ())
    if not isinstance(found, Iterable) or not all(isinstance(entry, str) for entry in found):
        raise ValueError("an entry about a combination names no entries")
    return frozenset(found)
