"""Bytes on a drive that may be slow or lie: written piece by piece, and read back past what the system remembers."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024
_AT_ONCE = (
    4 * _CHUNK
)  # written before the drive has to have it: so progress is the drive's, and stopping takes a moment


def write_through(source: Path, file: BinaryIO, *, advance: Callable[[float], None]) -> None:
    """Write what stands in `source`; when this returns, the drive has all of it.

    `advance` is told which part of it is there, from 0 to 1; what it raises ends the work.
    """
    size = max(source.stat().st_size, 1)
    written = waiting = 0
    with source.open("rb") as draft:
        while chunk := draft.read(_CHUNK):
            file.write(chunk)
            written += len(chunk)
            waiting += len(chunk)
            if waiting >= _AT_ONCE:
                _push(file)
                waiting = 0
                advance(written / size)
    _push(file)
    advance(1.0)


def digest_on_drive(path: Path, *, advance: Callable[[float], None]) -> str:
    """Return the SHA-256 of a file as the drive gives it back, not as the system remembers it, where that can be asked for.

    On Linux and macOS it can; Windows may answer from memory. `advance` as in `write_through`.
    """
    digest = hashlib.sha256()
    read = 0
    with path.open("rb", buffering=0) as file:
        size = max(os.fstat(file.fileno()).st_size, 1)
        _forget(file.fileno())
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            read += len(chunk)
            advance(min(read / size, 1.0))
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _push(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    if sys.platform == "darwin":  # fsync leaves it in the drive's own memory there
        import fcntl  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)


def _forget(handle: int) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "darwin":
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.fcntl(handle, fcntl.F_NOCACHE, 1)
        elif sys.platform != "win32":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
