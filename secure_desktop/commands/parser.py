"""What every sub-command is described with: a parser that speaks as the program does."""

import argparse
from typing import NoReturn, Protocol

from secure_desktop.errors import WrongUsage

PROGRAM = "secure-desktop-cli"


class Parser(argparse.ArgumentParser):
    """An argument parser that reports what it does not understand as a known problem."""

    def __init__(
        self, prog: str | None = None, *, usage: str | None = None, description: str = "", epilog: str = ""
    ) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage instead of printing the usage."""
        raise WrongUsage(detail=message.rstrip("."), command=self.prog)


class Commands(Protocol):
    """The list of commands, as argparse keeps it."""

    def add_parser(self, name: str, *, help: str, description: str, epilog: str = "") -> Parser:  # noqa: A002 - argparse's
        """Add a command and return its parser."""
