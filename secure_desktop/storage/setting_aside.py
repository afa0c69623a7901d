"""Keeping what lies at a path under another name, whatever state it is in, so that something else can get the name."""

import contextlib
import os
import shutil
import stat
from pathlib import Path

from secure_desktop.file_names import free_name
from secure_desktop.files import is_there, sync_folder, written_whole

_BESIDE = (
    "-journal",
    "-wal",
    "-shm",
)  # what belongs to a file and would be applied to the next one of its name


class SettingAside:
    """One file, and what SQLite left beside it, to be found as `kept` afterwards; None when there was nothing.

    In the usual case its own name never goes missing: a second one is added. Where there are no hard links, or where a
    change was cut off, it is moved; a process that is killed then leaves the old file whole under its new name.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.kept: Path | None = None
        self._path = path
        self._beside: list[Path] = []
        self._aside = free_name(path.with_name(name))
        self._was_moved = False

    def carry_out(self) -> None:
        """Give the file its other name. Raises OSError; `undo` then sets back what was done."""
        is_old = is_there(self._path)
        self._beside = [
            beside for end in _BESIDE if is_there(beside := self._path.with_name(self._path.name + end))
        ]
        for leftover in self._beside:
            if stat.S_ISREG(leftover.lstat().st_mode):
                with written_whole(self._named_alike(leftover)) as copy:
                    shutil.copyfile(leftover, copy)
        if is_old:
            if self._beside or not self._is_linked():
                self._path.rename(self._aside)
                self._was_moved = True
            self.kept = self._aside
        for leftover in self._beside:
            if stat.S_ISREG(leftover.lstat().st_mode):
                leftover.unlink()
            else:
                leftover.rename(self._named_alike(leftover))
        sync_folder(self._path.parent)

    def undo(self) -> None:
        """Give everything the name that it had, unless something else has it by now."""
        with contextlib.suppress(OSError):
            if self.kept is not None and not self._was_moved and self._path.samefile(self._aside):
                self._aside.unlink()
        if os.path.lexists(self._path):
            return
        if self._was_moved:
            with contextlib.suppress(OSError):
                self._aside.rename(self._path)
        for leftover in self._beside:
            with contextlib.suppress(OSError):
                self._named_alike(leftover).rename(leftover)

    def _is_linked(self) -> bool:
        try:
            self._aside.hardlink_to(self._path)
        except FileExistsError:
            raise
        except OSError:  # a drive without hard links, such as a USB stick
            return False
        return True

    def _named_alike(self, leftover: Path) -> Path:
        return self._aside.with_name(self._aside.name + leftover.name[len(self._path.name) :])
