"""`combine`: bring what came back from the reviewers together; what differs waits for a choice."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.combining_errors import NothingNew, PickedTwice
from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_by, add_json, name_of_person
from secure_desktop.commands.backing_up import back_up
from secure_desktop.commands.combine_choices import Outcome, choices_of, wish_from
from secure_desktop.commands.combine_json import JSON_FORMAT, as_json
from secure_desktop.commands.combine_text import as_text
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.errors import FolderGiven, KnownProblem, TargetExists
from secure_desktop.files import absolute, is_taken, put_in_place, workshop

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile

_EPILOG = f"""\
FIRST is the assessment, COPY what came back. What only one side changed is taken; what differs waits
for a choice, and until all are made nothing is written. Every opinion stays in the history of the item.

A choice is ITEM=FILE: ITEM is an item's id or number, FILE the name or path of a COPY, or “this” for
FIRST. It decides about answer, note and mark, wherever FILE has an opinion on them. One part alone is
ITEM:answer=FILE, ITEM:note=FILE or ITEM:mark=FILE; ITEM:note=join takes all notes, one after the other.
What is not an item's response has a longer name, which the list of what differs tells.

exit codes: 0 combined; 1 something differs and waits for a choice (nothing was written), or a copy
was left out, and it is told which and why; 2 a known problem: nothing was written.

--json prints one object with these keys:
  format      {JSON_FORMAT}
  assessment  the assessment's id
  written     whether it was combined
  output      the name of the file that was written, or null
  files       [{{name, reviewer}}]: FIRST, then the copies that take part; conflicts and news refer to
              them by their places, from 0
  refused     [{{file, kind, reason, advice}}]: copies that do not take part
  agreeing    how many items agree
  news        [{{key, item, label, about, before, value, files, by, at}}]: what is taken from one side
  conflicts   [{{key, choose, item, label, about, opinions, chosen}}]; opinions is
              [{{value, files, by, at}}]; chosen is the place of one, a text for joined notes, or null;
              choose is what stands before the “=” of --choose
  open        how many conflicts still wait for a choice
value and before hold a text for each field, or null where there is nothing; by are the names of those
who said so, at is when it was said last (UTC).
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "combine",
        help="combine copies of an assessment",
        description="Combine copies of an assessment that were answered on several laptops. The copies are only read.",
        epilog=_EPILOG,
    )
    parser.add_argument("first", metavar="FIRST", type=absolute)
    parser.add_argument("copies", metavar="COPY", type=absolute, nargs="+")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "-o", "--output", metavar="OUT", type=absolute, help="a new file; FIRST stays as it is"
    )
    target.add_argument("--into-first", action="store_true", help="write into FIRST")
    parser.add_argument(
        "--choose",
        metavar="ITEM=FILE",
        type=wish_from,
        action="append",
        default=[],
        help="whose opinion is taken; may be given several times",
    )
    add_by(parser)
    add_json(parser)
    parser.set_defaults(run=_combine)


def _combine(args: argparse.Namespace) -> int:
    if args.into_first:
        with opened.to_write(args.first) as file:
            outcome = _carried_out(file, args)
        return _told(outcome, args, args.first)
    if os.path.isdir(args.output):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=args.output.name)
    if is_taken(args.output):
        raise TargetExists(name=args.output.name)
    with workshop(args.output) as folder:
        draft = folder / args.output.name
        with opened.to_read(args.first) as first:
            first.as_side()  # read whole, so that what is wrong with FIRST is not told of its copy
            first.demand_fit_to_combine()
            first.save_copy(draft)
        with opened.to_write(draft) as file:
            outcome = _carried_out(file, args)
        if outcome.is_written:
            put_in_place(draft, args.output)
    return _told(outcome, args, args.output)


def _carried_out(file: "AssessmentFile", args: argparse.Namespace) -> Outcome:
    """Combine if everything is chosen and there is anything to combine.

    Raises:
        KnownProblem: when nothing can be combined into FIRST, or the only copy cannot be combined with it.
    """
    from secure_desktop.exchange import combining  # noqa: PLC0415 - see opened
    from secure_desktop.storage.snapshots import Reason  # noqa: PLC0415 - see opened

    combination = combining.prepare(file, args.copies, known_as=args.first)
    left_out = [refusal.problem for refusal in combination.refused if not _is_idle(refusal.problem)]
    if left_out and len(args.copies) == 1:
        raise left_out[0]
    choices = choices_of(combination, args.choose, [args.first, *args.copies])
    is_written = combination.brings_news and not combination.open_conflicts(choices)
    if is_written:
        if args.into_first:
            back_up(file, Reason.BEFORE_COMBINE)
        combining.carry_out(file, combination, choices, by=name_of_person(args.by))
    return Outcome(combination, choices, is_written=is_written)


def _told(outcome: Outcome, args: argparse.Namespace, written: Path) -> int:
    if args.json:
        say_json(as_json(outcome, written.name if outcome.is_written else None))
    else:
        for line in as_text(outcome, written.name, args.copies):
            say(line)
    is_complete = all(_is_idle(refusal.problem) for refusal in outcome.combination.refused)
    is_up_to_date = args.into_first and not outcome.combination.brings_news
    return 0 if is_complete and (outcome.is_written or is_up_to_date) else 1


def _is_idle(problem: KnownProblem) -> bool:
    """Return whether a copy is left out because nothing is missed without it."""
    return isinstance(problem, (NothingNew, PickedTwice))
