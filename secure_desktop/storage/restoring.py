"""Going back to a backup: checked, put in the place of the present file, which is kept whatever state it is in."""

import contextlib
import shutil
import sqlite3
import stat
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from secure_desktop.backup_errors import (
    BackupDamaged,
    BackupsFull,
    BackupsUnreadable,
    BackupsUnwritable,
)
from secure_desktop.errors import (
    DamagedFile,
    DiskFull,
    KnownProblem,
    NewerFormat,
    NotAPlainFile,
    NoTemporaryRoom,
    OutOfMemory,
    TargetExists,
    TargetUnwritable,
)
from secure_desktop.file_names import named_after
from secure_desktop.files import write_problem, written_whole
from secure_desktop.model.canonical import canonical_json
from secure_desktop.storage import faults, file_seal, journal, leftovers, lock, records, schema, typed_text
from secure_desktop.storage.connection import wrap
from secure_desktop.storage.guarded_file import in_use
from secure_desktop.storage.inspection import look_at, real_path
from secure_desktop.storage.lock import Holder
from secure_desktop.storage.opening import open_checked, open_file
from secure_desktop.storage.setting_aside import SettingAside
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots
from secure_desktop.storage.soundness import is_whole
from secure_desktop.storage.times import Clock, now, to_text

RESTORED = "restored"
"""The field of the history's entry that tells from which backup a file was restored."""

_OWNER = 0o600  # may write to what was restored, and has to, for it to be synced
_OF_THE_FOLDER = (BackupsFull, BackupsUnwritable, BackupsUnreadable)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of going back to a backup.

    `kept` is the former file under its new name, None when there was none. `before` is the backup that was taken of
    it, None when it could not be read or the newest backup said the same; `problem` says why the folder of the backups
    took none.
    """

    path: Path
    kept: Path | None
    before: Snapshot | None = None
    problem: KnownProblem | None = None


def restore(
    snapshot: Snapshot, target: Path, snapshots: Snapshots, *, by: str, clock: Clock = now
) -> Restored:
    """Put a backup in the place of a file, or where there is none, durably and whole or not at all.

    The file must not be open, here or elsewhere. It gets an identity of its own among the copies of the assessment, and
    its history tells where it comes from; not so that of a signed one, which must end with the signature.

    Raises:
        BackupDamaged: when the backup is not what it was. The file is as it was, after this and all that follow.
        NewerFormat: when it was taken by a newer version of the program.
        OpenElsewhere: when somebody edits the file.
        FolderGiven, NotAPlainFile: when what lies there is no file.
        DiskFull, TargetUnwritable: when the folder does not take it.
    """
    target = real_path(target)
    _demand_replaceable(target)
    with _right_to_write(target, clock):
        aside = SettingAside(target, _name_aside(target, clock))
        try:
            with written_whole(target) as draft:
                _prepare(draft, snapshot, target, by, clock)
                before, problem = _backed_up(target, snapshots, clock)
                with contextlib.suppress(FileNotFoundError):
                    draft.chmod(target.stat().st_mode & 0o777 | _OWNER)  # others may have to read it
                aside.carry_out()
        except BaseException:
            aside.undo()
            raise
    return Restored(target, aside.kept, before, problem)


def save_as(snapshot: Snapshot, target: Path) -> None:
    """Write a backup as a file of its own, with an identity of its own; nothing else is touched.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        BackupDamaged: when the backup is not what it was.
        DiskFull, TargetUnwritable: when the folder does not take it.
    """
    with _damage_told(snapshot), open_file(snapshot.path, write=False) as file:
        file.save_copy(target)


def _demand_replaceable(target: Path) -> None:
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as fault:
        raise write_problem(target, fault) from fault
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a folder is refused by whoever writes
        raise NotAPlainFile(name=target.name)


@contextlib.contextmanager
def _right_to_write(target: Path, clock: Clock) -> Iterator[None]:
    try:
        right = lock.acquire(target, to_text(clock()))
    except OSError as fault:
        raise write_problem(target, fault) from fault
    if isinstance(right, Holder):
        raise in_use(target, right)
    try:
        yield
    finally:
        right.release()


@contextlib.contextmanager
def _damage_told(snapshot: Snapshot) -> Iterator[None]:
    try:
        yield
    except (DiskFull, NoTemporaryRoom, OutOfMemory, TargetUnwritable, TargetExists, NewerFormat):
        raise
    except KnownProblem as problem:
        raise BackupDamaged(number=snapshot.number) from problem


def _prepare(draft: Path, snapshot: Snapshot, target: Path, by: str, clock: Clock) -> None:
    """Fill a draft with the backup as a copy that knows where it comes from, and check it."""
    with _damage_told(snapshot), open_file(snapshot.path, write=False) as whole:
        whole.assessment()
    shutil.copyfile(snapshot.path, draft)
    with _damage_told(snapshot), faults.named(draft):
        look = look_at(draft)
        with contextlib.closing(open_checked(draft, look, "rw", newest=schema.FORMAT)) as connection:
            tables = schema.tables_of(look.format)
            is_sealed = "file_seal" in tables and bool(file_seal.holds(connection, draft))
            with connection:
                _enter(wrap(connection), snapshot, by, clock, has_revisions="revision" in tables)
                if is_sealed:
                    file_seal.put_placeholder(connection)
            if not is_whole(connection):
                raise DamagedFile(name=target.name)
            if is_sealed:
                file_seal.seal(connection, draft)


def _enter(db: Database, snapshot: Snapshot, by: str, clock: Clock, *, has_revisions: bool) -> None:
    copy = str(uuid.uuid4())
    records.put_copy(db, copy)
    _, revision = records.get_copy(db)
    if has_revisions and db.execute("SELECT 1 FROM revision WHERE number = ?", (revision,)).fetchone():
        return
    (assessment_id,) = db.execute("SELECT id FROM assessment").fetchone()
    journal.append(
        db,
        journal.Stamp(by=typed_text.line(by), at=clock(), copy=copy, revision=revision),
        kind="assessment",
        subject=assessment_id,
        field=RESTORED,
        before=None,
        after=canonical_json({"number": snapshot.number, "taken_at": to_text(snapshot.taken_at)}),
    )


def _backed_up(
    target: Path, snapshots: Snapshots, clock: Clock
) -> tuple[Snapshot | None, KnownProblem | None]:
    """Back up the present file, if it can be read; it is kept anyway."""
    try:
        look = look_at(target)
        if not leftovers.found(target) and not look.is_in_wal_mode:
            return snapshots.take(target, Reason.BEFORE_RESTORE, clock), None
        with leftovers.private_copy(target) as copy:
            open_checked(copy, look, "rw", newest=schema.FORMAT).close()  # takes back what was cut off
            return snapshots.take(copy, Reason.BEFORE_RESTORE, clock, lies_at=target), None
    except _OF_THE_FOLDER as problem:
        return None, problem
    except (KnownProblem, sqlite3.Error):
        return None, None


def _name_aside(target: Path, clock: Clock) -> str:
    return named_after(target, f"{{0}} (before restoring {clock().astimezone():%Y-%m-%d %H-%M})").name
