"""Which key a command signs or seals with: this computer's own, or a digital ID, and the passphrase for it."""

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.commands.parser import Parser
from secure_desktop.errors import FileMissing, FileUnreadable, FolderGiven
from secure_desktop.files import absolute, reason_of
from secure_desktop.signing_errors import WrongPassphrase

if TYPE_CHECKING:
    from secure_desktop.exchange.keys import SigningKey

VARIABLE = "SECURE_DESKTOP_PASSPHRASE"
_LONGEST = 4096  # characters

EPILOG = f"""\
The key is this computer's own, which is made at first use, or that of a digital ID (--pfx).
A passphrase comes from --passphrase-file, from the variable {VARIABLE},
or is asked for on the console.
"""


def add_key(parser: Parser) -> None:
    """Add --pfx and --passphrase-file, which `signing_key` takes."""
    parser.add_argument(
        "--pfx",
        metavar="FILE",
        type=absolute,
        help="a digital ID to sign with, instead of this computer's key",
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", type=absolute, help="a file whose first line is the passphrase"
    )


def signing_key(args: argparse.Namespace) -> "SigningKey":
    """Return the key that the arguments mean.

    Raises:
        WrongPassphrase, NotADigitalId, KeyUnreadable: when it cannot be used.
        KnownProblem: when a file cannot be read, or a new key not be kept.
    """
    from secure_desktop.exchange import keys  # noqa: PLC0415 - cryptography takes 60 ms

    passphrase = _given(args.passphrase_file)
    if args.pfx is None:
        if passphrase is None and keys.needs_passphrase():
            passphrase = _asked()
        return keys.own_key(passphrase=passphrase)
    try:
        return keys.load_pfx(args.pfx, passphrase)
    except WrongPassphrase:
        asked = _asked() if passphrase is None else None
        if asked is None:
            raise
    return keys.load_pfx(args.pfx, asked)


def _given(path: Path | None) -> str | None:
    if path is None:
        return os.environ.get(VARIABLE)
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline(_LONGEST).rstrip("\r\n")
    except FileNotFoundError as fault:
        raise FileMissing(name=path.name) from fault
    except IsADirectoryError as fault:
        raise FolderGiven(name=path.name) from fault
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault


def _asked() -> str | None:
    """Return what somebody types at a console; None when nobody sits there."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass("Passphrase: ")
    except EOFError:
        return None
