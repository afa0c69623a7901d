"""How far long work on another thread is, and the way to stop it."""

import threading

from PySide6.QtCore import QObject, Signal


class Stopped(Exception):  # noqa: N818 - somebody wished it; nothing went wrong
    """Ends the work of somebody who does not want it any more."""


class Progress(QObject):
    """Tells how far the work is, from the thread that does it, and stops it at its next step when asked to."""

    advanced = Signal(str, float)  # the stage, and how much of it is done

    def __init__(self, parent: QObject | None = None, stopped: type[Exception] = Stopped) -> None:
        super().__init__(parent)
        self._stopped = stopped
        self._stop = threading.Event()

    def stop(self) -> None:
        """Let the work end soon, with nothing made."""
        self._stop.set()

    def step(self, stage: str, share: float) -> None:
        """Take notice of a step. Raises `stopped` when it is to be the last."""
        if self._stop.is_set():
            raise self._stopped
        self.advanced.emit(str(stage), share)
