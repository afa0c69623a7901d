"""`report`: the PDF summary of an assessment."""

import argparse
import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_file
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.signing_key import EPILOG, add_key, signing_key
from secure_desktop.commands.terminal import say
from secure_desktop.errors import FolderGiven, TargetIsNotAPdf, TargetUnwritable
from secure_desktop.files import absolute, is_taken, reason_of
from secure_desktop.model.public import left_out

if TYPE_CHECKING:
    from secure_desktop.exchange.keys import SigningKey

_PDF = b"%PDF-"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "report",
        help="the PDF summary",
        description="Write the PDF summary of an assessment. A PDF of that name is replaced, any other file is not.\n"
        "Once the assessment is signed, the PDF carries what was signed and is sealed with a key.",
        epilog=EPILOG,
    )
    add_file(parser)
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=absolute, required=True)
    parser.add_argument(
        "--public",
        action="store_true",
        help="leave out what only the partners should read; what that is will be printed",
    )
    parser.add_argument(
        "--revision", metavar="N", type=int, default=0, help="an earlier revision, as it was signed"
    )
    add_key(parser)
    parser.set_defaults(run=_report)


def write_report(
    source: Path,
    target: Path,
    *,
    public: bool = False,
    revision: int = 0,
    key: "Callable[[], SigningKey] | None" = None,
) -> None:
    """Write the PDF summary of an assessment file; once that is signed, with what was signed, and sealed.

    `revision` is the number of an earlier one, 0 stands for the present one. `key` is asked for the key of the seal when one is needed; without it that is this computer's own.

    Raises:
        KnownProblem: `target` is as it was.
    """
    from secure_desktop.exchange.report_content import report_content  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    with opened.to_read(source) as file:
        demand_replaceable(target)
        summary, attachments = report_content(file, now(), public=public, revision=revision)
    finish = _sealing(key) if summary.is_locked else None
    from secure_desktop.reports.summary_pdf import write_summary_pdf  # noqa: PLC0415 - reportlab takes 120 ms

    write_summary_pdf(summary, target, public=public, attachments=attachments, finish=finish)


def demand_replaceable(target: Path) -> None:
    """Accept as target a PDF, or a name that is free.

    Raises:
        FolderGiven, TargetIsNotAPdf: there is something else.
        TargetUnwritable: when it cannot even be looked at.
    """
    if not is_taken(target):
        return
    if os.path.isdir(target):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=target.name)
    try:
        if not target.is_file():
            raise TargetIsNotAPdf(name=target.name)
        with target.open("rb") as file:
            start = file.read(len(_PDF))
    except OSError as fault:
        raise TargetUnwritable(name=target.name, reason=reason_of(fault)) from fault
    if start != _PDF:
        raise TargetIsNotAPdf(name=target.name)


def _sealing(key: "Callable[[], SigningKey] | None") -> Callable[[bytes], bytes]:
    from secure_desktop.exchange.keys import own_key  # noqa: PLC0415 - cryptography takes 60 ms
    from secure_desktop.exchange.seal import seal  # noqa: PLC0415 - pyHanko takes half a second

    return functools.partial(seal, key=key() if key is not None else own_key())


def _report(args: argparse.Namespace) -> int:
    key = functools.partial(signing_key, args)
    write_report(args.file, args.output, public=args.public, revision=args.revision, key=key)
    say(f"“{args.output.name}” was written.")
    if args.public:
        say("It leaves out:")
        for line in left_out():
            say(f"  {line}")
    return 0
