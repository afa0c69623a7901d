"""One assessment file, open: identity, lock, pragmas, transactions. The commands that read and write it."""

import contextlib
import os
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from secure_desktop.errors import (
    DamagedFile,
    FileReplaced,
    OpenElsewhere,
    ReadOnlyFile,
    TargetExists,
    UnknownItem,
)
from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.changes import Changes
from secure_desktop.storage import faults, journal, records, typed_text
from secure_desktop.storage.connection import connect, wrap
from secure_desktop.storage.inspection import change_counter
from secure_desktop.storage.lock import Holder, WriterLock
from secure_desktop.storage.times import Clock, from_text


@dataclass(frozen=True, slots=True)
class _Seen:
    """By what we know that the file is still as we left it."""

    device: int
    inode: int
    counter: int
    size: int
    written_at: int


class AssessmentFile:
    """An open assessment file.

    `is_read_only` tells whether it can only be read; `holder` is who edits it elsewhere, if that is why.
    Use it as a context manager, or `close` it.
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
        self._copy, self._revision = records.get_copy(db)
        self._last_id = journal.last_id(db)
        self._seen = self._look()
        self._assessment: Assessment | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written to it from here."""
        return self._right is None

    def assessment(self) -> Assessment:
        """Return all that the file says now.

        Raises:
            DamagedFile: when its content contradicts itself.
        """
        if self._assessment is None:
            with faults.named(self.path):
                try:
                    with self._db.atomic():  # one view of the file for all reads
                        self._assessment = records.get_assessment(self._db)
                except (KeyError, ValueError) as fault:
                    raise DamagedFile(name=self.path.name) from fault
        return self._assessment

    def history(self) -> tuple[journal.Entry, ...]:
        """Return every change ever made, oldest first."""
        with faults.named(self.path):
            return tuple(journal.entries(self._db))

    def record_response(
        self,
        item_id: str,
        *,
        by: str,
        answer: Answer | None = None,
        note: str | None = None,
        reason: str | None = None,
        marked: bool | None = None,
    ) -> Changes:
        """Record what was said about one item, durably; what is None stays as it is.

        Raises:
            UnknownItem, TextTooLong: nothing was recorded.
            KnownProblem: when the file could not be written; it holds what it held before.
        """
        if self.is_read_only:
            self.demand_writable()
        response = self._merged(item_id, answer=answer, note=note, reason=reason, marked=marked)
        before = self.assessment()
        with self.atomic(by) as stamp:
            changes = records.put_response(self._db, response, stamp)
        if changes:  # known without reading the whole file again
            stored = replace(response, changed_at=stamp.at, changed_by=stamp.by)
            responses = {**before.responses, item_id: stored}
            before = replace(before, responses=responses, changed_at=stamp.at)
        self._assessment = before
        return changes

    def record_profile(self, profile: Profile, *, by: str) -> Changes:
        """Record whom the assessment is about, durably. Raises as `record_response` does."""
        cleaned = typed_text.storable_profile(profile)
        with self.atomic(by) as stamp:
            return records.put_profile(self._db, cleaned, stamp)

    def record_participants(self, participants: Sequence[Participant], *, by: str) -> Changes:
        """Record who is on the team, durably. Raises as `record_response` does."""
        cleaned = [typed_text.storable_participant(participant) for participant in participants]
        with self.atomic(by) as stamp:
            return records.put_participants(self._db, cleaned, stamp)

    def demand_writable(self) -> None:
        """Make sure that the file can be written from here.

        Raises:
            OpenElsewhere: when somebody else edits it.
            ReadOnlyFile: when it is read-only for another reason.
            FileReplaced: when another program has put something else in its place.
        """
        if self.holder is not None:
            raise in_use(self.path, self.holder)
        if self._right is None:
            raise ReadOnlyFile(name=self.path.name)
        found = self._look()
        if replace(found, written_at=0) != replace(self._seen, written_at=0):
            raise FileReplaced(name=self.path.name)
        if found.written_at != self._seen.written_at:
            self._demand_same_history()
            self._seen = found

    @contextlib.contextmanager
    def atomic(self, by: str) -> Iterator[journal.Stamp]:
        """Hold one transaction, and hand out the stamp for its entries; durable when the block ends.

        Raises:
            ReadOnlyFile, OpenElsewhere: when it cannot be written from here.
            FileReplaced: when another program has put something else in its place.
            DiskFull, NotSaved: when the drive did not take it; nothing of the block is in the file.
        """
        self.demand_writable()
        with faults.named(self.path):
            try:
                with self._db.atomic():
                    yield journal.Stamp(
                        by=typed_text.line(by), at=self._clock(), copy=self._copy, revision=self._revision
                    )
                self._last_id = journal.last_id(self._db)
            finally:
                self._assessment = None
        self._seen = self._look()

    def save_copy(self, target: Path) -> None:
        """Write a consistent copy, with an identity of its own, and check it before it gets its name.

        Raises:
            TargetExists: when there is something at `target`; it is not touched.
            KnownProblem: when the copy could not be written.
        """
        if os.path.lexists(target):
            raise TargetExists(name=target.name)
        with (
            written_whole(target) as draft,
            faults.named(target),
            contextlib.closing(connect(draft, "rw")) as copy,
        ):
            self._db.conn.backup(copy)
            with copy:
                records.put_copy(wrap(copy), str(uuid.uuid4()))
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise DamagedFile(name=self.path.name)

    def close(self) -> None:
        """Close the file and let others write to it."""
        self._db.close()
        if self._right is not None:
            self._right.release()

    def _merged(
        self,
        item_id: str,
        *,
        answer: Answer | None,
        note: str | None,
        reason: str | None,
        marked: bool | None,
    ) -> Response:
        rubric = self.assessment().rubric
        if item_id not in rubric:
            raise UnknownItem(
                item=item_id, checklist=rubric.title, example=rubric.items[0].id, rubric=rubric.id
            )
        before = self.assessment().response(item_id)
        return replace(
            before,
            answer=before.answer if answer is None else answer,
            note=before.note if note is None else typed_text.note(note),
            reason=before.reason if reason is None else typed_text.note(reason),
            marked=before.marked if marked is None else marked,
        )

    def _demand_same_history(self) -> None:
        """Look closer at a file whose time changed: two copies of one file can have the same counter.

        The time alone means little; network drives put it right late.
        """
        with faults.named(self.path), contextlib.closing(connect(self.path, "ro")) as fresh:
            last = journal.last_id(wrap(fresh))
        if last != self._last_id:
            raise FileReplaced(name=self.path.name)

    def _look(self) -> _Seen:
        try:
            status = self.path.stat()
        except OSError:
            return _Seen(0, 0, -1, 0, 0)
        return _Seen(
            status.st_dev, status.st_ino, change_counter(self.path), status.st_size, status.st_mtime_ns
        )


def in_use(path: Path, holder: Holder) -> OpenElsewhere:
    """Return the problem that says who edits a file."""
    return OpenElsewhere(
        name=path.name,
        host=holder.host or "another computer",
        user=holder.user or "somebody",
        since=f"{from_text(holder.since).astimezone():%Y-%m-%d %H:%M}" if holder.since else "a while ago",
    )
