"""What else there is of an assessment whose file is damaged: a signed report, an export, the form that was signed."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from secure_desktop.earlier_errors import InsideUnreadable, ReportAltered
from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.assessment_from_json import read_assessment
from secure_desktop.exchange.from_pdf import assessment_of_report, look_into
from secure_desktop.exchange.inner_file import laid_out
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reading_beside import reading

_PDF = b"%PDF"


@dataclass(frozen=True, slots=True)
class Source:
    """An assessment from elsewhere, with the contents of attached files that came with it."""

    name: str
    assessment: Assessment
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def read_source(path: Path, rubrics: Iterable[Rubric]) -> Source:
    """Return the assessment in a signed report, in an export in JSON, or in another assessment file.

    Raises:
        ReportAltered: for a report that is not as it was sealed.
        KnownProblem: when nothing in it can be taken.
    """
    start = _start(path)
    if start.startswith(_PDF):
        return _from_pdf(path, rubrics)
    if start.startswith(b"SQLite format 3"):
        return _from_file(path, path.name)
    return Source(path.name, read_assessment(path).assessment)


def _start(path: Path) -> bytes:
    """Return the first bytes of a file; nothing where there is none to read, which its reader will say."""
    with contextlib.suppress(OSError, ValueError):
        if path.is_file():
            with reading(path) as file:
                return file.read(16)
    return b""


def _from_pdf(path: Path, rubrics: Iterable[Rubric]) -> Source:
    inside = look_into(path)
    if inside.is_altered:
        said = next((remark.text() for remark in inside.verdict.findings), "")
        raise ReportAltered(name=path.name, finding=said)
    if inside.file is not None:
        try:
            with laid_out(inside.file) as copy:
                return _from_file(copy, path.name)
        except KnownProblem:
            if inside.form is None:
                raise
    if inside.form is None:
        raise InsideUnreadable(name=path.name)
    return Source(path.name, assessment_of_report(inside, rubrics))


def _from_file(path: Path, name: str) -> Source:
    with open_file(path, write=False) as file:
        assessment = file.assessment()
        return Source(name, assessment, dict(_contents(file, assessment)))


def _contents(file: AssessmentFile, assessment: Assessment) -> Iterable[tuple[str, bytes]]:
    wanted = {entry.sha256 for entry in assessment.evidence if entry.sha256}
    wanted |= {entry.scan for entry in assessment.sign_offs if entry.scan}
    for sha256 in sorted(wanted):
        try:
            yield sha256, file.content(sha256)
        except KnownProblem:
            continue
