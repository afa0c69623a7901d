"""`copies`: reviewer copies of an assessment, a file for each name."""

import argparse
from pathlib import Path
from typing import Any

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_by, add_file, add_json, name_of_person
from secure_desktop.commands.parser import PROGRAM, Commands
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.errors import WrongUsage
from secure_desktop.files import absolute
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.reviewer import Reviewer

JSON_FORMAT = 1

_EPILOG = f"""\
Each copy is named after FILE and the reviewer. A copy holds only the action steps that are asked about.
No file is replaced; a name that is taken gets a number. Either all copies are made or none.
On a copy, what “answer”, “step” and “evidence” record is entered under the reviewer's name.

--json prints {{format ({JSON_FORMAT}), assessment, revision, folder, copies}}; copies is
  [{{file, name, steps, has_answers, has_evidence, size}}], in the order of the names; size is in bytes.
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "copies",
        help="make reviewer copies",
        description="Make a copy of an assessment for each reviewer, to be answered on a laptop of their own.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument(
        "--for",
        dest="names",
        metavar="NAME",
        action="append",
        required=True,
        help="a reviewer; may be given several times",
    )
    parser.add_argument(
        "--steps", metavar="N,N", help="the action steps to ask about, such as 1,3; all unless given"
    )
    parser.add_argument(
        "--without-answers",
        action="store_true",
        help="leave out present answers, notes and next steps, so that nobody is led by them",
    )
    parser.add_argument("--without-evidence", action="store_true", help="leave out all evidence")
    parser.add_argument("-o", "--output", metavar="FOLDER", type=absolute, required=True)
    add_by(parser)
    add_json(parser)
    parser.set_defaults(run=_copies)


def _copies(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.reviewer_copies import make_copies  # noqa: PLC0415 - see opened
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see opened

    with opened.to_read(args.file) as file:
        assessment = file.assessment()
        steps = _numbers(args.steps, assessment)
        reviewers = [
            Reviewer(
                name=name,
                steps=steps,
                has_answers=not args.without_answers,
                has_evidence=not args.without_evidence,
                made_at=now(),
                made_by=name_of_person(args.by),
            )
            for name in args.names
        ]
        made = make_copies(file, args.output, reviewers)
    if args.json:
        say_json(_as_json(assessment, args.output, reviewers, made))
        return 0
    say(f"Reviewer copies in “{args.output.name}”: {len(made)}.")
    for reviewer, path in zip(reviewers, made, strict=True):
        say(f"  {path.name}  for {reviewer.name.strip()}")
    return 0


def _numbers(text: str | None, assessment: Assessment) -> tuple[int, ...]:
    if text is None:
        return tuple(step.number for step in assessment.rubric.steps)
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as fault:
        raise WrongUsage(detail=f"“{text}” is no list of numbers", command=f"{PROGRAM} copies") from fault


def _as_json(
    assessment: Assessment, folder: Path, reviewers: list[Reviewer], made: tuple[Path, ...]
) -> dict[str, Any]:
    return {
        "format": JSON_FORMAT,
        "assessment": assessment.id,
        "revision": assessment.revision,
        "folder": str(folder),
        "copies": [
            {
                "file": path.name,
                "name": reviewer.name.strip(),
                "steps": sorted(set(reviewer.steps)),
                "has_answers": reviewer.has_answers,
                "has_evidence": reviewer.has_evidence,
                "size": path.stat().st_size,
            }
            for reviewer, path in zip(reviewers, made, strict=True)
        ],
    }
