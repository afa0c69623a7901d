"""A consistent copy of an assessment file that may be written to at the same time, without making the writer wait."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.backup_errors import DamagedNotBackedUp, NotBackedUp
from secure_desktop.errors import FileReplaced, NewerFormat, UnexpectedParts
from secure_desktop.storage import schema
from secure_desktop.storage.connection import connect
from secure_desktop.storage.soundness import is_whole

Advance = Callable[[float], None]
"""Is told which part is done, from 0 to 1; what it raises ends the work."""

_PAGES_AT_ONCE = 64  # 256 KB: a writer waits for one such step at most, well under a millisecond
_MOST_RESTARTS = 100
_PAUSE = 0.1  # seconds after each change by a writer, for more of the same to pass by
_LAST_WAIT = 0.005  # seconds between two looks whether a writer is done
_CHUNK = 1024 * 1024
_VOLATILE = ((24, 28), (40, 44), (92, 100))  # counters in the header, which SQLite's backup counts anew


@dataclass(frozen=True, slots=True)
class Identity:
    """Which assessment a file is, which copy of it, and how far it was when this was read.

    `is_sealed` is said of a file that carries a seal, whole or broken, and of one that waits for it.
    """

    assessment_id: str
    copy: str
    district: str
    rubric: str
    is_sealed: bool
    mark: tuple[object, ...]


def identity(connection: sqlite3.Connection, name: str) -> Identity:
    """Return which assessment a file is, after a look at its tables.

    Raises:
        NewerFormat, UnexpectedParts: when it is not one that this version could have written.
        NotBackedUp: when there is no assessment in it.
        sqlite3.Error: when it cannot be read.
    """
    connection.execute("BEGIN")  # one view of it for all that follows
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found > schema.FORMAT:
            raise NewerFormat(name=name, found=found, known=schema.FORMAT)
        tables = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        if (part := schema.unexpected(tables, found)) is not None:
            raise UnexpectedParts(name=name, part=part)
        row = connection.execute("SELECT id, copy, district, revision FROM assessment").fetchone()
        if row is None:
            raise NotBackedUp(name=name, reason="there is no assessment in it")
        rubric = connection.execute("SELECT id FROM rubric").fetchone() or ("",)
        journal = connection.execute("SELECT COUNT(*), MAX(seq) FROM journal").fetchone()
        last = connection.execute("SELECT id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        pages = connection.execute("PRAGMA page_count").fetchone()
        has_seal = "file_seal" in schema.tables_of(found)
        seal = connection.execute("SELECT digest FROM file_seal").fetchone() if has_seal else None
        return Identity(
            assessment_id=str(row[0]),
            copy=str(row[1]),
            district=str(row[2]),
            rubric=str(rubric[0]),
            is_sealed=seal is not None,
            mark=(found, row, journal, last, pages, seal),
        )
    finally:
        connection.rollback()


def copy_into(source: sqlite3.Connection, draft: Path, name: str, known: Identity, advance: Advance) -> None:
    """Fill an empty file with what `source` reads, in one state of it, and check the copy.

    A sealed file is copied to the byte, so that its seal means the same in the copy; nobody types into such a one.
    Any other is copied in small steps, from the start again when somebody writes meanwhile.

    Raises:
        NotBackedUp: when it was changed all the time.
        FileReplaced: when it is not the file any more that it was.
        DamagedNotBackedUp: when the copy is not whole.
        sqlite3.Error, OSError: when it could not be read or written.
    """
    if known.is_sealed:
        _copy_bytes(source, draft)
    else:
        _copy_pages(source, draft, name, advance)
    with contextlib.closing(connect(draft, "ro")) as copy:
        if not is_whole(copy):
            raise DamagedNotBackedUp(name=name)
        now = identity(copy, name)
        if (now.assessment_id, now.copy) != (known.assessment_id, known.copy):
            raise FileReplaced(name=name)
        if now.is_sealed and not known.is_sealed:  # it was signed this very moment; the next one will have it
            raise NotBackedUp(name=name, reason="it was being signed")


def same_content(one: Path, other: Path, *, to_the_byte: bool) -> bool:
    """Return whether two files say the same; not `to_the_byte`, the counters in their headers do not count."""
    try:
        with one.open("rb") as first, other.open("rb") as second:
            if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
                return False
            is_start = not to_the_byte
            while True:
                here, there = bytearray(first.read(_CHUNK)), bytearray(second.read(_CHUNK))
                if is_start:
                    for start, end in _VOLATILE:
                        here[start:end] = there[start:end]
                    is_start = False
                if here != there:
                    return False
                if not here:
                    return True
    except OSError:
        return False


def _copy_bytes(source: sqlite3.Connection, draft: Path) -> None:
    source.execute("BEGIN")
    try:
        image = source.serialize()
    finally:
        source.rollback()
    draft.write_bytes(image)


def _copy_pages(source: sqlite3.Connection, draft: Path, name: str, advance: Advance) -> None:
    with contextlib.closing(connect(draft, "rw")) as copy:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # until it is whole, nobody sees it
            copy.execute(f"PRAGMA {pragma}")
        source.backup(copy, pages=_PAGES_AT_ONCE, progress=_Progress(name, advance), sleep=_LAST_WAIT)


class _Progress:
    """Follows a copy that starts again whenever its source changes, and gives up when that never ends."""

    def __init__(self, name: str, advance: Advance) -> None:
        self._name = name
        self._advance = advance
        self._left = -1
        self._restarts = 0

    def __call__(self, _status: int, left: int, total: int) -> None:
        if 0 < self._left < left:
            self._restarts += 1
            if self._restarts > _MOST_RESTARTS:
                raise NotBackedUp(name=self._name, reason="it was changed all the time")
            time.sleep(_PAUSE)  # between two steps nothing is locked
        self._left = left
        self._advance(1 - left / max(total, 1))
