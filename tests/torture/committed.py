"""What stands in a folder of a job, described so that two states can be compared, and whether every file in it is whole."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.errors import KnownProblem
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests.torture.jobs import NAME

_LEFT_OVER = (".part", ".lock", "-journal")
_OF_NO_WEIGHT = ("tmp/", "home/logs/")

Described = Mapping[str, str]
"""What each file says, by its path; what an interrupted program may leave behind is not among them."""


class NotWholeError(Exception):
    """A file is not as it should be; the sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What stood in a folder when something had been reported, and when the next thing was."""

    before: Described
    after: Described
    together: bool = False

    def fault_of(self, found: Described) -> str:
        """Return what is wrong with what was found; nothing when every file is as it was before or after."""
        for path in sorted({*self.before, *self.after, *found}):
            if found.get(path) not in {self.before.get(path), self.after.get(path)}:
                return f"{path} is {'neither old nor new' if path in found else 'gone'}"
        new = self.after.keys() - self.before.keys()
        if self.together and 0 < len(new & found.keys()) < len(new):
            return "only a part of the files that belong together is there"
        return ""


def describe(folder: Path) -> Described:
    """Open what stands in a folder as the program does, and return what it says.

    Raises:
        NotWholeError: when a file does not open, or is not whole, or does not take the next change.
    """
    return {
        name: _described(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _counts(name := path.relative_to(folder).as_posix())
    }


def _counts(name: str) -> bool:
    parts = name.split("/")
    return not name.startswith(_OF_NO_WEIGHT) and not any(part.endswith(_LEFT_OVER) for part in parts)


def _described(path: Path) -> str:
    if path.suffix != ".sqlite":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        with open_file(path, write=path.name == NAME) as file:
            said = _said(file)
        if path.name == NAME:
            _demand_useful(path)
    except KnownProblem as problem:
        raise NotWholeError(f"{path.name}: {problem}") from problem
    return said


def _said(file: AssessmentFile) -> str:
    if contradicts_itself(file.as_side()):
        raise NotWholeError(f"{file.path.name}: its history does not explain what stands in it")
    contents = [file.content(entry.sha256) for entry in file.assessment().evidence if entry.sha256]
    whole = hashlib.sha256(repr((file.assessment(), file.history())).encode())
    for content in contents:
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def _demand_useful(path: Path) -> None:
    """Make sure that a file was left in order, and that the next change gets into it."""
    with _plainly(path) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise NotWholeError(f"{path.name}: the integrity check found something")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise NotWholeError(f"{path.name}: a row refers to one that is not there")
    with open_file(path) as file:
        if file.is_read_only:
            raise NotWholeError(f"{path.name}: it can only be read")
        if not file.assessment().is_locked:
            file.record_response("1S-01", by="Eve", note="And on it goes.")
            if path.with_name(f"{path.name}-journal").exists():
                raise NotWholeError(f"{path.name}: a journal was left beside it")


@contextlib.contextmanager
def _plainly(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
