"""Drives that are full, read-only or gone, and files that must not grow."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import resource

MAY_MOUNT = sys.platform == "linux" and hasattr(os, "geteuid") and os.geteuid() == 0


class Drive:
    """A drive of a few hundred kilobytes, which can be filled up, made read-only and pulled out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self, leaving: int = 0) -> None:
        """Use up what is free, but for so many bytes."""
        status = os.statvfs(self.path)
        self._filler.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - leaving)))

    def free(self) -> None:
        """Give back what `fill` used up."""
        self._filler.unlink()

    def allow_writing(self, *, allowed: bool) -> None:
        """Let the drive be read-only, or no more."""
        _mount("-o", f"remount,{'rw' if allowed else 'ro'}", str(self.path))

    def pull_out(self) -> None:
        """Take it away while files on it are open."""
        subprocess.run(["umount", "--lazy", str(self.path)], check=True)


@contextlib.contextmanager
def drive(path: Path, size: int) -> Iterator[Drive]:
    """Plug a drive in at a folder.

    Raises:
        OSError: when this system does not let us.
    """
    path.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(path))
    except subprocess.CalledProcessError as fault:
        raise OSError("no drive can be mounted here") from fault
    try:
        yield Drive(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=False, capture_output=True)


@contextlib.contextmanager
def no_file_grows(limit: int = 0) -> Iterator[None]:
    """Let every write behind so many bytes of a file fail, in this process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
