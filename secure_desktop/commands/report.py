"""`report`: the PDF summary of an assessment."""

import argparse
import os
from pathlib import Path

from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say
from secure_desktop.errors import FolderGiven, TargetIsNotAPdf, TargetUnwritable
from secure_desktop.files import absolute, reason_of
from secure_desktop.model.summary import summarize

_PDF = b"%PDF-"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "report",
        help="the PDF summary",
        description="Write the PDF summary of an assessment. A PDF of that name is replaced, any other file is not.",
    )
    parser.add_argument("file", metavar="FILE", type=absolute)
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=absolute, required=True)
    parser.set_defaults(run=_report)


def write_report(source: Path, target: Path) -> None:
    """Write the PDF summary of an assessment file.

    Raises:
        KnownProblem: `target` is as it was.
    """
    from secure_desktop.storage.opening import open_file  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    with open_file(source, write=False) as file:
        summary = summarize(file.assessment(), now())
    demand_replaceable(target)
    from secure_desktop.reports.summary_pdf import write_summary_pdf  # noqa: PLC0415 - reportlab takes 120 ms

    write_summary_pdf(summary, target)


def demand_replaceable(target: Path) -> None:
    """Accept as target a PDF, or a name that is free.

    Raises:
        FolderGiven, TargetIsNotAPdf: there is something else.
        TargetUnwritable: when it cannot even be looked at.
    """
    if not os.path.lexists(target):
        return
    if os.path.isdir(target):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=target.name)
    if not target.is_file():
        raise TargetIsNotAPdf(name=target.name)
    try:
        with target.open("rb") as file:
            start = file.read(len(_PDF))
    except OSError as fault:
        raise TargetUnwritable(name=target.name, reason=reason_of(fault)) from fault
    if start != _PDF:
        raise TargetIsNotAPdf(name=target.name)


def _report(args: argparse.Namespace) -> int:
    write_report(args.file, args.output)
    say(f"“{args.output.name}” was written.")
    return 0
