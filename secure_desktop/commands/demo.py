"""`demo`: a filled sample of each checklist, with its PDF summary."""

import argparse
import os
from pathlib import Path

from secure_desktop.commands.parser import Commands
from secure_desktop.commands.report import demand_replaceable, write_report
from secure_desktop.commands.rubrics import shelf_on_hand
from secure_desktop.commands.terminal import say
from secure_desktop.errors import TargetExists
from secure_desktop.files import absolute, make_folder, write_problem
from secure_desktop.model.rubric import Checklist


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="a filled sample of each checklist",
        description="Write a filled sample of each checklist, and a PDF summary of each, into a folder.",
    )
    parser.add_argument("folder", metavar="FOLDER", type=absolute)
    parser.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.sample import fill_sample  # noqa: PLC0415 - sqlite_utils takes 80 ms

    files = {checklist: args.folder / f"sample-district-{checklist}.sqlite" for checklist in Checklist}
    _make(args.folder)
    for file in files.values():
        if os.path.lexists(file):
            raise TargetExists(name=file.name)
        demand_replaceable(file.with_suffix(".pdf"))
    shelf = shelf_on_hand()
    for checklist, file in files.items():
        fill_sample(f"secure-{checklist}", file, shelf)
        say(str(file))
        write_report(file, file.with_suffix(".pdf"))
        say(str(file.with_suffix(".pdf")))
    return 0


def _make(folder: Path) -> None:
    try:
        make_folder(folder, mode=0o777)
    except FileExistsError as fault:
        raise TargetExists(name=folder.name) from fault
    except OSError as fault:
        raise write_problem(folder, fault) from fault
