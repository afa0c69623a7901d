"""Real dialogs: looked at while they are open, then closed, so that a test goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

D = TypeVar("D", bound=QDialog)


def _nothing(_dialog: object) -> None:
    pass


@contextmanager
def while_open(kind: type[D], act: Callable[[D], object] = _nothing) -> Iterator[list[D]]:
    """Hand out the list of dialogs of a kind that opened inside the block; each is acted on and closed."""
    seen: list[D] = []
    faults: list[BaseException] = []
    under_way: list[bool] = []
    timer = QTimer()
    timer.setInterval(0)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isActiveWindow() or under_way:
            return
        under_way.append(True)
        try:
            assert isinstance(dialog, kind), dialog
            if dialog not in seen:
                seen.append(dialog)
                act(dialog)
        except BaseException as fault:  # noqa: BLE001 - it would be lost in Qt's loop
            faults.append(fault)
        finally:
            under_way.clear()
            if dialog.isVisible():
                dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    try:
        yield seen
    finally:
        timer.stop()
    if faults:
        raise faults[0]
    assert seen, f"no {kind.__name__} opened"
