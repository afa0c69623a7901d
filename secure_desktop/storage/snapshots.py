"""Backups that are taken by themselves: consistent copies of assessment files in the person's own data folder.

Each assessment has a folder of its own, readable by its owner only. All copies of an assessment that are worked on
here share it, and are told apart by `Snapshot.copy`.
"""

import contextlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.backup_errors import BackupsUnreadable, NoSuchBackup, NotBackedUp
from secure_desktop.errors import DiskFull, FileReplaced, KnownProblem
from secure_desktop.files import OWNER_ONLY, put_in_place, reason_of, workshop
from secure_desktop.storage import (
    faults,
    snapshot_copying,
    snapshot_folder,
    snapshot_names,
    snapshot_notes,
    snapshot_problems,
    snapshot_thinning,
)
from secure_desktop.storage.connection import connect
from secure_desktop.storage.guarded_file import GuardedFile
from secure_desktop.storage.snapshot_copying import Advance, Identity
from secure_desktop.storage.snapshot_names import Reason, Snapshot
from secure_desktop.storage.snapshot_notes import Note
from secure_desktop.storage.times import Clock

__all__ = ["LIMIT", "Note", "Reason", "Snapshot", "Snapshots"]

LIMIT = 500 * 1024 * 1024  # bytes, for all backups together
SHARE = 0.25  # of what the disk has to give; it must not be the backups that fill a small one
LEAST = (
    32 * 1024 * 1024
)  # bytes that they may take whatever the share: a disk that is full today costs no older ones
RESERVE = 5 * 1024 * 1024  # bytes that a backup leaves free for the work itself


class Snapshots:
    """All backups on this computer. Nothing is made on disk before the first one is taken."""

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder = folder
        self._limit = limit

    def of(self, assessment_id: str, *, copy: str | None = None) -> tuple[Snapshot, ...]:
        """Return the backups of an assessment, newest first, by number and never by clock.

        With `copy`, which is what `Snapshot.copy` says, only those of one of its files.

        Raises:
            BackupsUnreadable: when the folder cannot be read.
        """
        try:
            found = list(snapshot_names.snapshots_in(self.folder_of(assessment_id), assessment_id))
        except OSError as fault:
            raise self._unreadable(fault) from fault
        wanted = [one for one in found if copy in (None, one.copy)]
        return tuple(sorted(wanted, key=lambda one: (-one.number, one.path.name)))

    def latest(self, assessment_id: str) -> Snapshot | None:
        """Return the newest backup of an assessment; None when there is none. Raises as `of` does."""
        return next(iter(self.of(assessment_id)), None)

    def numbered(self, assessment_id: str, number: int, *, name: str) -> Snapshot:
        """Return the backup with a number; `name` is what the problem calls the assessment.

        Raises:
            NoSuchBackup: when there is none; otherwise as `of` does.
        """
        for one in self.of(assessment_id):
            if one.number == number:
                return one
        raise NoSuchBackup(number=number, name=name)

    def notes(self) -> tuple[Note, ...]:
        """Return what is known of each assessment that has backups, also when its file is gone. Raises as `of` does."""
        return tuple(note for folder in self._folders() if (note := _note(folder)) is not None)

    def lay_at(self, path: Path) -> tuple[Note, ...]:
        """Return what is known of the assessments of which a file was backed up from `path`; mostly there is one.

        The one that was backed up last stands first, as far as clocks can tell. Raises as `of` does.
        """
        dated = [
            (latest.taken_at, note)
            for note in self.notes()
            if path in note.paths.values() and (latest := self.latest(note.assessment_id)) is not None
        ]
        return tuple(note for _, note in sorted(dated, key=lambda pair: pair[0], reverse=True))

    def size(self) -> int:
        """Return how many bytes all backups take. Raises as `of` does."""
        return sum(one.size for one in self._everything())

    def folder_of(self, assessment_id: str) -> Path:
        """Return where the backups of an assessment lie, or would lie."""
        return self.folder / snapshot_names.folder_name(assessment_id)

    def take(
        self,
        source: Path | GuardedFile,
        reason: Reason,
        clock: Clock,
        *,
        lies_at: Path | None = None,
        advance: Advance = lambda _: None,
    ) -> Snapshot | None:
        """Back up an assessment file; None when the newest backup of this copy of it says the same.

        Somebody may write to it meanwhile, here or in another process, and waits for some milliseconds at most. Of an
        open file, what lies at its path must still be the same copy. Superfluous backups go afterwards. `lies_at`
        is for the note, when the source is a private copy. `advance` is told which part is done, from 0 to 1; what it
        raises ends the work. Any thread may call this.

        Raises:
            BackupsFull, BackupsUnwritable: when the folder of the backups takes none.
            DamagedNotBackedUp, NotBackedUp: when there is something with the file; backups taken before stay.
            FileReplaced: when an open file is not at its place any more.
            KnownProblem: when it is no file of this version of the program.
        """
        path = source.path if isinstance(source, GuardedFile) else source
        # Read through SQLite alone: closing a file that was opened otherwise takes this process's locks off it.
        with snapshot_problems.told((lies_at or path).name, self.folder):
            status = _status(source, path)
            with faults.named(path), contextlib.closing(connect(path, "ro")) as connection:
                known = snapshot_copying.identity(connection, path.name)
                if isinstance(source, GuardedFile) and known.copy != source.copy_id:
                    raise FileReplaced(name=path.name)
                folder = self.folder_of(known.assessment_id)
                with snapshot_folder.held(self.folder, folder, clock):
                    of = _Source(connection, lies_at or path, status, known)
                    taken = self._put(of, folder, reason, clock, advance)
        if taken is not None:
            self.thin()
        return taken

    def thin(self) -> None:
        """Remove what age, or the room that backups may take, has made superfluous; of each file the newest stays.

        What cannot be removed now is removed another time. Raises as `of` does.
        """
        everything = self._everything()
        gone = snapshot_thinning.superfluous(everything)
        _remove(gone)
        rest = [one for one in everything if one not in gone]
        total = sum(one.size for one in rest)
        with contextlib.suppress(OSError):  # the folder is gone with all that was in it
            free = shutil.disk_usage(self.folder).free
            allowed = min(self._limit, max(int(SHARE * (free + total)), LEAST))
            _remove(snapshot_thinning.over(rest, allowed, kept=self._newest(rest)))

    def _put(
        self, source: "_Source", folder: Path, reason: Reason, clock: Clock, advance: Advance
    ) -> Snapshot | None:
        known, copy = source.known, snapshot_names.tag(source.known.copy)
        present = self.of(known.assessment_id)
        before = next((one for one in present if one.copy == copy), None)
        if before is not None and source.is_told_by(before):
            return None
        self._make_room(source.status.st_size)
        number, taken_at = max((one.number for one in present), default=0) + 1, clock().replace(microsecond=0)
        target = folder / snapshot_names.file_name(number, taken_at, reason, copy)
        with workshop(target) as place:
            draft = place / "backup.sqlite"
            source.copy_into(draft, advance)
            if before is not None and source.is_same(draft, before):
                return None
            # First: a backup that nobody can find by its file's name is of little use when the file is lost.
            self._describe(folder, source, {one.copy for one in present})
            put_in_place(draft, target)
        return Snapshot(target, number, known.assessment_id, copy, taken_at, reason, target.stat().st_size)

    def _describe(self, folder: Path, source: "_Source", copies: Iterable[str]) -> None:
        known, note = source.known, _of_folder(snapshot_notes.demand(folder), folder)
        paths = {copy: path for copy, path in (note.paths if note else {}).items() if copy in copies}
        paths[snapshot_names.tag(known.copy)] = source.path
        snapshot_notes.write(folder, Note(known.assessment_id, known.district, known.rubric, paths))

    def _make_room(self, size: int) -> None:
        """Make sure that a backup can be put down and some room is left, at the cost of the oldest, if need be."""
        missing = size + RESERVE - shutil.disk_usage(self.folder).free
        if missing <= 0:
            return
        everything = self._everything()
        total = sum(one.size for one in everything)
        gone = snapshot_thinning.over(everything, total - missing, kept=self._newest(everything))
        if sum(one.size for one in gone) < missing:  # then none goes in vain
            raise DiskFull(name=self.folder.name)
        _remove(gone)
        if shutil.disk_usage(self.folder).free < size + RESERVE:
            raise DiskFull(name=self.folder.name)

    def _newest(self, snapshots: Iterable[Snapshot]) -> set[Snapshot]:
        """Return the newest backup of each file; a file that was restored is another copy at the same place."""
        paths = {note.assessment_id: note.paths for note in self.notes()}
        newest: dict[tuple[str, object], Snapshot] = {}
        for one in sorted(snapshots, key=lambda one: one.number):
            newest[one.assessment_id, paths.get(one.assessment_id, {}).get(one.copy, one.copy)] = one
        return set(newest.values())

    def _everything(self) -> list[Snapshot]:
        found: list[Snapshot] = []
        for folder in self._folders():
            note = _note(folder)
            with contextlib.suppress(OSError):
                found += snapshot_names.snapshots_in(folder, note.assessment_id if note else folder.name)
        return found

    def _folders(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.is_dir() and not path.is_symlink())
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise self._unreadable(fault) from fault

    def _unreadable(self, fault: OSError) -> BackupsUnreadable:
        return BackupsUnreadable(reason=reason_of(fault), folder=self.folder)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that is backed up. `status` is older than all that is read of it."""

    connection: sqlite3.Connection
    path: Path
    status: os.stat_result
    known: Identity

    def is_told_by(self, snapshot: Snapshot) -> bool:
        """Return whether a snapshot, which has the time of what it was made from, clearly says the same."""
        try:
            there = snapshot.path.stat()
            if (there.st_size, there.st_mtime_ns) != (self.status.st_size, self.status.st_mtime_ns):
                return False
            with contextlib.closing(connect(snapshot.path, "ro")) as connection:
                return snapshot_copying.identity(connection, self.path.name).mark == self.known.mark
        except (OSError, sqlite3.Error, KnownProblem):
            return False

    def copy_into(self, draft: Path, advance: Advance) -> None:
        """Make a draft; it gets the time of the source."""
        draft.touch(OWNER_ONLY)
        with snapshot_problems.of_draft(draft):
            snapshot_copying.copy_into(self.connection, draft, self.path.name, self.known, advance)
        self._stamp(draft)

    def is_same(self, draft: Path, before: Snapshot) -> bool:
        """Return whether a draft says what the snapshot before it says, which then gets the time of the source too."""
        if not snapshot_copying.same_content(draft, before.path, to_the_byte=self.known.is_sealed):
            return False
        with contextlib.suppress(OSError):
            self._stamp(before.path)
        return True

    def _stamp(self, path: Path) -> None:
        os.utime(path, ns=(self.status.st_mtime_ns, self.status.st_mtime_ns))


def _note(folder: Path) -> Note | None:
    """Return the note in a folder, if it is of the assessment that the folder is for."""
    return _of_folder(snapshot_notes.read(folder), folder)


def _of_folder(note: Note | None, folder: Path) -> Note | None:
    is_its_own = note is not None and snapshot_names.folder_name(note.assessment_id) == folder.name
    return note if is_its_own else None


def _status(source: Path | GuardedFile, path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except OSError as fault:
        if isinstance(source, GuardedFile):
            raise FileReplaced(name=path.name) from fault
        raise NotBackedUp(name=path.name, reason=reason_of(fault)) from fault
    if not stat.S_ISREG(status.st_mode):
        raise NotBackedUp(name=path.name, reason="it is not a file")
    if isinstance(source, GuardedFile) and (status.st_dev, status.st_ino) != (
        source.seen.device,
        source.seen.inode,
    ):
        raise FileReplaced(name=path.name)
    return status


def _remove(snapshots: Iterable[Snapshot]) -> None:
    for one in snapshots:
        with contextlib.suppress(OSError):  # another time
            one.path.unlink()
