"""A painted chart of a trend: standing as a line with filled dots and figures, progress as a broken line with squares."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.progress import Tally
from secure_desktop.shell.compare.words import translated
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.theme import Theme

_DOT = 0.22  # of a line's height, from the middle to the edge


class TrendChart(QWidget):
    """One chart under its title. Its accessible name says in words what it shows.

    `size` is its width and height in characters.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        names: Sequence[str],
        tallies: Sequence[Tally | None],
        *,
        size: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._names = names
        self._tallies = tallies
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title}. {in_words(names, tallies)}")

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * self._size[0], metrics.height() * self._size[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        self._paint_title(painter, line)
        axis = self.fontMetrics().horizontalAdvance(translated("all")) + 6
        plot = QRectF(axis, 2.4 * line, self.width() - axis - 2, self.height() - 3.9 * line)
        self._paint_axis(painter, plot)
        self._paint_lines(painter, plot)
        self._paint_names(painter, plot)

    def _paint_title(self, painter: QPainter, line: int) -> None:
        painter.setFont(scaled_font(self.font(), 1.0, bold=True))
        painter.setPen(QColor(self._theme.colors.text))
        metrics = QFontMetricsF(painter.font())
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, title)

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        colors = self._theme.colors
        painter.setFont(scaled_font(self.font(), 0.85))
        for share, word in ((0.0, "0"), (0.5, ""), (1.0, translated("all"))):
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(QColor(colors.line if share else colors.edge), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colors.muted))
            height = painter.fontMetrics().height()
            place = QRectF(0, y - height / 2, plot.left() - 5, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_lines(self, painter: QPainter, plot: QRectF) -> None:
        colors = self._theme.colors
        dot = self._dot
        shown = [(place, tally) for place, tally in enumerate(self._tallies) if tally is not None]
        progress = [self._spot(plot, place, tally.progress.share) for place, tally in shown]
        standing = [self._spot(plot, place, tally.standing.share) for place, tally in shown]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.muted), 1.4, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(progress))
        painter.setPen(QPen(QColor(colors.good), 2))
        painter.drawPolyline(QPolygonF(standing))
        painter.setPen(QPen(QColor(colors.muted), 1.4))
        painter.setBrush(QColor(colors.window))
        for spot in progress:
            painter.drawRect(QRectF(spot.x() - dot, spot.y() - dot, 2 * dot, 2 * dot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.good))
        for spot in standing:
            painter.drawEllipse(spot, dot, dot)
        self._paint_figures(painter, standing, progress, [tally for _, tally in shown])

    def _paint_figures(
        self,
        painter: QPainter,
        standing: Sequence[QPointF],
        progress: Sequence[QPointF],
        tallies: Sequence[Tally],
    ) -> None:
        """Write beside each dot what it stands for; where there is no room for all, beside the first and the last."""
        painter.setFont(scaled_font(self.font(), 0.85, bold=True))
        painter.setPen(QColor(self._theme.colors.text))
        metrics, dot = QFontMetricsF(painter.font()), self._dot
        template = translated("{0} of {1}")
        texts = [template.format(tally.standing.in_place, tally.standing.applicable) for tally in tallies]
        widths = [metrics.horizontalAdvance(text) for text in texts]
        room = self.width() / len(self._tallies)
        for place, (spot, above) in enumerate(zip(standing, progress, strict=True)):
            width = widths[place]
            if max(widths) + 4 > room and place not in (0, len(texts) - 1):
                continue
            left = min(max(spot.x() - width / 2, 0.0), self.width() - width)
            below = spot.y() - above.y()
            is_over = below < 1 or below > metrics.height() + 3 * dot
            top = spot.y() - dot - 2 - metrics.height() if is_over else spot.y() + dot + 2
            area = QRectF(left, top, width + 2, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft, texts[place])

    def _paint_names(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(scaled_font(self.font(), 0.85))
        painter.setPen(QColor(self._theme.colors.muted))
        metrics, taken = QFontMetricsF(painter.font()), 0.0
        for place, name in enumerate(self._names):
            width = metrics.horizontalAdvance(name)
            left = min(max(self._x(plot, place) - width / 2, 0.0), self.width() - width)
            if left >= taken:
                top = plot.bottom() + 5
                painter.drawText(
                    QRectF(left, top, width + 2, metrics.height()), Qt.AlignmentFlag.AlignLeft, name
                )
                taken = left + width + 8

    @property
    def _dot(self) -> float:
        return max(3.0, _DOT * self.fontMetrics().height())

    def _spot(self, plot: QRectF, place: int, share: float) -> QPointF:
        return QPointF(self._x(plot, place), plot.bottom() - share * plot.height())

    def _x(self, plot: QRectF, place: int) -> float:
        return plot.left() + plot.width() * (place + 0.5) / len(self._tallies)


def in_words(names: Sequence[str], tallies: Sequence[Tally | None]) -> str:
    """Return what a chart shows."""
    sentence = translated("{0}: {1} of {2} applicable items in place, {3} of {4} items answered.")
    parts = []
    for name, tally in zip(names, tallies, strict=True):
        if tally is not None:
            standing, progress = tally.standing, tally.progress
            parts.append(
                sentence.format(
                    name, standing.in_place, standing.applicable, progress.answered, progress.total
                )
            )
    return " ".join(parts)
