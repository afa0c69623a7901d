"""What stands in a folder of a job, described so that two states can be compared, and whether every file in it is whole."""

import contextlib
import email
import hashlib
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdf

from secure_desktop.errors import KnownProblem
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests.torture.disk import Disk, Said, Tree
from tests.torture.job_folders import at_home_in
from tests.torture.job_process import DONE
from tests.torture.jobs import NAME
from tests.torture.recording import Recording, put_tree

_LEFT_OVER = (".part", ".lock", "-journal")
_OF_NO_WEIGHT = ("tmp/", "home/logs/", "home/locks/")
_VARYING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d[T ][\d:.+Z]*|\b\d{8}T\d{6}Z|\b[0-9a-f]{64}\b|\d+"
)

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
    may_lack: str = ""

    def fault_of(self, found: Described) -> str:
        """Return what is wrong with what was found; nothing when every file is as it was before or after."""
        for path in sorted({*self.before, *self.after, *found}):
            if path not in found and self.may_lack and self.may_lack in path:
                continue
            if found.get(path) not in {self.before.get(path), self.after.get(path)}:
                return f"{path} is {'neither old nor new' if path in found else 'gone'}"
        new = self.after.keys() - self.before.keys()
        if self.together and 0 < len(new & found.keys()) < len(new):
            return "only a part of the files that belong together is there"
        return ""


def described_at_reports(
    recording: Recording, describe_tree: Callable[[Tree], Described]
) -> Iterator[Described]:
    """Return what stood in a folder before anything had been reported, and when each step was."""
    disk = Disk(recording.before)
    yield describe_tree(disk.now())
    for change in recording.changes:
        disk.take(change)
        if isinstance(change, Said) and change.text.startswith(DONE):
            yield describe_tree(disk.now())


def describe_tree(tree: Tree, scratch: Path, described: Callable[[Path], str]) -> Described:
    """Let a state of a disk stand in a folder of its own, and return what `described` says of each file.

    Raises:
        NotWholeError: as `describe` does.
    """
    with tempfile.TemporaryDirectory(dir=scratch) as name, at_home_in(Path(name)):
        put_tree(tree, Path(name))
        return describe(Path(name), described)


def describe(folder: Path, described: Callable[[Path], str]) -> Described:
    """Open what stands in a folder as the program does, and return what `described` says of each file.

    Raises:
        NotWholeError: when a file does not open, or is not whole, or does not take the next change.
    """
    return {
        name: _whole(path, described)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _counts(name := path.relative_to(folder).as_posix())
    }


def exactly(path: Path) -> str:
    """Return a digest of all that a file says, for states that come from one run."""
    if path.suffix != ".sqlite":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with _opened(path) as file:
        whole = hashlib.sha256(repr((file.assessment(), file.history())).encode())
        for entry in file.assessment().evidence:
            if entry.sha256:
                whole.update(hashlib.sha256(file.content(entry.sha256)).digest())
        return whole.hexdigest()


def in_substance(path: Path) -> str:
    """Return what a file says without ids, times and keys, which differ from run to run."""
    if path.suffix == ".sqlite":
        with _opened(path) as file:
            return _substance(file)
    content = path.read_bytes()
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return repr((archive.testzip(), sorted(archive.namelist())))
    if path.suffix == ".pdf":
        return repr(len(pypdf.PdfReader(io.BytesIO(content)).pages))
    if path.suffix == ".eml":
        message = email.message_from_bytes(content)
        return repr((message["Subject"], [part.get_filename() for part in message.walk()]))
    if path.name == "known-keys.json":
        return repr(sorted(json.loads(content)["met"]))  # its own key is kept there if it can be
    if path.suffix == ".p12":
        return repr(len(content) // 100)
    return _VARYING.sub("…", content.decode())


def _substance(file: AssessmentFile) -> str:
    found = file.assessment()
    said = (
        (response.item_id, response.answer, response.note, response.reason, response.marked)
        for response in found.responses.values()
    )
    shown = ((entry.item_id, entry.title, entry.place, entry.sha256) for entry in found.evidence)
    planned = ((step.item_id, step.text, step.owner, step.state) for step in found.next_steps)
    signed = ((entry.role, entry.name, entry.decision, entry.revision) for entry in found.sign_offs)
    people = ((person.name, person.role) for person in found.participants)
    groups = [sorted(said), sorted(shown), sorted(planned), list(signed), sorted(people)]
    for entry in found.evidence:
        if entry.sha256:
            file.content(entry.sha256)
    return repr((found.profile, found.revision, groups, len(file.history())))


def _counts(name: str) -> bool:
    parts = name.split("/")
    return not name.startswith(_OF_NO_WEIGHT) and not any(part.endswith(_LEFT_OVER) for part in parts)


def _whole(path: Path, described: Callable[[Path], str]) -> str:
    try:
        said = described(path)
        if path.name == NAME:
            _demand_useful(path)
    except (KnownProblem, zipfile.BadZipFile, pypdf.errors.PyPdfError, UnicodeDecodeError) as problem:
        raise NotWholeError(f"{path.name}: {problem}") from problem
    return said


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[AssessmentFile]:
    with open_file(path, write=path.name == NAME) as file:
        if contradicts_itself(file.as_side()):
            raise NotWholeError(f"{path.name}: its history does not explain what stands in it")
        yield file


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
