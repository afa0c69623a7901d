"""A zip of several files, locked with a password if wanted: AES with 256 bits, as WinZip and 7-Zip write it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pyzipper

_CHUNK = 256 * 1024  # bytes


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


def _zip_time(moment: datetime) -> tuple[int, int, int, int, int, int]:
    """Return a local time as a zip holds it; it knows no earlier year than 1980."""
    local = moment.astimezone()
    return (max(local.year, 1980), local.month, local.day, local.hour, local.minute, local.second)
