"""Leading to the page that copies to a USB stick, from the open assessment or from a recent one."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow


def show_drive_page(window: "MainWindow", path: Path | None = None) -> None:
    """Show the page for a file, or for the assessment that is open."""
    from secure_desktop.shell.drive.drive_page import DrivePage

    session = window.side.session
    if session is not None and (path is None or session.is_at(path)):
        page = DrivePage(session, window.dialogs, window.desk.clock)
    elif path is not None:
        page = DrivePage(path, window.dialogs, window.desk.clock)
    else:
        return
    window.side.show(page)
    page.take_focus()
