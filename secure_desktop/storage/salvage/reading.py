"""Reading a damaged file: its bytes, once, into memory. Nothing is written beside it, and SQLite never opens it."""

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from secure_desktop.errors import (
    EmptyFile,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NotAPlainFile,
)
from secure_desktop.files import reason_of
from secure_desktop.rescue_errors import NothingToRescue
from secure_desktop.storage import leftovers, schema
from secure_desktop.storage.connection import connect
from secure_desktop.storage.inspection import real_path
from secure_desktop.storage.reading_beside import reading
from secure_desktop.storage.salvage.image import image_of
from secure_desktop.storage.salvage.limits import Budget, Limits
from secure_desktop.storage.salvage.remains import Remains, remains_of
from secure_desktop.storage.salvage.rows import read_tables

_BEGINNING = 1024 * 1024  # bytes in which the definitions of our tables stand
_OUR_TABLES = tuple(f"CREATE TABLE {name} (" for name in schema.tables_of(1))
_PIECE = 4096  # bytes that are given up together where the drive cannot read


def read_remains(
    path: Path,
    *,
    limits: Limits | None = None,
    advance: Callable[[float], None] = lambda _: None,
    seconds: Callable[[], float] = time.monotonic,
) -> Remains:
    """Return what is left of a damaged file. It is only read.

    A change that was cut off is taken back first, in a private copy, if what is left is whole then.
    `advance` is told how far the work is, from 0 to 1; what it raises ends it.

    Raises:
        NothingToRescue: when nothing in it is of an assessment.
        TooMuchToRescue, FileTooLarge: when it makes more work than an assessment does.
        KnownProblem: when it cannot be read.
    """
    path = real_path(path)
    budget = Budget(limits or Limits(), advance, seconds)
    found = None
    for data in _contents(path, (limits or Limits()).size):
        remains = remains_of(read_tables(image_of(data), budget))
        if found is None or _is_better(remains, found):
            found = remains
        if found.is_whole:
            break
    if found is None or found.is_empty:
        raise NothingToRescue(name=path.name)
    return found


def may_hold_assessment(path: Path) -> bool:
    """Return whether a file that is not known as an assessment any more holds tables of one near its beginning."""
    with contextlib.suppress(OSError, ValueError):
        if path.is_file():
            with reading(path) as file:
                start = file.read(_BEGINNING)
            return sum(name.encode() in start for name in _OUR_TABLES) >= len(_OUR_TABLES) // 2
    return False


def _contents(path: Path, most: int) -> Iterator[bytes]:
    """Yield the content of a file after a cut-off change was taken back, if there is such, then as it is."""
    data = _bytes(path, most)
    if leftovers.found(path):
        recovered = _recovered(path, most)
        if recovered and recovered != data:
            yield recovered
    yield data


def _is_better(one: Remains, other: Remains) -> bool:
    return (one.is_whole, len(one.whole), len(one.entries), len(one.responses)) > (
        other.is_whole,
        len(other.whole),
        len(other.entries),
        len(other.responses),
    )


def _bytes(path: Path, most: int) -> bytes:
    handle = _opened(path)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise FolderGiven(name=path.name)
        if not stat.S_ISREG(status.st_mode):
            raise NotAPlainFile(name=path.name)
        if status.st_size == 0:
            raise EmptyFile(name=path.name)
        if status.st_size > most:
            raise FileTooLarge(name=path.name, megabytes=status.st_size // 1_000_000)
        with open(handle, "rb", closefd=False) as file:
            return _read(file, status.st_size)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """Return a handle on a file to read; a pipe is not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags)
    except FileNotFoundError as fault:
        raise FileMissing(name=path.name) from fault
    except OSError as fault:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
            raise FolderGiven(name=path.name) from fault
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault


def _read(file: BinaryIO, size: int) -> bytes:
    """Return what can be read; a place that the drive cannot read any more is zeros."""
    try:
        return file.read(size)
    except OSError:
        return b"".join(_piece(file, at, min(_PIECE, size - at)) for at in range(0, size, _PIECE))


def _piece(file: BinaryIO, at: int, size: int) -> bytes:
    with contextlib.suppress(OSError):
        file.seek(at)
        return file.read(size).ljust(size, b"\x00")
    return bytes(size)


def _recovered(path: Path, most: int) -> bytes:
    """Return the content as SQLite leaves it after a cut-off change, in a private copy; empty when it cannot.

    A journal says how large the file was before, and SQLite makes it so: more than `most` bytes are not believed.
    """
    try:
        with leftovers.private_copy(path) as copy:
            with contextlib.closing(connect(copy, "rw")) as connection:
                connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            return copy.read_bytes() if copy.stat().st_size <= most else b""
    except (KnownProblem, sqlite3.Error, OSError, UnicodeDecodeError):
        return b""
