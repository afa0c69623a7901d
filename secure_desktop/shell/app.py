"""Building the program's objects and handing them to each other; then Qt takes over."""

import functools
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from secure_desktop import __version__, locations, settings
from secure_desktop.shell.crash import CrashCatcher, show_report
from secure_desktop.shell.desk import Desk
from secure_desktop.shell.main_window import MainWindow
from secure_desktop.shell.preferences import Preferences
from secure_desktop.shell.theme import Theme

if TYPE_CHECKING:
    from datetime import datetime

    from secure_desktop.shell.dialogs import Dialogs


class Program(NamedTuple):
    """The running program: what must stay alive as long as it runs."""

    app: QApplication
    window: MainWindow
    catcher: CrashCatcher


def run(file: Path | None) -> int:
    """Open the window, on a file if one is given, and return the exit code when it is closed."""
    program = build(application())
    program.catcher.install()
    program.window.show()
    if file is not None:
        program.window.open_path(file)
    return program.app.exec()


def application() -> QApplication:
    """Return Qt's application, named as people know the program."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # One look to test on all systems, in Fusion, whose controls take any palette.
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("SECURe Desktop")
    app.setApplicationDisplayName("SECURe Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("secure-desktop")
    return app


def build(
    app: QApplication,
    *,
    clock: "Callable[[], datetime] | None" = None,
    dialogs: "Callable[[QWidget], Dialogs] | None" = None,
) -> Program:
    """Return the program with its window, not yet shown. Clock and dialogs are the real ones unless given."""
    file = locations.settings_file()
    aside, unread = list[Path](), list[Path]()
    stored = settings.load(file, set_aside=aside.append, unread=unread.append)
    theme = Theme(app, theme=stored.theme, text_size=stored.text_size)
    preferences = Preferences(stored, file, theme, is_read=not unread)
    desk = Desk(clock=clock or _now, name=preferences.name)
    window = MainWindow(desk, preferences, dialogs)
    window.first_painted.connect(lambda: _load_what_can_wait(app, theme))
    for kept in aside:
        window.first_painted.connect(functools.partial(_tell_of_reset, window, kept))
    for left in unread:
        window.first_painted.connect(functools.partial(_tell_of_unread, window, left))
    catcher = CrashCatcher(window.tell, lambda text: show_report(text, window), window)
    desk.setParent(window)
    preferences.setParent(window)
    desk.fault_met.connect(catcher.take)
    return Program(app, window, catcher)


def _load_what_can_wait(app: QApplication, theme: Theme) -> None:
    from PySide6.QtGui import QIcon

    gc.freeze()  # what is loaded by now stays; no collection need look at it again
    gc.enable()
    theme.complete()
    app.setWindowIcon(QIcon(str(locations.resource("icons", "secure-desktop.svg"))))


def _tell_of_reset(window: MainWindow, kept: Path) -> None:
    window.dialogs.inform(
        window.tr("Your settings could not be read and were reset."),
        window.tr("The old file is kept here: {0}. Your assessments are not touched by that.").format(kept),
    )


def _tell_of_unread(window: MainWindow, left: Path) -> None:
    window.dialogs.inform(
        window.tr("Your settings cannot be read just now."),
        window.tr(
            "Until they can be, the program uses its own, and leaves the file as it is: {0}. "
            "Your assessments are not touched by that."
        ).format(left),
    )


def _now() -> "datetime":
    from datetime import UTC, datetime

    return datetime.now(UTC)
