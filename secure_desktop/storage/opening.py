"""Making and opening assessment files: a file is looked at with care before it is trusted."""

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Sequence
from pathlib import Path

from secure_desktop.errors import DamagedFile, NewerFormat, TargetExists, UnexpectedParts
from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Participant, Profile
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage import faults, journal, lock, migrations, records, schema
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.connection import connect, wrap
from secure_desktop.storage.inspection import Look, look_at
from secure_desktop.storage.lock import Holder, WriterLock
from secure_desktop.storage.times import Clock, now, to_text


def create_file(
    path: Path,
    rubric: Rubric,
    profile: Profile,
    *,
    by: str,
    participants: Sequence[Participant] = (),
    clock: Clock = now,
) -> None:
    """Write a new assessment file, readable by its owner only.

    Raises:
        TargetExists: when there is something at `path`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    if path.exists() or path.is_symlink():
        raise TargetExists(name=path.name)
    with (
        written_whole(path) as draft,
        faults.named(path),
        contextlib.closing(connect(draft, "rw")) as connection,
    ):
        db = wrap(connection)
        migrations.migrate(db)
        with db.atomic():
            stamp = journal.Stamp(by=by, at=clock(), copy=str(uuid.uuid4()), revision=1)
            records.put_new(db, rubric, profile, stamp)
            records.put_participants(db, participants, stamp)


def open_file(
    path: Path, *, write: bool = True, clock: Clock = now, accept_newer: bool = False
) -> AssessmentFile:
    """Open an assessment file, after a look at it that trusts nothing.

    When it cannot be written (read-only, edited elsewhere) it is opened to read; see `is_read_only`
    and `holder`. With `accept_newer` a file of a newer format is opened to read as well.

    Raises:
        KnownProblem: the narrowest one; the file is as it was.
    """
    path = path.resolve()
    look = look_at(path)
    is_newer = look.format > schema.FORMAT
    if is_newer and not accept_newer:
        raise NewerFormat(name=path.name, found=look.format, known=schema.FORMAT)
    held = _right_to_write(path, clock) if write and not is_newer else None
    right = held if isinstance(held, WriterLock) else None
    try:
        connection = _open_checked(path, look, "ro" if right is None else "rw")
        if right is not None and migrations.pending(look.format):
            _bring_up_to_date(path, connection, look.format)
        db = wrap(connection)
        with faults.named(path):
            return AssessmentFile(
                path, db, clock=clock, right=right, holder=held if isinstance(held, Holder) else None
            )
    except BaseException:
        if right is not None:
            right.release()
        raise


def _right_to_write(path: Path, clock: Clock) -> WriterLock | Holder | None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None
    try:
        return lock.acquire(path, to_text(clock()))
    except OSError:
        return None


def _open_checked(path: Path, look: Look, mode: str) -> sqlite3.Connection:
    with faults.named(path):
        connection = connect(path, mode)
        try:
            found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            if look.format > schema.FORMAT:
                if schema.misses_a_table(found):
                    raise NewerFormat(name=path.name, found=look.format, known=schema.FORMAT)
            elif (part := schema.unexpected(found)) is not None:
                raise UnexpectedParts(name=path.name, part=part)
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedFile(name=path.name)
        except BaseException:
            connection.close()
            raise
    return connection


def _bring_up_to_date(path: Path, connection: sqlite3.Connection, found: int) -> None:
    aside = path.with_name(f"{path.stem} (before update from format {found}){path.suffix}")
    if not aside.exists():
        with written_whole(aside) as draft, contextlib.closing(connect(draft, "rw")) as copy:
            connection.backup(copy)
    migrations.migrate(wrap(connection))
