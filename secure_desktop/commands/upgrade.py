"""`upgrade`: an assessment with the newer version of its checklist, in a file of its own."""

import argparse
from collections.abc import Iterable
from typing import Any

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_by, add_file, add_json, name_of_person
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.rubrics import shelf_on_hand
from secure_desktop.commands.terminal import say, say_json, say_paragraph
from secure_desktop.files import absolute
from secure_desktop.model.rubric import Item, Rubric
from secure_desktop.model.rubric_upgrade import RubricUpgrade

JSON_FORMAT = 1
_EPILOG = f"""\
An item that reads the same keeps its answer. One that reads otherwise counts as unanswered until somebody confirms the
answer (“answer FILE ITEM as-before”) or gives another; its note stays. New items are unanswered. What belonged to items
that are gone stays readable: “status” lists it. FILE stays as it is, and OUT has its history.
Combine reviewer copies before: those of the version before do not fit OUT.
Without -o nothing is written; what would become of the items is said.

--json prints one object with these keys:
  format   {JSON_FORMAT}
  rubric   {{id, before, after}}: the versions
  kept     ids of items whose answer stays
  asked    ids of items whose earlier answer is to be confirmed
  open     ids of items that have no answer, as before
  new      ids of items that are asked for the first time
  removed  ids of items that are gone
  written  the name of the file that was written, or null
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "upgrade",
        help="bring an assessment to the newer version of its checklist",
        description="Write an assessment with the newer version of its checklist that is on hand, as a file of its own.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument("-o", "--output", metavar="OUT", type=absolute)
    add_json(parser)
    add_by(parser)
    parser.set_defaults(run=_upgrade)


def _upgrade(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.next_year import rubric_now  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.upgrade import save_upgraded, upgrade_of  # noqa: PLC0415 - see above

    with opened.to_read(args.file) as file:
        before = file.assessment().rubric
        rubric = rubric_now(shelf_on_hand(), before)
        if args.output is None:
            upgrade = upgrade_of(file, rubric)
        else:
            upgrade = save_upgraded(file, args.output, rubric, by=name_of_person(args.by))
    written = args.output.name if args.output is not None else None
    if args.json:
        say_json(_as_json(upgrade, before, written))
        return 0
    say_paragraph(f"{rubric.title}: from version {before.version} to version {rubric.version}.")
    _say_items(upgrade, before)
    if written is None:
        say("Nothing was written; give a name with -o.")
    else:
        say_paragraph(f"“{written}” was written; “{args.file.name}” is as it was.")
    return 0


def _say_items(upgrade: RubricUpgrade, before: Rubric) -> None:
    say(f"Kept answers: {len(upgrade.kept)}. Unanswered as before: {len(upgrade.open)}.")
    _say_list("Earlier answers to confirm", upgrade.asked, upgrade.rubric, before)
    _say_list("New", upgrade.new, upgrade.rubric)
    _say_list("No longer asked", upgrade.removed, before)


def _say_list(title: str, items: tuple[Item, ...], rubric: Rubric, before: Rubric | None = None) -> None:
    say(f"{title}: {len(items)}")
    for item in items:
        is_changed = before is not None and before.item(item.id).text != item.text
        changed = " (reads otherwise now)" if is_changed else ""
        say(f"  {rubric.label(item.id):5} {item.id:7} {item.short}{changed}")


def _as_json(upgrade: RubricUpgrade, before: Rubric, written: str | None) -> dict[str, Any]:
    return {
        "format": JSON_FORMAT,
        "rubric": {
            "id": upgrade.rubric.id,
            "before": before.version,
            "after": upgrade.rubric.version,
        },
        "kept": _ids(upgrade.kept),
        "asked": _ids(upgrade.asked),
        "open": _ids(upgrade.open),
        "new": _ids(upgrade.new),
        "removed": _ids(upgrade.removed),
        "written": written,
    }


def _ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]
