"""How far a reading is, in words and as a bar, with the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.flow_layout import FlowLayout

_STEPS = 100


class ProgressRow(QWidget):
    """Hidden while nothing is under way."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = MutedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        row = FlowLayout(spacing=12)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done."""
        return self._words.text()

    def begin(self, words: str, *, can_stop: bool) -> None:
        """Show that something has begun."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.cancel.setVisible(can_stop)
        self.show()

    def show_part(self, done: float) -> None:
        """Show how far it is, from 0 to 1."""
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(done * _STEPS))
