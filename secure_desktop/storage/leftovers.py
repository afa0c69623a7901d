"""What an interrupted program left beside a file, and what a stranger may have put there.

SQLite finishes a transaction that was cut off as soon as it opens the file, and it believes what the
journal beside the file says: one that names a super-journal makes it delete that path, whatever it is.
"""

import contextlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from secure_desktop.errors import FileUnreadable, NoTemporaryRoom, UnexpectedParts
from secure_desktop.files import is_full, reason_of, temporary_folder
from secure_desktop.storage.reading_beside import reading
from secure_desktop.storage.schema import LARGEST_FILE

_SUFFIXES = ("-journal", "-wal")
_WAL = (bytes.fromhex("377f0682"), bytes.fromhex("377f0683"))  # begin a write-ahead log
_WAL_MODE = b"\x02\x02"  # bytes 18 and 19 of a file that has one
_INDEX = "-shm"  # of a file in WAL mode; SQLite makes it anew and believes nothing of it
_LARGEST = 2 * LARGEST_FILE  # bytes; a journal holds pages of the file, a file in WAL mode some of them twice
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # ends a journal that names one
_RECOVERABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def found(path: Path) -> bool:
    """Return whether a journal lies beside a file."""
    return any(_beside(path))


def has_write_ahead_log(path: Path) -> bool:
    """Return whether something that is named like a write-ahead log lies beside a file; to read, SQLite would add to it."""
    return os.path.lexists(f"{path}{_SUFFIXES[1]}")


def demand_harmless(path: Path) -> None:
    """Look at the journals beside a file before SQLite may act on them.

    Raises:
        UnexpectedParts: when one is not a plain file, is far too large, would make SQLite delete another file, or is a
            write-ahead log of something else: it would show that one's pages, because a file of ours has none.
    """
    for leftover in _beside(path, (*_SUFFIXES, _INDEX)):
        if not _is_harmless(leftover) or (_is_write_ahead_log(leftover) and not _is_in_wal_mode(path)):
            raise UnexpectedParts(name=path.name, part=f"“{leftover.name}” beside it")


@contextlib.contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """Hand out a copy of a file and its journals in a folder that nobody else can enter.

    Raises:
        UnexpectedParts: as `demand_harmless` does.
        NoTemporaryRoom: when this computer has no room for it, or none to finish in it what was cut off.
        FileUnreadable: when it could not be copied.
    """
    with temporary_folder(path.name) as folder:
        copy = folder / "copy.sqlite"
        try:
            demand_harmless(path)
            with reading(path) as source, copy.open("wb") as draft:
                shutil.copyfileobj(source, draft)
            for leftover in _beside(path):
                shutil.copyfile(leftover, copy.with_name(copy.name + leftover.name[len(path.name) :]))
            demand_harmless(copy)  # what was looked at beside the file may not be what was copied
        except OSError as fault:
            if is_full(fault):
                raise NoTemporaryRoom(name=path.name) from fault
            raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
        try:
            yield copy
        except sqlite3.Error as fault:
            if getattr(fault, "sqlite_errorname", "") == "SQLITE_FULL":
                raise NoTemporaryRoom(name=path.name) from fault
            raise


def hinder_reading(path: Path, fault: sqlite3.Error) -> bool:
    """Return whether a file cannot be read because a change to it was cut off, and writing is not allowed."""
    name = getattr(fault, "sqlite_errorname", "") or ""
    return name.startswith(_RECOVERABLE) and found(path)


def _beside(path: Path, suffixes: Iterable[str] = _SUFFIXES) -> Iterator[Path]:
    for suffix in suffixes:
        if os.path.lexists(f"{path}{suffix}"):
            yield path.with_name(path.name + suffix)


def _is_harmless(leftover: Path) -> bool:
    """Return whether a journal is a plain file of a possible size that names no super-journal."""
    try:
        status = leftover.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return False
        with leftover.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - len(_SUPER_JOURNAL)))
            return file.read() != _SUPER_JOURNAL
    except FileNotFoundError:  # whoever was writing has just finished
        return True


def _is_write_ahead_log(leftover: Path) -> bool:
    return leftover.name.endswith(_SUFFIXES[1]) and _bytes_at(leftover, 0, 4) in _WAL


def _is_in_wal_mode(path: Path) -> bool:
    return _bytes_at(path, 18, 2) == _WAL_MODE


def _bytes_at(path: Path, place: int, count: int) -> bytes:
    try:
        with reading(path) as file:
            file.seek(place)
            return file.read(count)
    except FileNotFoundError:  # see above
        return b""
