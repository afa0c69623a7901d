"""Writing an overview for other programs: a workbook, a table of text, or a database."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from secure_desktop import __version__
from secure_desktop.errors import TargetExists
from secure_desktop.exchange.overview_reading import read_again
from secure_desktop.exchange.overview_tables import districts_table, dues_table, gaps_table, unread_table
from secure_desktop.exchange.table_csv import write_csv
from secure_desktop.exchange.table_xlsx import write_xlsx
from secure_desktop.files import is_taken
from secure_desktop.locations import NAME
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.overview import Overview, OverviewEntry, Unread
from secure_desktop.storage.overview_file import is_overview, write_overview_file

_Found = tuple[OverviewEntry, Assessment] | Unread


class OverviewFormat(StrEnum):
    """A format, named as the ending of its files."""

    XLSX = "xlsx"
    CSV = "csv"
    SQLITE = "sqlite"


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody stopped the writing; the target is as it was."""


def may_replace(target: Path) -> bool:
    """Return whether an overview may take the place of a file: a database only if it is an overview, too."""
    return target.suffix.casefold() != f".{OverviewFormat.SQLITE}" or is_overview(target)


def write_overview(
    overview: Overview,
    kind: OverviewFormat,
    target: Path,
    *,
    with_notes: bool = False,
    go_on: Callable[[], bool] = lambda: True,
) -> None:
    """Write an overview. Workbook and database read the assessments again, for what an overview does not keep.

    Notes and reasons are written into the database only, and only `with_notes`. `go_on` is asked before each assessment.

    Raises:
        TargetExists: when an assessment, or another database, lies at `target`.
        KnownProblem: when it could not be written; `target` is as it was.
        Stopped: when `go_on` said so; `target` is as it was.
    """
    if is_taken(target) and not may_replace(target):
        raise TargetExists(name=target.name)
    if kind is OverviewFormat.CSV:
        write_csv(districts_table(overview), target)
        return
    today = overview.made_at.astimezone().date()
    found = _until_stopped(read_again(Path(overview.folder), overview.entries, today), go_on)
    if kind is OverviewFormat.SQLITE:
        program = f"{NAME} {__version__}"
        write_overview_file(overview, found, target, program=program, with_notes=with_notes)
        return
    problems = list(overview.unread)
    dues = dues_table(overview, _without_problems(found, problems))  # reads, and so finds further problems
    tables = (districts_table(overview), gaps_table(overview), dues, unread_table(problems))
    write_xlsx(tables, target, title="Folder overview", made_at=overview.made_at)


def _without_problems(
    found: Iterable[_Found], problems: list[Unread]
) -> Iterator[tuple[OverviewEntry, Assessment]]:
    for each in found:
        if isinstance(each, Unread):
            problems.append(each)
        else:
            yield each


def _until_stopped(found: Iterable[_Found], go_on: Callable[[], bool]) -> Iterator[_Found]:
    for each in found:
        if not go_on():
            raise Stopped
        yield each
