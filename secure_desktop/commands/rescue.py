"""`rescue`: what is left of a damaged file, as a file of its own."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from secure_desktop.commands.arguments import add_by, add_file, add_json, name_of_person
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.rubrics import shelf_on_hand
from secure_desktop.commands.terminal import say, say_json, say_paragraph
from secure_desktop.files import absolute
from secure_desktop.library.shelf import every_wording

if TYPE_CHECKING:
    from secure_desktop.exchange.rescue.counts import Counted
    from secure_desktop.exchange.rescue.rescue import Rescued

JSON_FORMAT = 1
_EPILOG = f"""\
FILE is only read; nothing in it is carried out. What is left is read page by page, compared with the history inside, and
every value is checked. What two places in the file agree on counts as sure; the rest is listed to be looked at.
A file that holds parts of another program is treated the same way: only what this program made comes across.
A sign-off comes across only when everything that it covers is there. Without -o nothing is written; what would come
across is said.

exit codes:
  0  everything came across
  1  something did not, or is uncertain: it is listed
  2  nothing could be read

--json prints one object with these keys:
  format      {JSON_FORMAT}
  name        the name of FILE
  assessment  its id
  complete    true when everything came across and nothing is uncertain
  signed      true when it came across as it was signed
  parts       {{PART: {{came, to_check, lost, may_be_more}}}} for answers, notes, next_steps, participants, evidence,
              files, sign_offs and history
  items       {{sure, filled, unconfirmed, unknown}}: lists of item ids
  findings    [{{kind, text, parts, item}}]: what is lost, uncertain or left behind
  written     the name of the file that was written, or null
"""
_PARTS = {
    "answers": "Answers",
    "notes": "Notes",
    "next_steps": "Next steps",
    "participants": "Participants",
    "evidence": "Evidence",
    "files": "Attached files",
    "sign_offs": "Sign-offs",
    "history": "Entries of the history",
}


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "rescue",
        help="get what can be read out of a damaged file",
        description="Read what is left of a damaged assessment file, list what came across, and write it as a new file.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument("-o", "--output", metavar="OUT", type=absolute)
    parser.add_argument(
        "--with",
        dest="sources",
        action="append",
        default=[],
        metavar="REPORT",
        type=absolute,
        help="a signed PDF, an export in JSON or another copy, to fill in what is missing; may be repeated",
    )
    parser.add_argument(
        "--mark", action="store_true", help="mark the items that are not sure for review in the new file"
    )
    add_json(parser)
    add_by(parser)
    parser.set_defaults(run=_rescue)


def _rescue(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.rescue.rescue import rescue  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.rescue.sources import read_source  # noqa: PLC0415 - see above
    from secure_desktop.exchange.rescue.writing import write_rescued  # noqa: PLC0415 - see above
    from secure_desktop.storage.rebuilding import demand_free  # noqa: PLC0415 - see above

    if args.output is not None:
        demand_free(args.output)
    rubrics = tuple(every_wording(shelf_on_hand()))
    sources = [read_source(path, rubrics) for path in args.sources]
    found = rescue(args.file, rubrics, sources)
    if args.output is not None:
        write_rescued(found, args.output, by=name_of_person(args.by), mark=args.mark)
    written = args.output.name if args.output is not None else None
    if args.json:
        say_json(_as_json(found, written))
    else:
        _tell(found, written)
    return 0 if found.is_complete else 1


def _tell(found: "Rescued", written: str | None) -> None:
    from secure_desktop.exchange.rescue.counts import counts  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.rescue.findings import lines  # noqa: PLC0415 - see above

    if found.is_complete:
        say_paragraph(f"Everything in “{found.name}” came across.")
    else:
        say_paragraph(f"Not everything in “{found.name}” came across, or is sure.")
    for counted in counts(found):
        for line in _counted(counted):
            say(line)
    for line in lines(found.findings):
        say_paragraph(f"- {line}")
    if written is None:
        say_paragraph(f"Nothing was written; give a name with -o. “{found.name}” is as it was.")
    else:
        say_paragraph(f"“{written}” was written; “{found.name}” is as it was.")


def _counted(counted: "Counted") -> Iterator[str]:
    details = [f"{counted.to_check} to be checked"] if counted.to_check else []
    details += [f"{counted.lost} lost"] if counted.lost else []
    details += ["perhaps more"] if counted.may_be_more else []
    if counted.came or details:
        yield f"  {_PARTS[counted.part]}: {', '.join([str(counted.came), *details])}"


def _as_json(found: "Rescued", written: str | None) -> dict[str, Any]:
    from secure_desktop.exchange.rescue.counts import counts  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.model.last_words import Certainty  # noqa: PLC0415 - only this command needs it

    return {
        "format": JSON_FORMAT,
        "name": found.name,
        "assessment": found.assessment.id,
        "complete": found.is_complete,
        "signed": found.is_as_signed,
        "parts": {
            str(counted.part): {
                "came": counted.came,
                "to_check": counted.to_check,
                "lost": counted.lost,
                "may_be_more": counted.may_be_more,
            }
            for counted in counts(found)
        },
        "items": {certainty.name.lower(): list(found.items(certainty)) for certainty in Certainty},
        "findings": [
            {"kind": str(told.kind), "text": told.text(), "parts": dict(told.parts), "item": told.item_id}
            for told in found.findings
        ],
        "written": written,
    }
