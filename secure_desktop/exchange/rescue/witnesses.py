"""All that speaks for what a damaged file said: its tables, its history, what was signed, and reports or exports beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.history import Entry
from secure_desktop.model.last_words import LastWord, Settled, Texts, counting, last_words, settled
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.salvage.remains import Remains

T = TypeVar("T")

Place = tuple[str, str, str]
"""A field of something: its kind and id, and the field's name."""


@dataclass(frozen=True)
class Witnesses:
    """What is left of a file, with the history that was put in order.

    `others` are assessments from elsewhere by their names; `truth` is one that was signed and therefore right.
    """

    remains: Remains
    rubric: Rubric
    history: Sequence[Entry]
    history_is_whole: bool
    others: Sequence[tuple[str, Assessment]] = ()
    truth: Assessment | None = None

    @cached_property
    def words(self) -> Mapping[tuple[str, str], LastWord]:
        """What the history says last about each thing, by kind and id."""
        return last_words(counting(self.history))

    @property
    def latest(self) -> datetime:
        """The time of the last thing that is known to have happened."""
        if self.history:
            return self.history[-1].at
        times = [entry.changed_at for entry in self.remains.responses if entry.changed_at is not None]
        times += [frame.created_at for frame in self.remains.frames]
        times += [entry.added_at for entry in self.remains.evidence if entry.added_at is not None]
        times += [step.changed_at for step in self.remains.next_steps if step.changed_at is not None]
        times += [said.changed_at for _, said in self.others]
        return max(times)

    def is_whole(self, table: str) -> bool:
        """Return whether nothing of a table can be missing."""
        return table in self.remains.whole and not self.remains.unreadable.get(table)

    def may_lack(self, table: str) -> bool:
        """Return whether something of a table may have got lost without a trace."""
        return self.truth is None and not self.is_whole(table) and not self.history_is_whole

    def settled(
        self,
        row: Texts | None,
        row_at: datetime | None,
        word: LastWord | None,
        others: Sequence[Texts],
        *,
        defaults: Texts,
        fields: Iterable[str],
    ) -> Settled:
        """Return what a thing says, by its row, by the history and by what else there is."""
        return settled(
            row,
            row_at,
            word,
            others,
            defaults=defaults,
            fields=fields,
            word_is_whole=self.history_is_whole,
        )


def by_key(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return values by their keys, each key's in the order given."""
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def best(rows: Sequence[T], texts_of: Callable[[T], Texts], word: LastWord | None) -> T | None:
    """Return the row that agrees most with the history; of equals the first, which is the most trustworthy."""
    if word is None or len(rows) < 2:
        return rows[0] if rows else None
    told = word.texts
    return max(rows, key=lambda row: sum(texts_of(row).get(name) == text for name, text in told.items()))
