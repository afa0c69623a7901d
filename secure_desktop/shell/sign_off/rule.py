"""A thin line between rows."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QWidget


class Rule(QFrame):
    """A horizontal line, one pixel high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
