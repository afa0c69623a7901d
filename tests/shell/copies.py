"""Reviewer copies for tests of the window."""

from pathlib import Path

from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reviewer_record import put_reviewer
from tests import builders

RIVERA = Reviewer(
    "Sgt. Rivera", (2,), has_answers=True, has_evidence=True, made_at=builders.NOW, made_by="Ann Author"
)


def reviewer_copy(source: Path, reviewer: Reviewer = RIVERA) -> Path:
    """Return a copy of an assessment, beside it, that is made for a reviewer."""
    target = source.with_name(f"{source.stem} – {reviewer.name}.sqlite")
    with open_file(source, write=False) as file:
        file.save_copy(target)
    with open_file(target) as copy, copy.atomic(reviewer.made_by):
        put_reviewer(copy._db, reviewer)
    return target
