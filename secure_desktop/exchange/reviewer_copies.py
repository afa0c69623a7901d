"""Reviewer copies for several people at once: all of them or none."""

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from secure_desktop import files
from secure_desktop.errors import TargetExists
from secure_desktop.files import safe_name, write_problem
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.assessment_file import AssessmentFile

Progress = Callable[[int, int], None]
"""Told how many of how many copies are made; whoever wants to stop raises from it."""


def make_copies(
    file: AssessmentFile, folder: Path, reviewers: Sequence[Reviewer], progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write a copy for each reviewer into a folder and return their paths. Nothing that is there is replaced.

    They are named after the assessment's file and the reviewer; names that are taken get a number.

    Raises:
        ReviewerMissing, UnknownActionStep, SignedIsNotReviewed, CopyOfAReviewerCopy: when they cannot be made.
        KnownProblem: when one could not be written; then none is there.
    """
    try:
        workshop = tempfile.mkdtemp(prefix=".", suffix=".part", dir=folder)
    except OSError as fault:
        raise write_problem(folder, fault) from fault
    placed: list[Path] = []
    try:
        drafts: list[Path] = []
        for number, reviewer in enumerate(reviewers, 1):
            draft = Path(workshop) / f"{number}.sqlite"
            file.save_reviewer_copy(draft, reviewer)
            drafts.append(draft)
            if progress is not None:
                progress(number, len(reviewers))
        for draft, reviewer in zip(drafts, reviewers, strict=True):
            placed.append(_placed(draft, folder / copy_name(file.path, reviewer.name), placed))
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        _cleared(Path(workshop))
    return tuple(placed)


def copy_name(assessment: Path, reviewer: str) -> str:
    """Return the name of a reviewer's copy: that of the assessment, a dash, and the reviewer's."""
    stem = safe_name(f"{assessment.stem} – {safe_name(reviewer, 'reviewer')}")
    return f"{stem[: files.LONGEST_NAME - len('.sqlite')].rstrip(' .')}.sqlite"


def _placed(draft: Path, target: Path, others: Sequence[Path]) -> Path:
    """Give a finished copy its name, or the first free one like it, also on a drive that ignores case."""
    taken = {other.name.casefold() for other in others}
    wanted, number = files.free_name(target), 2
    while wanted.name.casefold() in taken:
        wanted = files.free_name(target.with_name(f"{target.stem} {number}{target.suffix}"))
        number += 1
    try:
        _rename_to_free(draft, wanted)
        files.sync_folder(wanted.parent)
    except FileExistsError as fault:
        raise TargetExists(name=wanted.name) from fault
    except OSError as fault:
        raise write_problem(wanted, fault) from fault
    return wanted


def _rename_to_free(draft: Path, target: Path) -> None:
    """Rename a file; where the drive can do so, without a moment in which another program's file could be replaced."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links, such as a USB stick
        if target.exists():
            raise FileExistsError from None
        draft.rename(target)


def _cleared(workshop: Path) -> None:
    for left in workshop.iterdir():
        with contextlib.suppress(OSError):
            left.unlink()
    with contextlib.suppress(OSError):
        workshop.rmdir()
