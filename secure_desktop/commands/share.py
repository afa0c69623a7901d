"""`share`: a folder with all that is needed to hand an assessment on by e-mail."""

import argparse
import functools
import getpass
import os
import sys
from typing import TYPE_CHECKING, Any

from secure_desktop import locations
from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_file, add_json
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.signing_key import EPILOG, add_key, signing_key
from secure_desktop.commands.terminal import complain, say, say_json
from secure_desktop.errors import TargetExists, WrongUsage
from secure_desktop.files import absolute
from secure_desktop.model.mail_address import addresses
from secure_desktop.model.sharing import (
    Packing,
    Parcel,
    PrivateContents,
    demand_good_password,
    private_contents,
)
from secure_desktop.sharing_errors import PasswordMissing, PasswordsDiffer

if TYPE_CHECKING:
    from secure_desktop.exchange.share import Prepared
    from secure_desktop.storage.assessment_file import AssessmentFile

JSON_FORMAT = 1
_LONGEST = 4096  # characters of a password
_MEGA = 1024 * 1024
_EPILOG = f"""\
FOLDER is made new. It gets the PDF summary (sealed once the assessment is signed), a checked copy
of the assessment, cover.txt, and “e-mail draft.eml”, which mail programs open as a mail to send.
With --zip or a password, PDF and copy are in one zip, and the draft carries that.

A password never stands on the command line. --password asks for it twice, --password-stdin takes
the first line of standard input. Nobody can open the zip without it: a lost password is a lost file.
Windows Explorer cannot open such a zip; SECURe Desktop and 7-Zip can. Tell the password by phone.

--json prints:
  format      {JSON_FORMAT}, the version of this description
  folder      the path of the new folder
  files       [{{kind, name, size}}]; kind is summary, public-summary, assessment, archive, cover or mail
  mail        {{file, to [addresses], subject, size, limit, over_limit}}; sizes and limit in bytes
  locked      true or false
  private     {{names, notes, reasons, evidence, files, history, student_items [ids]}}: how many are in it

{EPILOG}"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "share",
        help="a folder to hand on by e-mail: PDF, copy, text and draft",
        description="Prepare a folder with all that is needed to hand an assessment on by e-mail. Nothing is sent.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument("-o", "--output", metavar="FOLDER", type=absolute, required=True)
    parser.add_argument(
        "--to", metavar="ADDRESS", action="append", default=[], help="who gets the mail; may be repeated"
    )
    parser.add_argument("--subject", metavar="TEXT", default="")
    parser.add_argument("--message", metavar="TEXT", default="", help="the first sentences of the mail")
    parser.add_argument("--public", action="store_true", help="the public summary, and nothing else")
    packing = parser.add_mutually_exclusive_group()
    packing.add_argument("--zip", action="store_true", help="everything in one zip")
    packing.add_argument(
        "--password", action="store_true", help="a zip that is locked with a password, which is asked for"
    )
    packing.add_argument(
        "--password-stdin", action="store_true", help="the same, with the password from standard input"
    )
    add_key(parser)
    add_json(parser)
    parser.set_defaults(run=_share)


def _share(args: argparse.Namespace) -> int:
    parcel = _parcel(args)
    if os.path.lexists(args.output):  # before anybody is asked for a password
        raise TargetExists(name=args.output.name)
    password = _password(args)
    with opened.to_read(args.file) as file:
        prepared = _prepare(file, args, parcel, password)
        private = _private(file, parcel)
    limit = _mail_limit()
    if args.json:
        say_json(_as_json(prepared, parcel, private, limit))
        return 0
    say(f"The folder “{prepared.folder.name}” is complete:")
    for piece in prepared.pieces:
        say(f"  {piece.size:>12,} bytes  {piece.name}")
    for line in _private_lines(private, parcel):
        say(line)
    if parcel.packing is Packing.LOCKED:
        say("Tell the password by phone. Nobody can open the zip without it.")
    if prepared.mail_size > limit:
        complain(
            f"The mail would have {prepared.mail_size / _MEGA:.1f} MB; "
            f"many mail systems refuse more than {limit // _MEGA} MB.",
            "Hand the folder on by another way, for example on a USB stick, or share the public summary only.",
        )
    return 0


def _parcel(args: argparse.Namespace) -> Parcel:
    packing = Packing.LOCKED if args.password or args.password_stdin else Packing.FILES
    return Parcel(
        to=addresses("\n".join(args.to)),
        subject=args.subject,
        message=args.message,
        is_public=args.public,
        packing=Packing.ZIP if args.zip else packing,
    )


def _password(args: argparse.Namespace) -> str:
    if args.password_stdin:
        password = sys.stdin.readline(_LONGEST).rstrip("\r\n") if sys.stdin is not None else ""
    elif args.password:
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUsage(
                detail="nobody is here to type the password; use --password-stdin",
                command="secure-desktop-cli share",
            )
        password = _asked()
    else:
        return ""
    if not password:
        raise PasswordMissing
    demand_good_password(password)
    return password


def _asked() -> str:
    try:
        password = getpass.getpass("Password for the zip (a lost password is a lost file): ")
        demand_good_password(password)
        again = getpass.getpass("The same password once more: ")
    except EOFError as fault:
        raise PasswordMissing from fault
    if again != password:
        raise PasswordsDiffer
    return password


def _prepare(file: "AssessmentFile", args: argparse.Namespace, parcel: Parcel, password: str) -> "Prepared":
    from secure_desktop.exchange.report_content import report_content  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.share import prepare  # noqa: PLC0415 - see above
    from secure_desktop.reports.file_name import propose_name  # noqa: PLC0415 - most commands do without
    from secure_desktop.reports.summary_pdf import write_summary_pdf  # noqa: PLC0415 - reportlab takes 120 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    summary, attachments = report_content(file, now(), public=parcel.is_public)
    finish = None
    if summary.is_locked:
        from secure_desktop.exchange.seal import seal  # noqa: PLC0415 - pyHanko takes half a second

        finish = functools.partial(seal, key=signing_key(args))
    write_pdf = functools.partial(
        write_summary_pdf, summary, public=parcel.is_public, attachments=attachments, finish=finish
    )
    return prepare(
        file,
        summary,
        args.output,
        parcel,
        pdf_name=propose_name(summary, public=parcel.is_public),
        write_pdf=write_pdf,
        password=password,
    )


def _private(file: "AssessmentFile", parcel: Parcel) -> PrivateContents:
    history = () if parcel.is_public else (entry.by for entry in file.history())
    return private_contents(file.assessment(), is_public=parcel.is_public, history=history)


def _mail_limit() -> int:
    from secure_desktop import settings  # noqa: PLC0415 - most commands do without

    return settings.load(locations.settings_file()).mail_limit_mb * _MEGA


def _private_lines(private: PrivateContents, parcel: Parcel) -> list[str]:
    lines = []
    if not parcel.is_public:
        lines.append(
            f"Whoever opens it can read: names {private.names}, notes {private.notes}, reasons {private.reasons}, "
            f"evidence {private.evidence} (attached files {private.files}), history {private.history} entries."
        )
    if private.student_items:
        count = len(private.student_items)
        lines.append(f"Items with a text that looks as if it names a student: {count}. Look at them first.")
    return lines


def _as_json(prepared: "Prepared", parcel: Parcel, private: PrivateContents, limit: int) -> dict[str, Any]:
    return {
        "format": JSON_FORMAT,
        "folder": str(prepared.folder),
        "files": [
            {"kind": str(piece.kind), "name": piece.name, "size": piece.size} for piece in prepared.pieces
        ],
        "mail": {
            "file": prepared.draft.name,
            "to": [entry.address for entry in parcel.to],
            "subject": prepared.subject,
            "size": prepared.mail_size,
            "limit": limit,
            "over_limit": prepared.mail_size > limit,
        },
        "locked": parcel.packing is Packing.LOCKED,
        "private": {
            "names": private.names,
            "notes": private.notes,
            "reasons": private.reasons,
            "evidence": private.evidence,
            "files": private.files,
            "history": private.history,
            "student_items": list(private.student_items),
        },
    }
