"""What SQLite may do with a file that somebody else may have made: little, in bounds, and not for long."""

import contextlib
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from secure_desktop.storage.schema import LARGEST_FILE

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_FILE // 2),  # bytes of one row; no attachment comes near
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 10_000),  # holds for the statements of a file's schema, too
    (sqlite3.SQLITE_LIMIT_COLUMN, 64),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 32),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 8),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64),
    (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 64),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine; some milliseconds
_SECONDS = 5.0  # for one query
_BYTES_A_SECOND = 2_000_000  # what a slow stick delivers; a large file may take that much longer

_ALLOWED = frozenset(
    (
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_INSERT,
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_DELETE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    )
)
_FUNCTIONS = frozenset(("coalesce", "count", "instr", "length", "max", "sum"))
_PRAGMAS = frozenset(
    (
        "ignore_check_constraints",
        "integrity_check",
        "journal_mode",
        "page_count",  # asked when a file in memory is written out
        "query_only",
        "secure_delete",
        "synchronous",
        "user_version",
    )
)


def _always() -> bool:
    return True


_wanted: ContextVar[Callable[[], bool]] = ContextVar("_wanted", default=_always)


class GuardedConnection(sqlite3.Connection):
    """A connection whose every query ends after some seconds, because it is done or because it is given up.

    A query that was given up raises an sqlite3.OperationalError; see `faults`.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.watch = Watch(_wanted.get())
        self.set_progress_handler(self.watch.is_over, _STEPS_BETWEEN_LOOKS)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement; its time begins now."""
        self.watch.started = time.monotonic()
        return super().execute(*arguments)


class Watch:
    """When the present query of a connection began, and how long it may take."""

    def __init__(self, is_wanted: Callable[[], bool]) -> None:
        self.started = time.monotonic()
        self.path: Path | None = None
        self._is_wanted = is_wanted

    def is_over(self) -> bool:
        """Return whether the present query is to be given up."""
        if not self._is_wanted():
            return True
        taken = time.monotonic() - self.started
        return taken > _SECONDS and taken > _SECONDS + self._size() / _BYTES_A_SECOND

    def _size(self) -> int:
        if self.path is None:
            return LARGEST_FILE
        try:
            return min(self.path.stat().st_size, LARGEST_FILE)
        except OSError:
            return 0


@contextlib.contextmanager
def while_wanted(is_wanted: Callable[[], bool]) -> Iterator[None]:
    """Let every connection that this thread makes within the block give up its queries when `is_wanted` says no.

    That holds for these connections for good, and whatever thread uses them; `is_wanted` is asked every few milliseconds.
    """
    before = _wanted.set(is_wanted)
    try:
        yield
    finally:
        _wanted.reset(before)


def limit(connection: sqlite3.Connection) -> None:
    """Bound what a connection can be made to hold and to build, before it reads the first byte of a file."""
    for what, most in _LIMITS:
        connection.setlimit(what, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)  # noqa: FBT003
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)  # noqa: FBT003


def confine(connection: sqlite3.Connection) -> None:
    """Let a connection read and write rows from now on, and nothing else.

    No attaching, no new tables, triggers, views, virtual tables or extensions, no functions but a few; and nothing on
    behalf of a trigger or a view that a file brought along.
    """
    connection.set_authorizer(_may)


@contextlib.contextmanager
def building(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection make tables, or a file compact, for the length of the block. Only for statements of our own."""
    before = connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED)
    connection.set_authorizer(None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM attaches what it builds
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, before)
        confine(connection)


def _may(action: int, first: str | None, second: str | None, _database: str | None, by: str | None) -> int:
    if by is not None:  # a trigger or a view
        return sqlite3.SQLITE_DENY
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
