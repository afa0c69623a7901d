"""One writer at a time: a lock file beside the assessment, held by the system, so that a crash never blocks.

The lock is the system's lock on the file, not the file's existence. What the file says (who, where,
since when) is for the message to the second person only.
"""

import contextlib
import functools
import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link sent along with a file could lead anywhere
_LOCKED_BYTE = 1 << 30  # far behind the text, which others must be able to read on Windows too


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open for writing. `since` is UTC in ISO 8601."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""


class WriterLock:
    """The right to write to one assessment file, until `release` or until the process ends."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle = handle
        self._path = path

    def release(self) -> None:
        """Give the right back and take the lock file away."""
        if self._handle < 0:
            return
        if os.name != "nt":
            self._path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1
        if os.name == "nt":
            with contextlib.suppress(OSError):  # a second person has just taken it over
                self._path.unlink(missing_ok=True)


def lock_file(path: Path) -> Path:
    """Return the path of the lock file that belongs to an assessment file."""
    return path.with_name(f".{path.name}.lock")


def acquire(path: Path, since: str) -> WriterLock | Holder:
    """Return the right to write to `path`, or who has it.

    Raises:
        OSError: when the folder takes no lock file; then nothing can be written there at all.
    """
    target = lock_file(path)
    while True:
        handle = os.open(target, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
        if not _take(handle):
            os.close(handle)
            return read_holder(path)
        if _is_still_there(handle, target):
            _sign(handle, since)
            return WriterLock(handle, target)
        os.close(handle)  # the former holder removed the file between our opening and our locking it


def read_holder(path: Path) -> Holder:
    """Return who wrote the lock file; an empty Holder when that cannot be read."""
    try:
        data = json.loads(lock_file(path).read_text(encoding="utf-8"))
        return Holder(str(data["user"]), str(data["host"]), int(data["pid"]), str(data["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _sign(handle: int, since: str) -> None:
    holder = {"user": _user(), "host": platform.node(), "pid": os.getpid(), "since": since}
    text = json.dumps(holder).encode("utf-8")
    os.write(handle, text)
    os.ftruncate(handle, len(text))  # afterwards: ext4 flushes a file on close that was cut to nothing first


@functools.cache
def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _is_still_there(_handle: int, _target: Path) -> bool:
        return True  # an open file cannot be removed

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_still_there(handle: int, target: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), target.stat())
        except FileNotFoundError:
            return False
