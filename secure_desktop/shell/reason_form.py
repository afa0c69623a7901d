"""A question in place, mostly for a reason: a field, the button that goes on, and a way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.buttons import Button
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.labels import DangerLabel


class ReasonForm(QWidget):
    """Hidden until `ask`. `given` carries an answer that is not empty."""

    given = Signal(str)
    left = Signal()

    def __init__(self, question: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = line_edit()
        self.field.returnPressed.connect(self._give)
        self.button = Button(button)
        self.button.clicked.connect(self._give)
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.clicked.connect(self._leave)
        self._missing = DangerLabel(self.tr("Say it in a few words."))
        self._missing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(labeled(question, self.field))
        column.addWidget(self._missing)
        row = FlowLayout(spacing=10)
        row.addWidget(self.button)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.field, self.button, self._cancel

    def ask(self, proposed: str = "") -> None:
        """Show the question and move the keyboard to it."""
        self.field.setText(proposed)
        self._missing.hide()
        self.show()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        reason = self.field.text().strip()
        self._missing.setVisible(not reason)
        if reason:
            self.given.emit(reason)
        else:
            self.field.setFocus()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
