"""Looks for conflict copies beside the open file, on another thread, and says when there are others than before."""

import functools
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from secure_desktop.shell.tasks import Task
from secure_desktop.storage.conflict_copies import ConflictCopies, ConflictCopy

if TYPE_CHECKING:
    from secure_desktop.shell.session import Session

PAUSE = 5000  # milliseconds between two looks at the folder
_REST = 20  # a look that took long is followed by a pause of as many times its length


class ConflictWatch(QObject):
    """`found` comes with the conflict copies whenever they are others, or hold other changes, than before."""

    found = Signal(tuple)  # of ConflictCopy

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._copies = ConflictCopies(session.path)
        self._known: tuple[ConflictCopy, ...] = ()
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        session.closed.connect(self._timer.stop)

    def start(self) -> None:
        """Look from now on, for the first time in a moment."""
        self._timer.start(PAUSE)
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Look now; nothing while one look is under way."""
        if self._is_looking or not self._timer.isActive():
            return
        self._is_looking = True
        if self._copies.path != self._session.path:
            self._copies = ConflictCopies(self._session.path)
        task = Task(functools.partial(_timed, self._copies), self)
        task.done.connect(self._take)
        task.failed.connect(self._give_up)
        task.start()

    def _take(self, outcome: tuple[float, Path, tuple[ConflictCopy, ...]]) -> None:
        self._is_looking = False
        seconds, path, copies = outcome
        if not self._timer.isActive():
            return
        self._timer.start(max(PAUSE, int(seconds * 1000 * _REST)))
        if path == self._session.path and copies != self._known:
            self._known = copies
            self.found.emit(copies)

    def _give_up(self, fault: Exception) -> None:
        self._is_looking = False
        self._timer.stop()
        self._session.crashed.emit(fault)


def _timed(copies: ConflictCopies) -> tuple[float, Path, tuple[ConflictCopy, ...]]:
    start = time.monotonic()
    found = copies.find()
    return time.monotonic() - start, copies.path, found
