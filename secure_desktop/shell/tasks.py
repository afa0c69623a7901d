"""Long work off the GUI thread: one call, its result back on the GUI thread, with a way to give up."""

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class Task(QObject):
    """A piece of work under way. Exactly one of `done`, `failed` and `dropped` follows, on the GUI thread."""

    done = Signal(object)
    failed = Signal(object)
    dropped = Signal()

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_cancelled = False

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody gave up on the work; a long loop in it may ask."""
        return self._is_cancelled

    def cancel(self) -> None:
        """Give up on the work: its result is dropped, `dropped` follows."""
        self._is_cancelled = True

    def start(self) -> "Task":
        """Start the work on another thread and return the task, which deletes itself after its outcome."""
        for outcome in (self.done, self.failed, self.dropped):
            outcome.connect(self.deleteLater)  # behind all others: it must not overtake them
        QThreadPool.globalInstance().start(_Runner(self))
        return self

    def run_here(self) -> None:
        """Do the work on the calling thread and hand out its result."""
        try:
            result = self._work()
        except Exception as fault:  # noqa: BLE001 - whoever waits for the task decides what the fault means
            self._tell("failed", fault)
            return
        if self._is_cancelled:
            self._tell("dropped")
        else:
            self._tell("done", result)

    def _tell(self, outcome: str, *facts: object) -> None:
        with contextlib.suppress(RuntimeError):  # whoever waited is gone, and Qt's side of this with it
            getattr(self, outcome).emit(*facts)


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run_here()
