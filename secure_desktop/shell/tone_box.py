"""A tinted area in one of the theme's tones, with everything in it in the tone's text color."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QWidget

from secure_desktop.shell.theme import Theme


class ToneBox(QFrame):
    """An area whose tone, named by an answer, says good or bad; the words inside have to say it as well."""

    def __init__(self, theme: Theme, tone: str = "unanswered", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = tone
        theme.changed.connect(self._apply)
        self._apply()

    def show_tone(self, tone: str) -> None:
        """Take another tone."""
        self._tone = tone
        self._apply()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = self._theme.colors.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone.edge), 1))
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _apply(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._theme.colors.tone(self._tone).text))
        self.setPalette(palette)
        self.update()
