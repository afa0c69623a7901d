"""Turning SQLite's errors into known problems; what is not known stays an error of ours."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from secure_desktop.errors import (
    DamagedFile,
    DiskFull,
    FileTooSlow,
    FileUnreadable,
    KnownProblem,
    NotSaved,
    OutOfMemory,
    ReadOnlyFile,
    UnexpectedParts,
)
from secure_desktop.storage.glance import what_became_of

_AFTER_COMMIT = ("SQLITE_IOERR_UNLOCK", "SQLITE_IOERR_RDLOCK")
_WITH_FOLDER = "SQLITE_IOERR_DIR_FSYNC"
_LITTLE_SPACE = 1024 * 1024  # bytes; below it a failed write is put down to the full disk

_Meaning = Callable[[Path], KnownProblem]


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Raise a known problem about `path` in place of an SQLite error that we understand."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        problem = _problem(path, fault)
        if problem is None:
            raise
        try:
            raise problem from fault
        finally:
            del problem  # it would hold this frame, and the frame the file, until the garbage is collected
    except UnicodeDecodeError as fault:
        raise DamagedFile(name=path.name) from fault
    except MemoryError as fault:
        raise OutOfMemory from fault


@contextlib.contextmanager
def named_to_reader(path: Path) -> Iterator[None]:
    """As `named`, for who only reads: nobody wanted to save anything."""
    try:
        with named(path):
            yield
    except NotSaved as problem:
        raise FileUnreadable(name=path.name, reason=problem.parts["reason"]) from problem


def came_after_commit(fault: sqlite3.Error) -> bool:
    """Return whether a fault may be no more than that SQLite could not give its lock back after it had committed."""
    return getattr(fault, "sqlite_errorname", "") in _AFTER_COMMIT


def came_with_folder(fault: sqlite3.Error) -> bool:
    """Return whether a fault was that the folder was not synced, which SQLite does last, after it has committed.

    It does so too when a journal comes into being; then nothing is changed yet.
    """
    return getattr(fault, "sqlite_errorname", "") == _WITH_FOLDER


def _problem(path: Path, fault: sqlite3.DatabaseError) -> KnownProblem | None:
    code = getattr(fault, "sqlite_errorname", "") or ""
    if code == "SQLITE_FULL" or (code.startswith("SQLITE_IOERR") and _is_full(path)):
        return DiskFull(name=path.name)
    if meaning := next((meaning for start, meaning in _CODES if code.startswith(start)), None):
        return meaning(path)
    said = str(fault)
    return next((meaning(path) for start, meaning in _WORDS if said.startswith(start)), None)


def _damaged(path: Path) -> KnownProblem:
    return DamagedFile(name=path.name)


def _not_saved(reason: str) -> _Meaning:
    return lambda path: NotSaved(name=path.name, reason=reason)


def _strange(part: str) -> _Meaning:
    return lambda path: UnexpectedParts(name=path.name, part=part)


_RUNS_BY_ITSELF = _strange("something that would run by itself")
_CODES: tuple[tuple[str, _Meaning], ...] = (  # by how they begin; the first that fits counts
    ("SQLITE_READONLY_DBMOVED", what_became_of),
    ("SQLITE_READONLY", lambda path: ReadOnlyFile(name=path.name)),
    ("SQLITE_IOERR_VNODE", what_became_of),
    ("SQLITE_IOERR", _not_saved("the drive reports a fault")),
    ("SQLITE_INTERRUPT", lambda path: FileTooSlow(name=path.name)),
    ("SQLITE_AUTH", _RUNS_BY_ITSELF),
    ("SQLITE_TOOBIG", _strange("an entry of a size that none has")),
    ("SQLITE_CORRUPT", _damaged),
    ("SQLITE_NOTADB", _damaged),
    ("SQLITE_FORMAT", _damaged),
    ("SQLITE_BUSY", _not_saved("another program is using it")),
    ("SQLITE_LOCKED", _not_saved("another program is using it")),
    ("SQLITE_CANTOPEN", lambda path: FileUnreadable(name=path.name, reason="the system does not allow it")),
)
_WORDS: tuple[tuple[str, _Meaning], ...] = (  # where SQLite has no code of its own
    ("no such table", what_became_of),  # it had all of them when it was opened
    ("Could not decode to UTF-8", _damaged),
    ("unsupported file format", _damaged),
    ("not authorized", _RUNS_BY_ITSELF),
)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_SPACE
    except OSError:
        return False
