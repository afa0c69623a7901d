"""Reading a damaged file on another thread, told in parts, until it is done or somebody stops it."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from secure_desktop.exchange.rescue.rescue import Rescued, rescued
from secure_desktop.exchange.rescue.sources import Source, read_source
from secure_desktop.library.shelf import every_wording
from secure_desktop.shell.tasks import Task
from secure_desktop.storage.salvage.reading import read_remains
from secure_desktop.storage.salvage.remains import Remains

if TYPE_CHECKING:
    from secure_desktop.library.shelf import Shelf


class Damaged:
    """A damaged file that was read, with the reports and exports that were added."""

    def __init__(self, path: Path, remains: Remains, sources: tuple[Source, ...], found: Rescued) -> None:
        self.path = path
        self.remains = remains
        self.sources = sources
        self.found = found


class Reading(QObject):
    """One reading. Exactly one of `done`, `failed` and `stopped` ends it."""

    progressed = Signal(float)  # 0 to 1
    done = Signal(object)  # Damaged
    failed = Signal(object)  # KnownProblem or a bug
    stopped = Signal()

    def __init__(self, shelf: "Callable[[], Shelf]", parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._is_stopped = threading.Event()
        self.destroyed.connect(self._is_stopped.set)  # whoever waited for it is gone

    def read(self, path: Path) -> None:
        """Read what is left of a file."""

        def work() -> Damaged:
            remains = read_remains(path, advance=self._advance)
            return Damaged(path, remains, (), rescued(remains, path.name, every_wording(self._shelf())))

        self._start(work)

    def add(self, before: Damaged, source: Path) -> None:
        """Read a report or an export, and let it fill in what is missing."""

        def work() -> Damaged:
            rubrics = tuple(every_wording(self._shelf()))
            sources = (*before.sources, read_source(source, rubrics))
            found = rescued(before.remains, before.path.name, rubrics, sources)
            self._advance(1.0)
            return Damaged(before.path, before.remains, sources, found)

        self._start(work)

    def stop(self) -> None:
        """End soon, with nothing."""
        self._is_stopped.set()

    def _start(self, work: Callable[[], Damaged]) -> None:
        task = Task(work, self)
        task.done.connect(self._finish)
        task.failed.connect(self._fail)
        task.start()

    def _finish(self, damaged: Damaged) -> None:
        if self._is_stopped.is_set():
            self.stopped.emit()
        else:
            self.done.emit(damaged)

    def _fail(self, fault: Exception) -> None:
        if isinstance(fault, _StoppedError):
            self.stopped.emit()
        else:
            self.failed.emit(fault)

    def _advance(self, done: float) -> None:
        if self._is_stopped.is_set():
            raise _StoppedError
        with contextlib.suppress(RuntimeError):  # Qt's side of this is gone
            self.progressed.emit(done)


class _StoppedError(Exception):
    """Somebody does not want to wait."""
