"""What can go wrong with a backup, in the words of backups."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.backup_errors import BackupsFull, BackupsUnwritable, DamagedNotBackedUp, NotBackedUp
from secure_desktop.errors import (
    DamagedFile,
    DiskFull,
    FileUnreadable,
    KnownProblem,
    NotSaved,
    ReadOnlyFile,
    TargetUnwritable,
)
from secure_desktop.files import write_problem
from secure_desktop.storage import faults

_REASONS: dict[type[KnownProblem], str] = {
    FileUnreadable: "it cannot be read",
    ReadOnlyFile: "a change to it was cut off",
}


@contextlib.contextmanager
def told(name: str, folder: Path) -> Iterator[None]:
    """Raise what concerns the backup of a file in place of what goes wrong with files as such.

    An OSError in the block is one of the folder of the backups.
    """
    try:
        yield
    except KnownProblem as problem:
        raise _as_backup_problem(problem, name, folder) from problem
    except OSError as fault:
        raise _as_backup_problem(write_problem(folder, fault), name, folder) from fault


@contextlib.contextmanager
def of_draft(draft: Path) -> Iterator[None]:
    """Raise a known problem in place of SQLite's errors with a file in the folder of the backups."""
    try:
        with faults.named(draft):
            yield
    except FileUnreadable as problem:
        raise TargetUnwritable(name=draft.name, reason=problem.parts["reason"]) from problem
    except sqlite3.OperationalError as fault:  # SQLite did not say why
        raise NotBackedUp(name=draft.name, reason="the drive reports a fault") from fault


def _as_backup_problem(problem: KnownProblem, name: str, folder: Path) -> KnownProblem:
    if isinstance(problem, DiskFull):
        return BackupsFull(name=name)
    if isinstance(problem, TargetUnwritable):
        return BackupsUnwritable(name=name, reason=problem.parts["reason"], folder=folder)
    if isinstance(problem, DamagedFile):
        return DamagedNotBackedUp(name=name)
    if isinstance(problem, (NotSaved, NotBackedUp)):  # the latter named after a draft, or after the folder
        return NotBackedUp(name=name, reason=problem.parts["reason"])
    reason = _REASONS.get(type(problem))
    return problem if reason is None else NotBackedUp(name=name, reason=reason)
