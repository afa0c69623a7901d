"""A glance at a file that is open: whether it is still as we left it, without reading it as a database."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from secure_desktop.errors import FileReplaced, KnownProblem
from secure_desktop.storage.inspection import change_counter, look_at
from secure_desktop.underneath_errors import DriveGone, FileChanged, FileGone, StrangerInPlace


@dataclass(frozen=True, slots=True)
class Glance:
    """By what we know that a file is still as we left it; all zero for one that is not there."""

    device: int = 0
    inode: int = 0
    counter: int = -1
    size: int = 0
    written_at: int = 0

    @property
    def is_there(self) -> bool:
        """Whether there is a file at all."""
        return self.counter >= 0

    def is_same_place(self, other: "Glance") -> bool:
        """Return whether both were of the same file on the drive, whatever stands in it."""
        return (self.device, self.inode) == (other.device, other.inode)

    def is_same_but_for_time(self, other: "Glance") -> bool:
        """Return whether nothing but the time differs, which network drives put right late."""
        return replace(self, written_at=0) == replace(other, written_at=0)


def glance_at(path: Path) -> Glance:
    """Return how a file looks now. Any thread may ask. A drive that stumbles is asked twice."""
    found = _glance(path)
    return found if found.is_there else _glance(path)


def _glance(path: Path) -> Glance:
    try:
        status = path.stat()
    except OSError:
        return Glance()
    return Glance(status.st_dev, status.st_ino, change_counter(path), status.st_size, status.st_mtime_ns)


def may_be_written(path: Path) -> bool:
    """Return whether the system lets us write to a file and its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def what_became_of(path: Path) -> FileReplaced:
    """Return the problem that says what stands in the place of a file that is not as we left it."""
    if not os.path.lexists(path.parent):
        return DriveGone(name=path.name)
    if not os.path.lexists(path):
        return FileGone(name=path.name)
    try:
        look_at(path)
        written = path.stat().st_mtime
    except (KnownProblem, OSError):
        return StrangerInPlace(name=path.name)
    return FileChanged(name=path.name, at=_local(written))


def _local(timestamp: float) -> str:
    try:
        return f"{datetime.fromtimestamp(timestamp, UTC).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "an unknown time"
