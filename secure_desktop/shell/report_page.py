"""The report: the PDF summary, made off the GUI thread, opened, and shown in its folder."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.public import left_out
from secure_desktop.model.signing import Stage
from secure_desktop.model.summary import Summary, summarize
from secure_desktop.reports.file_name import propose_name
from secure_desktop.shell.boxes import Card, InfoBox
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.exporting.export_part import ExportPart
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.key_choice import KeyChoice
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.paper.paper_card import PaperCard
from secure_desktop.shell.review.review_page import standing_sentence
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.sharing.share_card import ShareCard
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.words import left_out_line
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.shell.written_part import WrittenPart
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.exchange.keys import SigningKey
    from secure_desktop.storage.assessment_file import AssessmentFile


class ReportPage(ScrollPage):
    """Saves the PDF summary, whole or public; once it is signed, with what was signed inside, and sealed."""

    fault_met = Signal(object)  # KnownProblem or a bug
    share_requested = Signal()

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._task: Task | None = None
        self.title.setText(self.tr("Report and share"))
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
        self.key = KeyChoice(self.tr("The PDF is sealed with"), dialogs, session.path.parent)
        self.key.fault_met.connect(self.fault_met)
        self.column.addWidget(self.key)
        self.column.addLayout(self._buttons())
        self.written = WrittenPart(dialogs, self.tr("Open the PDF"))
        self.column.addWidget(self.written)
        self.sharing = ShareCard()
        self.sharing.share_requested.connect(self.share_requested)
        self.column.addWidget(self.sharing)
        self.paper = PaperCard()
        self.column.addWidget(self.paper)
        self.exports = ExportPart(session, dialogs, clock)
        self.exports.fault_met.connect(self.fault_met)
        self.exports.written.connect(lambda: self._bring_into_view(self.exports.done))
        self.column.addWidget(self.exports)

    @property
    def task(self) -> Task | None:
        """The export that is under way, if any."""
        return self._task

    @property
    def state(self) -> str:
        """What is said about signatures."""
        return self._state.text()

    def show_now(self) -> None:
        """Show the assessment as it stands; called whenever the page comes into view."""
        summary = self._summary()
        self._standing.setText(standing_sentence(self, summary.tally))
        self._state.setText(self._state_sentence(summary))
        self.key.setVisible(summary.is_locked)
        self.paper.show_editable(is_editable=self._session.is_editable)
        missing = summary.tally.unanswered
        self._unfinished.setVisible(missing > 0)
        if missing == 1:
            text = self.tr("1 item is not answered yet. The summary lists it as unanswered.")
        else:
            text = self.tr("{0} items are not answered yet. The summary lists them as unanswered.")
        self._unfinished_text.setText(text.format(missing))

    def show_exports(self) -> None:
        """Move the keyboard to the formats for other programs, and as much of them as possible into view."""
        self.exports.take_focus()
        self._bring_into_view(self.exports.button, self.exports.formats.chosen_button)

    def ask_and_export(self, *, public: bool = False, revision: int = 0) -> None:
        """Ask where to, then write the PDF; of a public one it is said first what it leaves out.

        `revision` is the number of an earlier revision, as it was signed; 0 stands for the present one.
        """
        if self._task is not None or (public and not self._accepts_what_is_left_out()):
            return
        summary = self._summary()
        name = propose_name(summary, public=public, revision=revision)
        target = self._dialogs.choose_pdf(self._session.path.with_name(name))
        if target is None:
            return
        if not summary.is_locked and not revision:
            self._start_draft(summary, target, public=public)
        elif (maker := self.key.maker()) is not None:
            self._start_sealed(summary.made_at, target, maker, public=public, revision=revision)

    def _bring_into_view(self, *widgets: QWidget) -> None:
        """Scroll to widgets once the layout has given them their place; the last matters most."""

        def scroll() -> None:
            for widget in widgets:
                self.ensureWidgetVisible(widget, 0, 24)

        QTimer.singleShot(0, self, scroll)

    def _summary(self) -> Summary:
        return summarize(self._session.assessment, self._clock())

    def _accepts_what_is_left_out(self) -> bool:
        lines = "\n".join(f"• {left_out_line(line)}" for line in left_out())
        return self._dialogs.ask(
            self.tr("The public summary leaves this out:"), lines, self.tr("Save the public summary…")
        )

    def _start_draft(self, summary: Summary, target: Path, *, public: bool) -> None:
        task = Task(functools.partial(_write_draft, summary, target, public=public), self)
        self._follow(task)
        task.done.connect(self._show_written)
        task.failed.connect(self._show_failure)
        task.start()

    def _start_sealed(
        self,
        made_at: datetime,
        target: Path,
        maker: "Callable[[], SigningKey]",
        *,
        public: bool,
        revision: int,
    ) -> None:
        work = functools.partial(_write_sealed, made_at, target, maker, public=public, revision=revision)
        task = self._session.read_behind(work, done=self._show_written, failed=self._show_failure)
        if task is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
        else:
            self._follow(task)

    def _follow(self, task: Task) -> None:
        self._task = task
        self.written.hide()
        self._show_busy(is_busy=True)

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
            self.tr("Next steps with owners and dates, the evidence, open points, and the sign-off."),
            self.tr("Last page: what the checklist is and where its wording comes from."),
        ):
            column.addWidget(MutedLabel(f"• {line}"))
        self._state = StrongLabel()
        column.addWidget(self._state)
        return card

    def _state_sentence(self, summary: Summary) -> str:
        number, missing = summary.revision, len(summary.missing)
        if summary.stage is Stage.DRAFT:
            return self.tr("It is marked as a draft: nobody has signed it.")
        if summary.stage is Stage.DECLINED:
            return self.tr("It says that somebody declined to sign revision {0}.").format(number)
        if missing == 1:
            return self.tr("Revision {0} is signed; 1 signature is missing.").format(number)
        if missing:
            return self.tr("Revision {0} is signed; {1} signatures are missing.").format(number, missing)
        return self.tr("✓ Revision {0} is signed by everybody who is expected to.").format(number)

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self.export = PrimaryButton(self.tr("Save the PDF summary…"))
        self.export.clicked.connect(self.ask_and_export)
        self.export_public = Button(self.tr("Save a public summary…"))
        self.export_public.clicked.connect(lambda: self.ask_and_export(public=True))
        for widget in (self.export, self.export_public):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("The summary is being written…"))
        return row

    def _show_written(self, target: Path) -> None:
        self._show_busy(is_busy=False)
        self.written.show_written(target, self._clock())
        self.written.open_button.setFocus()

    def _show_failure(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._task = self._task if is_busy else None
        for button in (self.export, self.export_public):
            button.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)


def _write_draft(summary: Summary, target: Path, *, public: bool) -> Path:
    from secure_desktop.reports import summary_pdf

    summary_pdf.write_summary_pdf(summary, target, public=public)
    return target


def _write_sealed(
    made_at: datetime,
    target: Path,
    make_key: "Callable[[], SigningKey]",
    file: "AssessmentFile",
    *,
    public: bool,
    revision: int,
) -> Path:
    from secure_desktop.exchange.report_content import report_content
    from secure_desktop.exchange.seal import seal
    from secure_desktop.reports.summary_pdf import write_summary_pdf

    summary, attachments = report_content(file, made_at, public=public, revision=revision)
    finish = functools.partial(seal, key=make_key())
    write_summary_pdf(summary, target, public=public, attachments=attachments, finish=finish)
    return target
