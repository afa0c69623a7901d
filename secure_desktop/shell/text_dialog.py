"""A dialog for reading: plain text under headings, which can be selected and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel


class TextDialog(QDialog):
    """Shows a title line and a longer text, with a button that copies it, and others if wanted."""

    def __init__(
        self,
        title: str,
        lead: str,
        text: str,
        *,
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setTabStopDistance(self._text.fontMetrics().averageCharWidth() * 22)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(title)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = Button(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        for button in buttons:
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        if lead:
            column.addWidget(MutedLabel(lead))
        column.addWidget(self._text, 1)
        column.addWidget(box)
        metrics = self.fontMetrics()
        room = self.screen().availableSize()
        self.resize(
            min(metrics.averageCharWidth() * 92, room.width() * 9 // 10),
            min(metrics.height() * 30, room.height() * 8 // 10),
        )

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text.toPlainText()
