"""A copy of an assessment on another drive, of which it is known that the drive gives it back.

The copy is drafted on this computer first, so that a slow drive holds up nobody and it is known byte for byte what
has to lie there in the end. It gets its name only once it was read back.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Self

from secure_desktop.drive_errors import (
    DriveFaulty,
    DriveGone,
    NameNotTaken,
    NoRoomForDraft,
    NoRoomOnDrive,
    ReadBackDiffers,
)
from secure_desktop.errors import DiskFull, FolderGiven, KnownProblem, TargetExists
from secure_desktop.file_names import safe_name
from secure_desktop.files import put_in_place, write_problem
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.read_back import digest_of, digest_on_drive, write_through
from secure_desktop.storage.readable_file import ReadableFile
from secure_desktop.storage.times import Clock, now

_PART = (".secure-desktop-", ".part")  # how the name of an unfinished copy begins and ends
_LONGEST_STEM = 100  # characters
_MEGA = 1_000_000
_GONE = (errno.ENODEV, errno.ENXIO, errno.ENOTCONN, getattr(errno, "ESTALE", errno.ENODEV))
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class CopyStage(StrEnum):
    """What is being done."""

    DRAFTING = "drafting"
    WRITING = "writing"
    READING_BACK = "reading-back"


Advance = Callable[[CopyStage, float], None]
"""Is told which part of a stage is done, from 0 to 1; what it raises ends the work, and there is no copy."""


@dataclass(frozen=True, slots=True)
class DriveCopy:
    """A copy that was read back. `is_on_other_drive` tells whether it outlives the drive that the assessment lies on."""

    path: Path
    assessment_id: str
    revision: int
    size: int
    sha256: str
    read_back_at: datetime
    is_on_other_drive: bool


class Draft:
    """A checked copy in a folder of its own on this computer. Use it as a context manager, or `discard` it."""

    def __init__(self, file: ReadableFile, *, advance: Advance = lambda *_: None) -> None:
        """Write it.

        Raises:
            NoRoomForDraft: when this computer's disk is full.
            KnownProblem: when the file cannot be read.
        """
        self.source = file.path
        assessment = file.assessment()
        self.assessment_id = assessment.id
        self.revision = assessment.revision
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="secure-desktop-", ignore_cleanup_errors=True)
        except OSError as fault:
            raise NoRoomForDraft(name=self.source.name) from fault
        self.path = Path(self._folder.name) / name_on_drive(self.source)
        try:
            file.save_copy(self.path, advance=lambda share: advance(CopyStage.DRAFTING, share))
            self.size = self.path.stat().st_size
            self.sha256 = digest_of(self.path)
        except DiskFull as problem:
            self.discard()
            raise NoRoomForDraft(name=self.source.name) from problem
        except BaseException:
            self.discard()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def discard(self) -> None:
        """Remove it."""
        self._folder.cleanup()


def name_on_drive(source: Path) -> str:
    """Return the name for a copy of a file that every drive takes, without folder."""
    return f"{safe_name(source.stem)[:_LONGEST_STEM].rstrip(' .')}.sqlite"


def carry(
    draft: Draft,
    target: Path,
    *,
    device: int | None = None,
    clock: Clock = now,
    advance: Advance = lambda *_: None,
) -> DriveCopy:
    """Write a drafted copy to `target`, read it back from the drive and compare it; only then it gets that name.

    `device` is the system's number of the drive that is meant: when that is pulled out, its folder may still be there.

    Raises:
        TargetExists, FolderGiven: when there is something at `target`; it is not touched.
        DriveGone, DriveFaulty, ReadBackDiffers, NoRoomOnDrive, NameNotTaken: there is no copy.
        KnownProblem: when the folder does not take it for another reason; there is no copy.
    """
    if os.path.isdir(target):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=target.name)
    if os.path.lexists(target):
        raise TargetExists(name=target.name)
    with _faults_named(target, device):
        device = target.parent.stat().st_dev if device is None else device
        _demand_same(target.parent, device)
        _demand_room(target, draft.size)
    with _faults_named(target, device), _part_beside(target) as (part, file):
        _demand_takes_name(target)
        write_through(draft.path, file, advance=lambda share: advance(CopyStage.WRITING, share))
        found = digest_on_drive(part, advance=lambda share: advance(CopyStage.READING_BACK, share))
        if found != draft.sha256:
            raise ReadBackDiffers(folder=_name(target.parent))
        _demand_opens(part)
        file.close()  # Windows renames no file that is open
        put_in_place(part, target)
        read_back_at = clock()
    return DriveCopy(
        path=target,
        assessment_id=draft.assessment_id,
        revision=draft.revision,
        size=draft.size,
        sha256=draft.sha256,
        read_back_at=read_back_at,
        is_on_other_drive=device != _device_of(draft.source),
    )


def _demand_same(folder: Path, device: int) -> None:
    if folder.stat().st_dev != device:
        raise DriveGone(folder=_name(folder))


def _demand_room(target: Path, size: int) -> None:
    total, _, free = shutil.disk_usage(target.parent)
    if free < size and total:  # some drives in a network do not tell
        raise NoRoomOnDrive(
            name=target.name,
            needed_mb=_tenths(size, up=True),
            free_mb=_tenths(free, up=False),
            folder=_name(target.parent),
        )


def _tenths(size: int, *, up: bool) -> str:
    """Return megabytes, rounded so that what is needed never looks smaller than what is free."""
    tenths, rest = divmod(size * 10, _MEGA)
    return f"{(tenths + (1 if up and rest else 0)) / 10:.1f}"


def _demand_takes_name(target: Path) -> None:
    """Find out before a long write whether the drive takes the name; many signs are forbidden on USB sticks."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as fault:
        raise TargetExists(name=target.name) from fault
    except OSError as fault:
        if fault.errno in (*_FULL, *_GONE, errno.EIO):
            raise
        raise NameNotTaken(name=target.name) from fault
    target.unlink()


def _demand_opens(part: Path) -> None:
    """Open the copy as any file is opened."""
    try:
        with open_file(part, write=False) as copy:
            copy.assessment()
    except KnownProblem as problem:
        raise ReadBackDiffers(folder=_name(part.parent)) from problem


@contextlib.contextmanager
def _part_beside(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Hand out an unfinished file that goes when the block ends, and what was left by a drive that was pulled out."""
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(prefix=_PART[0], suffix=_PART[1], dir=target.parent)
    part = Path(name)
    with os.fdopen(handle, "wb") as file:
        try:
            with contextlib.suppress(OSError):  # a drive without locks
                _lock(handle)
            yield part, file
        finally:
            with contextlib.suppress(OSError):  # the drive is gone, and has been told of
                file.close()  # Windows removes no file that is open
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove unfinished copies of earlier times, unless somebody is writing them."""
    for path in folder.glob(f"{_PART[0]}*{_PART[1]}"):
        with contextlib.suppress(OSError):
            if not stat.S_ISREG(path.lstat().st_mode):
                continue
            with path.open("rb+") as file:
                _lock(file.fileno())
            path.unlink()


def _lock(handle: int) -> None:
    """Mark an unfinished copy as being written. Windows lets nobody remove a file that is open, and needs no mark."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def _faults_named(target: Path, device: int | None = None) -> Iterator[None]:
    """Say of a failure whether the drive is gone: then that is what happened, whatever else was reported."""
    try:
        yield
    except TargetExists:
        raise
    except (OSError, KnownProblem) as fault:
        folder = _name(target.parent)
        code = fault.errno if isinstance(fault, OSError) else None
        if code in _GONE or (device is not None and _device_of(target.parent) != device):
            raise DriveGone(folder=folder) from fault
        if code == errno.EIO:
            raise DriveFaulty(folder=folder) from fault
        if isinstance(fault, OSError):
            raise write_problem(target, fault) from fault
        raise


def _device_of(path: Path) -> int | None:
    try:
        return path.stat().st_dev
    except OSError:
        return None


def _name(folder: Path) -> str:
    return folder.name or str(folder)
