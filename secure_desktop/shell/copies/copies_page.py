"""Making reviewer copies: for whom, about which action steps, with what in them, and where they go."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from secure_desktop.files import make_folder, write_problem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import FooterBar
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.copies.made_card import MadeCard
from secure_desktop.shell.copies.names_field import NamesField
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.fields.tick_line import TickLine
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.name_hint import NameHint
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile


class CopiesPage(QWidget):
    """The form, and what was made with it. All copies are made, or none."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    progressed = Signal(int)  # how many copies are made

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._stopping = threading.Event()
        assessment = session.assessment
        self._page = ScrollPage(
            self.tr("Make reviewer copies"),
            self.tr(
                "Everybody gets a file of their own, answers on their own laptop, and sends it back. "
                "Then you combine the files."
            ),
            widest=900,
        )
        self.names = NamesField([person.name for person in assessment.participants])
        self.steps = [TickLine(step.heading, theme, ticked=True) for step in assessment.rubric.steps]
        self.answers, self.evidence = self._what_goes_along(assessment, theme)
        self.folder = line_edit(str(session.path.parent / self.tr("Reviewer copies")))
        self.browse = Button(self.tr("Choose another folder…"))
        self.made = MadeCard(dialogs)
        self.back = Button(self.tr("Back"))
        self.make = PrimaryButton("")
        self._missing = MutedLabel(wrap=False)
        self._progress = QProgressBar()
        self._lay_out()
        self._connect()
        theme.changed.connect(self.names.fit)
        self._show_ready()

    @property
    def is_busy(self) -> bool:
        """Whether copies are being made."""
        return not self._progress.isHidden()

    @property
    def missing(self) -> str:
        """What has to be said before copies can be made; "" for nothing."""
        return self._missing.text()

    def take_focus(self) -> None:
        """Move the keyboard to the names."""
        self.names.field.setFocus()

    def stop(self) -> None:
        """Make no more copies; those that were made go again."""
        self._stopping.set()

    def _start(self) -> None:
        folder = self._folder()
        reviewers = self._reviewers()
        self._stopping.clear()
        self.made.hide()

        def work(file: "AssessmentFile") -> tuple[Path, ...]:
            from secure_desktop.exchange.reviewer_copies import make_copies

            _make_folder(folder)
            return make_copies(file, folder, reviewers, self._report)

        if self._session.read_behind(work, done=self._show_made, failed=self._fail) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._progress.setRange(0, len(reviewers))
        self._progress.setValue(0)
        self._show_busy(is_busy=True)

    def _report(self, count: int, _of: int) -> None:
        """Tell, from the other thread, how many copies are made; or that no more are wanted."""
        if self._stopping.is_set():
            raise _Stopped
        self.progressed.emit(count)

    def _show_made(self, paths: tuple[Path, ...]) -> None:
        self._show_busy(is_busy=False)
        self.made.show_paths(paths)
        self._page.ensureWidgetVisible(self.made)
        announce(self, self.made.sentence)
        self.made.folder_button.setFocus()

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        if isinstance(fault, _Stopped):
            announce(self, self.tr("Stopped. No copy was made."))
        else:
            self.fault_met.emit(fault)

    def _folder(self) -> Path:
        return (self._session.path.parent / self.folder.text().strip()).absolute()

    def _reviewers(self) -> tuple[Reviewer, ...]:
        asked = tuple(
            step.number
            for step, line in zip(self._session.rubric.steps, self.steps, strict=True)
            if line.is_ticked
        )
        return tuple(
            Reviewer(
                name,
                asked,
                has_answers=self.answers.is_ticked,
                has_evidence=self.evidence.is_ticked,
                made_at=self._clock(),
                made_by=self._session.by,
            )
            for name in self.names.names
        )

    def _browse(self) -> None:
        chosen = self._dialogs.choose_folder(self.tr("Where to put the copies"), self._session.path.parent)
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _show_ready(self) -> None:
        count = len(self.names.names)
        if count == 1:
            self.make.setText(self.tr("Make 1 copy"))
        else:
            self.make.setText(
                self.tr("Make {0} copies").format(count) if count else self.tr("Make the copies")
            )
        self._missing.setText(self._what_is_missing())
        self._missing.setVisible(bool(self._missing.text()))
        self.make.setEnabled(not self._missing.text() and not self.is_busy)

    def _what_is_missing(self) -> str:
        if not self.names.names:
            return self.tr("Type at least one name.")
        if not any(line.is_ticked for line in self.steps):
            return self.tr("Tick at least one action step.")
        return "" if self.folder.text().strip() else self.tr("Say where the copies go.")

    def _show_busy(self, *, is_busy: bool) -> None:
        self._progress.setVisible(is_busy)
        self._page.setEnabled(not is_busy)
        self.back.setText(self.tr("Stop") if is_busy else self.tr("Back"))
        self._show_ready()

    def _leave_or_stop(self) -> None:
        if self.is_busy:
            self.stop()
        else:
            self.left.emit()

    def _what_goes_along(self, assessment: Assessment, theme: Theme) -> tuple[TickLine, TickLine]:
        size = sum(entry.size for entry in assessment.evidence if entry.kind is EvidenceKind.FILE)
        answers = TickLine(
            self.tr("The present answers, notes and next steps"),
            theme,
            hint=self.tr("Without them, reviewers answer without seeing what others said."),
            ticked=True,
        )
        text = (
            self.tr("The evidence ({0} of files)").format(size_words(size))
            if size
            else self.tr("The evidence")
        )
        evidence = TickLine(
            text,
            theme,
            hint=self.tr("Without it the copies are small, and nothing confidential travels along."),
            ticked=True,
        )
        return answers, evidence

    def _connect(self) -> None:
        self.names.changed.connect(self._show_ready)
        self.folder.textChanged.connect(self._show_ready)
        for line in self.steps:
            line.box.toggled.connect(self._show_ready)
        self.browse.clicked.connect(self._browse)
        self.make.clicked.connect(self._start)
        self.back.clicked.connect(self._leave_or_stop)
        self.progressed.connect(self._progress.setValue)

    def _lay_out(self) -> None:
        column = self._page.column
        column.addWidget(SectionTitle(self.tr("Who reviews?")))
        column.addWidget(self.names)
        column.addSpacing(8)
        column.addWidget(SectionTitle(self.tr("Which action steps are they asked about?")))
        _add_close(column, self.steps)
        column.addSpacing(8)
        column.addWidget(SectionTitle(self.tr("What goes along?")))
        _add_close(column, [self.answers, self.evidence])
        column.addSpacing(8)
        column.addWidget(SectionTitle(self.tr("Where to?")))
        target = labeled(
            self.tr("Folder"),
            self.folder,
            hint=self.tr("One file for each name. Nothing that lies there is replaced."),
        )
        row = FlowLayout(spacing=12)
        row.addWidget(self.browse)
        target.addLayout(row)
        column.addLayout(target)
        column.addWidget(
            NameHint(
                self.tr(
                    "Enter your name in the settings (Ctrl+,), so that reviewers know whom to send the file back to."
                ),
                lambda: self._session.by,
            )
        )
        column.addWidget(self.made)
        bar = FooterBar()
        foot = QVBoxLayout(bar)
        foot.setContentsMargins(30, 12, 30, 12)
        rows = FlowLayout(spacing=12, at_the_end=3)
        self._progress.setAccessibleName(self.tr("Making the copies"))
        self._progress.hide()
        for widget in (self.back, self._progress, self._missing, self.make):
            rows.addWidget(widget)
        foot.addLayout(rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._page, 1)
        outer.addWidget(bar)
        boxes = [line.box for line in (*self.steps, self.answers, self.evidence)]
        set_tab_order(
            *self.names.stops, *boxes, self.folder, self.browse, *self.made.stops, self.back, self.make
        )


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody wants no copies after all."""


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as fault:
        raise write_problem(folder, fault) from fault


def _add_close(column: QVBoxLayout, lines: list[TickLine]) -> None:
    group = QVBoxLayout()
    group.setSpacing(4)
    for line in lines:
        group.addWidget(line)
    column.addLayout(group)
