"""Checking a report or an assessment file: choose it, wait a moment, read the verdict. Nothing is sent anywhere."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.check.verdict_view import VerdictView
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.exchange.verdict import Verdict
    from secure_desktop.storage.assessment_file import AssessmentFile


class CheckPage(ScrollPage):
    """Checks one file after the other. An open assessment is compared with, if it is the same one."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(
        self,
        theme: Theme,
        dialogs: Dialogs,
        session: Session | None,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._dialogs = dialogs
        self._session = session
        self._folder = folder
        self._path: Path | None = None
        self._at_hand: Path | None = None  # another assessment file to compare with
        self._is_busy = False
        self.title.setText(self.tr("Check a report"))
        self.lead.setText(
            self.tr(
                "Choose a PDF summary or an assessment file. You learn whether it was altered after it was signed, by whom "
                "it was signed, and with which keys. Nothing is sent anywhere."
            )
        )
        self.choose = PrimaryButton(self.tr("Choose a file…"))
        self.compare = Button(self.tr("Compare with an assessment file…"))
        self._back = Button(self.tr("Back"))
        row = FlowLayout(spacing=12)
        for widget in (self.choose, self.compare, self._back):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("Checking…"))
        self.column.addLayout(row)
        self.view = VerdictView(theme)
        self.column.addWidget(self.view)
        self._show_busy(is_busy=False)
        self.choose.clicked.connect(self.ask)
        self.compare.clicked.connect(self._ask_at_hand)
        self._back.clicked.connect(self.left)
        self.view.key_accepted.connect(self._remember)

    @property
    def is_busy(self) -> bool:
        """Whether a check is under way."""
        return self._is_busy

    def take_focus(self) -> None:
        """Move the keyboard to the first button."""
        self.choose.setFocus()

    def ask(self) -> None:
        """Ask for a file and check it."""
        kinds = self.tr("Reports and assessments (*.pdf *.sqlite);;All files (*)")
        path = self._dialogs.choose_existing(self.tr("Check a report"), kinds, self._folder)
        if path is not None:
            self._at_hand = None
            self.check(path)

    def check(self, path: Path) -> None:
        """Check a file on another thread and show the verdict."""
        if self._is_busy:
            return
        self._path = path
        self.view.hide()
        if not self._start(path):
            self._dialogs.tell(Busy(name=path.name))
            return
        self._show_busy(is_busy=True)

    def _start(self, path: Path) -> bool:
        if self._at_hand is None and self._session is not None:
            check = functools.partial(_verify_beside, path)
            return self._session.read_behind(check, done=self._show, failed=self._fail) is not None
        task = Task(functools.partial(_verify, path, self._at_hand), self)
        task.done.connect(self._show)
        task.failed.connect(self._fail)
        task.start()
        return True

    def _ask_at_hand(self) -> None:
        kinds = self.tr("Assessments (*.sqlite);;All files (*)")
        title = self.tr("Compare with an assessment file")
        self._at_hand = self._dialogs.choose_existing(title, kinds, self._folder)
        if self._at_hand is not None and self._path is not None:
            self.check(self._path)

    def _remember(self, number: str, name: str) -> None:
        from secure_desktop.exchange import known_keys

        try:
            known_keys.remember(number, name)
        except KnownProblem as problem:
            self._dialogs.tell(problem)
            return
        if self._path is not None:
            self.check(self._path)

    def _show(self, verdict: "Verdict") -> None:
        self._show_busy(is_busy=False)
        self.view.show_verdict(verdict)
        self.compare.setVisible(bool(verdict.contents.assessment_id))
        set_tab_order(self.choose, self.compare, self._back, *self.view.keys.stops)
        self.ensureVisible(0, 0)
        self.choose.setFocus()

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.choose.setFocus()
        self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.choose.setEnabled(not is_busy)
        self.compare.hide()
        self._working.show(is_busy=is_busy)


def _verify_beside(path: Path, at_hand: "AssessmentFile") -> "Verdict":
    from secure_desktop.exchange.verify import verify

    return verify(path, at_hand=at_hand)


def _verify(path: Path, at_hand: Path | None) -> "Verdict":
    from secure_desktop.exchange.verify import verify
    from secure_desktop.storage.opening import open_file

    if at_hand is None:
        return verify(path)
    with open_file(at_hand, write=False) as file:
        return verify(path, at_hand=file)
