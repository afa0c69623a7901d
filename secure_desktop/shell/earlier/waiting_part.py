"""In the review: how many earlier answers nobody has confirmed yet, and what is no longer asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.reconfirming import removed_items
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.earlier.earlier_words import removed_sentence, waiting_sentence
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.session import Session


class WaitingPart(InfoBox):
    """Hidden for an assessment that started from none."""

    waiting_requested = Signal()
    removed_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting, self._removed = PlainLabel(), PlainLabel()
        self.show_waiting = Button(self.tr("Show them"))
        self.show_waiting.setAccessibleName(self.tr("Show the items that are not yet re-confirmed"))
        self.show_removed = Button(self.tr("Show what was said"))
        self.show_removed.setAccessibleName(self.tr("Show what was said of items that are no longer asked"))
        self.show_waiting.clicked.connect(self.waiting_requested)
        self.show_removed.clicked.connect(self.removed_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        for label, button in ((self._waiting, self.show_waiting), (self._removed, self.show_removed)):
            column.addWidget(label)
            row = FlowLayout(spacing=10)
            row.addWidget(button)
            column.addLayout(row)
        if session.earlier is None:
            self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (self.show_waiting, self.show_removed)

    @property
    def text(self) -> str:
        """What is said; "" when nothing is."""
        shown = [label.text() for label in (self._waiting, self._removed) if not label.isHidden()]
        return "" if self.isHidden() else "\n".join(shown)

    def show_now(self) -> None:
        """Show how it stands."""
        earlier = self._session.earlier
        if earlier is None:
            return
        left = len(self._session.waiting())
        gone = len(removed_items(self._session.assessment, earlier))
        self._waiting.setText(waiting_sentence(left))
        self.show_waiting.setVisible(left > 0)
        self._removed.setText(removed_sentence(gone))
        for widget in (self._removed, self.show_removed):
            widget.setVisible(gone > 0)
