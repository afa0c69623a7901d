"""Reviewer copies for several people at once: all of them or none."""

from collections.abc import Callable, Sequence
from pathlib import Path

from secure_desktop import file_names, files
from secure_desktop.file_names import safe_name
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.assessment_file import AssessmentFile

Progress = Callable[[int, int], None]
"""Told how many of how many copies are made; whoever wants to stop raises from it."""


def make_copies(
    file: AssessmentFile, folder: Path, reviewers: Sequence[Reviewer], progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write a copy for each reviewer into a folder and return their paths. Nothing that is there is replaced.

    They are named after the assessment's file and the reviewer; names that are taken get a number. The folder is made
    if it is not there but the one around it is.

    Raises:
        ReviewerMissing, UnknownActionStep, SignedIsNotReviewed, CopyOfAReviewerCopy: when they cannot be made.
        KnownProblem: when one could not be written; then none is there.
    """
    placed: list[Path] = []
    with files.folder_at_need(folder), files.workshop(folder / file.path.name) as workshop:
        drafts: list[Path] = []
        for number, reviewer in enumerate(reviewers, 1):
            draft = file_names.free_name(workshop / copy_name(file.path, reviewer.name))
            file.save_reviewer_copy(draft, reviewer)
            drafts.append(draft)
            if progress is not None:
                progress(number, len(reviewers))
        try:
            for draft, reviewer in zip(drafts, reviewers, strict=True):
                target = _free_name(folder / copy_name(file.path, reviewer.name), placed)
                files.put_in_place(draft, target)
                placed.append(target)
        except BaseException:
            for path in placed:
                path.unlink(missing_ok=True)
            raise
    return tuple(placed)


def copy_name(assessment: Path, reviewer: str) -> str:
    """Return the name of a reviewer's copy: that of the assessment, a dash, and the reviewer's."""
    stem = safe_name(f"{assessment.stem} – {safe_name(reviewer, 'reviewer')}")
    return f"{stem[: file_names.LONGEST_NAME - len('.sqlite')].rstrip(' .')}.sqlite"


def _free_name(target: Path, others: Sequence[Path]) -> Path:
    """Return a name, or the first free one like it, also on a drive that ignores case."""
    taken = {other.name.casefold() for other in others}
    wanted, number = file_names.free_name(target), 2
    while wanted.name.casefold() in taken:
        wanted = file_names.free_name(target.with_name(f"{target.stem} {number}{target.suffix}"))
        number += 1
    return wanted
