"""A fresh look at recent files, and what the start page says of them. Loads the storage layer."""

from pathlib import Path

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.progress import tally
from secure_desktop.settings import Recent
from secure_desktop.shell.recent_card import Presence
from secure_desktop.storage.opening import open_file


def recent_of(path: Path, assessment: Assessment) -> Recent:
    """Return what the start page says of a file."""
    progress = tally(assessment).progress
    return Recent(
        path=str(path),
        district=assessment.profile.district,
        checklist=assessment.rubric.title,
        school_year=assessment.profile.school_year,
        answered=progress.answered,
        total=progress.total,
        changed_at=assessment.changed_at.isoformat(),
    )


def look_at(entry: Recent) -> tuple[Recent, Presence]:
    """Return what a recent file says now, and whether it can be opened at all."""
    path = Path(entry.path)
    if not path.exists():
        return entry, Presence.MISSING
    try:
        with open_file(path, write=False) as file:
            return recent_of(path, file.assessment()), Presence.THERE
    except KnownProblem:
        return entry, Presence.UNUSABLE
