"""One of several choices with a hint below it that wraps, which Qt's own radio buttons cannot."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from secure_desktop.shell.controls import MutedLabel

_INDENT = 24  # pixels


class RadioLines(QWidget):
    """Several choices, one below the other; the first is chosen until somebody chooses another."""

    changed = Signal(object)  # the value that is chosen now

    def __init__(self, choices: Iterable[tuple[Any, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._values: list[Any] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for value, text, hint in choices:
            button = QRadioButton(text)
            button.setAccessibleDescription(hint)
            button.setChecked(not self._values)
            self._group.addButton(button, len(self._values))
            self._values.append(value)
            column.addWidget(button)
            words = QVBoxLayout()
            words.setContentsMargins(_INDENT, 0, 0, 6)
            words.addWidget(MutedLabel(hint))
            column.addLayout(words)
        self._group.idToggled.connect(self._tell)

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._values[self._group.checkedId()]

    @property
    def chosen_button(self) -> QAbstractButton:
        """The button of the value that is chosen."""
        return self._group.buttons()[self._group.checkedId()]

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._group.buttons())

    def choose(self, value: object) -> None:
        """Choose a value, as somebody does who clicks on it."""
        self._group.button(self._values.index(value)).setChecked(True)

    def take_focus(self) -> None:
        """Move the keyboard to the value that is chosen."""
        self.chosen_button.setFocus()

    def _tell(self, _index: int, is_chosen: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        if is_chosen:
            self.changed.emit(self.value)
