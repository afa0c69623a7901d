"""The area in which the cards scroll."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from secure_desktop.shell.controls import PAGE_MARGIN
from secure_desktop.shell.scroll_page import ScrollColumn, ScrollContent


class CardArea(QScrollArea):
    """Scrolls the cards in its `list`. Up and down are not for it: they go from item to item."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = ScrollContent()
        self.list = ScrollColumn(self._content)
        self.list.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 24)
        self.list.setSpacing(10)
        self.setWidget(self._content)

    def bring_into_view(self, card: QWidget, *, is_first: bool) -> None:
        """Scroll so that a card is seen; what stands above the first one comes into view with it."""
        self.settle()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if is_first:
            bar.setValue(0)
            return
        top, bottom = card.y() - 10, card.y() + card.height() + 10
        if bottom - bar.value() > height:
            bar.setValue(bottom - height)
        if top < bar.value():
            bar.setValue(top)

    def show_field(self, field: QWidget) -> None:
        """Scroll so that a field is seen that somebody writes in."""
        self.settle()
        QTimer.singleShot(0, field, lambda: self.ensureWidgetVisible(field, 0, 24))  # sizes are final then

    def settle(self) -> None:
        """Give every card its place now."""
        self.list.activate()
        self.list.fit_height(self._content.width())
        self._content.resize(self._content.width(), self._content.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)
