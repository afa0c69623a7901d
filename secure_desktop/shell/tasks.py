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
        self._fact: Any = None
        self._fault: Exception | None = None

    def start(self) -> "Task":
        """Start the work on another thread and return the task, which deletes itself after its outcome."""
        for outcome in (self.done, self.failed):
            outcome.connect(self.deleteLater)  # behind all others: it must not overtake them
        QThreadPool.globalInstance().start(_Runner(self))
        return self

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the work is done, but no longer than told; return whether it is. Its outcome is told afterwards."""
        return self._is_over.wait(seconds)

    def outcome(self) -> Any:
        """Return what came of the work, or raise what it raised; only when it is done, see `wait`."""
        if self._fault is not None:
            raise self._fault
        return self._fact

    def run_here(self) -> None:
        """Do the work on the calling thread and hand out its result."""
        try:
            self._fact = self._work()
        except MemoryError:
            self._fault = OutOfMemory()
        except Exception as fault:  # noqa: BLE001 - whoever waits for the task decides what the fault means
            self._fault = fault
        self._is_over.set()
        with contextlib.suppress(RuntimeError):  # whoever waited is gone, and Qt's side of this with it
            if self._fault is None:
                self.done.emit(self._fact)
            else:
                self.failed.emit(self._fault)


class _Runner(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run_here()
