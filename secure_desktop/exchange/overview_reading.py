"""Reading all assessments under a folder, one after the other; what cannot be read never stops the others."""

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from secure_desktop.errors import FileMissing, FileUnreadable, ForeignDatabase, KnownProblem, NotAFolder
from secure_desktop.exchange.folder_walk import walk
from secure_desktop.files import reason_of
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.overview import (
    Overview,
    OverviewEntry,
    Unread,
    overview_entry,
    unread,
    without_copies,
)
from secure_desktop.model.overview_rows import OverviewOrder, order_key, sort_entries
from secure_desktop.storage.overview_file import is_overview
from secure_desktop.storage.quick_reading import read_figures, read_quickly

Result = OverviewEntry | Unread


@dataclass(frozen=True, slots=True)
class OverviewProgress:
    """How far the reading is. `total` is 0 while files are still being looked for, and `found` grows.

    `result` is what was read just now; None when that was nothing to show.
    """

    found: int
    read: int = 0
    total: int = 0
    result: Result | None = None


GoOn = Callable[[OverviewProgress], bool]
"""Is told how far the reading is, often, and returns whether it is to go on."""


def read_folder(folder: Path, made_at: datetime, *, go_on: GoOn = lambda _: True) -> Overview:
    """Return the overview of all assessments under a folder, by district. Nothing in it is changed.

    Raises:
        FileMissing, NotAFolder, FileUnreadable: when the folder itself cannot be looked into.
    """
    demand_folder(folder)
    found: list[str | Unread] = []
    is_complete = True
    for each in walk(folder):
        if each is not None:
            found.append(each)
        elif not go_on(OverviewProgress(len(found))):
            is_complete = False
            break
    entries: list[OverviewEntry] = []
    problems: list[Unread] = []
    files = 0
    for read, result in enumerate(_results(folder, found, made_at.astimezone().date()), 1):
        if isinstance(result, OverviewEntry):
            entries.append(result)
        elif result is not None:
            problems.append(result)
        files += result is not None
        if not go_on(OverviewProgress(len(found), read, len(found), result)):
            is_complete = is_complete and read == len(found)
            break
    in_order = sort_entries(without_copies(entries), order_key(OverviewOrder.DISTRICT))
    return Overview(str(folder), made_at, in_order, tuple(problems), files, is_complete=is_complete)


def demand_folder(folder: Path) -> None:
    """Make sure that there is a folder to look into.

    Raises:
        FileMissing, NotAFolder, FileUnreadable: when there is none.
    """
    name = folder.name or str(folder)
    try:
        mode = folder.stat().st_mode
        if stat.S_ISDIR(mode):
            next(folder.iterdir(), None)
            return
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FileMissing(name=name) from fault
    except (OSError, ValueError) as fault:
        reason = reason_of(fault) if isinstance(fault, OSError) else "its name cannot be used"
        raise FileUnreadable(name=name, reason=reason) from fault
    raise NotAFolder(name=name)


def read_again(
    folder: Path, entries: Iterable[OverviewEntry], today: date
) -> Iterator[tuple[OverviewEntry, Assessment] | Unread]:
    """Yield the assessments of an overview whole, one at a time, each with its entry as the file says it now.

    An overview keeps little of each, so what goes into tables of next steps is read when it is written. A file that
    cannot be read any more, or not to its end, is told; then one of its copies stands in, if there is any.
    """
    for entry in entries:
        files = (entry.file, *entry.copies)
        for file in files:
            try:
                assessment = read_quickly(folder / file)
            except KnownProblem as problem:
                yield unread(file, problem)
                continue
            copies = tuple(other for other in files if other != file)
            yield replace(overview_entry(assessment, file, today), copies=copies), assessment
            break


def _results(folder: Path, found: Iterable[str | Unread], today: date) -> Iterator[Result | None]:
    for each in found:
        yield each if isinstance(each, Unread) else _result(folder, each, today)


def _result(folder: Path, file: str, today: date) -> Result | None:
    path = folder / file
    try:
        return overview_entry(read_figures(path), file, today)
    except ForeignDatabase as problem:
        return None if is_overview(path) else unread(file, problem)
    except KnownProblem as problem:
        return unread(file, problem)
