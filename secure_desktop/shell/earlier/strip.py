"""A calm strip above an assessment: a sentence, and buttons for what can be done about it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.line_label import LineLabel
from secure_desktop.shell.flow_layout import FlowLayout


class Strip(QWidget):
    """Hidden until it has something to say."""

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = LineLabel()
        box = InfoBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 8, 14, 8)
        row = FlowLayout(spacing=14)
        row.addWidget(self._text)
        for button in buttons:
            row.addWidget(button)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 0)
        column.addWidget(box)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str) -> None:
        """Say something; nothing to say hides the strip."""
        self._text.setText(text)
        self.setVisible(bool(text))
