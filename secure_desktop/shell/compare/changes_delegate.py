"""How cells with pills look: side by side with an arrow between them, or under one another in a narrow column."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from secure_desktop.shell.pill import paint_pill, pill_size
from secure_desktop.shell.review.grown_table import CELL_PADDING, Index, WrappingDelegate
from secure_desktop.shell.review.pill_model import PILLS, Line
from secure_desktop.shell.theme import Theme

_ARROW = "→"
_BETWEEN = 5  # pixels
_MARGIN = 6


class ChangesDelegate(WrappingDelegate):
    """Paints what a cell holds under PILLS."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines: tuple[Line, ...] = index.data(PILLS)
        if not lines:
            return super().sizeHint(option, index)
        places = _places(option, lines, QRect(0, 0, option.rect.width(), 0))
        return QSize(option.rect.width(), places[-1][-1].bottom() + _MARGIN + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lines: tuple[Line, ...] = index.data(PILLS)
        if not lines:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        for line, places in zip(lines, _places(option, lines, option.rect), strict=True):
            for (text, tone), place in zip(line, places, strict=True):
                paint_pill(painter, place, option.font, self._theme.colors.tone(tone), text)
            for place in places[1:]:
                self._paint_arrow(painter, option, place)

    def _paint_arrow(self, painter: QPainter, option: QStyleOptionViewItem, before: QRect) -> None:
        width = option.fontMetrics.horizontalAdvance(_ARROW)
        place = QRect(before.left() - width - _BETWEEN, before.top(), width + 2, before.height())
        painter.save()
        painter.setPen(QColor(self._theme.colors.muted))
        painter.setFont(option.font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _ARROW)
        painter.restore()


def _places(option: QStyleOptionViewItem, lines: tuple[Line, ...], area: QRect) -> list[list[QRect]]:
    """Return where the pills of a cell go, line by line."""
    left, top = area.left() + CELL_PADDING - 2, area.top() + _MARGIN
    arrow = option.fontMetrics.horizontalAdvance(_ARROW) + 2 * _BETWEEN
    found: list[list[QRect]] = []
    for line in lines:
        x, places = left, list[QRect]()
        for text, _ in line:
            size = pill_size(option.font, text)
            if places:
                x += arrow
            if places and x + size.width() > area.right() - 2:
                x, top = left + arrow, top + size.height() + _BETWEEN
            places.append(QRect(x, top, size.width(), size.height()))
            x += size.width()
        found.append(places)
        top = places[-1].bottom() + 1 + _BETWEEN
    return found
