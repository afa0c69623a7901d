"""`unpack`: a zip that somebody shared, locked or not."""

import argparse
import getpass
import os
import sys

from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say
from secure_desktop.errors import TargetExists
from secure_desktop.file_names import free_name
from secure_desktop.files import absolute

_LONGEST = 4096  # characters of a password


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "unpack",
        help="unpack a zip that “share” made",
        description="Unpack a zip that “share” made, locked or not, into a new folder.\n"
        "A password is asked for, or taken from the first line of standard input.",
    )
    parser.add_argument("archive", metavar="ZIP", type=absolute)
    parser.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        type=absolute,
        help="the new folder; else one beside the zip, of its name",
    )
    parser.add_argument("--password-stdin", action="store_true")
    parser.set_defaults(run=_unpack)


def _unpack(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.locked_archive import is_locked, unpack  # noqa: PLC0415 - most commands do without

    target = args.output or free_name(args.archive.with_suffix(""), is_folder=True)
    if os.path.lexists(target):  # before anybody is asked for a password
        raise TargetExists(name=target.name)
    password = _password(args) if is_locked(args.archive) else ""
    files = unpack(args.archive, target, password=password)
    say(f"The folder “{target.name}” is complete:")
    for path in files:
        say(f"  {path.stat().st_size:>12,} bytes  {path.name}")
    return 0


def _password(args: argparse.Namespace) -> str:
    if sys.stdin is None:
        return ""
    if args.password_stdin or not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST).rstrip("\r\n")
    try:
        return getpass.getpass("Password of the zip: ")
    except EOFError:
        return ""
