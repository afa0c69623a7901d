"""Combining copies of an assessment that came back: looked at first, carried out when everything is chosen, undone."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from secure_desktop.combining_errors import CopyGone, PickedTwice, TheFileItself
from secure_desktop.errors import KnownProblem
from secure_desktop.model.admission import admitted
from secure_desktop.model.changes import Changes
from secure_desktop.model.combining import THIS_FILE, Choice, Combination, Refusal
from secure_desktop.model.evidence import EvidenceKind, is_runnable
from secure_desktop.model.proposal import combine
from secure_desktop.model.side import Side
from secure_desktop.signing_errors import RunnableFile
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file

Progress = Callable[[int, int], None]
"""Told how many of how many copies have been looked at."""


class CarriedOut(NamedTuple):
    """What a combination changed, and its id, by which it can be undone until the file is closed."""

    changes: Changes
    subject: str


def prepare(
    file: AssessmentFile,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    known_as: Path | None = None,
) -> Combination:
    """Return what combining a file with copies comes to. Nothing is written, and nothing is made beside the copies.

    `known_as` is the file that people chose when `file` is a fresh copy of it. Copies that cannot be combined are in `refused`, each with the reason; the others take part all the same.

    Raises:
        CombineIntoReviewerCopy, SignedAlready, ReadOnlyFile, OpenElsewhere: when nothing can be combined into this file.
        DamagedFile: when this file contradicts itself.
    """
    file.demand_combinable()
    this = file.as_side()
    if known_as is not None:
        this = replace(this, source=str(known_as), file_name=known_as.name)
    copies: list[Side] = []
    refused: list[Refusal] = []
    verified: set[str] = set()
    for number, path in enumerate(paths, 1):
        try:
            _demand_another_file(path, known_as or file.path, paths[: number - 1])
            copies.append(_side(path, file, verified))
        except KnownProblem as problem:
            refused.append(Refusal(str(path), path.name, problem))
        if progress is not None:
            progress(number, len(paths))
    fit, others = admitted(this, copies)
    return combine((this, *fit), (*refused, *others))


def carry_out(
    file: AssessmentFile, combination: Combination, choices: Mapping[str, Choice], *, by: str
) -> CarriedOut:
    """Write a combination into the file, in one transaction. Carried out again after `undo`, it is the redo.

    `choices` holds for each conflict, by its key, the place of an opinion, or for a note a text.

    Raises:
        ConflictsOpen: as long as choices are missing. All problems: nothing was written.
        CopyGone: when an attached file can no longer be read from the copies.
        KnownProblem: as `AssessmentFile.combine` does.
    """
    with _Contents(combination) as contents:
        return CarriedOut(*file.combine(combination, choices, contents.read, by=by))


def undo(file: AssessmentFile, subject: str, *, by: str) -> Changes:
    """Undo the combination with this id. Raises as `AssessmentFile.undo_combination` does."""
    return file.undo_combination(subject, by=by)


def _demand_another_file(path: Path, this: Path, before: Sequence[Path]) -> None:
    if _is_same(path, this):
        raise TheFileItself(name=path.name)
    for other in before:
        if _is_same(path, other):
            raise PickedTwice(name=path.name, other=other.name)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # whoever opens it says what is wrong with it
        return False


def _side(path: Path, file: AssessmentFile, verified: set[str]) -> Side:
    """Return a copy as one that takes part, once the attached files that it would bring have been looked at.

    Raises:
        RunnableFile: when one of them is a program, which nobody could have attached with this program.
        AttachmentDamaged, ContentMissing: when one is not what was attached.
        KnownProblem: when the copy cannot be opened.
    """
    known = {entry.id for entry in file.assessment().evidence}
    with open_file(path, write=False) as copy:
        side = copy.as_side()
        for entry in side.assessment.evidence:
            if entry.kind is not EvidenceKind.FILE or entry.id in known:
                continue
            start = b""
            if entry.sha256 not in verified and not file.has_content(entry.sha256):
                start = copy.content(entry.sha256)
                verified.add(entry.sha256)
            if is_runnable(entry.file_name, start):
                raise RunnableFile(name=entry.file_name)
    return side


class _Contents:
    """Reads attached files from the copies; each copy is opened once, when it is needed."""

    def __init__(self, combination: Combination) -> None:
        self._copies = combination.sides[THIS_FILE + 1 :]
        self._open: dict[str, AssessmentFile] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for copy in self._open.values():
            copy.close()

    def read(self, sha256: str) -> bytes:
        """Return the content with this SHA-256 from the first copy that still has it whole. Raises CopyGone."""
        name = sha256
        for side in self._copies:
            named = {entry.sha256: entry.file_name for entry in side.assessment.evidence}
            if sha256 in named:
                name = named[sha256]
                with contextlib.suppress(KnownProblem):
                    return self._opened(side.source).content(sha256)
        raise CopyGone(file=name)

    def _opened(self, source: str) -> AssessmentFile:
        if source not in self._open:
            self._open[source] = open_file(Path(source), write=False)
        return self._open[source]
