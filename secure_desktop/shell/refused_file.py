"""What is told of a file that was not opened, with the ways on from there."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import DamagedFile, EmptyFile, FileMissing, IncompleteFile, KnownProblem

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow

_LOST = (DamagedFile, EmptyFile, FileMissing, IncompleteFile)  # something that was an assessment once


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


def ways_out(problem: KnownProblem, _path: Path, window: "MainWindow") -> tuple[WayOut, ...]:
    """Return what can be done about a file that was not opened, the best first; nothing where advice is all."""
    if not isinstance(problem, _LOST):
        return ()
    return (WayOut(_tr("Get it back from a PDF…"), functools.partial(window.side.show_recovery, ask=False)),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RefusedFile", text)
