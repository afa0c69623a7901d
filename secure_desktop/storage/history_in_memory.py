"""The history of an open file, kept in memory in case that another program overwrites the file."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.history import Entry
from secure_desktop.storage import journal


class HistoryInMemory:
    """What was entered since the file was opened is kept at once; what was there before, once somebody has read it."""

    def __init__(self, last_seq: int) -> None:
        self._first_seq = self._last_seq = last_seq
        self._before: tuple[Entry, ...] | None = None
        self._since: list[
            tuple[Any, ...]
        ] = []  # as they stand in the table; hardly anybody ever asks for them

    @property
    def wants_before(self) -> bool:
        """Whether nobody has read yet what was there before."""
        return self._before is None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The whole history, oldest first; empty when it is not known."""
        if self._before is None:
            return ()
        return (*self._before, *(journal.entry_of(row) for row in self._since))

    def new(self, db: Database) -> list[tuple[Any, ...]]:
        """Return what was entered since something was kept last, as it stands in the table."""
        return journal.rows_after(db, self._last_seq)

    def add(self, new: Sequence[tuple[Any, ...]]) -> str:
        """Keep what was entered just now, once; return the id of the last entry, "" when there is nothing new."""
        new = [row for row in new if row[0] > self._last_seq]
        self._since += new
        if not new:
            return ""
        self._last_seq = new[-1][0]
        return str(new[-1][1])

    def take_before(self, history: Iterable[Entry]) -> None:
        """Keep what was there before, out of a history that may have grown since."""
        self._before = tuple(entry for entry in history if entry.seq <= self._first_seq)
