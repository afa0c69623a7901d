"""The work behind the page, done on other threads: finding backups, and comparing one with the present file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secure_desktop.errors import FileMissing, KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.signed_form import signed_form
from secure_desktop.storage import snapshot_names
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Snapshot, Snapshots


@dataclass(frozen=True, slots=True)
class Present:
    """The file as it is now. `assessment` is None when it is missing or cannot be read; `problem` says why."""

    path: Path
    assessment: Assessment | None = None
    problem: KnownProblem | None = None

    @property
    def is_missing(self) -> bool:
        """Whether nothing lies there."""
        return isinstance(self.problem, FileMissing)


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds, with its signed form and that of the present file, None where that cannot be read."""

    snapshot: Snapshot
    assessment: Assessment
    form: Mapping[str, Any]
    present: Mapping[str, Any] | None
    sign_offs_now: int


def backups_of(snapshots: Snapshots, path: Path, open_copy: tuple[str, str] | None) -> tuple[Snapshot, ...]:
    """Return the backups of a file, newest first, whatever state it is in.

    `open_copy` are the id of the assessment and of its copy, when the file is open. Those of other copies of the
    assessment are left out, unless there are no others.

    Raises:
        BackupsUnreadable: when the folder of the backups cannot be read.
    """
    notes = snapshots.lay_at(path)
    found: list[Snapshot] = []
    for note in notes:
        at_path = {copy for copy, lay in note.paths.items() if lay == path}
        if open_copy is not None and note.assessment_id == open_copy[0]:
            at_path.add(snapshot_names.tag(open_copy[1]))
        if open_copy is None or note.assessment_id == open_copy[0]:
            found += [one for one in snapshots.of(note.assessment_id) if one.copy in at_path]
            break
    if not found and open_copy is not None:
        found = list(snapshots.of(open_copy[0]))
    return tuple(found)


def look_at_present(path: Path) -> Present:
    """Return what a file that is not open says now."""
    try:
        with open_file(path, write=False) as file:  # whole: damage anywhere counts
            return Present(path, file.assessment())
    except KnownProblem as problem:
        return Present(path, None, problem)


def look_into(snapshot: Snapshot, present: Present) -> Held:
    """Return what a backup holds, to be compared with the present file.

    Raises:
        KnownProblem: when the backup cannot be read.
    """
    with open_file(snapshot.path, write=False) as file:
        assessment = file.assessment()
    now = present.assessment
    return Held(
        snapshot,
        assessment,
        signed_form(assessment),
        signed_form(now) if now is not None else None,
        len(now.sign_offs) if now is not None else 0,
    )
