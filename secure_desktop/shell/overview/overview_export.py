"""Writing an overview for other programs, off the GUI thread."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.overview import Overview
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import clock_time
from secure_desktop.shell.overview.writing import Stopped, write
from secure_desktop.shell.tasks import Task


class OverviewExport(QWidget):
    """The line that says where the file lies. The `button`, `stop` and `working` are for whoever lays out the page."""

    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(
        self,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        overview: Callable[[], Overview | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._clock = clock
        self._overview = overview
        self._stopped = threading.Event()
        self._task: Task | None = None
        self.button = Button(self.tr("Export…"))
        self.button.clicked.connect(self.ask_and_export)
        self.stop = Button(self.tr("Stop writing"))
        self.stop.clicked.connect(self._stopped.set)
        self.working = MutedLabel(self.tr("Writing…"), wrap=False)
        self._saved = GoodLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._saved)
        self.destroyed.connect(self._stopped.set)
        for widget in (self, self.stop, self.working):
            widget.hide()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    @property
    def saved_text(self) -> str:
        """What is said about the file that was written."""
        return self._saved.text()

    def ask_and_export(self) -> None:
        """Ask where to, then write what is shown; the ending of the name says in which format."""
        overview = self._overview()
        if overview is None or self._task is not None:
            return
        folder = Path(overview.folder)
        proposed = folder.with_name(self.tr("{0} – overview.xlsx").format(folder.name or self.tr("Folder")))
        kinds = ";;".join(
            (
                self.tr("Workbook (*.xlsx)"),
                self.tr("Table of text (*.csv)"),
                self.tr("Summary that names districts (*.pdf)"),
                self.tr("Database (*.sqlite)"),
            )
        )
        target = self._dialogs.choose_target(self.tr("Export the overview"), kinds, proposed)
        if target is None:
            return
        with_notes = self._ask_about_notes() if target.suffix.casefold() == ".sqlite" else False
        if with_notes is not None:
            self._start(overview, target, with_notes=with_notes)

    def _ask_about_notes(self) -> bool | None:
        """Ask whether a database is to hold notes; None when it is not to be written at all."""
        chosen = self._dialogs.ask_which(
            self.tr("Shall the database hold notes and reasons, too?"),
            self.tr("They may name people. Figures, gaps, next steps and sign-offs are in it either way."),
            (self.tr("Without notes"), self.tr("With notes")),
        )
        return None if chosen is None else chosen == 1

    def _start(self, overview: Overview, target: Path, *, with_notes: bool) -> None:
        self._stopped.clear()
        stopped = self._stopped
        self._show_busy(is_busy=True)
        self._task = Task(
            lambda: write(overview, target, with_notes=with_notes, go_on=lambda: not stopped.is_set()), self
        )
        self._task.done.connect(self._show_written)
        self._task.failed.connect(self._show_failure)
        self._task.start()

    def _show_written(self, target: Path) -> None:
        self._show_busy(is_busy=False)
        self._saved.setText(self.tr("✓ Saved {0}: {1}").format(clock_time(self._clock()), target))
        self.show()

    def _show_failure(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        if not isinstance(fault, Stopped):
            self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        if not is_busy:
            self._task = None
        had_keyboard = self.button.hasFocus() or self.stop.hasFocus()
        self.hide()
        self.working.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.button.setEnabled(not is_busy)
        if had_keyboard:
            (self.stop if is_busy else self.button).setFocus()
