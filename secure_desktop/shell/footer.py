"""The bar at the bottom: back, what is saved, and the ways forward."""

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import FooterBar
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import DangerLabel, GoodLabel
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
        self._busy = MutedLabel(self.tr("Working on the file…"), wrap=False)
        self._busy.hide()
        self._hint = MutedLabel()
        self._hint.hide()
        self.back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.next_requested)
        self.next_unanswered.clicked.connect(self.next_unanswered_requested)
        self._way = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 12)
        rows = FlowLayout(spacing=12, at_the_end=2)
        says = (self._saved, self._not_saved, self._busy)
        for widget in (self.back, *says, self.next_unanswered, self.next):
            rows.addWidget(widget)
        column.addWidget(self._hint)
        column.addLayout(rows)

    @property
    def saved_text(self) -> str:
        """What the bar says about saving."""
        return self._not_saved.text() if self._not_saved.isVisible() else self._saved.text()

    @property
    def hint(self) -> str:
        """The hint that is shown; "" for none."""
        return "" if self._hint.isHidden() else self._hint.text()

    def show_ways(self, following: str, *, can_skip: bool) -> None:
        """Say where *Next* leads; hide it at the end, and *Next unanswered* when nothing is unanswered."""
        self._hint.hide()
        self.next.setVisible(bool(following))
        self._way = self.tr("Next: {0}").format(following)
        self.next.setAccessibleName(self._way)
        self.next_unanswered.setVisible(can_skip)
        self.fit()

    def fit(self) -> None:
        """Name the next section on its button where there is room for that."""
        self.next.setText(self._way.replace("&", "&&"))
        if self.next.sizeHint().width() > self.width() - 60:
            self.next.setText(self.tr("Next"))

    def show_saved(self, moment: datetime) -> None:
        """Say that everything up to this UTC time is durable."""
        self._saved.setText(self.tr("✓ Saved {0}").format(clock_time(moment)))
        self._saved.show()
        self._not_saved.hide()

    def show_not_saved(self) -> None:
        """Say that the last change is not in the file."""
        self._saved.hide()
        self._not_saved.show()

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that another thread has the file, or no longer."""
        self._busy.setVisible(is_busy)

    def show_hint(self, text: str) -> None:
        """Say why a key did nothing, until another section is shown."""
        self._hint.setText(text)
        self._hint.show()
        announce(self, text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.next_unanswered.sizeHint().width() + 60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
