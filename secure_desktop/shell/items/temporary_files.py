"""Temporary read-only copies of attached files, in a private folder that is gone when the program ends."""

import atexit
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secure_desktop.errors import NoTemporaryRoom
from secure_desktop.model.evidence import is_runnable
from secure_desktop.signing_errors import NotOpened
from secure_desktop.storage.attachments import clean_name

_READ_ONLY = 0o400


class TemporaryFiles:
    """Copies to look at. Nobody else on this computer can read them, and changes to them are lost on purpose."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    @property
    def folder(self) -> Path | None:
        """Where the copies lie; None before the first one."""
        return self._folder

    def copy_of(self, name: str, content: bytes) -> Path:
        """Return a read-only copy of a file, under its own name.

        Raises:
            NotOpened: when a system might run it instead of showing it.
            KnownProblem: when it cannot be written.
        """
        cleaned = clean_name(name)
        if is_runnable(name, content) or is_runnable(cleaned, content):
            raise NotOpened(name=name)
        target = Path(cleaned)
        try:
            target = Path(tempfile.mkdtemp(dir=self._made())) / cleaned
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _READ_ONLY)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except OSError as fault:
            raise NoTemporaryRoom(name=name) from fault
        return target

    def remove(self) -> None:
        """Delete all copies; those that another program holds open stay until the system clears its folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, onerror=_allow_and_try_again)
            self._folder = None

    def _made(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="secure-desktop-"))  # readable by its owner only
            atexit.register(self.remove)
        return self._folder


def _allow_and_try_again(remove: Callable[..., Any], path: str, _fault: object) -> None:
    try:
        os.chmod(path, stat.S_IRWXU)  # noqa: PTH101 - Windows does not delete what is read-only
        remove(path)
    except OSError:
        pass
