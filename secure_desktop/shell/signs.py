"""Small signs drawn by hand, because many fonts lack them: a calendar, a paper, a cabinet, a link."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from secure_desktop.model.evidence import EvidenceKind

Outline = Callable[[], QPainterPath]  # in a square of 16 by 16


def calendar() -> QPainterPath:
    """Return a sheet of a calendar."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 3.5, 12, 10.5), 1.5, 1.5)
    _line(path, (2, 7), (14, 7))
    _line(path, (5, 2), (5, 5))
    _line(path, (11, 2), (11, 5))
    return path


def paper() -> QPainterPath:
    """Return a paper with a folded corner and lines."""
    path = QPainterPath(QPointF(3.5, 2))
    for x, y in ((9.5, 2), (12.5, 5), (12.5, 14), (3.5, 14), (3.5, 2)):
        path.lineTo(x, y)
    _line(path, (6, 8), (10, 8))
    _line(path, (6, 11), (10, 11))
    return path


def cabinet() -> QPainterPath:
    """Return a cabinet with two drawers."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 2, 10, 12), 1, 1)
    _line(path, (3, 8), (13, 8))
    _line(path, (6.5, 5), (9.5, 5))
    _line(path, (6.5, 11), (9.5, 11))
    return path


def link() -> QPainterPath:
    """Return an arrow that leads out of a box."""
    path = QPainterPath(QPointF(7, 3.5))
    for x, y in ((3, 3.5), (3, 13), (12.5, 13), (12.5, 9)):
        path.lineTo(x, y)
    _line(path, (8, 8), (13.5, 2.5))
    _line(path, (9.5, 2.5), (13.5, 2.5), (13.5, 6.5))
    return path


EVIDENCE: dict[EvidenceKind, Outline] = {
    EvidenceKind.FILE: paper,
    EvidenceKind.PLACE: cabinet,
    EvidenceKind.LINK: link,
}


def paint(painter: QPainter, outline: Outline, area: QRectF, color: QColor) -> None:
    """Draw a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 16, area.height() / 16)
    painter.setPen(
        QPen(color, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline())
    painter.restore()


def icon(outline: Outline, color: QColor, size: int) -> QIcon:
    """Return a sign as an icon of this many pixels."""
    picture = QPixmap(QSize(2 * size, 2 * size))  # sharp on screens with small pixels, too
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, outline, QRectF(0, 0, 2 * size, 2 * size), color)
    painter.end()
    return QIcon(picture)


def _line(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
