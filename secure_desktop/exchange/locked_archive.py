"""A zip of several files, locked with a password if wanted: AES with 256 bits, as WinZip and 7-Zip write it."""

import contextlib
import errno
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyzipper

from secure_desktop.errors import FileMissing, FileUnreadable
from secure_desktop.file_names import safe_name
from secure_desktop.files import folder_written_whole, reason_of
from secure_desktop.sharing_errors import NotOurZip, WrongZipPassword, ZipDamaged

_CHUNK = 256 * 1024  # bytes
_KINDS = (
    ".pdf",
    ".sqlite",
    ".txt",
)  # what this program puts into a zip; a journal beside a database does harm
# What the library meets in a damaged zip is not always what it calls so.
_FAULTS = (
    pyzipper.BadZipFile,
    zlib.error,
    struct.error,
    AttributeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)
_WAYS = (pyzipper.ZIP_STORED, pyzipper.ZIP_DEFLATED)
_MOST_FILES, _MOST_BYTES = 20, 1024 * 1024 * 1024


def write_archive(
    target: Path,
    files: Sequence[Path],
    *,
    made_at: datetime,
    password: str = "",
    advance: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a zip of files, each under its own name; `target` must be free. With a password their content is locked.

    The names and sizes of the files stay readable in a locked zip. `advance` is told how many bytes were taken in
    since it was last asked; what it raises ends the work.

    Raises:
        OSError: when it cannot be written, or a file not be read.
    """
    with pyzipper.AESZipFile(target, "x", compression=pyzipper.ZIP_DEFLATED) as archive:
        if password:
            archive.setpassword(password.encode("ascii"))
            archive.setencryption(pyzipper.WZ_AES, nbits=256)
        for path in files:
            entry = archive.zipinfo_cls(path.name, date_time=_zip_time(made_at))
            entry.compress_type = pyzipper.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as packed:
                while chunk := source.read(_CHUNK):
                    packed.write(chunk)
                    advance(len(chunk))


def is_locked(archive: Path) -> bool:
    """Return whether it takes a password to unpack a zip.

    Raises:
        NotOurZip, ZipDamaged, FileMissing, FileUnreadable: when it cannot be unpacked at all.
    """
    with _opened(archive) as opened:
        return any(entry.is_encrypted for entry in _entries(archive, opened))


def unpack(archive: Path, target: Path, *, password: str = "") -> tuple[Path, ...]:
    """Unpack a zip that this program made into a new folder, and return the files; the folder appears whole.

    Raises:
        WrongZipPassword: when it is locked with another password.
        NotOurZip, ZipDamaged, FileMissing, FileUnreadable: when it cannot be unpacked at all.
        TargetExists, DiskFull, TargetUnwritable: when the folder cannot be made; nothing of it is left then.
    """
    with _opened(archive) as opened:
        entries = _entries(archive, opened)
        opened.setpassword(password.encode("utf-8"))
        if entries[0].is_encrypted:
            with _named(archive), opened.open(entries[0]) as packed:  # before anything is made
                packed.read(1)
        with folder_written_whole(target) as folder:
            room = _MOST_BYTES
            for entry in entries:
                with (folder / entry.filename).open("xb") as file:
                    for chunk in _content(archive, opened, entry):
                        room -= len(chunk)
                        if room < 0:
                            raise NotOurZip(name=archive.name)
                        file.write(chunk)
    return tuple(target / entry.filename for entry in entries)


@contextlib.contextmanager
def _opened(archive: Path) -> Iterator[Any]:
    try:
        if not _begins_like_a_zip(archive):
            raise NotOurZip(name=archive.name)
        with _named(archive):
            opened = pyzipper.AESZipFile(archive)
    except FileNotFoundError as fault:
        raise FileMissing(name=archive.name) from fault
    except OSError as fault:
        raise FileUnreadable(name=archive.name, reason=reason_of(fault)) from fault
    with opened:
        yield opened


def _begins_like_a_zip(archive: Path) -> bool:
    with archive.open("rb") as file:
        return file.read(2) in (b"PK", b"")  # an empty one was cut


def _entries(archive: Path, opened: Any) -> list[Any]:
    entries = opened.infolist()
    names = {entry.filename.casefold() for entry in entries}
    if not entries or len(entries) > _MOST_FILES or len(names) < len(entries):
        raise NotOurZip(name=archive.name)
    for entry in entries:
        name, way = entry.filename, entry.compress_type
        if Path(name).suffix not in _KINDS or safe_name(name) != name or way not in _WAYS:
            raise NotOurZip(name=archive.name)
    return list(entries)


def _content(archive: Path, opened: Any, entry: Any) -> Iterator[bytes]:
    with _named(archive), opened.open(entry) as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk


@contextlib.contextmanager
def _named(archive: Path) -> Iterator[None]:
    """Raise a known problem in place of what the library says about a zip."""
    try:
        yield
    except RuntimeError as fault:
        if isinstance(fault, NotImplementedError):
            raise NotOurZip(name=archive.name) from fault
        raise WrongZipPassword(name=archive.name) from fault
    except _FAULTS as fault:
        raise ZipDamaged(name=archive.name) from fault
    except OSError as fault:
        if fault.errno != errno.EINVAL:
            raise
        raise ZipDamaged(name=archive.name) from fault  # its list of files leads out of the file


def _zip_time(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """Return a local time as a zip holds it; it knows no earlier year than 1980."""
    local = moment.astimezone()
    return (max(local.year, 1980), local.month, local.day, local.hour, local.minute, local.second)
