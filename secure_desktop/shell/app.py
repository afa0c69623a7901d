"""Building the program's objects and handing them to each other; then Qt takes over."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from secure_desktop import __version__, locations, settings
from secure_desktop.shell.crash import CrashCatcher, show_report
from secure_desktop.shell.desk import Desk
from secure_desktop.shell.main_window import MainWindow
from secure_desktop.shell.preferences import Preferences
from secure_desktop.shell.theme import Theme


@dataclass(frozen=True, slots=True)
class Program:
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
        app = QApplication(sys.argv[:1])
    app.setApplicationName("SECURe Desktop")
    app.setApplicationDisplayName("SECURe Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("secure-desktop")
    app.setWindowIcon(QIcon(str(locations.resource("icons", "secure-desktop.svg"))))
    return app


def build(app: QApplication) -> Program:
    """Return the program with its window, not yet shown."""
    file = locations.settings_file()
    stored = settings.load(file)
    theme = Theme(app, theme=stored.theme, text_size=stored.text_size)
    preferences = Preferences(stored, file, theme)
    desk = Desk(clock=_now, name=preferences.name)
    window = MainWindow(desk, preferences)
    catcher = CrashCatcher(window.dialogs.tell, lambda text: show_report(text, window), window)
    desk.setParent(window)
    preferences.setParent(window)
    desk.fault_met.connect(catcher.take)
    return Program(app, window, catcher)


def _now() -> datetime:
    return datetime.now(UTC)
