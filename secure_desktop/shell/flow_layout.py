"""A layout that fills rows like text does, so that buttons and cards survive narrow windows and large text."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays out its widgets from left to right and goes on in the next row where the width ends.

    The last few, as many as `at_the_end`, stand at the right end of their row.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 12, at_the_end: int = 0) -> None:
        super().__init__(parent)
        self._at_the_end = at_the_end
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, until something changes
        self._least: QSize | None = None
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget at a place among the others."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            if move:
                self._place_row(row, QRect(rect.x(), y, rect.width(), height))
            y += height + self.spacing()
        return max(y - self.spacing() - rect.y(), 0)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = _size_in(item, width)
            if not rows or taken + size.width() > width:
                rows.append([])
                taken = 0
            rows[-1].append((item, size))
            taken += size.width() + self.spacing()
        return rows

    def _place_row(self, row: list[tuple[QLayoutItem, QSize]], area: QRect) -> None:
        last = self._items[len(self._items) - self._at_the_end :]
        free = area.width() - sum(size.width() for _, size in row) - self.spacing() * (len(row) - 1)
        x = area.x()
        for item, size in row:
            if item in last:
                x, free = x + max(free, 0), 0
            item.setGeometry(QRect(QPoint(x, area.y()), QSize(size.width(), area.height())))
            x += size.width() + self.spacing()


def _size_in(item: QLayoutItem, width: int) -> QSize:
    """Return the size that an item gets in a row of this width: what is too long for it wraps, if it can."""
    size = item.sizeHint()
    if size.width() > width:
        narrowed = min(size.width(), max(width, item.minimumSize().width()))
        size = QSize(narrowed, item.heightForWidth(narrowed) if item.hasHeightForWidth() else size.height())
    return size
