"""The strips above an assessment: why nothing can be saved, and that it is signed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.boxes import InfoBox, WarningBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.problems import problem_texts


class Banner(QWidget):
    """Read-only, or not saved: the reason, what to do, and the buttons for it."""

    copy_requested = Signal()
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_read_only = False
        self._text = PlainLabel()
        self._retry = Button(self.tr("Try again"))
        self._retry.clicked.connect(self.retry_requested)
        self._copy = Button(self.tr("Save a copy…"))
        self._copy.clicked.connect(self.copy_requested)
        box = WarningBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(self._text)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._retry)
        buttons.addWidget(self._copy)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 0)
        column.addWidget(box)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def show_read_only(self, reason: str) -> None:
        """Say that this file can only be read, until `show_writable`."""
        self._is_read_only = True
        self._text.setText(reason)
        self._retry.hide()
        self.show()

    def show_writable(self) -> None:
        """Go away: the file can be edited now."""
        self._is_read_only = False
        self.hide()

    def show_problem(self, problem: KnownProblem) -> None:
        """Say that the last change was not saved, and why."""
        self._text.setText(" ".join(problem_texts(problem)))
        self._retry.setVisible(not self._is_read_only)
        self.show()

    def show_saved(self) -> None:
        """Go away: everything is saved again."""
        if not self._is_read_only:
            self.hide()


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
