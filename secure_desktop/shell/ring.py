"""The progress sign: a ring that fills, and a check when all is answered."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from secure_desktop.model.progress import Progress
from secure_desktop.shell.theme import Colors


def paint_ring(painter: QPainter, area: QRectF, progress: Progress | None, colors: Colors) -> None:
    """Paint the progress of something; an empty ring where there is none to speak of."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if progress is not None and progress.is_complete:
        _paint_check(painter, area, colors)
    else:
        _paint_arc(painter, area, progress.share if progress else 0.0, colors)
    painter.restore()


def _paint_arc(painter: QPainter, area: QRectF, share: float, colors: Colors) -> None:
    width = max(2.0, area.width() / 7)
    ring = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.line), width))
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(colors.link), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))


def _paint_check(painter: QPainter, area: QRectF, colors: Colors) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.good))
    painter.drawEllipse(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(QColor(colors.window), area.width() / 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    )
    points = ((0.29, 0.53), (0.44, 0.68), (0.72, 0.36))
    painter.drawPolyline(
        QPolygonF([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])
    )
