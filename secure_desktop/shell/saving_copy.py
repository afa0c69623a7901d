"""Saving a checked copy of the open assessment under another name."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow
    from secure_desktop.shell.session import Session


def save_copy(session: "Session", window: "MainWindow") -> None:
    """Ask where to, and write the copy there, off the GUI thread. What was typed is saved first."""
    page = window.assessment
    if page is not None:
        page.flush()
    target = window.dialogs.choose_copy(window.desk.copy_name(session.path))
    if target is None:
        return
    task = session.read_behind(
        lambda file: file.save_copy(target),
        done=lambda _: _tell(target, window),
        failed=window.desk.take_fault,
    )
    if task is None:
        from secure_desktop.signing_errors import Busy

        window.tell(Busy(name=session.path.name))


def _tell(target: Path, window: "MainWindow") -> None:
    window.dialogs.inform(
        QCoreApplication.translate("MainWindow", "The copy is complete and checked."),
        QCoreApplication.translate("MainWindow", "It lies here: {0}").format(target),
    )
