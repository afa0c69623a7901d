"""The part of the report page that leads to sharing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel


class ShareCard(Card):
    """Says what sharing gives, with the button for it."""

    share_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(self.tr("Share…"))
        self.button.clicked.connect(self.share_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("Share by e-mail")))
        column.addWidget(
            MutedLabel(
                self.tr(
                    "A folder with the PDF, a checked copy of the assessment, a text, and a mail that is ready to be sent; "
                    "or with the public summary only. A password can lock it."
                )
            )
        )
        row = FlowLayout(spacing=12)
        row.addWidget(self.button)
        column.addLayout(row)
