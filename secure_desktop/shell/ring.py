"""The progress sign: a ring that fills, and a check when all is answered."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from secure_desktop.shell.colors import Colors


def paint_ring(painter: QPainter, area: QRectF, share: float | None, colors: Colors) -> None:
    """Paint a share from 0 to 1, a check when it is whole, an empty ring where there is none to speak of."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if share == 1.0:
        _paint_check(painter, area, colors)
    else:
        _paint_arc(painter, area, share or 0.0, colors)
    painter.restore()


def _paint_arc(painter: QPainter, area: QRectF, share: float, colors: Colors) -> None:
    width = max(2.0, area.width() / 7)
    ring = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(QBrush())
    painter.setPen(QPen(QColor(colors.ring), width))
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(colors.link), width))
    painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))


def _paint_check(painter: QPainter, area: QRectF, colors: Colors) -> None:
    painter.setPen(QColor(colors.good))
    painter.setBrush(QColor(colors.good))
    painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setBrush(QBrush())
    painter.setPen(QPen(QColor(colors.window), area.width() / 9))
    points = ((0.29, 0.53), (0.44, 0.68), (0.72, 0.36))
    painter.drawPolyline(
        QPolygonF([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])
    )
