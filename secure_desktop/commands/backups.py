"""`backups`: which backups there are, and going back to one."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secure_desktop import locations
from secure_desktop.backup_errors import NoBackups
from secure_desktop.commands import opened
from secure_desktop.commands.arguments import SHORTEST_ID, add_by, add_file, add_json, name_of_person
from secure_desktop.commands.parser import Commands, Parser
from secure_desktop.commands.terminal import say, say_json, say_paragraph, tell
from secure_desktop.errors import FileUnreadable, KnownProblem
from secure_desktop.files import absolute

if TYPE_CHECKING:
    from secure_desktop.storage.snapshots import Note, Snapshot, Snapshots

JSON_FORMAT = 1

_LIST_EPILOG = f"""\
FILE may be damaged or gone: then the place where it lay when it was backed up last is looked for. ID is
an assessment's id, or at least {SHORTEST_ID} characters of its start. Without either, all assessments that have
backups on this computer are listed.

--json prints, of one assessment:
  format      {JSON_FORMAT}
  assessment  its id
  district    the name of the district, "" when that is not known
  folder      where its backups lie
  backups     [{{number, taken_at (UTC), reason, size (bytes), file, lay_at}}], newest first. file is the path
              of the backup; lay_at is where what it was taken of lay last, or null. reason is one of
              opened, working, before-combine, before-upgrade, before-restore, before-update
and without FILE and ID:
  format       {JSON_FORMAT}
  assessments  [{{assessment, district, rubric, folder, backups (how many), newest (UTC), size, paths}}]
"""
_RESTORE_EPILOG = f"""\
The backup is checked first. The present file, in whatever state it is, is backed up and kept beside it as
“… (before restoring …)”. FILE may be damaged or gone; nobody may have it open. With -o nothing but OUT is
written; no file is replaced.

--json prints one object with these keys:
  format    {JSON_FORMAT}
  number    of the backup
  taken_at  when it was taken (UTC)
  written   the path of the file that has it now
  kept      the path under which the former file is kept, or null
"""
_REASONS = {
    "opened": "when it was opened",
    "working": "while it was worked on",
    "before-combine": "before combining",
    "before-upgrade": "before updating the checklist",
    "before-restore": "before restoring",
    "before-update": "before updating the file",
}


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "backups",
        help="list the backups of an assessment, or go back to one",
        description="The program backs up what is worked on, on this computer, by itself.",
    )
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", dest="kind", required=True)
    _add_list(
        kinds.add_parser(
            "list",
            help="which backups there are",
            description="List the backups of an assessment, newest first.",
            epilog=_LIST_EPILOG,
        )
    )
    _add_restore(
        kinds.add_parser(
            "restore",
            help="go back to a backup",
            description="Put a backup in the place of a file, or write it as a file of its own.",
            epilog=_RESTORE_EPILOG,
        )
    )


def _add_list(parser: Parser) -> None:
    parser.add_argument("which", metavar="FILE|ID", nargs="?")
    add_json(parser)
    parser.set_defaults(run=_list)


def _add_restore(parser: Parser) -> None:
    add_file(parser)
    parser.add_argument(
        "--number", metavar="N", type=int, help="which backup, as “backups list” tells; else the newest"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=absolute, help="a new file; FILE stays as it is"
    )
    add_by(parser)
    add_json(parser)
    parser.set_defaults(run=_restore)


def _list(args: argparse.Namespace) -> int:
    snapshots = _snapshots()
    if args.which is None:
        _list_all(snapshots, as_json=args.json)
        return 0
    path = absolute(args.which)
    assessment_id = _id_of(path, snapshots) or _id_like(args.which, snapshots.notes())
    found = snapshots.of(assessment_id) if assessment_id else ()
    if not found:
        raise NoBackups(name=path.name)
    note = _note_of(assessment_id, snapshots)
    lay_at = note.paths if note is not None else {}
    if args.json:
        say_json(
            {
                "format": JSON_FORMAT,
                "assessment": assessment_id,
                "district": note.district if note is not None else "",
                "folder": str(snapshots.folder_of(assessment_id)),
                "backups": [_as_json(one, lay_at.get(one.copy)) for one in found],
            }
        )
        return 0
    several = len({one.copy for one in found}) > 1
    for one in found:
        whence = f"  of “{lay_at[one.copy].name}”" if several and one.copy in lay_at else ""
        say(f"{one.number:>6}  {_local(one)}  {_size(one.size)}  {_REASONS[one.reason]}{whence}")
    return 0


def _list_all(snapshots: "Snapshots", *, as_json: bool) -> None:
    told = [(note, found) for note in snapshots.notes() if (found := snapshots.of(note.assessment_id))]
    if as_json:
        say_json({"format": JSON_FORMAT, "assessments": [_summary(*each, snapshots) for each in told]})
        return
    if not told:
        say("There are no backups on this computer.")
    for note, found in told:
        say(f"{note.assessment_id}  {note.district} ({note.rubric})")
        how_many = "1 backup" if len(found) == 1 else f"{len(found)} backups"
        size = _size(sum(one.size for one in found)).strip()
        say(f"    {how_many}, {size}; the newest {_local(found[0])}")
        for path in note.paths.values():
            say(f"    {path}")


def _restore(args: argparse.Namespace) -> int:
    from secure_desktop.storage import restoring  # noqa: PLC0415 - see opened

    snapshots = _snapshots()
    assessment_id = _id_of(args.file, snapshots)
    newest = snapshots.latest(assessment_id) if assessment_id else None
    if newest is None:
        raise NoBackups(name=args.file.name)
    one = (
        newest
        if args.number is None
        else snapshots.numbered(newest.assessment_id, args.number, name=args.file.name)
    )
    kept = None
    if args.output is not None:
        restoring.save_as(one, args.output)
        written = args.output
    else:
        restored = restoring.restore(one, args.file, snapshots, by=name_of_person(args.by))
        written, kept = restored.path, restored.kept
        if restored.problem is not None:
            tell(restored.problem)
    if args.json:
        said = {"number": one.number, "taken_at": _utc(one), "written": str(written)}
        say_json({"format": JSON_FORMAT, **said, "kept": str(kept) if kept else None})
        return 0
    say_paragraph(f"“{written.name}” is as it was on {_local(one)} (backup {one.number}).")
    if kept is not None:
        say_paragraph(f"What was there before is kept as “{kept.name}”.")
    return 0


def _snapshots() -> "Snapshots":
    from secure_desktop.storage.snapshots import Snapshots  # noqa: PLC0415 - see opened

    return Snapshots(locations.backups_folder())


def _id_of(path: Path, snapshots: "Snapshots") -> str:
    """Return the id of the assessment that a file is, or was when it was backed up last; "" when that is not known."""
    from secure_desktop.storage.inspection import real_path  # noqa: PLC0415 - see opened

    try:
        return opened.read(path).id
    except KnownProblem:
        pass
    try:
        notes = snapshots.lay_at(real_path(path))
    except FileUnreadable:
        return ""
    return notes[0].assessment_id if notes else ""


def _id_like(text: str, notes: "Iterable[Note]") -> str:
    start = text.strip().casefold()
    found = [note.assessment_id for note in notes if note.assessment_id.casefold().startswith(start)]
    return found[0] if len(start) >= SHORTEST_ID and len(found) == 1 else ""


def _note_of(assessment_id: str, snapshots: "Snapshots") -> "Note | None":
    return next((note for note in snapshots.notes() if note.assessment_id == assessment_id), None)


def _as_json(one: "Snapshot", lay_at: Path | None) -> dict[str, Any]:
    return {
        "number": one.number,
        "taken_at": _utc(one),
        "reason": str(one.reason),
        "size": one.size,
        "file": str(one.path),
        "lay_at": str(lay_at) if lay_at is not None else None,
    }


def _summary(note: "Note", found: "tuple[Snapshot, ...]", snapshots: "Snapshots") -> dict[str, Any]:
    return {
        "assessment": note.assessment_id,
        "district": note.district,
        "rubric": note.rubric,
        "folder": str(snapshots.folder_of(note.assessment_id)),
        "backups": len(found),
        "newest": _utc(found[0]),
        "size": sum(one.size for one in found),
        "paths": [str(path) for path in note.paths.values()],
    }


def _utc(one: "Snapshot") -> str:
    return f"{one.taken_at:%Y-%m-%dT%H:%M:%SZ}"


def _local(one: "Snapshot") -> str:
    return f"{one.taken_at.astimezone():%Y-%m-%d %H:%M}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:>8,.1f} MB"
