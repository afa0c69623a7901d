"""Long work off the GUI thread: one call, and its result back on the GUI thread."""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from secure_desktop.errors import OutOfMemory


class Task(QObject):
    """A piece of work under way. Either `done` or `failed` follows, on the GUI thread."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_over = threading.Event()

    def start(self) -> "Task":
        """Start the work on another thread and return the task, which deletes itself after its outcome."""
        for outcome in (self.done, self.failed):
            outcome.connect(self.deleteLater)  # behind all others: it must not overtake them
        QThreadPool.globalInstance().start(_Runner(self))
        return self

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the work is done, but no longer than told; return whether it is. Its outcome is told afterwards."""
        return self._is_over.wait(seconds)

    def run_here(self) -> None:
        """Do the work on the calling thread and hand out its result."""
        try:
            outcome, fact = "done", self._work()
        except MemoryError:
            outcome, fact = "failed", OutOfMemory()
        except Exception as fault:  # noqa: BLE001 - whoever waits for the task decides what the fault means
            outcome, fact = "failed", fault
        self._is_over.set()
        self._tell(outcome, fact)

    def _tell(self, outcome: str, fact: object) -> None:
        with contextlib.suppress(RuntimeError):  # whoever waited is gone, and Qt's side of this with it
            getattr(self, outcome).emit(fact)


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run_here()
