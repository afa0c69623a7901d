"""`compare`: what became of every item between two assessments, and the trend over several."""

import argparse
from pathlib import Path
from typing import NamedTuple

from secure_desktop.commands.arguments import add_json
from secure_desktop.commands.compare_json import JSON_FORMAT, as_json
from secure_desktop.commands.compare_text import as_text
from secure_desktop.commands.parser import PROGRAM, Commands
from secure_desktop.commands.report import demand_replaceable
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.comparing_errors import NothingToCompareWith
from secure_desktop.errors import WrongUsage
from secure_desktop.files import absolute
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.comparison import Caution, Kind, compare
from secure_desktop.model.trend import trend

_EPILOG = f"""\
A FILE is an assessment file, or a sealed report with the assessment inside. The first counts as the earlier
one, the last as the later one. A single FILE is compared with the revisions of it that were signed before.
Between more than two the trend is shown as well.

--json prints one object with these keys:
  format       {JSON_FORMAT}
  assessments  [{{file, assessment, revision, signed, changed_at, district, school_year, rubric, progress,
               standing, steps}}], the earliest first; rubric is {{id, version, title}}; signed tells whether
               somebody signed this revision; steps is [{{number, title, progress, standing}}];
               “status --help” describes progress and standing
  cautions     what to know before trusting it, any of
               {", ".join(tuple(Caution)[:4])},
               {", ".join(tuple(Caution)[4:])}
  same         whether no item differs in anything
  counts       how many items are of each kind:
               {", ".join(Kind)}
  steps        [{{number, title, before, after, counts}}]; before and after are {{progress, standing}}, or null
  items        [{{id, label, step, kind, text, earlier_text, before, after, evidence, next_steps}}];
               earlier_text is "" unless the item is worded differently; before and after are
               {{answer, note, reason}}, or null for a new or a removed item;
               evidence and next_steps are {{added, removed, changed}}, lists of ids
These compare the first FILE with the last.
"""


class Compared(NamedTuple):
    """An assessment with the name of the file that it came from."""

    name: str
    assessment: Assessment


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "compare",
        help="what became of every item between two assessments",
        description="Compare two assessments, or two revisions of one: what improved, slipped, stayed, is new,\n"
        "or was not yet re-confirmed. The files are only read.",
        epilog=_EPILOG,
    )
    parser.add_argument("files", metavar="FILE", type=absolute, nargs="+")
    for letter, which in (("a", "earlier"), ("b", "later")):
        parser.add_argument(
            f"--revision-{letter}",
            metavar="N",
            type=int,
            default=0,
            help=f"take the {which} file as it was signed as this revision",
        )
    parser.add_argument("-o", "--output", metavar="OUT.pdf", type=absolute, help="write it as a PDF, too")
    add_json(parser)
    parser.set_defaults(run=_compare)


def _compare(args: argparse.Namespace) -> int:
    if args.output is not None:
        demand_replaceable(args.output)
    compared = _read(args)
    assessments = [each.assessment for each in compared]
    comparison, course = compare(assessments[0], assessments[-1]), trend(assessments)
    if args.output is not None:
        from secure_desktop.reports.comparison_pdf import write_comparison_pdf  # noqa: PLC0415 - reportlab takes 120 ms
        from secure_desktop.storage.times import now  # noqa: PLC0415 - sqlite_utils takes 80 ms

        write_comparison_pdf(comparison, course, args.output, made_at=now())
    names = [each.name for each in compared]
    if args.json:
        say_json(as_json(comparison, course, names))
        return 0
    for line in as_text(comparison, course, names):
        say(line)
    if args.output is not None:
        say()
        say(f"“{args.output.name}” was written.")
    return 0


def _read(args: argparse.Namespace) -> list[Compared]:
    """Return what is to be compared, the earliest first."""
    files: list[Path] = args.files
    wants_revision = args.revision_a or args.revision_b
    if len(files) > 2 and wants_revision:
        raise WrongUsage(
            detail="--revision-a and --revision-b are for one or two files", command=f"{PROGRAM} compare"
        )
    if len(files) == 1 and not wants_revision:
        return _all_of(files[0])
    if len(files) > 2:
        return [_at(path, 0) for path in files]
    return [_at(files[0], args.revision_a), _at(files[-1], args.revision_b)]


def _at(path: Path, revision: int) -> Compared:
    from secure_desktop.exchange.compared_source import opened_source  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.revisions import at_revision  # noqa: PLC0415 - see above

    with opened_source(path) as source:
        return Compared(path.name, at_revision(source.file, revision or source.revision))


def _all_of(path: Path) -> list[Compared]:
    from secure_desktop.exchange.compared_source import opened_source  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.exchange.revisions import all_revisions  # noqa: PLC0415 - see above

    with opened_source(path) as source:
        found = all_revisions(source.file)
    if len(found) < 2:
        raise NothingToCompareWith(name=path.name)
    return [Compared(path.name, each) for each in found]
