"""The list of formats, each with a sentence that says what it is good for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from secure_desktop.exchange.formats import Format
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.exporting.format_words import format_words


class FormatChoice(QWidget):
    """One of all formats; the first one until somebody chooses."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Format, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for kind, words in format_words().items():
            button = QRadioButton(words.name)
            button.setAccessibleDescription(words.good_for)
            self._group.addButton(button)
            self._buttons[kind] = button
            column.addWidget(button)
            column.addWidget(self._explained(words.good_for))
        self._group.buttons()[0].setChecked(True)
        self._group.buttonToggled.connect(lambda _, is_checked: self.chosen.emit() if is_checked else None)

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    @property
    def chosen_button(self) -> QRadioButton:
        """The button of the format that is chosen."""
        return self._buttons[self.format]

    def choose(self, kind: Format) -> None:
        """Choose a format."""
        self._buttons[kind].setChecked(True)

    def take_focus(self) -> None:
        """Move the keyboard to the format that is chosen."""
        self.chosen_button.setFocus()

    def _explained(self, text: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(26, 0, 0, 8)
        column.addWidget(MutedLabel(text))
        return holder
