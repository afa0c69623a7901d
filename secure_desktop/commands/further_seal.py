"""One more seal on the PDF of a signed report, so that several people can seal it one after another."""

import argparse
from pathlib import Path

from secure_desktop.commands.numbers import two_lines
from secure_desktop.commands.parser import PROGRAM
from secure_desktop.commands.signing_key import signing_key
from secure_desktop.commands.terminal import say
from secure_desktop.errors import FileUnreadable, WrongUsage
from secure_desktop.files import reason_of, written_whole
from secure_desktop.model.roles import Role
from secure_desktop.model.words import ROLES
from secure_desktop.signing_errors import ChangedAfterSigning, NotAttested, NotSealed

_PDF = b"%PDF-"
_STATEMENT = "I have read this report."


def is_pdf(path: Path) -> bool:
    """Return whether a file is a PDF; False for what cannot be read."""
    try:
        if not path.is_file():  # to open a pipe would wait for somebody to write
            return False
        with path.open("rb") as file:
            return file.read(len(_PDF)) == _PDF
    except OSError:
        return False


def add_seal(args: argparse.Namespace, role: Role) -> int:
    """Seal a report in place, as `sign` asks for, and return the exit code.

    Raises:
        NotAttested, NotSealed, ChangedAfterSigning: the report is as it was.
        KnownProblem: when there is no key to seal with, or it could not be written.
    """
    unfitting = [name for name in ("decline", "draw", "scan") if getattr(args, name) is not None]
    if unfitting:
        raise WrongUsage(
            detail=f"a PDF can only be sealed, without --{unfitting[0]}", command=f"{PROGRAM} sign"
        )
    if not args.attest:
        say(f"{ROLES[role]}, please confirm with --attest:")
        say(f"  {_STATEMENT}")
        raise NotAttested
    path: Path = args.file
    _demand_unaltered(path)
    from secure_desktop.exchange.seal import seal  # noqa: PLC0415 - pyHanko takes half a second

    key = signing_key(args)
    who = ", ".join(part.strip() for part in (args.name, args.title, args.organization) if part.strip())
    try:
        sealed = seal(path.read_bytes(), key, name=who, reason=f"{ROLES[role]}: {_STATEMENT}")
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
    with written_whole(path) as draft:
        draft.write_bytes(sealed)
    say(f"“{path.name}” carries one more seal, of {who}.")
    for line in two_lines("Key number", key.number):
        say(line)
    return 0


def _demand_unaltered(path: Path) -> None:
    from secure_desktop.exchange.verdict import State  # noqa: PLC0415 - see above
    from secure_desktop.exchange.verify import verify  # noqa: PLC0415 - see above

    state = verify(path).state
    if state is State.NOT_SIGNED:
        raise NotSealed(name=path.name)
    if state is not State.UNALTERED:
        raise ChangedAfterSigning(name=path.name)
