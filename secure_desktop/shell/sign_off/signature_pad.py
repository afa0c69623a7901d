"""A field to draw a signature in, with mouse, pen or finger. Nobody has to: the typed name signs."""

import itertools

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.strokes import MOST_POINTS, Strokes, fitted
from secure_desktop.shell.theme import Theme


class SignaturePad(QWidget):
    """Takes strokes in its own pixels and hands them out fitted into the box of a signature."""

    drawn = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes: list[list[QPointF]] = []
        self._is_drawing = False
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Drawn signature"))
        self.setAccessibleDescription(
            self.tr("Drawing needs a mouse, a pen or a finger. It is optional: the typed name signs.")
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes

    def strokes(self) -> Strokes:
        """Return what was drawn; none for nothing, and for a mere dot."""
        return fitted([(point.x(), point.y()) for point in stroke] for stroke in self._strokes)

    def clear(self) -> None:
        """Take everything away that was drawn."""
        self._strokes = []
        self._is_drawing = False
        self.update()
        self.drawn.emit()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(height * 18, round(height * 5.4))

    def minimumSizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(height * 8, round(height * 5.4))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and self.isEnabled():
            self._follow_finger(event)
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QEvent.Type.TabletMove and event.pressure() > 0:
            self._go_on(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.edge), 1))
        painter.setBrush(QColor(colors.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        if self.is_empty:
            painter.setPen(QColor(colors.muted))
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
            painter.drawText(
                self.rect().adjusted(8, 4, -8, -4), int(wrap), self.tr("Draw here, or leave it empty")
            )
            return
        width = max(1.6, self.fontMetrics().height() / 9)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(colors.text), width, Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(_smooth(stroke))

    def _follow_finger(self, event: QTouchEvent) -> None:
        points = event.points()
        if len(points) != 1 or event.type() in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            self._end()
        elif event.type() == QEvent.Type.TouchBegin:
            self._begin(points[0].position())
        else:
            self._go_on(points[0].position())

    def _begin(self, point: QPointF) -> None:
        self._is_drawing = True
        self._strokes.append([])
        self._go_on(point)

    def _go_on(self, point: QPointF) -> None:
        if not self._is_drawing or sum(map(len, self._strokes)) >= MOST_POINTS:
            return
        inside = QPointF(min(max(point.x(), 0), self.width()), min(max(point.y(), 0), self.height()))
        stroke = self._strokes[-1]
        if not stroke or inside != stroke[-1]:
            stroke.append(inside)
            self.update()

    def _end(self) -> None:
        if self._is_drawing:
            self._is_drawing = False
            self.drawn.emit()


def _smooth(stroke: list[QPointF]) -> QPainterPath:
    """Return the curve through the midpoints of a stroke, which has no corners."""
    path = QPainterPath(stroke[0])
    for before, point in itertools.pairwise(stroke):
        path.quadTo(before, (before + point) / 2)
    path.lineTo(stroke[-1])
    return path
