"""What the files in a folder say, without what differs each time that the same is done: times, new ids, names with them.

Two folders in which the same was done are equal in this. Files that are not whole are found on the way.
"""

import contextlib
import csv
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.model.history import Entry
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.interruption import is_cut_off
from secure_desktop.storage.opening import open_file
from tests.torture.committed import NotWholeError
from tests.torture.jobs import NAME

Said = Mapping[str, tuple[str, ...]]
"""What each file says, line by line, by its path; a path with a time in it has none here."""

_LEFT_OVER = (".part", ".lock", "-journal", "-wal", "-shm")
_MARKER = re.compile(r"Marker ([0-9a-f]{12})")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]?[\d-]*Z?")
_COPY = re.compile(r" [0-9a-f]{8}(?=\.sqlite)")
_FORMAT = slice(60, 64)  # of a file's header
_READ: dict[str, tuple[str, ...]] = {}


def says(folder: Path) -> Said:
    """Return what stands in a folder, once everything in it was opened as the program opens it.

    Raises:
        NotWholeError: when a file does not open, contradicts itself, or is a part of one.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or not _counts(name):
            continue
        key = _COPY.sub("", _TIME.sub("…", name))
        try:
            lines = _lines_in_place(path) if name == NAME else _lines(path)
        except KnownProblem as problem:
            raise NotWholeError(f"{name}: {problem}") from problem
        while key in found:
            key += "'"
        found[key] = lines
    return found


def demand_useful(folder: Path) -> None:
    """Make sure that the file that is worked on was left in order by opening it.

    Raises:
        NotWholeError: when it was not.
    """
    path = folder / NAME
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise NotWholeError(f"{NAME}: the integrity check found something")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise NotWholeError(f"{NAME}: a row refers to one that is not there")
    if is_cut_off(path):
        raise NotWholeError(f"{NAME}: opening did not take back what was cut off")


def _counts(name: str) -> bool:
    """Return whether a file is one that people have; what hidden folders hold was never given a name."""
    parts = name.split("/")
    if parts[0] == "home" and not (len(parts) == 4 and parts[1] == locations.backups_folder().name):
        return False
    return (
        parts[0] != "tmp"
        and not name.endswith((*_LEFT_OVER, "about.json"))
        and not any(part.endswith(_LEFT_OVER) for part in parts)
    )


def _lines_in_place(path: Path) -> tuple[str, ...]:
    """Open the file that is worked on as whoever goes on with it does."""
    begins = f"format {int.from_bytes(path.read_bytes()[_FORMAT])}"
    with open_file(path) as file:
        if file.is_read_only:
            raise NotWholeError(f"{path.name}: it can only be read")
        return begins, *_of_assessment(file)


def _lines(path: Path) -> tuple[str, ...]:
    """Return what a file says; of the same bytes only once."""
    digest = hashlib.sha256(path.suffix.encode() + path.read_bytes()).hexdigest()
    if digest not in _READ:
        _READ[digest] = tuple(_read(path))
    return _READ[digest]


def _read(path: Path) -> Iterator[str]:
    if path.suffix == ".sqlite":
        with open_file(path, write=False) as file:
            yield from _of_assessment(file)
    elif path.name.startswith("paper "):
        yield hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        yield from sorted(set(_MARKER.findall(_whole_text(path))))


def _of_assessment(file: AssessmentFile) -> Iterator[str]:
    assessment, history = file.assessment(), file.history()
    if contradicts_itself(file.as_side()):
        raise NotWholeError(f"{file.path.name}: its history does not explain what stands in it")
    if assessment.is_locked and file.is_as_sealed() is not True:
        raise NotWholeError(f"{file.path.name}: it is signed, and not as it was sealed")
    if not any(entry.kind == "combination" for entry in history):
        _demand_last_words(assessment, history, file.path.name)
    yield f"revision {assessment.revision} of {assessment.profile}"
    yield from (f"participant {each.role} {each.name}" for each in assessment.participants)
    for item, said in sorted(assessment.responses.items()):
        yield f"response {item} {said.answer} {said.marked} {_digest(said.note)} {_digest(said.reason)}"
    for entry in assessment.evidence:
        content = len(file.content(entry.sha256)) if entry.sha256 else 0
        yield f"evidence {entry.item_id} {entry.title} {entry.sha256} {content}"
    for step in assessment.next_steps:
        yield f"next step {step.id} {step.item_id} {_digest(step.text)} {_digest(step.owner)} {step.due} {step.state}"
    for signed in assessment.sign_offs:
        yield f"sign-off {signed.revision} {signed.role} {signed.name} {signed.decision} {_digest(signed.reason)}"
    for revision in assessment.revisions:
        yield f"signed revision {revision.number} {_digest(revision.reopened_because)}"
        file.signed_form(revision.number)
    for told in history:
        after = _digest(told.after or "") if told.kind == "response" else ""
        yield f"history {told.kind} {told.field} {told.revision} {told.by} {after}"


def _demand_last_words(assessment: Assessment, history: tuple[Entry, ...], name: str) -> None:
    """Make sure that each response is what the history tells last of it."""
    last = {(each.subject, each.field): each.after or "" for each in history if each.kind == "response"}
    for item, said in assessment.responses.items():
        for field in ("note", "reason"):
            if last.get((item, field), getattr(said, field)) != getattr(said, field):
                raise NotWholeError(f"{name}: the history tells another {field} of {item}")


def _whole_text(path: Path) -> str:
    """Return the text of a report or an export that is read from its beginning to its end."""
    data = path.read_bytes()
    try:
        if path.suffix == ".pdf":
            if not data.rstrip().endswith(b"%%EOF"):
                raise NotWholeError(f"{path.name}: it has no end")
            return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data), strict=True).pages)
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                if broken := archive.testzip():
                    raise NotWholeError(f"{path.name}: {broken} is not whole")
                return " ".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist())
        text = data.decode("utf-8-sig")
    except (ValueError, zipfile.BadZipFile, PyPdfError) as fault:
        raise NotWholeError(f"{path.name}: {fault!r}") from fault
    _demand_end(path, text)
    return text


def _demand_end(path: Path, text: str) -> None:
    try:
        if path.suffix == ".json":
            json.loads(text)
        if path.suffix == ".csv" and len({len(row) for row in csv.reader(io.StringIO(text))}) != 1:
            raise NotWholeError(f"{path.name}: a line is cut off")
    except (ValueError, csv.Error) as fault:
        raise NotWholeError(f"{path.name}: {fault!r}") from fault
    if path.suffix == ".html" and not text.rstrip().endswith("</html>"):
        raise NotWholeError(f"{path.name}: it has no end")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else "-"
