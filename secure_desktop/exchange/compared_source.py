"""What can be compared: an assessment file, or the one inside of a sealed report."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from secure_desktop.comparing_errors import ReportNotAsSealed
from secure_desktop.earlier_errors import InsideUnreadable
from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.inner_file import laid_out
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reading_beside import reading

_PDF = b"%PDF-"


class ComparedSource(NamedTuple):
    """An open assessment file, and which of its revisions is meant; 0 stands for what it says now."""

    file: AssessmentFile
    revision: int = 0


@contextlib.contextmanager
def opened_source(path: Path) -> Iterator[ComparedSource]:
    """Hand out what lies at a path, to be read only. Of a report the revision is meant that it shows.

    Raises:
        ReportNotAsSealed: when a report was altered.
        NoAssessmentInside, OnlyPublic, InsideUnreadable: when a PDF holds nothing to compare.
        KnownProblem: when it cannot be read.
    """
    if not _is_pdf(path):
        with open_file(path, write=False) as file:
            yield ComparedSource(file)
        return
    from secure_desktop.exchange.from_pdf import look_into  # noqa: PLC0415 - pyHanko takes half a second

    inside = look_into(path)
    if inside.is_altered:
        finding = next((remark.text() for remark in inside.verdict.findings), "")
        raise ReportNotAsSealed(name=path.name, finding=finding)
    if inside.file is None:
        raise InsideUnreadable(name=path.name)
    with laid_out(inside.file) as copy, contextlib.ExitStack() as kept_open:
        try:
            file = kept_open.enter_context(open_file(copy, write=False))
        except KnownProblem as problem:
            raise InsideUnreadable(name=path.name) from problem
        yield ComparedSource(file, inside.verdict.contents.revision)


def _is_pdf(path: Path) -> bool:
    """Return whether a file is a PDF; False for what cannot be read, which is told when it is opened."""
    try:
        if not path.is_file():  # to open a pipe would wait for somebody to write
            return False
        with reading(path) as file:
            return file.read(len(_PDF)) == _PDF
    except OSError:
        return False
