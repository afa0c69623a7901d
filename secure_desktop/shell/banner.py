"""The strips above an assessment: why nothing can be saved, and that it is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import InfoBox, WarningBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.problems import problem_texts
from secure_desktop.underneath_errors import FileChanged


class Banner(QWidget):
    """Read-only, or not saved, or no longer there: the reason, what to do, and the buttons for it."""

    copy_requested = Signal()  # a copy beside the work
    move_requested = Signal()  # a copy to go on in, with all that was typed
    retry_requested = Signal()
    combining_requested = Signal()  # with what another program put in its place
    opening_requested = Signal()  # what another program put in its place
    force_requested = Signal()  # to edit although somebody else may

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_read_only = False
        self._text = PlainLabel()
        self._retry = Button(self.tr("Try again"))
        self._combine = Button(self.tr("Combine with it…"))
        self._copy = Button(self.tr("Save a copy…"))
        self._open = Button(self.tr("Open what is there now"))
        self._force = Button(self.tr("Edit here all the same…"))
        self._retry.clicked.connect(self.retry_requested)
        self._combine.clicked.connect(self.combining_requested)
        self._copy.clicked.connect(self._ask_for_copy)
        self._open.clicked.connect(self.opening_requested)
        self._force.clicked.connect(self.force_requested)
        box = WarningBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(self._text)
        buttons = FlowLayout(spacing=8)
        for button in (self._retry, self._combine, self._copy, self._open, self._force):
            buttons.addWidget(button)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 0)
        column.addWidget(box)
        self._show_ways(None)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def show_read_only(self, reason: str, *, is_doubtful: bool = False) -> None:
        """Say that this file can only be read, until `show_writable`; `is_doubtful` when only a person can tell."""
        self._is_read_only = True
        self._text.setText(reason)
        self._show_ways(None)
        self._force.setVisible(is_doubtful)
        self.show()

    def show_writable(self) -> None:
        """Go away: the file can be edited now."""
        self._is_read_only = False
        self.hide()

    def show_problem(self, problem: KnownProblem) -> None:
        """Say that the last change was not saved, or that the next one would not be, and why."""
        text = " ".join(problem_texts(problem))
        if text != self.text:
            announce(self, text)
        self._text.setText(text)
        self._show_ways(problem)
        self.show()

    def show_saved(self) -> None:
        """Go away: everything is saved again."""
        if not self._is_read_only:
            self.hide()

    def _show_ways(self, problem: KnownProblem | None) -> None:
        is_another = isinstance(problem, FileChanged)
        self._retry.setVisible(not self._is_read_only)
        self._combine.setVisible(is_another and not self._is_read_only)
        self._open.setVisible(is_another)
        self._force.hide()

    def _ask_for_copy(self) -> None:
        (self.copy_requested if self._is_read_only else self.move_requested).emit()


class SignedBanner(QWidget):
    """Says calmly that a revision is signed, with the way to open it again."""

    reopening_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel(wrap=False)
        reopen = Button(self.tr("Reopen…"))
        reopen.clicked.connect(self.reopening_requested)
        box = InfoBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 8, 14, 8)
        row = FlowLayout(spacing=14)
        row.addWidget(self._text)
        row.addWidget(reopen)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 0)
        column.addWidget(box)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def show_revision(self, number: int) -> None:
        """Say which revision is signed."""
        self._text.setText(self.tr("Revision {0} is signed.").format(number))
