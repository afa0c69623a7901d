"""Says that somebody has not entered their name yet, where others will want to know it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.controls import PlainLabel


class NameHint(InfoBox):
    """Takes no room once there is a name; `name` returns it."""

    def __init__(self, text: str, name: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.addWidget(PlainLabel(text))
        self.follow(is_wanted=True)

    def follow(self, *, is_wanted: bool) -> None:
        """Look again whether there is a name; hidden also where nobody wants to know it."""
        if self._name() or not is_wanted:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
