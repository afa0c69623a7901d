"""Reading a file that somebody attaches: looked at first, read whole, and under a name that every system takes."""

import mimetypes
import os
import stat
from pathlib import Path
from typing import NamedTuple

from secure_desktop import file_names, files
from secure_desktop.errors import EmptyFile, FileMissing, FileUnreadable, FolderGiven, NotAPlainFile
from secure_desktop.model.evidence import LARGEST_ATTACHMENT, is_runnable, is_scan
from secure_desktop.signing_errors import AttachmentTooLarge, NotAScan, RunnableFile
from secure_desktop.storage.evidence_store import Content, content_of

_TYPES = mimetypes.MimeTypes()  # the types that Python knows, not those of this computer
_UNKNOWN_TYPE = "application/octet-stream"
_LONGEST_ENDING = 12  # characters


class Taken(NamedTuple):
    """A file that was read: its cleaned name, its media type by that name, its content."""

    name: str
    media_type: str
    content: Content


def read(source: Path) -> Taken:
    """Return a file as it is now.

    Raises:
        FileMissing, FolderGiven, NotAPlainFile, EmptyFile, FileUnreadable: when there is nothing to read.
        RunnableFile, AttachmentTooLarge: when it is not one to take in; it was not read.
    """
    name = clean_name(source.name)
    try:
        status = source.stat()
        _demand_plain(source.name, status)
        with open(source, "rb", opener=_open_without_waiting) as file:
            data = file.read(LARGEST_ATTACHMENT + 1)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FileMissing(name=source.name) from fault
    except (OSError, ValueError) as fault:
        reason = files.reason_of(fault) if isinstance(fault, OSError) else "its name cannot be used"
        raise FileUnreadable(name=source.name, reason=reason) from fault
    if not data:
        raise EmptyFile(name=source.name)
    _demand_size(source.name, max(len(data), status.st_size))
    if is_runnable(source.name, data) or is_runnable(name, data):
        raise RunnableFile(name=source.name)
    return Taken(name, _TYPES.guess_type(name)[0] or _UNKNOWN_TYPE, content_of(data))


def read_scan(source: Path) -> Taken:
    """Return the scan of a page that was signed with a pen.

    Raises:
        NotAScan: when it is neither a PDF nor a picture; otherwise as `read` does.
    """
    taken = read(source)
    if not is_scan(taken.content.data):
        raise NotAScan(name=source.name)
    return taken


def clean_name(name: str) -> str:
    """Return a file's name as every system takes it, with its ending even when the name is long or reserved."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        return file_names.safe_name(name, "attachment")
    return file_names.safe_name(
        f"{file_names.shortened_name(stem, room_for=dot + ending)}{dot}{ending}", "attachment"
    )


def in_megabytes(size: int) -> str:
    """Return a size in bytes as "25 MB"."""
    return f"{size / (1024 * 1024):.3g} MB"


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that took its place since it was looked at must not stop the program."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _demand_plain(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FolderGiven(name=name)
    if not stat.S_ISREG(status.st_mode):
        raise NotAPlainFile(name=name)
    _demand_size(name, status.st_size)


def _demand_size(name: str, size: int) -> None:
    if size > LARGEST_ATTACHMENT:
        raise AttachmentTooLarge(name=name, size=in_megabytes(size), limit=in_megabytes(LARGEST_ATTACHMENT))
