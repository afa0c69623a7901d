"""A column of rows that are laid out one by one, so that many of them never hold up the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class RowStack(QWidget):
    """Rows below each other, as tall as they need to be. Those that can be seen are laid out first.

    `prepare` is called before a row is measured anew, because the width changed or the text grew.
    """

    settled = Signal()  # every row has its place

    def __init__(self, prepare: Callable[[QWidget], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._spacing = 0
        self._rows: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}
        self._stale: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._measure_one)
        self.setMinimumWidth(1)  # rows follow the window, and not the other way round

    @property
    def is_settled(self) -> bool:
        """Whether every row has its place."""
        return not self._stale

    def set_spacing(self, spacing: int) -> None:
        """Keep so many pixels between rows."""
        self._spacing = spacing
        self._place()

    def add(self, row: QWidget) -> None:
        """Put a row at the end."""
        row.setParent(self)
        row.installEventFilter(self)
        self._rows.append(row)
        self._measure(row)
        self._place()
        row.show()  # at once, so that it can take the keyboard

    def measure_all(self) -> None:
        """Measure every row anew: something changed that concerns all of them."""
        self._stale = sorted(self._rows, key=self._is_out_of_view)
        self._later.start()

    def measure(self, row: QWidget) -> None:
        """Measure one row anew, now."""
        self._measure(row)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure_all()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.LayoutRequest
            and isinstance(watched, QWidget)
            and watched not in self._stale
        ):
            self._stale.append(watched)
            self._later.start()
        return False

    def _measure_one(self) -> None:
        if not self._stale:
            self._later.stop()
            self.settled.emit()
            return
        self._measure(self._stale.pop(0))
        self._place()

    def _measure(self, row: QWidget) -> None:
        self._prepare(row)
        layout = row.layout()
        if layout is not None:
            layout.activate()
            self._heights[row] = layout.totalHeightForWidth(self.width())

    def _place(self) -> None:
        top = 0
        for row in self._rows:
            height = self._heights.get(row, 0)
            row.setGeometry(0, top, self.width(), height)
            top += height + self._spacing
        self.setFixedHeight(max(top - self._spacing, 0))

    def _is_out_of_view(self, row: QWidget) -> bool:
        return not self.visibleRegion().intersects(row.geometry())
