"""Copies of an assessment that were edited on laptops of their own, for tests of combining."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.combining import Choice, Combination
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests import builders

_minutes = count(1)


def ticking() -> datetime:
    """Return a later time with each call."""
    return builders.MADE + timedelta(minutes=next(_minutes))


@contextmanager
def at_work(path: Path) -> Iterator[AssessmentFile]:
    """Open a file to write, with a clock that goes on."""
    with open_file(path, clock=ticking) as file:
        yield file


def copy_of(path: Path, name: str) -> Path:
    """Save a copy beside a file."""
    target = path.with_name(f"{name}.sqlite")
    with open_file(path, write=False) as file:
        file.save_copy(target)
    return target


def reviewer(name: str = "Sgt. Rivera", **asked: Any) -> Reviewer:
    """Return a reviewer who is asked about both steps of the small rubric and sees everything, unless told otherwise."""
    said = {"steps": (1, 2), "has_answers": True, "has_evidence": True, "made_at": builders.NOW, **asked}
    return Reviewer(name, **said)


def reviewer_copy(path: Path, name: str = "Sgt. Rivera", **asked: Any) -> Path:
    """Make a reviewer copy beside a file."""
    target = path.with_name(f"{name}.sqlite")
    with open_file(path, write=False) as file:
        file.save_reviewer_copy(target, reviewer(name, **asked))
    return target


def answer(path: Path, item_id: str, by: str, answer: Answer | None = None, **said: Any) -> None:
    """Record a response in a file."""
    with at_work(path) as file:
        file.record_response(item_id, by=by, answer=answer, **said)


def assessment(path: Path) -> Assessment:
    """Return what a file says."""
    with open_file(path, write=False) as file:
        return file.assessment()


def entry_ids(path: Path) -> set[str]:
    """Return the ids of everything in a file's history, without what tells of combining itself."""
    with open_file(path, write=False) as file:
        return {entry.id for entry in file.history() if entry.kind != "combination"}


def choosing(combination: Combination, choose: Callable[[int], Choice] = lambda _: 0) -> dict[str, Choice]:
    """Return a choice for every conflict; `choose` gets the number of opinions."""
    return {key: choose(len(conflict.opinions)) for key, conflict in combination.conflicts.items()}
