"""A first look at a file, byte by byte, before SQLite is allowed to see it."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.errors import (
    EmptyFile,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FolderGiven,
    ForeignDatabase,
    IncompleteFile,
    KnownProblem,
    NotADatabase,
    NotAPlainFile,
    UnexpectedParts,
)
from secure_desktop.files import reason_of
from secure_desktop.storage.reading_beside import first_bytes
from secure_desktop.storage.schema import APPLICATION_ID, LARGEST_FILE

HEADER = 100  # bytes, see https://sqlite.org/fileformat2.html, "The Database Header"
MAGIC = b"SQLite format 3\x00"
_WAL_MODE = b"\x02\x02"
_UTF_8 = 1

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an older Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a photo"),
    (b"{", "a JSON text"),
    (b"From ", "an e-mail"),
    (b"Return-Path:", "an e-mail"),
)
_WEB_PAGES = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file's header says. `format` is the assessment file's format."""

    format: int
    size: int
    is_in_wal_mode: bool


def look_at(path: Path) -> Look:
    """Return what the header of an assessment file says, without opening it as a database.

    Raises:
        KnownProblem: the narrowest one, when the file is not a whole assessment file.
    """
    status, header = _first_bytes(path)
    if status.st_size == 0:
        raise EmptyFile(name=path.name)
    if not header.startswith(MAGIC):
        raise _not_a_database(path, header)
    _demand_whole_pages(path, header, status.st_size)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise ForeignDatabase(name=path.name)
    if int.from_bytes(header[56:60]) != _UTF_8:
        raise UnexpectedParts(name=path.name, part="texts that are not written in UTF-8")
    if status.st_size > LARGEST_FILE:
        raise FileTooLarge(name=path.name, megabytes=status.st_size // 1_000_000)
    return Look(int.from_bytes(header[60:64]), status.st_size, header[18:20] == _WAL_MODE)


def real_path(path: Path) -> Path:
    """Return where a path really leads, links followed.

    Raises:
        FileUnreadable: when it leads nowhere.
    """
    try:
        real = Path(os.path.realpath(path))
    except (OSError, ValueError) as fault:
        raise FileUnreadable(name=path.name, reason="its name cannot be used") from fault
    if os.path.islink(real):  # noqa: PTH114 - Path.is_symlink raises where the folder may not be looked at
        raise FileUnreadable(name=path.name, reason="its link leads back to itself")
    return real


def change_counter(path: Path) -> int:
    """Return the number that SQLite raises with every transaction; -1 when the file cannot be read."""
    try:
        _, header = first_bytes(path, HEADER)
    except OSError:
        return -1
    return int.from_bytes(header[24:28])


def _plain_file(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FileMissing(name=path.name) from fault
    except (OSError, ValueError) as fault:
        reason = reason_of(fault) if isinstance(fault, OSError) else "its name cannot be used"
        raise FileUnreadable(name=path.name, reason=reason) from fault
    if stat.S_ISDIR(status.st_mode):
        raise FolderGiven(name=path.name or str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotAPlainFile(name=path.name)
    return status


def _first_bytes(path: Path) -> tuple[os.stat_result, bytes]:
    """Return what is known of a file and its first bytes, both of the same one, and without ever waiting for bytes."""
    _plain_file(path)  # first, because opening alone may already do something to a device
    try:
        status, header = first_bytes(path, HEADER)
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
    if not stat.S_ISREG(status.st_mode):  # a pipe has just taken its place
        raise NotAPlainFile(name=path.name)
    return status, header


def _not_a_database(path: Path, header: bytes) -> KnownProblem:
    text = header.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.lower().startswith(_WEB_PAGES):
        return NotADatabase(name=path.name, looks_like="a web page, perhaps a saved sign-in page")
    for start, kind in _KINDS:
        if text.startswith(start):
            return NotADatabase(name=path.name, looks_like=kind)
    if header.strip(b"\x00") == b"":
        return NotADatabase(name=path.name, looks_like="an empty hull that was never filled")
    printable = all(byte >= 32 or byte in b"\t\r\n\x0c" for byte in header)
    return NotADatabase(
        name=path.name, looks_like="a text file" if printable else "a file of another program"
    )


def _demand_whole_pages(path: Path, header: bytes, size: int) -> None:
    if len(header) < HEADER:
        raise IncompleteFile(name=path.name, arrived=size, expected=f"at least {HEADER}")
    page = int.from_bytes(header[16:18])
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32])
    counted_now = header[24:28] == header[92:96]  # else the page count is not kept up to date
    if counted_now and page >= 512 and size < page * pages:
        if path.with_name(f"{path.name}-journal").exists():
            return  # SQLite will first roll back
        raise IncompleteFile(name=path.name, arrived=size, expected=page * pages)
