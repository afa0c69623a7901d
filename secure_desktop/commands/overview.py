"""`overview`: all assessments under a folder in one table."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.commands.arguments import add_json
from secure_desktop.commands.meter import Meter
from secure_desktop.commands.overview_json import JSON_FORMAT, overview_json
from secure_desktop.commands.overview_text import found_line, overview_lines
from secure_desktop.commands.parser import PROGRAM, Commands
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.errors import TargetExists, WrongUsage
from secure_desktop.files import absolute, is_taken
from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import Overview
from secure_desktop.model.signing import Stage
from secure_desktop.storage.overview_schema import TABLES

_ENDINGS = (".xlsx", ".csv", ".pdf", ".sqlite")
_EPILOG = f"""\
Every file in the folder, and in its folders, whose name ends in .sqlite is read and left as it is, also while
somebody edits it. Hidden files are passed over and links are not followed. What cannot be read is listed with the
reason, and stops nothing. Copies of one assessment stand there once, as the file with the last change says it.

-o writes a file instead, by the ending of its name:
  .xlsx    a sheet each for districts, gaps, due dates, and what could not be read
  .csv     a row for every assessment
  .pdf     a summary on landscape pages; it names districts
  .sqlite  a database for Datasette, DuckDB or a warehouse; its tables are described below and in itself,
           in the table documentation

--json prints one object with these keys:
  format        {JSON_FORMAT}
  made_at       when the folder was read (UTC)
  folder        the folder
  files         how many files were looked at
  copies        how many of them hold an assessment that another file holds too
  assessments   [{{assessment, file, copies, checklist, rubric, profile, revision, stage, missing_signatures,
                changed_at, reviewer, progress, standing, answers, steps, gaps, next_due, overdue}}]:
                assessment is its id; file and copies are paths within the folder; checklist is start or improve;
                rubric is {{id, version, title}}; profile is {{district, school_year, state, agency}};
                stage is one of {", ".join(Stage)}; reviewer is for whom a reviewer copy was made, else "";
                progress is {{answered, total}}; standing is {{in_place, applicable}}; answers counts
                {", ".join(Answer)};
                steps is [{{number, title, progress, standing, answers}}]; gaps are ids of items; next_due is the
                first date still to come, or null; overdue counts those that have passed
  common_gaps   [{{rubric, title, assessments, items}}], each checklist by itself; items, the most common first,
                are [{{id, label, step, short, not_in_place, partly, answered, share}}]: in how many assessments it is
                a gap, how many have an answer to it, and the share, from 0 to 1
  problems      [{{file, kind, sentence, advice}}]: what could not be read

the tables of the database:
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "overview",
        help="all assessments under a folder in one table",
        description="Show how far all assessments under a folder have come. They are only read.",
        epilog=_EPILOG + "\n".join(_described_tables()),
    )
    parser.add_argument("folder", metavar="FOLDER", type=absolute)
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=absolute, help=f"OUT ends in {', '.join(_ENDINGS)}"
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace OUT if it is there; a database only if it is an overview",
    )
    parser.add_argument(
        "--with-notes",
        action="store_true",
        help="put notes and reasons into the database, too; they may name people",
    )
    add_json(parser)
    parser.set_defaults(run=_overview)


def _overview(args: argparse.Namespace) -> int:
    target: Path | None = args.output
    if target is not None:
        _demand_target(target, replace=args.replace)
    if args.with_notes and (target is None or target.suffix.casefold() != ".sqlite"):
        raise WrongUsage(detail="--with-notes needs -o OUT.sqlite", command=f"{PROGRAM} overview")
    from secure_desktop.exchange.overview_reading import read_folder  # noqa: PLC0415 - storage takes 80 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    with Meter() as meter:
        overview = read_folder(args.folder, now(), go_on=meter.show)
    if target is not None:
        _write(overview, target, with_notes=args.with_notes)
    if args.json:
        say_json(overview_json(overview))
    elif target is not None:
        say(f"“{target.name}” was written: {found_line(overview)}.")
    else:
        for line in overview_lines(overview):
            say(line)
    return 0


def _write(overview: Overview, target: Path, *, with_notes: bool) -> None:
    if target.suffix.casefold() == ".pdf":
        from secure_desktop.reports.overview_pdf import write_overview_pdf  # noqa: PLC0415 - ReportLab takes 120 ms

        write_overview_pdf(overview, target)
        return
    from secure_desktop.exchange.overview_files import OverviewFormat, write_overview  # noqa: PLC0415 - its libraries

    write_overview(overview, OverviewFormat(target.suffix.casefold()[1:]), target, with_notes=with_notes)


def _demand_target(target: Path, *, replace: bool) -> None:
    """Accept a name with one of the endings that is free, or whose file may be replaced. Raises TargetExists."""
    if target.suffix.casefold() not in _ENDINGS:
        raise WrongUsage(detail=f"OUT ends in none of {', '.join(_ENDINGS)}", command=f"{PROGRAM} overview")
    if not is_taken(target) or os.path.isdir(target):  # noqa: PTH112 - a folder is told later, as one
        return
    from secure_desktop.exchange.overview_files import may_replace  # noqa: PLC0415 - storage takes 80 ms

    is_plain = target.is_file() and not target.is_symlink()
    if not replace or not is_plain or not may_replace(target):
        raise TargetExists(name=target.name)


def _described_tables() -> Iterator[str]:
    for name, table in TABLES.items():
        yield f"  {name}: {table.meaning}"
        yield from (f"    {column.name:20} {column.meaning}" for column in table.columns)
