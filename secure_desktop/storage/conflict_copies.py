"""Conflict copies: what cloud clients put beside a file that was changed in two places.

They are known by their names and by their content. A client copies byte by byte, so that such a copy has the identity of
the file and a history of its own; copies that this program makes have an identity of their own.
"""

import os
import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.errors import FileUnreadable, KnownProblem, NoTemporaryRoom, OutOfMemory
from secure_desktop.storage.glance import Glance, glance_at
from secure_desktop.storage.quick_reading import Lineage, read_lineage

_MOST_FILES = 50  # with fitting names; the newest are looked at
_MOST_ENTRIES = 20_000  # of a folder
_LONGEST = 5.0  # seconds
_HELD = (FileUnreadable, NoTemporaryRoom, OutOfMemory)  # perhaps only now, as while another program writes

_BEHIND_THE_NAME = re.compile(
    r"""
      \ \(.*(conflict|konflikt|conflit|conflicto|conflito|conflitto).*\)  # Dropbox, Nextcloud, Box, Seafile, Egnyte
    | \ ?\(\d{1,3}\)                                # Google Drive, OneDrive in the browser
    | \ \d{1,3}                                     # iCloud
    | -(?!\ )[\w.\-]{1,40}                          # OneDrive: the computer's name, perhaps a number
    | \.sync-conflict-\d{8}-\d{6}(-\w+)?            # Syncthing
    | _conflict-\d{8}-\d{6}                         # ownCloud
    | _.{1,60}_.{1,40}conflict(_\d+)?               # Synology Drive
    | [ ._-]?\[?conflict(ed)?(\ copy)?\]?([ ._-]?\d+)?  # pCloud, Resilio and others
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_THE_NAME = re.compile(r"\[conflict\] ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A file that is the same copy of the same assessment, with `news` changes that are not in this one."""

    path: Path
    news: int


class ConflictCopies:
    """The conflict copies of the file at `path`. What was read is kept, so that looking again costs little."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: dict[Path, tuple[Glance, Lineage | None]] = {}
        self._found: tuple[ConflictCopy, ...] = ()

    def find(self) -> tuple[ConflictCopy, ...]:
        """Return those that hold something new, the newest first; while one cannot be read, as it was found last.

        A folder that cannot be read has none.
        """
        candidates = self._candidates()
        try:
            own = self._lineage(self.path) if candidates else None
        except _HELD:
            return self._found
        self._found = () if own is None else tuple(self._with_news(candidates, own))
        return self._found

    def _with_news(self, candidates: Iterable[Path], own: Lineage) -> Iterator[ConflictCopy]:
        end = time.monotonic() + _LONGEST
        for path in candidates:
            if time.monotonic() > end:
                return
            try:
                there = self._lineage(path)
            except _HELD:
                yield from (copy for copy in self._found if copy.path == path)
                continue
            if there is not None and (there.assessment, there.copy) == (own.assessment, own.copy):
                news = len(there.entries - own.entries)
                if news:
                    yield ConflictCopy(path, news)

    def _candidates(self) -> list[Path]:
        dated: list[tuple[float, Path]] = []
        try:
            with os.scandir(self.path.parent) as entries:
                for number, entry in enumerate(entries):
                    if number == _MOST_ENTRIES:
                        break
                    if is_named_like_one(entry.name, self.path.name) and entry.is_file(follow_symlinks=False):
                        dated.append((entry.stat(follow_symlinks=False).st_mtime, Path(entry.path)))
        except OSError:
            return []
        return [path for _, path in sorted(dated, reverse=True)[:_MOST_FILES]]

    def _lineage(self, path: Path) -> Lineage | None:
        glance = glance_at(path)
        known = self._read.get(path)
        if known is not None and known[0] == glance:
            return known[1]
        try:
            lineage = read_lineage(path)
        except _HELD:
            raise
        except KnownProblem:  # being written just now, or no assessment
            lineage = None
        self._read[path] = (glance, lineage)
        return lineage


def is_named_like_one(name: str, original: str) -> bool:
    """Return whether a file beside `original` has a name as cloud clients give it to conflict copies."""
    there, here = _plain(name), _plain(original)
    stem, ending = os.path.splitext(here)  # noqa: PTH122 - both are texts, and Path would take them apart
    there = _BEFORE_THE_NAME.sub("", there, count=1) if not here.startswith("[") else there
    if there == here:
        return _plain(name) != here
    if not (there.startswith(stem) and there.endswith(ending)):
        return False
    return _BEHIND_THE_NAME.fullmatch(there[len(stem) : len(there) - len(ending)]) is not None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
