"""The drawn signature with its label and the button that clears it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.sign_off.signature_pad import SignaturePad
from secure_desktop.shell.theme import Theme


class SignatureField(QWidget):
    """A pad under its label. *Clear* is there once something is drawn."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pad = SignaturePad(theme)
        self.clear = LinkButton(self.tr("Clear"))
        self.clear.setAccessibleName(self.tr("Clear the drawn signature"))
        self.clear.clicked.connect(self.pad.clear)
        self.clear.hide()
        self.pad.drawn.connect(lambda: self.clear.setVisible(not self.pad.is_empty))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Or draw your signature (optional)")), 1)
        head.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.pad, 1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (self.clear,)
