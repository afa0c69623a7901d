"""A file that is open: identity, lock, transactions, copies. What stands in it is the business of `assessment_file`."""

import contextlib
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from sqlite_utils import Database

from secure_desktop.drive_errors import PerhapsNotSaved
from secure_desktop.errors import (
    DamagedFile,
    DiskFull,
    FileUnreadable,
    NoTemporaryRoom,
    OpenElsewhere,
    ReadOnlyFile,
    TargetExists,
)
from secure_desktop.files import is_taken, reason_of, sync_folder_again, temporary_folder, written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.storage import faults, file_seal, journal, records, typed_text
from secure_desktop.storage.connection import connect, wrap
from secure_desktop.storage.glance import Glance, glance_at, may_be_written, what_became_of
from secure_desktop.storage.history_in_memory import HistoryInMemory
from secure_desktop.storage.interruption import Interruption
from secure_desktop.storage.lock import Holder, WriterLock
from secure_desktop.storage.reading_beside import Kept
from secure_desktop.storage.soundness import is_whole
from secure_desktop.storage.times import Clock, from_text, to_text
from secure_desktop.underneath_errors import OpenUnderAnotherName, PerhapsOpenElsewhere

_PAGES_AT_ONCE = 2048  # of a copy; 8 MB


class GuardedFile:
    """An open assessment file, as far as it is a file that others may touch.

    `is_read_only` tells whether it can only be read; `holder` is who edits it elsewhere, if that is why.
    `interruption` tells that it was not closed properly before.
    """

    def __init__(
        self,
        path: Path,
        db: Database,
        *,
        clock: Clock,
        right: WriterLock | None = None,
        holder: Holder | None = None,
    ) -> None:
        self.path = path
        self.holder = holder
        self._db = db
        self._clock = clock
        self._right = right
        with db.atomic():  # one view of the file
            self._copy, self._revision = records.get_copy(db)
            last_seq, self._last_id = journal.last(db)
        self._memory = HistoryInMemory(last_seq)
        self._kept = Kept(path)
        self._seen = glance_at(path)
        self._assessment: Assessment | None = None  # what was read of it last; None after a change
        self._known: Assessment | None = None  # the same, but kept until it is read again
        self.interruption: Interruption | None = None
        self._is_in_doubt = False  # whether the drive failed to say that the last change stays

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seen(self) -> Glance:
        """How the file looked when it was read or written from here last."""
        return self._seen

    def note_interruption(self, *, is_rolled_back: bool) -> None:
        """Take note at opening whether the file was closed properly before."""
        left_over = self._right.left_over if self._right is not None else None
        if left_over is not None or is_rolled_back:
            self.interruption = Interruption(left_over, journal.last_change(self._db), is_rolled_back)

    def is_in_its_place(self) -> bool:
        """Return whether what lies at its path still is this file, as it was read or written from here last."""
        return glance_at(self.path).is_same_but_for_time(self._seen)

    @property
    def last_known(self) -> Assessment | None:
        """What the file said when it was read last, even if nothing can be read of it now."""
        return self._assessment or self._known

    @property
    def memory(self) -> HistoryInMemory:
        """What is kept of the history in case that it cannot be read any more."""
        return self._memory

    @property
    def clock(self) -> Clock:
        """The clock by which changes are entered."""
        return self._clock

    def ends_like(self, other: Self) -> bool:
        """Return whether the history of another file ends with the same entry, which has an id of its own."""
        return bool(self._last_id) and self._last_id == other._last_id

    def let_go(self) -> None:
        """Give the right to write back; the next change asks for it again."""
        if self._right is not None:
            self._right.release()

    def become(self, fresh: Self) -> None:
        """Go on as `fresh`, which is not to be used or closed any more.

        By this a reader sees what was written meanwhile, or can write itself; or the work goes on in a copy.
        """
        self.path = fresh.path
        self._db.close()
        self._kept.close()
        if self._right is not None:
            self._right.release()
        self.holder, self.interruption = fresh.holder, fresh.interruption
        self._db, self._kept, self._right = fresh._db, fresh._kept, fresh._right
        self._copy, self._revision, self._last_id = fresh._copy, fresh._revision, fresh._last_id
        self._memory = fresh._memory
        self._seen, self._assessment, self._is_in_doubt = fresh._seen, fresh._assessment, fresh._is_in_doubt

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written to it from here."""
        return self._right is None

    @property
    def copy_id(self) -> str:
        """By which the copies of an assessment, this file being one of them, are told apart."""
        return self._copy

    def demand_writable(self) -> None:
        """Make sure that the file can be written from here.

        Raises:
            OpenElsewhere: when somebody else edits it.
            ReadOnlyFile: when it is read-only for another reason.
            FileReplaced: when it is not as we left it; the narrower problem says what became of it.
        """
        if self.holder is not None:
            raise in_use(self.path, self.holder)
        if self._right is None:
            raise ReadOnlyFile(name=self.path.name)
        found = glance_at(self.path)
        if not found.is_same_but_for_time(self._seen):
            raise what_became_of(self.path)
        if found != self._seen:
            self._demand_same_history()
            self._seen = found
        if not may_be_written(self.path):
            raise ReadOnlyFile(name=self.path.name)
        if not self._right.is_ours():
            self._renew_right(self._right)

    @contextlib.contextmanager
    def atomic(self, by: str) -> Iterator[journal.Stamp]:
        """Hold one transaction, and hand out the stamp for its entries; durable when the block ends.

        Raises:
            ReadOnlyFile, OpenElsewhere: when it cannot be written from here.
            FileReplaced: when it is not as we left it.
            DiskFull, NotSaved: when the drive did not take it; nothing of the block is in the file.
            PerhapsNotSaved: when it is in the file, and the drive does not say that it stays there. The next block asks again.
        """
        self.demand_writable()
        entered: list[tuple[Any, ...]] | None = None
        with faults.named(self.path):
            try:
                with self._db.atomic():
                    yield journal.Stamp(
                        by=typed_text.line(by), at=self._clock(), copy=self._copy, revision=self._revision
                    )
                    entered = self._memory.new(self._db)  # now: after the commit, reading could fail
            except sqlite3.OperationalError as fault:
                if entered is None or not self._was_kept(entered, fault):
                    raise
            finally:
                self._known, self._assessment = self._assessment or self._known, None
            self._last_id = self._memory.add(entered) or self._last_id
        self._seen = glance_at(self.path)
        if self._is_in_doubt:
            self._demand_kept()

    def save_copy(self, target: Path, *, advance: Callable[[float], None] = lambda _: None) -> None:
        """Write a consistent copy, with an identity of its own, and check it before it gets its name.

        `advance` is told which part of it is there, from 0 to 1; what it raises ends the work, and there is no copy.

        Raises:
            TargetExists: when there is something at `target`; it is not touched.
            FileReplaced: when the file was overwritten, so that a copy would be one of something else.
            KnownProblem: when the copy could not be written.
        """
        if is_taken(target):
            raise TargetExists(name=target.name)
        self._demand_own_content()
        with (
            written_whole(target) as draft,
            faults.named(target),
            contextlib.closing(connect(draft, "rw")) as copy,
        ):
            is_sealed = self._is_known_as_sealed()
            self._db.conn.backup(
                copy, pages=_PAGES_AT_ONCE, progress=lambda _, left, total: advance(1 - left / max(total, 1))
            )
            with copy:
                records.put_copy(wrap(copy), str(uuid.uuid4()))
                if is_sealed:  # a broken seal stays broken in the copy
                    file_seal.put_placeholder(copy)
            if not is_whole(copy):
                raise DamagedFile(name=self.path.name)
            if is_sealed:
                file_seal.seal(copy, draft)

    def sealed_copy(self) -> bytes:
        """Return a whole assessment file as `save_copy` writes it, to put into a report.

        Raises:
            NoTemporaryRoom: when this computer has no room for it; otherwise as `save_copy` does.
        """
        with temporary_folder(self.path.name) as folder:
            copy = folder / "assessment.sqlite"
            try:
                self.save_copy(copy)
            except DiskFull as problem:
                raise NoTemporaryRoom(name=self.path.name) from problem
            return copy.read_bytes()

    def is_as_sealed(self) -> bool | None:
        """Return whether every byte is as it was after the last sign-off; None when the file carries no seal.

        Raises:
            KnownProblem: when the file cannot be read.
        """
        with faults.named(self.path):
            try:
                is_there = glance_at(self.path).is_same_place(self._seen)
                return file_seal.holds(self._db.conn, self.path if is_there else None)
            except OSError as fault:
                raise FileUnreadable(name=self.path.name, reason=reason_of(fault)) from fault

    def close(self) -> None:
        """Close the file and let others write to it."""
        self._db.close()
        self._kept.close()
        if self._right is not None:
            self._right.release()

    def _was_kept(self, entered: Sequence[tuple[Any, ...]], fault: sqlite3.Error) -> bool:
        """Return whether a change is in the file, although SQLite complained when it had committed.

        One that is there, but perhaps not durably, is not another program's doing either.
        """
        self._is_in_doubt = self._is_in_doubt or faults.came_with_folder(fault)
        with contextlib.suppress(sqlite3.Error):
            if journal.last_id(self._db) != self._last_id:
                self._last_id = self._memory.add(entered)
                self._seen = glance_at(self.path)
                return faults.came_after_commit(fault) or faults.came_with_folder(fault)
        return False

    def _demand_kept(self) -> None:
        """Make durable that a journal is gone; found again after a power cut, it would undo a change that is reported."""
        try:
            sync_folder_again(self.path.parent)
        except OSError as fault:
            raise PerhapsNotSaved(name=self.path.name, reason=reason_of(fault)) from fault
        self._is_in_doubt = False

    def _is_known_as_sealed(self) -> bool:
        try:
            return bool(self.is_as_sealed())
        except FileUnreadable:  # moved or deleted meanwhile; a copy can be saved all the same
            return False

    def _demand_own_content(self) -> None:
        """Make sure that what can be read is what was written from here, not what another program put over it.

        A file that was moved, deleted or replaced can still be read by those who have it open. A reader may see changes.
        """
        found = glance_at(self.path)
        if self._right is None or not found.is_same_place(self._seen):
            return
        if not found.is_same_but_for_time(self._seen):
            raise what_became_of(self.path)
        if found != self._seen:
            self._demand_same_history()

    def _demand_same_history(self) -> None:
        """Look closer at a file whose time changed: two copies of one file can have the same counter.

        The time alone means little; network drives put it right late.
        """
        with faults.named(self.path), contextlib.closing(connect(self.path, "ro")) as fresh:
            last = journal.last_id(wrap(fresh))
        if last != self._last_id:
            raise what_became_of(self.path)

    def _renew_right(self, right: WriterLock) -> None:
        """Hold the lock file again that somebody has removed, or learn who has taken it over."""
        with contextlib.suppress(OSError):  # the folder takes no more files; the next write says why
            found = right.renew(self.path, to_text(self._clock()))
            if found is not None:
                raise in_use(self.path, found)


def in_use(path: Path, holder: Holder) -> OpenElsewhere:
    """Return the problem that says who edits a file."""
    kind = OpenElsewhere
    if holder.is_doubtful:
        kind = PerhapsOpenElsewhere
    elif holder.name not in ("", path.name):
        kind = OpenUnderAnotherName
    return kind(
        name=path.name,
        other=holder.name,
        host=holder.host or "another computer",
        user=holder.user or "somebody",
        since=f"{from_text(holder.since).astimezone():%Y-%m-%d %H:%M}" if holder.since else "a while ago",
    )
