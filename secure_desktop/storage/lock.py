"""One writer at a time: a lock file beside the assessment, held by the system, so that a crash never blocks.

The lock is the system's lock on the file, not the file's existence. What the file says (who, where,
since when) is for the message to the second person only; it is the lock where a folder knows no others.

The lock beside the file is found under every spelling of its folder, through symbolic links, and from other computers.
A hard link has another folder or name, and so another lock beside it. Therefore a second lock file, in a folder of the
person's own, is named by the file's place on the drive (device and inode), which all its names share.
"""

import contextlib
import functools
import hashlib
import platform
from pathlib import Path

from secure_desktop import locations
from secure_desktop.files import make_folder
from secure_desktop.storage import lock_file as files
from secure_desktop.storage.lock_file import HeldFile, Holder

__all__ = ["Holder", "WriterLock", "acquire", "is_free", "lock_file", "read_holder"]


class WriterLock:
    """The right to write to one assessment file, until `release` or until the process ends."""

    def __init__(self, by_name: HeldFile, by_place: HeldFile | None) -> None:
        self._by_name = by_name
        self._by_place = by_place

    @property
    def left_over(self) -> Holder | None:
        """Who had the file before and did not close it: after a crash, or on a computer whose folder was copied here."""
        return self._by_name.left_over

    def is_ours(self) -> bool:
        """Return whether the right still is ours: nobody removed the lock file or took it over."""
        return self._by_name.is_ours()

    def renew(self, path: Path, since: str) -> Holder | None:
        """Hold the lock file beside `path` again; return who has taken it over, or None.

        Raises:
            OSError: when the folder takes no lock file.
        """
        found = files.hold(lock_file(path), since)
        if isinstance(found, Holder):
            return found
        self._by_name.release()
        self._by_name = found
        return None

    def release(self) -> None:
        """Give the right back and take the lock files away."""
        self._by_name.release()
        if self._by_place is not None:
            self._by_place.release()


def lock_file(path: Path) -> Path:
    """Return the path of the lock file that belongs to an assessment file."""
    return path.with_name(f".{path.name}.lock")


def acquire(path: Path, since: str, *, by_force: bool = False) -> WriterLock | Holder:
    """Return the right to write to `path`, or who has it; `by_force` takes it from a holder who is doubtful.

    Raises:
        OSError: when the folder takes no lock file; then nothing can be written there at all.
    """
    by_name = files.hold(lock_file(path), since, by_force=by_force)
    if isinstance(by_name, Holder):
        return by_name
    by_place: HeldFile | Holder | None = None
    with contextlib.suppress(OSError):  # without a folder of one's own there is no such lock, and no harm
        place = _lock_by_place(path)
        if place is not None:
            by_place = _hold_in_own_folder(place, since, path.name)
    if isinstance(by_place, Holder):
        by_name.release()
        return by_place
    return WriterLock(by_name, by_place)


def is_free(path: Path) -> bool:
    """Return whether nobody has the right to write to `path` just now."""
    place = _lock_by_place(path)
    return files.is_free(lock_file(path)) and (place is None or files.is_free(place))


def read_holder(path: Path) -> Holder:
    """Return who wrote the lock file; an empty Holder when that cannot be read."""
    return files.read_holder(lock_file(path))


def _hold_in_own_folder(place: Path, since: str, name: str) -> HeldFile | Holder:
    try:
        return files.hold(place, since, name=name)
    except FileNotFoundError:
        make_folder(place.parent)
        return files.hold(place, since, name=name)


@functools.cache
def _host() -> str:
    """Return what tells computers apart that share a home on a server."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _lock_by_place(path: Path) -> Path | None:
    """Return the lock file that all names of a file on this computer share; None where the drive counts no inodes."""
    try:
        status = path.stat()
    except OSError:
        return None
    if not status.st_ino:
        return None
    return locations.lock_folder() / f"{_host()}-{status.st_dev:x}-{status.st_ino:x}.lock"
