"""A box to tick, as large as the text beside it, in the theme's colors."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from secure_desktop.shell.theme import Theme

_CHECK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))


class TickBox(QCheckBox):
    """A check box without a text of its own. Fusion's does not grow with the text and hardly shows the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 2
        return QSize(side, side)

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 3
        area = QRectF(1.5, (self.height() - side) / 2, side, side)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(colors.link if self.hasFocus() else colors.edge), width))
        painter.setBrush(QColor(colors.base))
        painter.drawRoundedRect(area, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(QColor(colors.link), max(side / 8, 1.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([area.topLeft() + QPointF(x * side, y * side) for x, y in _CHECK]))
