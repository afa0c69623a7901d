"""Saving a comparison as a PDF, off the GUI thread."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.file_names import safe_name
from secure_desktop.model.comparison import Comparison
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.trend import Trend
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import clock_time
from secure_desktop.shell.tasks import Task

_LONGEST_DISTRICT = 60


class ComparisonExport(QWidget):
    """The buttons, and the line that says where the PDF lies."""

    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(
        self, dialogs: Dialogs, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._clock = clock
        self._offered: tuple[Comparison, Trend, Path] | None = None
        self._task: Task | None = None
        self._written: Path | None = None
        self.save = Button(self.tr("Save as PDF…"))
        self.save.clicked.connect(self.ask_and_save)
        self.open = Button(self.tr("Open the PDF"))
        self.open.clicked.connect(lambda: self._open(is_folder=False))
        self.folder = Button(self.tr("Show in folder"))
        self.folder.clicked.connect(lambda: self._open(is_folder=True))
        self._saved = GoodLabel()
        row = FlowLayout(spacing=12)
        for button in (self.save, self.open, self.folder):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._saved)
        self._show_outcome(None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.save, self.open, self.folder

    @property
    def saved_text(self) -> str:
        """What is said about the PDF that was saved."""
        return self._saved.text()

    def offer(self, comparison: Comparison, trend: Trend, folder: Path) -> None:
        """Offer to save another comparison, first in this folder."""
        self._offered = (comparison, trend, folder)
        self._show_outcome(None)

    def ask_and_save(self) -> None:
        """Ask where to, then write the PDF."""
        if self._task is not None or self._offered is None:
            return
        comparison, trend, folder = self._offered
        district = shortened(comparison.after.profile.district, _LONGEST_DISTRICT)
        name = safe_name(self.tr("{0} – comparison").format(district))
        kinds = self.tr("PDF files (*.pdf)")
        target = self._dialogs.choose_target(self.tr("Save the comparison"), kinds, folder / f"{name}.pdf")
        if target is None:
            return
        work = functools.partial(_write, comparison, trend, target, self._clock())
        self._task = Task(work, self)
        self._task.done.connect(self._show_written)
        self._task.failed.connect(self._show_failure)
        self._task.start()

    def _show_written(self, target: Path) -> None:
        self._task = None
        self._show_outcome(target)
        self.open.setFocus()

    def _show_failure(self, fault: Exception) -> None:
        self._task = None
        self.fault_met.emit(fault)

    def _show_outcome(self, written: Path | None) -> None:
        self._written = written
        text = self.tr("✓ Saved {0}: {1}").format(clock_time(self._clock()), written) if written else ""
        self._saved.setText(text)
        for widget in (self._saved, self.open, self.folder):
            widget.setVisible(written is not None)

    def _open(self, *, is_folder: bool) -> None:
        if self._written is not None:
            self._dialogs.open(self._written.parent if is_folder else self._written)


def _write(comparison: Comparison, trend: Trend, target: Path, made_at: datetime) -> Path:
    from secure_desktop.reports.comparison_pdf import write_comparison_pdf

    write_comparison_pdf(comparison, trend, target, made_at=made_at)
    return target
