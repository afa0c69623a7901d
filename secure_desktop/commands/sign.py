"""`sign` and `reopen`: put a name to a revision, or open it again as the next one."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_by, add_file, known_role, name_of_person
from secure_desktop.commands.further_seal import add_seal, is_pdf
from secure_desktop.commands.numbers import two_lines
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.signing_key import EPILOG, add_key, signing_key
from secure_desktop.commands.terminal import say
from secure_desktop.files import absolute
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Wish, attestations
from secure_desktop.model.signing import missing_roles
from secure_desktop.model.summary import summarize
from secure_desktop.model.words import DECISIONS, ROLES
from secure_desktop.signing_errors import NotAttested

if TYPE_CHECKING:
    from secure_desktop.model.strokes import Strokes

_EPILOG = f"""\
ROLE is one of {", ".join(Role)}.
Without --attest the statements that the signer has to confirm are printed, and nothing is signed.
FILE may also be the PDF of a signed report: it gets one more seal, and those on it stay valid.

{EPILOG}"""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add_parser(
        "sign",
        help="sign or decline",
        description="Put a name to the present revision. From the first signature on nothing in it can be changed.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument("--role", metavar="ROLE", required=True)
    parser.add_argument("--name", metavar="NAME", required=True, help="who signs")
    parser.add_argument("--title", metavar="TITLE", default="")
    parser.add_argument("--organization", metavar="NAME", default="")
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--attest", action="store_true", help="confirm the statements of the role")
    decision.add_argument("--decline", metavar="REASON", help="decline to sign, and say why")
    parser.add_argument(
        "--draw", metavar="SVG", type=absolute, help="a drawn signature, as lines in an SVG file"
    )
    parser.add_argument("--scan", metavar="FILE", type=absolute, help="the scan of a page signed with a pen")
    add_key(parser)
    add_by(parser)
    parser.set_defaults(run=_sign)
    reopening = commands.add_parser(
        "reopen",
        help="open a signed revision again",
        description="Open a signed revision again as the next one. What was signed stays in the file, whole.",
    )
    add_file(reopening)
    reopening.add_argument("--reason", metavar="TEXT", required=True)
    add_by(reopening)
    reopening.set_defaults(run=_reopen)


def _sign(args: argparse.Namespace) -> int:
    role = known_role(args.role)
    if is_pdf(args.file):
        return add_seal(args, role)
    drawing = _drawing(args)
    with opened.to_write(args.file) as file:
        demanded = _demanded(args, role, file.assessment())
        wish = Wish(
            role=role,
            name=args.name,
            title=args.title,
            organization=args.organization,
            decision=Decision.SIGNED if args.decline is None else Decision.DECLINED,
            reason=args.decline or "",
            attestations=demanded,
            drawing=drawing,
        )
        file.sign(wish, signing_key(args), by=name_of_person(args.by), scan=args.scan)
        assessment = file.assessment()
    for line in _outcome(assessment):
        say(line)
    return 0


def _drawing(args: argparse.Namespace) -> "Strokes":
    if args.draw is None:
        return ()
    from secure_desktop.exchange.drawing import read_drawing  # noqa: PLC0415 - most people sign without

    return read_drawing(args.draw)


def _demanded(args: argparse.Namespace, role: Role, assessment: Assessment) -> tuple[str, ...]:
    """Return the statements that are attested; none when somebody declines. Raises NotAttested."""
    if args.decline is not None:
        return ()
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see opened

    has_open_points = bool(summarize(assessment, now()).open_points)
    demanded = attestations(role, has_open_points=has_open_points)
    if not args.attest:
        say(f"{ROLES[role]}, please confirm with --attest:")
        for sentence in demanded:
            say(f"  {sentence}")
        raise NotAttested
    return demanded


def _outcome(assessment: Assessment) -> Iterator[str]:
    entry = assessment.sign_offs[-1]
    decided = DECISIONS[entry.decision].lower()
    yield f"{entry.name} ({ROLES[entry.role]}) {decided}: revision {entry.revision}."
    yield from two_lines("Fingerprint", entry.fingerprint)
    yield from two_lines("Key number ", entry.key)
    missing = missing_roles(assessment)
    if missing:
        yield f"Missing: {', '.join(ROLES[role] for role in missing)}."
    else:
        yield "Everybody who is expected to has signed."


def _reopen(args: argparse.Namespace) -> int:
    with opened.to_write(args.file) as file:
        before = file.assessment().revision
        file.reopen(args.reason, by=name_of_person(args.by))
        now_open = file.assessment().revision
    say(f"Revision {now_open} is open for changes. Revision {before} stays in the file as it was signed.")
    return 0
