"""Reviewer copies for tests of the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from secure_desktop.file_names import safe_name
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests import builders

RIVERA = Reviewer(
    "Sgt. Rivera", (2,), has_answers=True, has_evidence=True, made_at=builders.NOW, made_by="Ann Author"
)


def reviewer_copy(source: Path, reviewer: Reviewer = RIVERA) -> Path:
    """Return a copy of an assessment, beside it, that is made for a reviewer."""
    target = source.with_name(f"{source.stem} – {safe_name(reviewer.name)}.sqlite")
    with open_file(source, write=False) as file:
        file.save_reviewer_copy(target, reviewer)
    return target


@contextmanager
def reviewed(source: Path, name: str, *steps: int) -> Iterator[tuple[Path, AssessmentFile]]:
    """Hand out the copy of a reviewer, open to be answered."""
    path = reviewer_copy(source, replace(RIVERA, name=name, steps=steps or (1, 2)))
    with open_file(path) as file:
        yield path, file
