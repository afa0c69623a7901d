"""The bar at the bottom: back, what is saved, and the ways forward."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import DangerLabel, FooterBar, GoodLabel
from secure_desktop.shell.moments import clock_time


class Footer(FooterBar):
    """Back, next, next unanswered, and a line that says when the last change became durable."""

    back_requested = Signal()
    next_requested = Signal()
    next_unanswered_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self.tr("Back"))
        self.next_unanswered = Button(self.tr("Next unanswered"))
        self.next = PrimaryButton("")
        self._saved = GoodLabel(wrap=False)
        self._not_saved = DangerLabel(self.tr("✕ Not saved"), wrap=False)
        self._not_saved.hide()
        self.back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.next_requested)
        self.next_unanswered.clicked.connect(self.next_unanswered_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(30, 12, 30, 12)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self._saved)
        row.addWidget(self._not_saved)
        row.addStretch(1)
        row.addWidget(self.next_unanswered)
        row.addWidget(self.next)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def saved_text(self) -> str:
        """What the bar says about saving."""
        return self._not_saved.text() if self._not_saved.isVisible() else self._saved.text()

    def show_ways(self, following: str, *, can_skip: bool) -> None:
        """Say where *Next* leads; hide it at the end, and *Next unanswered* when nothing is unanswered."""
        self.next.setVisible(bool(following))
        self.next.setText(self.tr("Next: {0}").format(following))
        self.next_unanswered.setVisible(can_skip)

    def show_saved(self, moment: datetime) -> None:
        """Say that everything up to this UTC time is durable."""
        self._saved.setText(self.tr("✓ Saved {0}").format(clock_time(moment)))
        self._saved.show()
        self._not_saved.hide()

    def show_not_saved(self) -> None:
        """Say that the last change is not in the file."""
        self._saved.hide()
        self._not_saved.show()
