"""The folder of one assessment's snapshots while one is put there: made, and held by one process at a time."""

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.backup_errors import NotBackedUp
from secure_desktop.errors import TargetUnwritable
from secure_desktop.files import make_folder
from secure_desktop.storage import lock
from secure_desktop.storage.lock import WriterLock
from secure_desktop.storage.times import Clock, to_text

_OWNER_ONLY = 0o700
_DRAFT = re.compile(r"\.[a-z0-9_]{8}\.part")  # as `files.workshop` and `files.written_whole` call them
_WAIT = 10.0  # seconds for another process that backs up the same assessment
_LOOK_AGAIN = 0.02


@contextlib.contextmanager
def held(root: Path, folder: Path, clock: Clock) -> Iterator[None]:
    """Make a folder, if need be, and keep others from putting anything there until the block ends.

    What a process that was killed had begun there goes.

    Raises:
        TargetUnwritable: when it cannot be made.
        NotBackedUp: when another process does not let it go.
        OSError: when it cannot be written to.
    """
    for each in (root, folder):
        _make(each)
    right = _acquire(folder, to_text(clock()))
    try:
        _clear_drafts(folder)
        yield
    finally:
        right.release()


def _make(folder: Path) -> None:
    if folder.is_dir():
        # A drive without permissions, or a folder that an administrator made, does not allow it.
        with contextlib.suppress(OSError):
            folder.chmod(_OWNER_ONLY)
        return
    try:
        make_folder(folder, mode=_OWNER_ONLY)
    except FileExistsError as fault:
        raise TargetUnwritable(name=folder.name, reason="something else has its name") from fault


def _acquire(folder: Path, since: str) -> WriterLock:
    end = time.monotonic() + _WAIT
    while True:
        right = lock.acquire(folder / "backups", since)
        if isinstance(right, WriterLock):
            return right
        if time.monotonic() > end:
            raise NotBackedUp(name=folder.name, reason="another backup of it is being taken all the time")
        time.sleep(_LOOK_AGAIN)


def _clear_drafts(folder: Path) -> None:
    for path in list(folder.iterdir()):
        if not _DRAFT.fullmatch(path.name) or path.is_symlink():
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
