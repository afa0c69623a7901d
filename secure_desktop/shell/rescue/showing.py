"""Showing the page that rescues a damaged file, and what is said once the new file is open."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.backups.showing import has_backups, show_restore_page
from secure_desktop.shell.rescue.rescue_page import RescuePage

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow


def show_rescue_page(window: "MainWindow", path: Path | None) -> None:
    """Show it over what is shown; read a file at once if one is given, else ask for one."""
    page = RescuePage(
        window.preferences.theme,
        window.dialogs,
        window.side.folder,
        name=window.preferences.name,
        clock=window.desk.clock,
        shelf=window.desk.shelf,
        has_backups=_has_backups,
    )
    page.backup_wished.connect(functools.partial(show_restore_page, window))
    page.written.connect(lambda target, marked: _open(window, target, marked))
    window.side.show(page)
    page.take_focus()
    if path is None:
        page.ask()
    else:
        page.read(path)


def _has_backups(path: Path) -> bool:
    try:
        return has_backups(path)
    except KnownProblem:  # the folder of the backups cannot be read
        return False


def _open(window: "MainWindow", target: Path, marked: int) -> None:
    window.open_path(target)
    if window.assessment is None or not window.assessment.session.is_at(target):
        return
    sentence = _tr("“{0}” holds what could be rescued.").format(target.name)
    if marked == 1:
        detail = _tr(
            "One item is marked for review, because it is not sure; “Show the marked items” in the menu “View” shows it. "
            "The damaged file is as it was."
        )
    elif marked:
        detail = _tr(
            "{0} items are marked for review, because they are not sure; “Show the marked items” in the menu “View” lists "
            "them. The damaged file is as it was."
        ).format(marked)
    else:
        detail = _tr("Go on in it. The damaged file is as it was.")
    window.dialogs.inform(sentence, detail)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rescue", text)
