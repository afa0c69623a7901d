"""Reading a folder on another thread, told in parts, until it is done or somebody stops it."""

import contextlib
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from secure_desktop.exchange.overview_reading import OverviewProgress, Result, read_folder
from secure_desktop.model.overview import Overview
from secure_desktop.shell.tasks import Task

_PAUSE = 0.4  # seconds between two parts, at first
_A_SECOND = 2500  # files; showing thousands takes a moment, so after so many the parts are a second apart


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """How far the reading is, and what was read since the part before this. `total` is 0 while files are looked for."""

    found: int
    read: int
    total: int
    fresh: tuple[Result, ...]


class FolderReading(QObject):
    """One reading of a folder. Either `done` or `failed` ends it."""

    progressed = Signal(object)  # ReadSoFar
    done = Signal(object)  # Overview
    failed = Signal(object)  # KnownProblem or a bug

    def __init__(self, folder: Path, made_at: datetime, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._made_at = made_at
        self._stopped = threading.Event()
        self.destroyed.connect(self._stopped.set)  # whoever waited for it is gone

    def start(self) -> None:
        """Begin."""
        task = Task(self._read, self)
        task.done.connect(self.done)
        task.failed.connect(self.failed)
        task.start()

    def stop(self) -> None:
        """End soon, with what was read so far."""
        self._stopped.set()

    def _read(self) -> Overview:
        fresh: list[Result] = []
        told_at = time.monotonic()

        def go_on(progress: OverviewProgress) -> bool:
            nonlocal told_at
            if progress.result is not None:
                fresh.append(progress.result)
            if time.monotonic() - told_at > max(_PAUSE, progress.read / _A_SECOND):
                told_at = time.monotonic()
                self._tell(ReadSoFar(progress.found, progress.read, progress.total, tuple(fresh)))
                fresh.clear()
            return not self._stopped.is_set()

        return read_folder(self._folder, self._made_at, go_on=go_on)

    def _tell(self, part: ReadSoFar) -> None:
        with contextlib.suppress(RuntimeError):  # Qt's side of this is gone
            self.progressed.emit(part)
