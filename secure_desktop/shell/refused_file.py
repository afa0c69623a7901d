"""What is told of a file that was not opened, with the ways on from there."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import (
    DamagedFile,
    EmptyFile,
    FileMissing,
    ForeignDatabase,
    IncompleteFile,
    KnownProblem,
    NotADatabase,
    UnexpectedParts,
)

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow

_LOST = (DamagedFile, EmptyFile, FileMissing, IncompleteFile)  # something that was an assessment once
_DAMAGED = (DamagedFile, IncompleteFile)  # of which something may be there yet
_OTHERWISE = (NotADatabase, ForeignDatabase)  # what an assessment with a damaged beginning is taken for
_SPOILED = (*_LOST, *_OTHERWISE, UnexpectedParts)  # what lies there now may have replaced an assessment


class WayOut(NamedTuple):
    """A button beside the problem, and what it does."""

    text: str
    take: Callable[[], object]


def tell_refused(problem: KnownProblem, path: Path, window: "MainWindow") -> None:
    """Tell why a file was not opened, and take the way on that somebody chooses."""
    ways = ways_out(problem, path, window)
    chosen = window.dialogs.offer_ways(problem, [way.text for way in ways])
    if chosen is not None:
        ways[chosen].take()


def ways_out(problem: KnownProblem, path: Path, window: "MainWindow") -> tuple[WayOut, ...]:
    """Return what can be done about a file that was not opened, the best first; nothing where advice is all."""
    ways = _backups(path, window) if isinstance(problem, _SPOILED) else []
    if _is_to_be_rescued(problem, path):
        text = (
            _tr("Copy only the answers into a new file…")
            if isinstance(problem, UnexpectedParts)
            else _tr("Rescue what can be read…")
        )
        ways.append(WayOut(text, functools.partial(window.side.show_rescue, path)))
    if isinstance(problem, _LOST):
        recovery = functools.partial(window.side.show_recovery, ask=False)
        ways.append(WayOut(_tr("Get it back from a PDF…"), recovery))
    return tuple(ways)


def _backups(path: Path, window: "MainWindow") -> list[WayOut]:
    from secure_desktop.shell.backups.showing import has_backups, show_restore_page

    try:
        is_backed_up = has_backups(path)
    except KnownProblem:  # the folder of the backups cannot be read
        is_backed_up = False
    way = WayOut(_tr("Open the newest backup…"), functools.partial(show_restore_page, window, path))
    return [way] if is_backed_up else []


def _is_to_be_rescued(problem: KnownProblem, path: Path) -> bool:
    if isinstance(problem, (*_DAMAGED, UnexpectedParts)):
        return True
    if not isinstance(problem, _OTHERWISE):
        return False
    from secure_desktop.storage.salvage.reading import may_hold_assessment

    return may_hold_assessment(path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RefusedFile", text)
