"""The part of the report page for work on paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel


class PaperCard(Card):
    """A button for the printed checklist, and one for what comes back on it."""

    blank_requested = Signal()
    typing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blank = Button(self.tr("Print a blank checklist…"))
        self.blank.clicked.connect(self.blank_requested)
        self.typing = Button(self.tr("Type in from paper"))
        self.typing.clicked.connect(self.typing_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("On paper")))
        column.addWidget(
            MutedLabel(
                self.tr(
                    "Print the checklist without answers for a meeting, and type in afterwards what was ticked."
                )
            )
        )
        row = FlowLayout(spacing=12)
        row.addWidget(self.blank)
        row.addWidget(self.typing)
        column.addLayout(row)

    def show_editable(self, *, is_editable: bool) -> None:
        """Offer typing only where answers can change."""
        self.typing.setVisible(is_editable)
