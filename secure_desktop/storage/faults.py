"""Turning SQLite's errors into known problems; what is not known stays an error of ours."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.errors import (
    DamagedFile,
    DiskFull,
    FileUnreadable,
    KnownProblem,
    NotSaved,
    ReadOnlyFile,
)
from secure_desktop.storage.glance import what_became_of

_DAMAGE_WITHOUT_A_NAME = ("Could not decode to UTF-8", "unsupported file format")
_LITTLE_SPACE = 1024 * 1024  # bytes; below it a failed write is put down to the full disk


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Raise a known problem about `path` in place of an SQLite error that we understand."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        problem = _problem(path, fault)
        if problem is None:
            raise
        try:
            raise problem from fault
        finally:
            del problem  # it would hold this frame, and the frame the file, until the garbage is collected
    except UnicodeDecodeError as fault:
        raise DamagedFile(name=path.name) from fault


def _problem(path: Path, fault: sqlite3.DatabaseError) -> KnownProblem | None:
    name = getattr(fault, "sqlite_errorname", "") or ""
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(path)):
        return DiskFull(name=path.name)
    if name in ("SQLITE_READONLY_DBMOVED", "SQLITE_IOERR_VNODE"):
        return what_became_of(path)
    if name.startswith("SQLITE_READONLY"):
        return ReadOnlyFile(name=path.name)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return DamagedFile(name=path.name)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return NotSaved(name=path.name, reason="another program is using it")
    if name.startswith("SQLITE_IOERR"):
        return NotSaved(name=path.name, reason="the drive reports a fault")
    if name.startswith("SQLITE_CANTOPEN"):
        return FileUnreadable(name=path.name, reason="the system does not allow it")
    if str(fault).startswith("no such table"):  # it had all of them when it was opened
        return what_became_of(path)
    if str(fault).startswith(_DAMAGE_WITHOUT_A_NAME):
        return DamagedFile(name=path.name)
    return None


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_SPACE
    except OSError:
        return False
