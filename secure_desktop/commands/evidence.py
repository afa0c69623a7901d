"""`evidence`: add, list, save and remove what shows that an item is in place."""

import argparse
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from secure_desktop import locations
from secure_desktop.commands import opened
from secure_desktop.commands.arguments import (
    add_by,
    add_file,
    add_json,
    by_id,
    day,
    known_item,
    name_of_person,
    short_id,
)
from secure_desktop.commands.parser import Commands, Parser
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.errors import TargetExists
from secure_desktop.file_names import safe_name
from secure_desktop.files import absolute, is_taken, written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.signing_errors import NothingAttached, UnknownEvidence

JSON_FORMAT = 1
_MEGA = 1024 * 1024

_ADD_EPILOG = """\
ITEM is an item's id in any case (2s-03) or its number in the checklist (2.3).
A file is kept in the assessment file. Programs and scripts are refused.
DAY is a date such as 2027-01-15.
"""
_LIST_EPILOG = f"""\
--json prints {{format ({JSON_FORMAT}), assessment, evidence}}; evidence holds
  [{{id, item, kind, title, place, file_name, media_type, size, sha256, effective, renew_by,
  added_at, added_by}}]; kind is one of {", ".join(EvidenceKind)}; size is in bytes.
"""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add_parser(
        "evidence",
        help="add, list, save and remove evidence",
        description="What shows that an item is in place: an attached file, where it is filed, or a link.",
    )
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    _describe_add(
        actions.add_parser(
            "add", help="add evidence", description="Add evidence for an item.", epilog=_ADD_EPILOG
        )
    )
    listing = actions.add_parser(
        "list",
        help="the register of evidence",
        description="List all evidence. The file is only read.",
        epilog=_LIST_EPILOG,
    )
    add_file(listing)
    add_json(listing)
    listing.set_defaults(run=_list)
    _describe_save(
        actions.add_parser("save", help="save an attached file", description="Save an attached file.")
    )
    removing = actions.add_parser(
        "remove", help="remove evidence", description="Remove evidence. Its record stays in the history."
    )
    add_file(removing)
    _add_id(removing)
    add_by(removing)
    removing.set_defaults(run=_remove)


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """Return evidence as `evidence list --json` and `status --json` print it."""
    return {
        "id": evidence.id,
        "item": evidence.item_id,
        "kind": str(evidence.kind),
        "title": evidence.title,
        "place": evidence.place,
        "file_name": evidence.file_name,
        "media_type": evidence.media_type,
        "size": evidence.size,
        "sha256": evidence.sha256,
        "effective": evidence.effective.isoformat() if evidence.effective else None,
        "renew_by": evidence.renew_by.isoformat() if evidence.renew_by else None,
        "added_at": evidence.added_at.isoformat() if evidence.added_at else None,
        "added_by": evidence.added_by,
    }


def _describe_add(parser: Parser) -> None:
    add_file(parser)
    parser.add_argument("item", metavar="ITEM")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--file", dest="source", metavar="PATH", type=absolute, help="a file to attach")
    what.add_argument("--place", metavar="TEXT", help="where it is filed: cabinet, policy code, page")
    what.add_argument("--link", metavar="URL", help="the address of a page")
    parser.add_argument("--title", metavar="TEXT", default="")
    parser.add_argument("--effective", metavar="DAY", help="since when it is in force")
    parser.add_argument("--renew-by", metavar="DAY", help="until when it has to be renewed")
    add_by(parser)
    parser.set_defaults(run=_add)


def _describe_save(parser: Parser) -> None:
    add_file(parser)
    _add_id(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=absolute,
        required=True,
        help="a new file, or a folder in which it gets its own name; nothing is overwritten",
    )
    parser.set_defaults(run=_save)


def _add_id(parser: Parser) -> None:
    parser.add_argument("evidence", metavar="ID", help="the beginning of its id, as “evidence list” shows it")


def _add(args: argparse.Namespace) -> int:
    effective, renew_by = day(args.effective), day(args.renew_by)
    with opened.to_write(args.file) as file:
        item = known_item(file.assessment(), args.item)
        by = name_of_person(args.by, file.assessment())
        if args.source is not None:
            changes = file.attach(
                item.id, args.source, by=by, title=args.title, effective=effective, renew_by=renew_by
            )
        else:
            kind = EvidenceKind.PLACE if args.link is None else EvidenceKind.LINK
            place = args.place if args.link is None else args.link
            added = Evidence(
                str(uuid.uuid4()), item.id, kind, args.title, place, effective=effective, renew_by=renew_by
            )
            changes = file.record_evidence(added, by=by)
        label, count = file.assessment().rubric.label(item.id), len(file.assessment().evidence_of(item.id))
    if changes:
        say(f"The evidence for {label} ({item.id}) is recorded. Evidence for this item: {count}.")
    else:
        say(f"{label} ({item.id}) has this file as evidence already. Nothing was changed.")
    _warn_of_size(args.file)
    return 0


def _warn_of_size(path: Path) -> None:
    from secure_desktop import settings  # noqa: PLC0415 - most commands do without

    limit = settings.load(locations.settings_file()).mail_limit_mb
    size = path.stat().st_size / _MEGA
    if size > limit:
        say(f"The assessment file has {size:.0f} MB by now; many mail systems refuse more than {limit} MB.")


def _list(args: argparse.Namespace) -> int:
    assessment = opened.read(args.file)
    if args.json:
        evidence = [evidence_json(entry) for entry in assessment.evidence]
        say_json({"format": JSON_FORMAT, "assessment": assessment.id, "evidence": evidence})
        return 0
    for line in _as_text(assessment):
        say(line)
    return 0


def _as_text(assessment: Assessment) -> Iterator[str]:
    if not assessment.evidence:
        yield "There is no evidence yet."
    for entry in assessment.evidence:
        label = assessment.rubric.label(entry.item_id)
        where = entry.place
        if entry.kind is EvidenceKind.FILE:
            where = f"{entry.file_name}, {entry.size:,} bytes, SHA-256 {entry.sha256[:16]}…"
        yield f"{label:5} {short_id(entry, assessment.evidence)}  {entry.title or where}"
        if entry.title:
            yield f"      {where}"
        days = [
            f"{word} {when}"
            for word, when in (("effective", entry.effective), ("renew by", entry.renew_by))
            if when
        ]
        if days:
            yield f"      {', '.join(days)}"


def _save(args: argparse.Namespace) -> int:
    with opened.to_read(args.file) as file:
        found = _known(file.assessment(), args.evidence)
        if found.kind is not EvidenceKind.FILE:
            raise NothingAttached(evidence=found.title or found.place, place=found.place)
        content = file.content(found.sha256)
    target = _target(args.output, found)
    with written_whole(target) as draft:
        draft.write_bytes(content)
    say(f"“{target.name}” was saved: {len(content):,} bytes.")
    return 0


def _target(output: Path, evidence: Evidence) -> Path:
    into_folder = os.path.isdir(output)  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
    target = output / safe_name(evidence.file_name, "attachment") if into_folder else output
    if is_taken(target):
        raise TargetExists(name=target.name)
    return target


def _remove(args: argparse.Namespace) -> int:
    with opened.to_write(args.file) as file:
        found = _known(file.assessment(), args.evidence)
        file.remove_evidence(found.id, by=name_of_person(args.by, file.assessment()))
        label = file.assessment().rubric.label(found.item_id)
    say(f"“{found.title or found.place}” is no longer evidence for {label}. Its record stays in the history.")
    return 0


def _known(assessment: Assessment, start: str) -> Evidence:
    return by_id(assessment.evidence, start, UnknownEvidence(evidence=start))
