"""Waiting for a file to be opened without holding up the window, in case it takes more than a moment."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject

from secure_desktop.shell.tasks import Task

if TYPE_CHECKING:
    from secure_desktop.shell.dialogs import Dialogs

T = TypeVar("T")

_A_MOMENT = 0.3  # seconds, during which nobody misses the window
_LONGEST_NAME = 60  # characters


def waited(
    work: Callable[[], T],
    path: Path,
    dialogs: "Dialogs",
    parent: QObject,
    *,
    undo: Callable[[T], object] = lambda _: None,
) -> T | None:
    """Open a file on another thread and return what comes of it; None when somebody would not wait for it.

    After a moment a box says what goes on and offers Cancel. SQLite stops then as soon as it can, and what comes of the
    work all the same is handed to `undo`. What `work` raises is raised here, unless it was cancelled.
    """
    from secure_desktop.storage import guards

    is_cancelled = threading.Event()

    def wanted() -> T:
        with guards.while_wanted(lambda: not is_cancelled.is_set()):
            return work()

    def tidy_up(outcome: T) -> None:
        if is_cancelled.is_set():
            undo(outcome)

    task = Task(wanted, parent)
    task.done.connect(tidy_up)
    task.start()
    if not task.wait(_A_MOMENT) and not dialogs.wait_for(task, _sentence(path)):
        is_cancelled.set()
        return None
    outcome: T = task.outcome()
    return outcome


def _sentence(path: Path) -> str:
    from secure_desktop.exchange.visible import visible
    from secure_desktop.model.excerpts import shortened

    sentence = QCoreApplication.translate(
        "Waiting", "“{0}” is being opened and checked. This takes longer than usual."
    )
    return sentence.format(shortened(visible(path.name), _LONGEST_NAME))
