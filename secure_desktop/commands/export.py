"""`export`: the answers and the plan for other programs."""

import argparse
import os
from pathlib import Path

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import add_file
from secure_desktop.commands.parser import PROGRAM, Commands
from secure_desktop.commands.terminal import say
from secure_desktop.errors import TargetExists, WrongUsage
from secure_desktop.exchange.formats import PUBLIC_FORMATS, Format
from secure_desktop.files import absolute, is_taken
from secure_desktop.model.public import left_out

CHECKLIST = "checklist"
_COMMAND = f"{PROGRAM} export"
_PUBLIC_IS_FOR = f"--public is for {' and '.join(PUBLIC_FORMATS)}"

_EPILOG = """\
docx  the summary as a text document that can be edited; it says that it is not what was signed
html  the summary as one web page that needs nothing else, to put on a site or to read on a phone
mou   a worksheet (.docx): the gaps of action steps 1 and 2 as clauses to add or to fix, each with the
      checklist's guidance and room for counsel's wording; it is not legal advice
csv   every item with its next steps, a row each
xlsx  a sheet each for answers, plan, evidence, people, open points and the history of every change
ics   a calendar with the due dates of open next steps and the dates by which evidence is to be renewed
checklist  the checklist without answers as a PDF, to fill in with a pen and to type in afterwards
json  everything that the file says, except the content of attached files, with these keys:
  format        1
  made_at       when it was exported (UTC, as all times)
  assessment    the assessment's id
  created_at, changed_at, revision
  fingerprint   the SHA-256 that a sign-off of the present revision covers
  signed_form   {form, public, private}: what that fingerprint is made of, with answers, notes,
                next steps, evidence, participants and profile
  rubric        {id, version, digest, content}; content is as “rubrics show --json” prints it
  entered       {responses, next_steps, evidence}: by id, when and by whom it was entered: {at, by}
  order         {next_steps, evidence}: their ids in the order in which they were added
  media_types   of attached files, by the evidence's id
  sign_offs     of all revisions, with their signatures
  revisions     [{number, fingerprint, signed_at, reopened_at, reopened_by, reopened_because}]
  reviewer      null, or for whom this reviewer copy was made: {name, steps, has_answers,
                has_evidence, made_at, made_by}
  history       [{id, at, by, copy, revision, kind, subject, field, before, after}], oldest first
  forms         what was signed, whole, by the number of the revision
  earlier       null, or the assessment that this one started from: {kind, assessment};
                kind is year or upgrade, assessment has the keys of this list
  “new --from-json” makes an equal assessment of it; only the content of attached files is not in it.
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help="the answers and the plan for other programs",
        description="Write the answers and the plan for other programs, or the summary as a document.\n"
        "A file that exists is not touched. In texts that people typed, a control character is shown by its picture\n"
        "(“␀”) and a sign that turns the direction of the text by its number (“[U+202E]”), except in csv and json.",
        epilog=_EPILOG,
    )
    add_file(parser)
    parser.add_argument("--format", choices=[*map(str, Format), CHECKLIST], required=True)
    parser.add_argument("-o", "--output", metavar="OUT", type=absolute, required=True)
    parser.add_argument(
        "--public",
        action="store_true",
        help="docx and html: leave out what only the partners should read; what that is will be printed",
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace OUT if its name has the format's ending, so it is an earlier export",
    )
    parser.set_defaults(run=_export)


def _export(args: argparse.Namespace) -> int:
    if args.format == CHECKLIST:
        return _export_checklist(args)
    kind = Format(args.format)
    if args.public and kind not in PUBLIC_FORMATS:
        raise WrongUsage(detail=_PUBLIC_IS_FOR, command=_COMMAND)
    with opened.to_read(args.file) as file:
        demand_free(args.output, kind.ending if args.replace else None)
        from secure_desktop.exchange.file_export import export_file  # noqa: PLC0415 - sqlite_utils takes 80 ms
        from secure_desktop.storage.times import now  # noqa: PLC0415 - see opened

        export_file(file, kind, args.output, made_at=now(), public=args.public)
    say(f"“{args.output.name}” was written.")
    if args.public:
        say("It leaves out:")
        for line in left_out():
            say(f"  {line}")
    return 0


def _export_checklist(args: argparse.Namespace) -> int:
    if args.public:
        raise WrongUsage(detail=_PUBLIC_IS_FOR, command=_COMMAND)
    assessment = opened.read(args.file)
    demand_free(args.output, ".pdf" if args.replace else None)
    from secure_desktop.reports.blank_checklist import write_blank_checklist  # noqa: PLC0415 - reportlab takes 120 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see opened

    write_blank_checklist(
        assessment.rubric,
        args.output,
        made_at=now(),
        profile=assessment.profile,
        steps=assessment.asked_steps,
    )
    say(f"“{args.output.name}” was written.")
    return 0


def demand_free(target: Path, replaceable: str | None) -> None:
    """Accept as target a name that is free, or a plain file with an ending that may be replaced. Raises TargetExists."""
    if not is_taken(target) or os.path.isdir(target):  # noqa: PTH112 - a folder is told later, as one
        return
    is_earlier = target.suffix.casefold() == replaceable and target.is_file() and not target.is_symlink()
    if not is_earlier:
        raise TargetExists(name=target.name)
