"""What tells that a file was not closed properly: the lock that was left beside it, or a change that was cut off."""

import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secure_desktop.storage.lock_file import Holder

_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # begins the journal of a change that is under way


@dataclass(frozen=True, slots=True)
class Interruption:
    """Who had a file open and did not close it, if that is known, and up to when (UTC) everything is in it.

    `is_rolled_back` tells that a change was cut off in the middle and is not in the file.
    """

    by: Holder | None
    until: datetime | None
    is_rolled_back: bool

    @property
    def was_elsewhere(self) -> bool:
        """Whether it was open on another computer, where it may be open still."""
        return self.by is not None and bool(self.by.host) and not self.by.is_here


def is_cut_off(path: Path) -> bool:
    """Return whether a change to a file was cut off in the middle; opening the file takes it back."""
    if not os.path.lexists(f"{path}-journal"):
        return False
    beside = path.with_name(f"{path.name}-journal")
    try:
        if not stat.S_ISREG(beside.lstat().st_mode):  # a pipe would let us wait for ever
            return False
        with beside.open("rb") as journal:
            return journal.read(len(_JOURNAL)) == _JOURNAL
    except OSError:
        return False
