"""`verify`: whether a report or an assessment file is as it was signed, by whom, and with which keys."""

import argparse
import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_file, add_json
from secure_desktop.commands.numbers import two_lines
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json, say_paragraph
from secure_desktop.files import absolute
from secure_desktop.model.words import DECISIONS, ROLES
from secure_desktop.signing_errors import TextMissing

if TYPE_CHECKING:
    from secure_desktop.exchange.verdict import Differences, Verdict

_STANDINGS = {
    "own": "This computer's own key",
    "known": "A key known before",
    "new": "A new key: compare this key's number by phone",
}
_EPILOG = """\
exit codes:
  0  unaltered since it was signed
  1  altered, or not signed

--json prints one object with these keys:
  format       1
  subject      pdf or assessment
  name         the file's name
  state        unaltered, altered or not-signed
  unaltered    true or false
  headline     the outcome in one sentence
  findings     [{kind, text, parts}]: what is wrong
  cautions     [{kind, text, parts}]: what the reader has to judge, such as a new key
  assessment, revision, fingerprint, district, title, public
  signatures   [{role, name, title, organization, decision, signed_at, revision, key, standing,
               holds}]; standing is own, known or new
  seals        [{field, name, key, standing, sealed_at, holds}]: the seals of a PDF
  differences  null, or {items [{id, label, short}], parts}: what differs from --with
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "verify",
        help="check a report or an assessment file",
        description="Say whether a PDF report or an assessment file is as it was signed. Nothing is sent anywhere.",
        epilog=_EPILOG,
    )
    add_file(parser)
    add_json(parser)
    parser.add_argument(
        "--with",
        dest="at_hand",
        metavar="ASSESSMENT",
        type=absolute,
        help="an assessment file to compare with",
    )
    parser.add_argument(
        "--remember",
        metavar="NAME",
        help="keep the new keys as known under this name, once their numbers were compared",
    )
    parser.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.verdict import as_json  # noqa: PLC0415 - cryptography takes 60 ms
    from secure_desktop.exchange.verify import verify  # noqa: PLC0415 - pyHanko takes half a second

    if args.remember is not None and not args.remember.strip():
        raise TextMissing(what="The name")
    with contextlib.ExitStack() as kept_open:
        at_hand = kept_open.enter_context(opened.to_read(args.at_hand)) if args.at_hand else None
        verdict = verify(args.file, at_hand=at_hand)
        if args.remember is not None and verdict.is_unaltered:
            _remember(verdict, args.remember.strip())
            verdict = verify(args.file, at_hand=at_hand)
    if args.json:
        say_json(as_json(verdict))
    else:
        say_paragraph(verdict.headline.text())
        for remark in (*verdict.findings, *verdict.cautions):
            say_paragraph(f"- {remark.text()}")
        for line in _as_text(verdict):
            say(line)
    return 0 if verdict.is_unaltered else 1


def _remember(verdict: "Verdict", name: str) -> None:
    from secure_desktop.exchange import known_keys  # noqa: PLC0415 - see above

    numbers = [entry.key for entry in verdict.sign_offs if entry.holds]
    numbers += [seal.key for seal in verdict.seals if seal.holds]
    for number in dict.fromkeys(numbers):
        if not known_keys.load().is_known(number):
            known_keys.remember(number, name)


def _as_text(verdict: "Verdict") -> Iterator[str]:
    if verdict.sign_offs:
        yield ""
        yield "Sign-offs"
    for entry in verdict.sign_offs:
        yield f"  {ROLES[entry.role]}: {_listed(entry.name, entry.title, entry.organization)}"
        decided = f"{DECISIONS[entry.decision].lower()} revision {entry.revision}"
        yield f"    {decided}, {_local(entry.signed_at)}{'' if entry.holds else ', which does not hold'}"
    if verdict.seals:
        yield ""
        yield "Seals"
    for seal in verdict.seals:
        said = _listed(seal.field, seal.name, _local(seal.sealed_at))
        yield f"  {said}{'' if seal.holds else ', which does not hold'}"
    yield from _keys(verdict)
    if verdict.contents.fingerprint:
        yield ""
        yield from two_lines("Fingerprint", verdict.contents.fingerprint)
    if verdict.differences is not None:
        yield ""
        yield from _differences(verdict.differences)


def _keys(verdict: "Verdict") -> Iterator[str]:
    """Yield each key once, with what it was used for."""
    used: dict[str, list[str]] = {}
    standings = {}
    for entry in verdict.sign_offs:
        used.setdefault(entry.key, []).append(entry.name)
        standings[entry.key] = entry.standing
    for seal in verdict.seals:
        used.setdefault(seal.key, []).append(seal.field)
        standings[seal.key] = seal.standing
    if used:
        yield ""
        yield "Keys"
    for number, uses in used.items():
        yield f"  {_STANDINGS[standings[number]]}"
        yield f"    used for {_listed(*dict.fromkeys(uses))}"
        yield from two_lines("    number", number)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _differences(found: "Differences") -> Iterator[str]:
    if not (found.items or found.parts):
        yield "It says the same as the assessment file at hand."
        return
    yield "The assessment file at hand differs:"
    for part in found.parts:
        yield f"  {part}"
    for item in found.items:
        yield f"  {item.label} {item.short}"
