"""The report: the PDF summary, made off the GUI thread, opened, and shown in its folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.progress import tally
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import Card, GoodLabel, InfoBox, MutedLabel, PlainLabel, StrongLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.moments import clock_time
from secure_desktop.shell.review_page import standing_sentence
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tasks import Task


class ReportPage(ScrollPage):
    """Export the PDF summary. What it needs of the system is handed in, so that a test can stand in for it."""

    failed = Signal(object)  # KnownProblem or a bug
    open_requested = Signal(object)  # Path
    folder_requested = Signal(object)  # Path

    def __init__(
        self,
        session: Session,
        clock: Callable[[], datetime],
        choose_target: Callable[[Path], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._session = session
        self._clock = clock
        self._choose_target = choose_target
        self._task: Task | None = None
        self._written: Path | None = None
        self.title.setText(self.tr("Report"))
        self.lead.setText(
            self.tr("The PDF summary for the board: complete, readable by everyone, and ready to mail.")
        )
        self.column.addWidget(self._contents())
        self._unfinished = InfoBox()
        column = QVBoxLayout(self._unfinished)
        column.setContentsMargins(12, 8, 12, 8)
        self._unfinished_text = PlainLabel()
        column.addWidget(self._unfinished_text)
        self.column.addWidget(self._unfinished)
        self.export = PrimaryButton(self.tr("Save the PDF summary…"))
        self.export.clicked.connect(self.ask_and_export)
        row = QHBoxLayout()
        row.addWidget(self.export)
        self._working = MutedLabel(self.tr("The summary is being written…"), wrap=False)
        self._working.hide()
        row.addWidget(self._working)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._result_part())

    @property
    def task(self) -> Task | None:
        """The export that is under way, if any."""
        return self._task

    def show_now(self) -> None:
        """Show the assessment as it stands; called whenever the page comes into view."""
        counts = tally(self._session.assessment)
        self._standing.setText(standing_sentence(self, counts))
        self._unfinished.setVisible(not counts.progress.is_complete)
        if counts.unanswered == 1:
            text = self.tr("1 item is not answered yet. The summary lists it as unanswered.")
        else:
            text = self.tr("{0} items are not answered yet. The summary lists them as unanswered.").format(
                counts.unanswered
            )
        self._unfinished_text.setText(text)

    def ask_and_export(self) -> None:
        """Ask where to, then write the PDF."""
        if self._task is not None:
            return
        from secure_desktop.model.summary import summarize
        from secure_desktop.reports.file_name import propose_name

        summary = summarize(self._session.assessment, self._clock())
        target = self._choose_target(self._session.path.with_name(propose_name(summary)))
        if target is not None:
            self._start(summary, target)

    def _start(self, summary: object, target: Path) -> None:
        def write() -> Path:
            from secure_desktop.reports.summary_pdf import write_summary_pdf

            write_summary_pdf(summary, target)  # type: ignore[arg-type]
            return target

        self._show_busy(is_busy=True)
        self._result.hide()
        self._task = Task(write, self)
        self._task.done.connect(self._show_written)
        self._task.failed.connect(self._show_failure)
        self._task.start()

    def _contents(self) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.addWidget(StrongLabel(self.tr("What the summary holds")))
        self._standing = PlainLabel()
        column.addWidget(self._standing)
        for line in (
            self.tr("First page: where you stand by action step, and the first gaps to close."),
            self.tr("Then every item with its answer, note and reason, and who is on the team."),
            self.tr("Last page: what the checklist is and where its wording comes from."),
            self.tr("It is marked as a draft: nobody has signed it."),
        ):
            column.addWidget(MutedLabel(f"• {line}"))
        return card

    def _result_part(self) -> QWidget:
        self._result = Card()
        column = QVBoxLayout(self._result)
        column.setContentsMargins(16, 12, 16, 14)
        self._result_text = GoodLabel()
        self._result_path = PlainLabel()
        self._result_path.setTextInteractionFlags(QLabel().textInteractionFlags())
        column.addWidget(self._result_text)
        column.addWidget(self._result_path)
        row = FlowLayout(spacing=12)
        self.open_button = Button(self.tr("Open the PDF"))
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self._written))
        self.folder_button = Button(self.tr("Show in folder"))
        self.folder_button.clicked.connect(lambda: self.folder_requested.emit(self._written))
        row.addWidget(self.open_button)
        row.addWidget(self.folder_button)
        column.addLayout(row)
        self._result.hide()
        return self._result

    def _show_written(self, target: Path) -> None:
        self._written = target
        self._show_busy(is_busy=False)
        self._result_text.setText(self.tr("✓ Saved {0}").format(clock_time(self._clock())))
        self._result_path.setText(str(target))
        self._result.show()
        self.open_button.setFocus()

    def _show_failure(self, problem: KnownProblem | Exception) -> None:
        self._show_busy(is_busy=False)
        self.failed.emit(problem)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._task = None if not is_busy else self._task
        self.export.setEnabled(not is_busy)
        self._working.setVisible(is_busy)
