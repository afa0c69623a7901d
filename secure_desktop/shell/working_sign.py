"""The sign that something is under way on another thread: words, and a bar that moves."""

from typing import Protocol

from PySide6.QtWidgets import QProgressBar, QWidget

from secure_desktop.shell.controls import MutedLabel


class _Row(Protocol):
    def addWidget(self, widget: QWidget, /) -> object: ...


class WorkingSign:
    """Two widgets that come and go together in a row of others, hidden at first. `text` says what is being done."""

    def __init__(self, row: _Row, text: str = "") -> None:
        self._words = MutedLabel(text, wrap=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        for widget in (self._words, self._bar):
            row.addWidget(widget)
            widget.hide()

    @property
    def is_shown(self) -> bool:
        """Whether something is under way."""
        return not self._bar.isHidden()

    @property
    def text(self) -> str:
        """What is being done; "" while nothing is."""
        return self._words.text() if self.is_shown else ""

    def show(self, *, is_busy: bool, text: str = "") -> None:
        """Show it, with other words if any are given, or hide it."""
        if text:
            self._words.setText(text)
            self._bar.setAccessibleName(text)
        for widget in (self._words, self._bar):
            widget.setVisible(is_busy)
