"""Fields side by side where there is room for them, else one below the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget


class SideBySide(QWidget):
    """Puts its parts in a row when each of them gets `at_least` so many characters."""

    def __init__(self, *, at_least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_least = at_least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def add(self, part: QLayout | QWidget) -> None:
        """Add a part behind the others."""
        if isinstance(part, QWidget):
            self._row.addWidget(part, 1)
        else:
            self._row.addLayout(part, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.fontMetrics().averageCharWidth() * self._at_least * self._row.count()
        is_wide = self.width() >= needed
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self._row.setSpacing(14 if is_wide else 8)
