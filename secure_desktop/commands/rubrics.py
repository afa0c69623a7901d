"""`rubrics`: the rubrics on hand, one of them in full, and the check of an authored file."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from secure_desktop import locations
from secure_desktop.commands.export import demand_free
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json, say_paragraph
from secure_desktop.errors import RubricFaulty
from secure_desktop.files import absolute
from secure_desktop.library.own_rubrics import Authored, add, examine, own_files, remove
from secure_desktop.library.shelf import Shelf, read_shelf
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
        help="list, show, print and check rubrics",
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
    printing = actions.add_parser(
        "print",
        help="a rubric as a blank checklist",
        description="Write a rubric as a PDF without answers, to fill in with a pen. A file that exists is not touched.",
    )
    printing.add_argument("rubric", metavar="ID")
    printing.add_argument("-o", "--output", metavar="OUT.pdf", type=absolute, required=True)
    printing.add_argument(
        "--wording", metavar="OVERLAY", default="", help="with the texts of a wording or translation"
    )
    printing.add_argument("--replace", action="store_true", help="replace OUT if its name ends in .pdf")
    printing.set_defaults(run=_print)
    checking = actions.add_parser(
        "check",
        help="check an authored file",
        description="Check a rubric or overlay file, and print everything that its author has to mend.",
    )
    checking.add_argument("file", metavar="FILE", type=absolute)
    checking.set_defaults(run=_check)
    adding = actions.add_parser(
        "add",
        help="take in an authored file",
        description="Check a rubric or overlay file, and copy it into your own folder, where it can be used.",
    )
    adding.add_argument("file", metavar="FILE", type=absolute)
    adding.add_argument("--replace", action="store_true", help="put it in the place of one of the same name")
    adding.set_defaults(run=_add)
    removing = actions.add_parser(
        "remove",
        help="take one of your own away",
        description="Delete a rubric or overlay of your own. Assessments keep the rubric that they answer.",
        epilog="NAME is a rubric's id, an overlay's name, or the name of the file in your own folder.",
    )
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(run=_remove)


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
    for own in own_files(locations.own_rubrics(), shelf).usable:
        say(f"Your own: {own.name} (“{own.path.name}”)")
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


def _print(args: argparse.Namespace) -> int:
    rubric = shelf_on_hand().rubric(args.rubric, args.wording)
    demand_free(args.output, ".pdf" if args.replace else None)
    from secure_desktop.reports.blank_checklist import write_blank_checklist  # noqa: PLC0415 - reportlab takes 120 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - sqlite_utils takes 80 ms

    write_blank_checklist(rubric, args.output, made_at=now())
    say(f"“{args.output.name}” was written.")
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
    authored = _examined(args.file, shelf_on_hand())
    if authored is None:
        return 1
    say(f"“{args.file.name}” is a usable rubric: {_described(authored)}.")
    return 0


def _add(args: argparse.Namespace) -> int:
    shelf = shelf_on_hand()
    authored = _examined(args.file, shelf)
    if authored is None:
        return 1
    target = add(authored, locations.own_rubrics(), shelf, replace=args.replace)
    say(f"“{args.file.name}” was added: {_described(authored)}.")
    say(f"Language: {authored.rubric.language}. Publisher, as the file says: {authored.rubric.publisher}.")
    say("This is nobody’s official text: it is whatever its author wrote.")
    if authored.overlay is not None:
        say(f"Use it with: new … --rubric {authored.overlay.rubric} --wording “{authored.overlay.name}”")
    else:
        say(f"Use it with: new … --checklist {authored.rubric.checklist} --rubric {authored.rubric.id}")
    say(f"It lies here: {target}")
    return 0


def _remove(args: argparse.Namespace) -> int:
    removed = remove(args.name, locations.own_rubrics(), shelf_on_hand())
    path = removed.path if isinstance(removed, Authored) else removed
    say(f"“{path.name}” was removed. Assessments that answer it keep it.")
    return 0


def _examined(path: Path, shelf: Shelf) -> Authored | None:
    """Return what a file describes; print what is wrong with it, line by line, and return None."""
    try:
        return examine(path, shelf)
    except RubricFaulty as problem:
        for finding in problem.findings:
            say(f"{path.name}: {finding}")
        return None


def _described(authored: Authored) -> str:
    rubric = authored.rubric
    wording = f" with the wording “{authored.overlay.name}”" if authored.overlay is not None else ""
    return f"{rubric.title}{wording}, {len(rubric.items)} items"
