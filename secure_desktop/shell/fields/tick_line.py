"""A box to tick with its sentence, and a hint below it. Both wrap, which Qt's own boxes do not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.fields.tick_box import TickBox
from secure_desktop.shell.theme import Theme


class TickLine(QWidget):
    """A `box` and its sentence, which ticks the box as well."""

    def __init__(
        self, text: str, theme: Theme, *, hint: str = "", ticked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = TickBox(theme)
        self.box.setAccessibleName(text)
        self.box.setAccessibleDescription(hint)
        self.box.setChecked(ticked)
        self.hint = MutedLabel(hint)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(text))
        if hint:
            words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_ticked(self) -> bool:
        """Whether the box is ticked."""
        return self.box.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.setFocus()
            self.box.toggle()
