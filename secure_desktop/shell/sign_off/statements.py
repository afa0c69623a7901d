"""The sentences that a signer has to confirm, each with a box to tick. They wrap, which Qt's own boxes do not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.fields.tick_box import TickBox
from secure_desktop.shell.fields.tick_line import TickLine
from secure_desktop.shell.forms import clear
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import attestation_sentence


class Statements(QWidget):
    """Shows sentences, and tells whether all of them are confirmed."""

    toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences: tuple[str, ...] = ()
        self._boxes: list[TickBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._boxes)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in English, as they are kept with the signature."""
        return self._sentences

    @property
    def first_open(self) -> TickBox | None:
        """The first box that is not ticked; None when everything is confirmed."""
        return next((box for box in self._boxes if not box.isChecked()), None)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show sentences anew; one that was ticked and still stands stays ticked."""
        ticked = {text for text, box in zip(self._sentences, self._boxes, strict=True) if box.isChecked()}
        clear(self._column)
        self._sentences, self._boxes = tuple(sentences), []
        for sentence in self._sentences:
            line = TickLine(attestation_sentence(sentence), self._theme)
            line.box.setChecked(sentence in ticked)
            line.box.toggled.connect(lambda _: self.toggled.emit())
            self._column.addWidget(line)
            self._boxes.append(line.box)
