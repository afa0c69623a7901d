"""The strip that says which backup was gone back to, and where the file is as it was before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.strip import Strip


class RestoredNotice(QWidget):
    """Hidden until there is something to tell, and once somebody has seen it."""

    focus_released = Signal()  # the button that had the keyboard is gone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seen = Button(self.tr("Hide"))
        self.seen.setAccessibleName(self.tr("Hide the notice about the backup"))
        self._strip = Strip(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._strip)
        self.seen.clicked.connect(self._hide)

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return self._strip.text

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._strip.say(text)
        announce(self, text)

    def _hide(self) -> None:
        self._strip.say("")
        self.focus_released.emit()
