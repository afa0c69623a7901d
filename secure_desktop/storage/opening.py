"""Making and opening assessment files: a file is looked at with care before it is trusted."""

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from secure_desktop.errors import (
    DamagedFile,
    DistrictMissing,
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NewerFormat,
    TargetExists,
    UnexpectedParts,
)
from secure_desktop.file_names import LONGEST_IN_BYTES, free_name, named_after
from secure_desktop.files import is_taken, reason_of, written_whole
from secure_desktop.model.assessment import Participant, Profile, Response
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage import (
    earlier_record,
    evidence_store,
    faults,
    file_seal,
    findings,
    journal,
    leftovers,
    lock,
    migrations,
    plan_records,
    records,
    schema,
    typed_text,
)
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.connection import allow_writing, connect, from_image, in_memory, wrap
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.evidence_store import Content
from secure_desktop.storage.glance import may_be_written
from secure_desktop.storage.inspection import Look, look_at, real_path
from secure_desktop.storage.interruption import is_cut_off
from secure_desktop.storage.lock import Holder, WriterLock
from secure_desktop.storage.migrations import MIGRATIONS, Migration
from secure_desktop.storage.soundness import is_whole
from secure_desktop.storage.times import Clock, now, to_text


def create_file(
    path: Path,
    rubric: Rubric,
    profile: Profile,
    *,
    by: str,
    participants: Sequence[Participant] = (),
    responses: Sequence[Response] = (),
    next_steps: Sequence[NextStep] = (),
    evidence: Sequence[Evidence] = (),
    contents: Iterable[Content] = (),
    earlier: EarlierRecord | None = None,
    clock: Clock = now,
) -> None:
    """Write a new assessment file, readable by its owner only.

    Responses, next steps and evidence are recorded as given by `by`, now. `contents` are those of attached files among
    the evidence, and `earlier` is the assessment that this one starts from.

    Raises:
        TargetExists, FolderGiven: when there is something at `path`; it is not touched.
        DistrictMissing, TextTooLong: nothing is written.
        KnownProblem: when it could not be written; then nothing is there.
    """
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=path.name)
    if is_taken(path):
        raise TargetExists(name=path.name)
    if not profile.district.strip():
        raise DistrictMissing
    described = typed_text.storable_profile(profile)
    team = [typed_text.storable_participant(participant) for participant in participants]
    recorded = [typed_text.storable_response(response) for response in responses]
    planned = [typed_text.storable_next_step(step) for step in next_steps]
    shown = [typed_text.storable_evidence(entry) for entry in evidence]
    with (
        written_whole(path) as draft,
        faults.named(path),
        contextlib.closing(connect(draft, "rw")) as connection,
    ):
        db = wrap(connection)
        migrations.migrate(db)
        with db.atomic():
            stamp = journal.Stamp(by=typed_text.line(by), at=clock(), copy=str(uuid.uuid4()), revision=1)
            records.put_new(db, rubric, described, stamp)
            records.put_participants(db, team, stamp)
            for response in recorded:
                records.put_response(db, response, stamp)
            for step in planned:
                plan_records.put_next_step(db, step, stamp)
            for content in contents:
                evidence_store.put_content(db, content)
            for entry in shown:
                evidence_store.put_evidence(db, entry, stamp)
            if earlier is not None:
                earlier_record.put_earlier(db, earlier)


def open_file(
    path: Path,
    *,
    write: bool = True,
    clock: Clock = now,
    accept_newer: bool = False,
    by_force: bool = False,
    steps: Sequence[Migration] = MIGRATIONS,
    before_update: Callable[[Path], object] = lambda _: None,
) -> AssessmentFile:
    """Open an assessment file, after a look at it that trusts nothing.

    When it cannot be written (read-only, edited elsewhere) it is opened to read; see `is_read_only`
    and `holder`. With `accept_newer` a file of a newer format is opened to read as well; `by_force` takes
    the right to write from a holder who is doubtful. `before_update` is called before a file of an older
    format is brought up to date, to back it up; it is kept beside itself anyway.

    Raises:
        KnownProblem: the narrowest one; the file is as it was.
    """
    path = real_path(path)
    look = look_at(path)
    is_newer = look.format > len(steps)
    if is_newer and not accept_newer:
        raise NewerFormat(name=path.name, found=look.format, known=len(steps))
    held = _right_to_write(path, clock, by_force=by_force) if write and not is_newer else None
    right = held if isinstance(held, WriterLock) else None
    was_cut_off = right is not None and is_cut_off(path)
    try:
        with contextlib.ExitStack() as undone_on_failure, faults.named(path):
            with faults.named_to_reader(path):
                connection = open_checked(path, look, "ro" if right is None else "rw", newest=len(steps))
            undone_on_failure.callback(connection.close)
            found = migrations.format_of(connection)
            if migrations.pending(found, steps):
                if right is not None:
                    before_update(path)
                    _bring_up_to_date(path, connection, found, steps)
                else:
                    connection = _brought_up_to_date_in_memory(connection, steps)
                    undone_on_failure.callback(connection.close)
            if right is not None and file_seal.is_waiting(connection):
                _seal_now(connection, path)
            if is_newer:
                findings.demand_readable(path, wrap(connection))
            holder = held if isinstance(held, Holder) else None
            file = AssessmentFile(path, wrap(connection), clock=clock, right=right, holder=holder)
            file.note_interruption(is_rolled_back=was_cut_off)
            undone_on_failure.pop_all()
            return file
    except BaseException as fault:
        if right is not None:
            right.release()
        if isinstance(fault, OSError):  # when its bytes are looked at; SQLite has words of its own
            raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
        raise


def _seal_now(connection: sqlite3.Connection, path: Path) -> None:
    """Seal a file whose sign-off was cut off before that; a drive that is full must not keep it from opening."""
    with contextlib.suppress(KnownProblem, OSError), faults.named(path):
        file_seal.seal(connection, path)


def _right_to_write(path: Path, clock: Clock, *, by_force: bool) -> WriterLock | Holder | None:
    if not may_be_written(path):
        return None
    try:
        return lock.acquire(path, to_text(clock()), by_force=by_force)
    except OSError:
        return None


def open_checked(
    path: Path, look: Look, mode: str, *, newest: int, every_page: bool = True
) -> sqlite3.Connection:
    """Return a connection to a file that is ours and, with `every_page`, whole to its last page.

    Nothing is written before that is known: where SQLite would write by itself, because a change was cut off or
    the file is in WAL mode, it does so in a copy first. A file that may only be read is then read from that copy.

    Raises:
        KnownProblem: when it is not ours, or damaged; the file is as it was.
        sqlite3.Error: when it cannot be read; see `faults`.
    """
    if mode == "rw" and (look.is_in_wal_mode or leftovers.found(path)):
        with leftovers.private_copy(path) as copy:
            _connect_checked(path, copy, look, "rw", newest=newest).close()
    if mode == "rw" or not (look.is_in_wal_mode or leftovers.has_write_ahead_log(path)):
        try:
            return _connect_checked(path, path, look, mode, newest=newest, every_page=every_page)
        except sqlite3.OperationalError as fault:
            if mode == "rw" or not leftovers.hinder_reading(path, fault):
                raise
    with leftovers.private_copy(path) as copy:
        _connect_checked(path, copy, look, "rw", newest=newest).close()
        return from_image(copy.read_bytes())


def _connect_checked(
    path: Path, source: Path, look: Look, mode: str, *, newest: int, every_page: bool = True
) -> sqlite3.Connection:
    connection = connect(source, "ro" if mode == "ro" else "look")
    try:
        connection.execute("BEGIN")  # one view of the file for all that follows
        if look.format > newest:
            _demand_readable_parts(connection, path, look, newest)
        else:
            _demand_our_parts(connection, path)
        # Not quick_check: it would overlook an index that says something else than its table, and so two
        # answers to one item. There are no foreign keys to check.
        if every_page and not is_whole(connection):
            raise DamagedFile(name=path.name)
        connection.commit()
        if mode == "rw":
            allow_writing(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _demand_our_parts(connection: sqlite3.Connection, path: Path) -> None:
    """Compare what a file is made of with what we make, part by part, before anything of it is read."""
    found = migrations.format_of(
        connection
    )  # the header may be that of an update that was taken back just now
    if (part := schema.unexpected(_parts(connection), found)) is not None:
        raise UnexpectedParts(name=path.name, part=part)


def _demand_readable_parts(connection: sqlite3.Connection, path: Path, look: Look, newest: int) -> None:
    """Accept a newer format that still has all that we read, and nothing that could run."""
    if (part := schema.unexpected_in_newer(_parts(connection))) is not None:
        raise UnexpectedParts(name=path.name, part=part)
    # Constraints are the one thing left that could run: integrity_check would try them on every row.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for table in schema.tables_of(newest):
        try:
            connection.execute(f"SELECT {', '.join(schema.columns_of(table))} FROM {table} LIMIT 0")  # noqa: S608
        except sqlite3.OperationalError as fault:
            raise NewerFormat(name=path.name, found=look.format, known=newest) from fault


def _parts(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute(
        "SELECT type, name, sql FROM sqlite_master LIMIT ?", (schema.MOST_PARTS,)
    ).fetchall()


def _brought_up_to_date_in_memory(
    connection: sqlite3.Connection, steps: Sequence[Migration]
) -> sqlite3.Connection:
    """Return a connection to a copy in memory of an older file that cannot be written, in the newest format."""
    with contextlib.closing(connection):
        copy = in_memory(connection)
    migrations.migrate(wrap(copy), steps)
    return copy


def _bring_up_to_date(
    path: Path, connection: sqlite3.Connection, found: int, steps: Sequence[Migration]
) -> None:
    aside = path.with_name(f"{path.stem} (before update from format {found}){path.suffix}")
    if len(os.fsencode(aside.name)) > LONGEST_IN_BYTES:  # shortened, it could be that of another file
        aside = free_name(named_after(path, f"{{0}} (before update from format {found})"))
    if not os.path.lexists(aside):
        with written_whole(aside) as draft:
            draft.write_bytes(connection.serialize())  # to the byte, so that a seal holds in it as well
    if "file_seal" in schema.tables_of(found) and file_seal.holds(connection, path):
        with connection:
            file_seal.put_placeholder(connection)  # `open_file` seals it again
    migrations.migrate(wrap(connection), steps)
