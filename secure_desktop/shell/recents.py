"""A fresh look at recent files, and what the start page says of them. Loads the storage layer."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from secure_desktop.errors import FileMissing, KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.plan import SOON, due_dates
from secure_desktop.model.progress import tally
from secure_desktop.model.signing import missing_roles, stage
from secure_desktop.settings import Recent
from secure_desktop.shell.recent_card import Presence
from secure_desktop.storage.opening import open_file


class DueEntry(NamedTuple):
    """Something that comes due in a recent file, `days` from today, or so many days ago below zero.

    It is never kept: settings hold nothing that stands in an assessment.
    """

    path: str
    district: str
    item_id: str
    label: str
    text: str
    day: date
    days: int
    is_evidence: bool


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
        stage=str(stage(assessment)),
        revision=assessment.revision,
        missing=len(missing_roles(assessment)),
        kind=str(assessment.rubric.checklist),
        reviewer=assessment.reviewer.name if assessment.reviewer is not None else "",
    )


def look_at(entry: Recent, today: date) -> tuple[Recent, Presence, tuple[DueEntry, ...]]:
    """Return what a recent file says now, whether it can be opened at all, and what comes due in it."""
    path = Path(entry.path)
    try:
        with open_file(path, write=False) as file:
            assessment = file.assessment()
    except FileMissing:
        return entry, Presence.MISSING, ()
    except KnownProblem:
        return entry, Presence.UNUSABLE, ()
    return recent_of(path, assessment), Presence.THERE, due_soon(path, assessment, today)


def due_soon(path: Path, assessment: Assessment, today: date) -> tuple[DueEntry, ...]:
    """Return what is overdue in a file, and what comes due in the next 90 days; in a reviewer copy nothing."""
    if assessment.reviewer is not None:
        return ()  # its owner's file has the plan
    return tuple(
        DueEntry(
            path=str(path),
            district=assessment.profile.district,
            item_id=due.item_id,
            label=due.label,
            text=due.text,
            day=due.day,
            days=(due.day - today).days,
            is_evidence=due.is_evidence,
        )
        for due in due_dates(assessment)
        if due.day - today <= SOON
    )
