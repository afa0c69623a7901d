"""How an action step of an assessment looks in a table: its numbers with their signs, and below them a bar."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import Tally
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.overview.overview_model import TALLY
from secure_desktop.shell.review.grown_table import CELL_PADDING
from secure_desktop.shell.theme import Theme

ROW = 2.8  # heights of a line that a row takes


class BarDelegate(QStyledItemDelegate):
    """Paints tallies as numbers over a bar. The numbers say all; the bar shows it from afar."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        counts: Tally | None = index.data(TALLY)
        if counts is None:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        self._paint_numbers(painter, option, text)
        self._paint_bar(painter, option, counts)

    def _paint_numbers(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        painter.save()
        painter.setFont(scaled_font(option.font, 0.9))
        painter.setPen(QColor(self._theme.colors.text))
        place = _inner(option).adjusted(0, 0, 0, -_bar_height(option) - 3)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)
        painter.restore()

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, counts: Tally) -> None:
        area = QRectF(_inner(option))
        area.setTop(area.bottom() - _bar_height(option))
        left = area.left()
        for answer in Answer:
            width = area.width() * counts.of(answer) / counts.total if counts.total else 0.0
            if width:
                tone = self._theme.colors.tone(answer)
                part = QRectF(left, area.top(), max(width - 1, 1), area.height())
                painter.fillRect(part, QColor(tone.bar))
                if answer is Answer.UNANSWERED:
                    painter.setPen(QColor(tone.edge))
                    painter.drawRect(part.adjusted(0, 0, -1, -1))
            left += width


def _bar_height(option: QStyleOptionViewItem) -> int:
    return max(5, round(option.fontMetrics.height() * 0.4))


def _inner(option: QStyleOptionViewItem) -> QRect:
    below = round(option.fontMetrics.height() * 0.35)
    return option.rect.adjusted(CELL_PADDING - 2, 2, -CELL_PADDING + 2, -below)
