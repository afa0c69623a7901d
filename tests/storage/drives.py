"""Drives of their own for tests: small ones in memory, which root can plug in and pull out."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Stick:
    """A drive that is plugged in at a folder."""

    folder: Path

    def pull_out(self) -> None:
        """Take the drive away while it is in use; its folder is empty then."""
        _system("umount", "--lazy", self.folder)

    def make_read_only(self) -> None:
        """Let nothing be written any more."""
        _system("mount", "-o", "remount,ro", self.folder)


@contextmanager
def plugged_in(folder: Path, size: str = "64m") -> Iterator[Stick]:
    """Hand out a drive at a folder that is made for it; skip the test where only root could do that."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("drives can only be plugged in by root, on Linux")
    folder.mkdir(parents=True)
    plugged = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder],
        capture_output=True,
        check=False,
    )
    if plugged.returncode:
        pytest.skip("drives cannot be plugged in here")
    try:
        yield Stick(folder)
    finally:
        while os.path.ismount(folder):
            _system("umount", "--lazy", folder)


def _system(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def stumbling_over(
    wanted: Path, name: str, monkeypatch: pytest.MonkeyPatch, *, times: int = 1_000_000
) -> None:
    """Let the drive report a fault whenever it is asked about a file by `os.stat` or `os.lstat`, or so many times."""
    left = [times]
    look = getattr(os, name)

    def stumble(path: str | Path | int, **options: Any) -> os.stat_result:
        if left[0] and not isinstance(path, int) and os.fspath(path) == os.fspath(wanted):
            left[0] -= 1
            raise OSError(errno.EIO, "I/O error")
        found: os.stat_result = look(path, **options)
        return found

    monkeypatch.setattr(os, name, stumble)
