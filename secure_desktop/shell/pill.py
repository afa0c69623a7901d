"""A small colored label: a sign and a word or two, in an oval."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.shell.colors import Tone
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.theme import Theme


class Pill(QWidget):
    """Shows a text in one of the theme's tones, which are named by answers."""

    def __init__(
        self, theme: Theme, text: str, tone: str = "unanswered", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return pill_size(self.font(), self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self.rect(), self.font(), self._theme.colors.tone(self._tone), self._text)


def pill_size(font: QFont, text: str) -> QSize:
    """Return the room that a pill needs, beside text of this font."""
    metrics = QFontMetrics(scaled_font(font, 0.95, bold=True))
    return QSize(metrics.horizontalAdvance(text) + metrics.height() + 4, round(metrics.height() * 1.4))


def paint_pill(painter: QPainter, place: QRect, font: QFont, tone: Tone, text: str) -> None:
    """Draw a pill, beside text of this font."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(tone.edge), 1))
    painter.setBrush(QColor(tone.ground))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setPen(QColor(tone.text))
    painter.setFont(scaled_font(font, 0.95, bold=True))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
