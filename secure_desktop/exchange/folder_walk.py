"""The files under a folder that may be assessments. Links are not followed, hidden things are passed over."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.errors import FileUnreadable, KnownProblem, LinkNotFollowed, NotAPlainFile
from secure_desktop.files import reason_of
from secure_desktop.model.overview import Unread, unread

SUFFIX = ".sqlite"
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)  # a folder on Windows that is another one


def walk(folder: Path) -> Iterator[str | Unread | None]:
    """Yield the path within the folder of every file that may be an assessment, or why it is none.

    After each folder that was looked into comes a None, so that whoever waits can stop. The order is that of names, the
    same everywhere: the files of a folder first, then its folders.
    """
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        folders: list[str] = []
        try:
            with os.scandir(folder / inner) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as fault:
            name = inner.rpartition(os.sep)[2] or folder.name
            yield unread(inner, FileUnreadable(name=name, reason=reason_of(fault)))
            continue
        for entry in entries:
            yield from _looked_at(entry, os.path.join(inner, entry.name), folders)  # noqa: PTH118 - a text
        waiting += reversed(folders)
        yield None


def _looked_at(entry: os.DirEntry[str], file: str, folders: list[str]) -> Iterator[str | Unread]:
    """Yield a file or a problem; a folder is added to `folders`."""
    try:
        if entry.name.startswith(".") or _is_hidden(entry):
            return
        is_folder = entry.is_dir(follow_symlinks=False)
        is_candidate = entry.name.casefold().endswith(SUFFIX)
        if _is_link(entry):
            if is_candidate or entry.is_dir():
                yield unread(file, LinkNotFollowed(name=entry.name))
        elif is_folder:
            folders.append(file)
        elif is_candidate and entry.is_file(follow_symlinks=False):
            yield file
        elif is_candidate:
            yield unread(file, NotAPlainFile(name=entry.name))
    except OSError as fault:
        problem: KnownProblem = FileUnreadable(name=entry.name, reason=reason_of(fault))
        yield unread(file, problem)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if os.name != "nt":  # there, looking at a file costs nothing more
        return False
    return bool(getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) & _HIDDEN)


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    return os.name == "nt" and getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION
