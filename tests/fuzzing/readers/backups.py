"""Backups and damaged files: what a backup holds by now, the notes beside it, and what is left to rescue."""

import contextlib
from pathlib import Path

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.rescue.rescue import rescue
from secure_desktop.exchange.rescue.writing import write_rescued
from secure_desktop.storage import snapshot_notes
from secure_desktop.storage.last_copies import last_copies, remember_copy
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.restoring import restore, save_as
from secure_desktop.storage.snapshot_names import Reason, file_name
from secure_desktop.storage.snapshots import Snapshots
from tests import builders
from tests.fuzzing import corpus
from tests.fuzzing.oracle import Sandbox, demand

_ID = "11111111-1111-4111-8111-111111111111"


def restored(data: bytes, place: Sandbox) -> None:
    """Go back to a backup that is not what it was; the present file stays, or is kept under another name."""
    snapshots = Snapshots(place.home / "backups")
    _put_backup(snapshots, data)
    target = place.out / "river.sqlite"
    present = corpus.seed("assessment", "ready.sqlite")
    target.write_bytes(present)
    (snapshot,) = snapshots.of(_ID)
    with contextlib.suppress(KnownProblem):
        save_as(snapshot, place.out / "saved.sqlite")
    try:
        done = restore(snapshot, target, snapshots, by="Ann", clock=lambda: builders.NOW)
    except KnownProblem:
        demand(target.read_bytes() == present, "A backup that was refused changed the file.")
        demand(
            _names(place.out) <= {"river.sqlite", "saved.sqlite"}, f"Something was left: {_names(place.out)}"
        )
        raise
    demand(done.kept is not None and done.kept.read_bytes() == present, "The former file was not kept.")
    with open_file(target, write=False) as file:
        file.assessment()


def note(data: bytes, place: Sandbox) -> None:
    """Read the note beside backups, and write it anew."""
    snapshots = Snapshots(place.home / "backups")
    folder = _put_backup(snapshots, corpus.seed("assessment", "ready.sqlite"))
    (folder / snapshot_notes.NAME).write_bytes(data)
    for found in snapshots.notes():
        snapshots.of(found.assessment_id)
        snapshots.latest(found.assessment_id)
        for path in found.paths.values():
            snapshots.lay_at(path)
        snapshot_notes.write(place.out, found)
        demand(snapshot_notes.read(place.out) == found, "A note is not read as it was written.")


def copies_made(data: bytes, _place: Sandbox) -> None:
    """Read when assessments were copied to a drive, and keep one more."""
    path = locations.last_copies_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    last_copies()
    remember_copy(_ID, builders.NOW)
    demand(last_copies()[_ID] == builders.NOW, "A copy that was made is not known.")


def rescued(data: bytes, place: Sandbox) -> None:
    """Rescue what can be read of a damaged file; what is written opens and says what was promised."""
    path, target = place.put("damaged.sqlite", data), place.out / "rescued.sqlite"
    found = rescue(path, [builders.rubric()])
    for told in found.findings:
        told.text()
    write_rescued(found, target, by="Ann", clock=lambda: builders.NOW)
    with open_file(target, write=False) as file:
        after = file.assessment()
        file.history()
    said = [
        {key: (each.answer, each.note) for key, each in of.responses.items()}
        for of in (found.assessment, after)
    ]
    demand(said[0] == said[1], "Another answer or note was written than was told.")


def _put_backup(snapshots: Snapshots, data: bytes) -> Path:
    folder = snapshots.folder_of(_ID)
    folder.mkdir(parents=True)
    (folder / file_name(1, builders.NOW, Reason.WORKING, "0123abcd")).write_bytes(data)
    return folder


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
