"""The seal of a whole file: a digest over every byte of it, so that a change of any of them shows.

SQLite keeps no checksums. The digest stands in a table of its own and is counted as zeros where it
stands. It protects against accidents and against other programs; that somebody else cannot renew it is
the business of the sign-offs' signatures.
"""

import hashlib
import io
import os
import sqlite3
from pathlib import Path
from typing import BinaryIO

from secure_desktop.storage.connection import is_in_memory
from secure_desktop.storage.reading_beside import reading

_LENGTH = 32
_WAITING = b"not sealed yet: "  # starts the room for a digest; the rest is random, to be found nowhere else
_COUNTERS = ((24, 28), (92, 96))  # the change counter and where SQLite repeats it, in the file's header
_WRITER = (96, 100)  # the version of the SQLite that wrote last
_CHUNK = 1024 * 1024


def put_placeholder(connection: sqlite3.Connection) -> None:
    """Make room for the seal, in the transaction whose outcome is to be sealed."""
    room = _WAITING + os.urandom(_LENGTH - len(_WAITING))
    connection.execute("INSERT OR REPLACE INTO file_seal (only_row, digest) VALUES (1, ?)", (room,))


def remove(connection: sqlite3.Connection) -> None:
    """Take the seal off a file that is going to change again."""
    connection.execute("DELETE FROM file_seal")


def seal(connection: sqlite3.Connection, path: Path) -> None:
    """Put the digest into the room that was made for it. Nothing else may write to the file meanwhile."""
    found = _digest_in(connection)
    if found is None:
        return
    with reading(path) as file:
        digest = _digest_of(file, found, for_next_write=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # In place: an UPDATE could move the row, and with it bytes that have been counted.
        with connection.blobopen("file_seal", "digest", 1) as blob:
            blob.write(digest)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Return whether the program was stopped between a sign-off and its seal."""
    return (_digest_in(connection) or b"").startswith(_WAITING)


def is_missing(connection: sqlite3.Connection) -> bool:
    """Return whether the file carries neither a seal nor room for one."""
    return _digest_in(connection) is None


def holds(connection: sqlite3.Connection, path: Path | None) -> bool | None:
    """Return whether every byte of the file is as it was sealed; None when it carries no seal.

    Without a path, because something else lies there now, that is said of what the connection reads.
    """
    found = _digest_in(connection)
    if found is None or found.startswith(_WAITING):
        return None
    if path is not None:
        with reading(path) as file:
            if _digest_of(file, found) == found:
                return True
    # What was read after a cut-off change was taken back, in a copy, can be whole although the file is not.
    can_be_whole = path is None or is_in_memory(connection)
    return can_be_whole and _digest_of(io.BytesIO(connection.serialize()), found) == found


def _digest_in(connection: sqlite3.Connection) -> bytes | None:
    row = connection.execute("SELECT digest FROM file_seal").fetchone()
    return row[0] if row and isinstance(row[0], bytes) else None


def _digest_of(file: BinaryIO, placed: bytes, *, for_next_write: bool = False) -> bytes:
    """Return the digest over a file in which `placed` is counted as zeros; as it will be after one more write, if so."""
    place = _place_of(placed, file)
    whole = hashlib.sha256()
    file.seek(0)
    start = 0
    while chunk := bytearray(file.read(_CHUNK)):
        if start == 0 and for_next_write:
            _count_on(chunk)
        first, last = max(place - start, 0), min(place + _LENGTH - start, len(chunk))
        if place >= 0 and first < last:
            chunk[first:last] = bytes(last - first)
        whole.update(chunk)
        start += len(chunk)
    return whole.digest()


def _place_of(placed: bytes, file: BinaryIO) -> int:
    """Return where in a file the digest stands; -1 when it is not there."""
    start, before = 0, b""
    while chunk := file.read(_CHUNK):
        window = before + chunk
        if (found := window.find(placed)) >= 0:
            return start - len(before) + found
        before = window[-(_LENGTH - 1) :]
        start += len(chunk)
    return -1


def _count_on(header: bytearray) -> None:
    """Change a file's first bytes as the next write of SQLite will."""
    counter = (int.from_bytes(header[24:28]) + 1) & 0xFFFFFFFF
    for first, last in _COUNTERS:
        header[first:last] = counter.to_bytes(4)
    major, minor, patch = sqlite3.sqlite_version_info
    header[_WRITER[0] : _WRITER[1]] = (major * 1_000_000 + minor * 1000 + patch).to_bytes(4)
