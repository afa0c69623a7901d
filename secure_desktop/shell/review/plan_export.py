"""Writing the plan for other programs, off the GUI thread: a workbook, a table, or a calendar."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.plan import PlanRow
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import clock_time
from secure_desktop.shell.session import Session
from secure_desktop.shell.tasks import Task


class PlanExport(QWidget):
    """The button, and the line that says where the plan lies. `rows` are those that are shown when it is pressed."""

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        rows: Callable[[], tuple[PlanRow, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._rows = rows
        self._task: Task | None = None
        self.button = Button(self.tr("Export plan…"))
        self.button.clicked.connect(self.ask_and_export)
        self._saved = GoodLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._saved, 1)

    def ask_and_export(self) -> None:
        """Ask where to, then write the rows that are shown; the ending of the name says in which format."""
        if self._task is not None:
            return
        proposed = self._session.path.with_name(self.tr("{0} – plan.xlsx").format(self._session.path.stem))
        kinds = ";;".join(
            (
                self.tr("Plan as a workbook (*.xlsx)"),
                self.tr("Plan as a table of text (*.csv)"),
                self.tr("Dates for a calendar (*.ics)"),
            )
        )
        target = self._dialogs.choose_target(self.tr("Export the plan"), kinds, proposed)
        if target is not None:
            self._start(target)

    def _start(self, target: Path) -> None:
        assessment, rows, made_at = self._session.assessment, self._rows(), self._clock()

        def write() -> Path:
            from secure_desktop.exchange.exports import write_plan
            from secure_desktop.exchange.formats import PLAN_FORMATS, Format

            endings = {kind.ending: kind for kind in PLAN_FORMATS}
            kind = endings.get(target.suffix.casefold(), Format.XLSX)
            write_plan(assessment, rows, kind, target, made_at=made_at)
            return target

        self._saved.setText("")
        self._task = Task(write, self)
        self._task.done.connect(self._show_written)
        self._task.failed.connect(self._show_failure)
        self._task.start()

    def _show_written(self, target: Path) -> None:
        self._task = None
        self._saved.setText(self.tr("✓ Saved {0}: {1}").format(clock_time(self._clock()), target))

    def _show_failure(self, fault: Exception) -> None:
        self._task = None
        if isinstance(fault, KnownProblem):
            self._dialogs.tell(fault)
        else:
            self._session.crashed.emit(fault)
