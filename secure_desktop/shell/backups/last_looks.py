"""A look at when recent files were last backed up and copied to another drive. Loads the storage layer."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from secure_desktop import locations
from secure_desktop.backup_errors import BackupsBlocked
from secure_desktop.errors import KnownProblem
from secure_desktop.settings import Recent
from secure_desktop.storage.last_copies import last_copies
from secure_desktop.storage.snapshots import Note, Snapshots


class LastBackup(NamedTuple):
    """What is known of one recent file; times are in UTC, None for never."""

    path: str
    district: str
    checklist: str
    is_there: bool
    taken_at: datetime | None = None
    copied_at: datetime | None = None


class LastBackups(NamedTuple):
    """What is known of all recent files, the newest first, and why no backup can be taken or read, if so."""

    files: tuple[LastBackup, ...]
    problem: KnownProblem | None = None


def look_at_backups(recent: Sequence[Recent]) -> LastBackups:
    """Return what is known of recent files. Reviewer copies without a backup are left out: none is taken of them."""
    snapshots = Snapshots(locations.backups_folder())
    try:
        notes, copies = snapshots.notes(), last_copies()
        found = [_look_at(entry, notes, snapshots, copies) for entry in recent]
    except KnownProblem as problem:
        return LastBackups((), problem)
    kept = [one for one, entry in zip(found, recent, strict=True) if one.taken_at or not entry.reviewer]
    return LastBackups(tuple(kept), _why_none_can_be_taken(snapshots.folder))


def _look_at(
    entry: Recent, notes: Sequence[Note], snapshots: Snapshots, copies: Mapping[str, datetime]
) -> LastBackup:
    path = Path(entry.path)
    last = LastBackup(entry.path, entry.district, entry.checklist, os.path.lexists(path))
    for note in notes:
        at_path = {copy for copy, lay in note.paths.items() if lay == path}
        taken = next((one for one in snapshots.of(note.assessment_id) if one.copy in at_path), None)
        if taken is not None:
            return last._replace(taken_at=taken.taken_at, copied_at=copies.get(note.assessment_id))
    return last


def _why_none_can_be_taken(folder: Path) -> KnownProblem | None:
    """Return the problem when nothing can be written to the folder of the backups, or where it would be made."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return None
    return BackupsBlocked(folder=folder)
