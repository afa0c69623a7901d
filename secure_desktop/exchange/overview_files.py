"""Writing an overview for other programs: a workbook, a table of text, or a database."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from secure_desktop import __version__
from secure_desktop.exchange.overview_reading import read_again
from secure_desktop.exchange.overview_tables import districts_table, dues_table, gaps_table, unread_table
from secure_desktop.exchange.table_csv import write_csv
from secure_desktop.exchange.table_xlsx import write_xlsx
from secure_desktop.locations import NAME
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.overview import Overview, OverviewEntry, Unread
from secure_desktop.storage.overview_file import write_overview_file


class OverviewFormat(StrEnum):
    """A format, named as the ending of its files."""

    XLSX = "xlsx"
    CSV = "csv"
    SQLITE = "sqlite"


def write_overview(
    overview: Overview, kind: OverviewFormat, target: Path, *, with_notes: bool = False
) -> None:
    """Write an overview. Workbook and database read the assessments again, for what an overview does not keep.

    Notes and reasons are written into the database only, and only `with_notes`.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    if kind is OverviewFormat.CSV:
        write_csv(districts_table(overview), target)
        return
    today = overview.made_at.astimezone().date()
    found = read_again(Path(overview.folder), overview.entries, today)
    if kind is OverviewFormat.SQLITE:
        program = f"{NAME} {__version__}"
        write_overview_file(overview, found, target, program=program, with_notes=with_notes)
        return
    problems = list(overview.unread)
    dues = dues_table(overview, _without_problems(found, problems))  # reads, and so finds further problems
    tables = (districts_table(overview), gaps_table(overview), dues, unread_table(problems))
    write_xlsx(tables, target, title="Folder overview", made_at=overview.made_at)


def _without_problems(
    found: Iterable[tuple[OverviewEntry, Assessment] | Unread], problems: list[Unread]
) -> Iterator[tuple[OverviewEntry, Assessment]]:
    for each in found:
        if isinstance(each, Unread):
            problems.append(each)
        else:
            yield each
