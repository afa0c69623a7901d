"""A choice of a few words that the mouse wheel leaves alone: pages scroll by it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from secure_desktop.shell.controls import PlainLabel


class Choice(QComboBox):
    """One of several values, each with its word."""

    def __init__(self, values: Iterable[tuple[Any, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []  # Qt would hand back enums as plain texts
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(values)

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def offer(self, values: Iterable[tuple[Any, str]]) -> None:
        """Offer other values; the chosen one stays if it is among them, else the first is chosen. Nobody is told."""
        offered = list(values)
        chosen = self.value if self._values else None
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in offered]
        self.addItems([word for _, word in offered])
        self.blockSignals(blocked)
        self.show_value(chosen)

    def show_value(self, value: object) -> None:
        """Show a value, the first one if it is not offered, without telling anybody."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def beside_its_label(text: str, choice: Choice) -> QWidget:
    """Return a choice behind its label, which names it for screen readers."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = PlainLabel(text, wrap=False)
    label.setBuddy(choice)
    choice.setAccessibleName(text)
    row.addWidget(label)
    row.addWidget(choice)
    return holder
