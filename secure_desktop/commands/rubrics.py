"""`rubrics`: the rubrics on hand, one of them in full, and the check of an authored file."""

import argparse
import json
from collections.abc import Mapping

from secure_desktop import locations
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json, say_paragraph
from secure_desktop.errors import RubricFaulty
from secure_desktop.files import absolute
from secure_desktop.library.shelf import Shelf, check, read_shelf
from secure_desktop.model.canonical import rubric_json
from secure_desktop.model.rubric import ActionStep, Item, Rubric

_JSON_EPILOG = """\
--json prints the rubric as assessment files keep it: id, version, checklist, language, title, rubric,
publisher, date, purpose, attribution, about, definitions [{term, text}], steps [{number, title,
short_title, guidance, items [{id, text, short, tier, look_for, evidence, authority, basis}]}], overlays.
"""


def shelf_on_hand() -> Shelf:
    """Return the bundled rubrics and those that this person added."""
    return read_shelf(locations.rubrics(), locations.own_rubrics())


def add_to(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add_parser(
        "rubrics",
        help="list, show and check rubrics",
        description="The rubrics on hand: the bundled ones and those in your own folder.",
    )
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    listing = actions.add_parser("list", help="the rubrics on hand", description="List the rubrics on hand.")
    listing.set_defaults(run=_list)
    show = actions.add_parser(
        "show",
        help="one rubric in full",
        description="Show all steps and items of a rubric.",
        epilog=_JSON_EPILOG,
    )
    show.add_argument("rubric", metavar="ID")
    show.add_argument(
        "--wording", metavar="OVERLAY", default="", help="with the texts of a wording or translation"
    )
    show.add_argument("--json", action="store_true", help="for other programs")
    show.set_defaults(run=_show)
    checking = actions.add_parser(
        "check",
        help="check an authored file",
        description="Check a rubric or overlay file, and print everything that its author has to mend.",
    )
    checking.add_argument("file", metavar="FILE", type=absolute)
    checking.set_defaults(run=_check)


def _list(_args: argparse.Namespace) -> int:
    shelf = shelf_on_hand()
    rows = [
        (rubric.id, rubric.version, rubric.title, f"{len(rubric.items)} items", _wordings(shelf, rubric))
        for rubric in shelf.rubrics.values()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip())
    for path, problem in shelf.faulty:
        say(f"Left out: “{path.name}”. {problem.sentence_text()}")
    return 0


def _wordings(shelf: Shelf, rubric: Rubric) -> str:
    names = ", ".join(f"{o.name} ({o.language})" for o in shelf.overlays.get(rubric.id, ()))
    return f"wordings: {names}" if names else ""


def _show(args: argparse.Namespace) -> int:
    rubric = shelf_on_hand().rubric(args.rubric, args.wording)
    if args.json:
        say_json(_in_order(rubric))
        return 0
    say(f"{rubric.title} ({rubric.id} {rubric.version}), {len(rubric.items)} items")
    say(f"{rubric.rubric}, {rubric.date}")
    say_paragraph(rubric.purpose)
    for step in rubric.steps:
        _show_step(rubric, step)
    say()
    say_paragraph(rubric.attribution)
    return 0


def _show_step(rubric: Rubric, step: ActionStep) -> None:
    say()
    say_paragraph(f"{step.number} {step.title}")
    say_paragraph(step.guidance, indent="  ")
    for item in step.items:
        _show_item(rubric, item)


def _show_item(rubric: Rubric, item: Item) -> None:
    say()
    say(f"  {rubric.label(item.id)}  {item.id}  {item.short} ({item.tier})")
    say_paragraph(item.text, indent="       ")


def _in_order(rubric: Rubric) -> Mapping[str, object]:
    data = json.loads(rubric_json(rubric))
    first = ("id", "version", "checklist", "language", "title", "rubric", "publisher", "date", "purpose")
    return {key: data[key] for key in (*first, "attribution", "about", "definitions", "steps", "overlays")}


def _check(args: argparse.Namespace) -> int:
    try:
        rubric = check(args.file, shelf_on_hand())
    except RubricFaulty as problem:
        for finding in problem.findings:
            say(f"{args.file.name}: {finding}")
        return 1
    wording = f" with the wording “{rubric.overlays[-1]}”" if rubric.overlays else ""
    say(f"“{args.file.name}” is a usable rubric: {rubric.title}{wording}, {len(rubric.items)} items.")
    return 0
