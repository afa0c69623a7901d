"""How a group of items was answered, as one bar: every part with its sign and number."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import Tally
from secure_desktop.model.words import SIGNS
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_word


class AnswersBar(QWidget):
    """A bar whose parts are as long as their numbers. Its accessible name says the same in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tally = Tally()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, counts: Tally) -> None:
        """Show other numbers."""
        self._tally = counts
        self.setAccessibleName(in_words(counts))
        self.setToolTip(in_words(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(self.fontMetrics().height() * 1.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0.0
        for answer in Answer:
            count = self._tally.of(answer)
            width = self.width() * count / self._tally.total if self._tally.total else 0.0
            area = QRectF(left, 0, width, self.height())
            if count:
                self._paint_part(painter, area, answer, count)
            left += width

    def _paint_part(self, painter: QPainter, area: QRectF, answer: Answer, count: int) -> None:
        tone = self._theme.colors.tone(answer)
        painter.fillRect(area, QColor(tone.bar))
        painter.setPen(QColor(tone.edge))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QColor(tone.text if answer is Answer.UNANSWERED else "#ffffff"))
        text = f"{SIGNS[answer]} {count}"
        if painter.fontMetrics().horizontalAdvance(text) + 6 > area.width():
            text = str(count)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def in_words(counts: Tally) -> str:
    """Return "8 in place, 2 partly, 1 not in place"."""
    parts = (f"{counts.of(answer)} {answer_word(answer).lower()}" for answer in Answer if counts.of(answer))
    return ", ".join(parts)
