"""What can be typed: all sub-commands, with their arguments and help."""

import argparse
from collections.abc import Sequence

from secure_desktop import __version__
from secure_desktop.commands import (
    assessment,
    backups,
    combine,
    compare,
    copies,
    demo,
    drive_copy,
    evidence,
    export,
    overview,
    report,
    rescue,
    rubrics,
    share,
    sign,
    status,
    step,
    unpack,
    upgrade,
    verify,
)
from secure_desktop.commands.parser import PROGRAM, Parser
from secure_desktop.locations import NAME

_IN_ORDER_OF_HELP = (
    assessment,
    evidence,
    step,
    status,
    copies,
    combine,
    sign,
    report,
    share,
    unpack,
    drive_copy,
    verify,
    compare,
    export,
    overview,
    upgrade,
    backups,
    rescue,
    rubrics,
    demo,
)
_EPILOG = f"""\
Without a command, the window opens, on FILE if one is given.

examples:
  {PROGRAM} new river.sqlite --checklist start --district "River School District"
  {PROGRAM} answer river.sqlite 2.3 partly --note "The draft has no end date."
  {PROGRAM} evidence add river.sqlite 1.4 --file MOU.pdf --renew-by 2027-06-30
  {PROGRAM} step add river.sqlite 2.3 "Set an end date" --owner Superintendent --due 2027-01-15
  {PROGRAM} status river.sqlite
  {PROGRAM} copies river.sqlite --for "Sgt. Rivera" --for "Principal Muñoz" -o to-review
  {PROGRAM} combine river.sqlite back/*.sqlite -o river-combined.sqlite
  {PROGRAM} sign river.sqlite --role superintendent --name "Ann River" --attest
  {PROGRAM} report river.sqlite -o river.pdf
  {PROGRAM} share river.sqlite -o river-to-send --to sheriff@river.example.gov
  {PROGRAM} copy river.sqlite -o /media/stick
  {PROGRAM} verify river.pdf
  {PROGRAM} compare river-2025.sqlite river-2026.sqlite -o progress.pdf
  {PROGRAM} backups list river.sqlite
  {PROGRAM} export river.sqlite --format xlsx -o river.xlsx
  {PROGRAM} overview districts -o overview.xlsx
  {PROGRAM} rescue damaged.sqlite --with river.pdf -o rescued.sqlite
  {PROGRAM} demo samples

exit codes:
  0  done
  1  checked, and found wanting
  2  a known problem: one sentence and one piece of advice on standard error
  3  a fault of the program itself: where it happened stands in the log file

A file whose name begins with "-" goes last, after "--":
  {PROGRAM} status -- -river.sqlite
A text that begins with "-" is joined by "=":
  {PROGRAM} answer river.sqlite 2.3 partly --note="-- see above"
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the arguments understood; `run` is the function that carries them out.

    Raises:
        WrongUsage: when they make no command.
        SystemExit: after --help and --version.
    """
    parser = Parser(
        PROGRAM,
        usage=f"{PROGRAM} [FILE]\n       {PROGRAM} COMMAND …\n       {PROGRAM} COMMAND --help",
        description=f"{NAME}: work through the SECURe checklists, offline.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    commands = parser.add_subparsers(title="commands", prog=PROGRAM, metavar="COMMAND", dest="command")
    for module in _IN_ORDER_OF_HELP:
        module.add_to(commands)
    return parser.parse_args(arguments)
