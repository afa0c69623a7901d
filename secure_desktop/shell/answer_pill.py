"""An answer as a small colored label: sign and word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign, answer_word


class AnswerPill(QWidget):
    """Shows an answer, or how many items have it."""

    def __init__(
        self, theme: Theme, answer: Answer, *, count: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer = answer
        self._text = f"{count} {answer_word(answer).lower()}" if count else answer_with_sign(answer)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(scaled_font(self.font(), 0.95, bold=True))
        return QSize(
            metrics.horizontalAdvance(self._text) + metrics.height() + 4, round(metrics.height() * 1.4)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = self._theme.colors.tone(self._answer)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(tone.edge), 1))
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(QColor(tone.text))
        painter.setFont(scaled_font(self.font(), 0.95, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
