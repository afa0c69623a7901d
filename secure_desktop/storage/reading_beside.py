"""Reading the bytes of a file that SQLite may have open in this process.

On POSIX systems, whoever closes any descriptor of a file takes all locks of the process off it, also those by which
SQLite keeps others out in the middle of a transaction (https://sqlite.org/howtocorrupt.html, section 2.2). So a file that is
open as an assessment has one further descriptor that stays open as long, and its bytes are read through that one.
"""

import contextlib
import io
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HAS_SUCH_LOCKS = os.name != "nt"
_Place = tuple[int, int]  # device and inode, by which all names of a file are one


class Kept:
    """A descriptor that stays open until `close`; several of one file share it."""

    def __init__(self, path: Path) -> None:
        self._place: _Place | None = None
        if _HAS_SUCH_LOCKS:
            with contextlib.suppress(OSError):  # moved already; then nobody reads it either
                self._place = _keep(path)

    def close(self) -> None:
        """Let it go; after SQLite has closed the file."""
        place, self._place = self._place, None
        if place is not None:
            _let_go(place)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Hand out a file to read, never waiting for bytes that do not come, without harm to any lock of this process.

    Raises:
        OSError: when it cannot be opened or read.
    """
    handle = _of_kept(path)
    if handle is not None:
        yield io.BufferedReader(_Shared(handle))
        return
    handle = os.open(path, _WITHOUT_WAITING)
    try:
        with os.fdopen(handle, "rb", closefd=False) as file:
            yield file
    finally:
        _close(handle)


def first_bytes(path: Path, count: int) -> tuple[os.stat_result, bytes]:
    """Return what is known of a file and its first bytes, both of the same one; of what is no plain file, no bytes.

    It does so as carefully as `reading`, and faster, because every file is looked at several times while it is opened.

    Raises:
        OSError: when it cannot be opened or read.
    """
    kept = _of_kept(path)
    handle = os.open(path, _WITHOUT_WAITING) if kept is None else kept
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return status, b""
        return status, os.read(handle, count) if kept is None else os.pread(handle, count, 0)
    finally:
        if kept is None:
            _close(handle)


class _Shared(io.RawIOBase):
    """Reads through a descriptor that others use too, at a place of its own."""

    def __init__(self, handle: int) -> None:
        super().__init__()
        self._handle = handle
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._handle

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence)
        self._at = offset + (os.fstat(self._handle).st_size if start is None else start)
        return self._at

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # any buffer will do
        data = os.pread(self._handle, len(buffer), self._at)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


_guard = threading.Lock()
_kept: dict[_Place, tuple[list[int], int]] = {}  # descriptors to close, the first to read through; and users


def _keep(path: Path) -> _Place:
    with _guard:
        known = _place_of(path.stat())
        if known not in _kept:
            handle = os.open(path, _WITHOUT_WAITING)
            known = _place_of(os.fstat(handle))
            handles, users = _kept.get(known, ([], 0))
            _kept[known] = ([*handles, handle], users)
        handles, users = _kept[known]
        _kept[known] = (handles, users + 1)
        return known


def _let_go(place: _Place) -> None:
    with _guard:
        handles, users = _kept.pop(place)
        if users > 1:
            _kept[place] = (handles, users - 1)
            return
        for handle in handles:
            os.close(handle)


def _of_kept(path: Path) -> int | None:
    if not _kept:
        return None
    place = _place_of(path.stat())
    with _guard:
        return _kept[place][0][0] if place in _kept else None


def _close(handle: int) -> None:
    """Close a descriptor, or leave it to those who have opened the file meanwhile."""
    with _guard:
        place = _place_of(os.fstat(handle))
        if place in _kept:
            _kept[place][0].append(handle)
        else:
            os.close(handle)


def _place_of(status: os.stat_result) -> _Place:
    return status.st_dev, status.st_ino
