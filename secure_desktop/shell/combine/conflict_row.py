"""One topic with something to choose: what every file says, and the choices, side by side or as a card."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from secure_desktop.model.combining import Combination, Topic
from secure_desktop.shell.combine.combine_words import news_line, topic_title
from secure_desktop.shell.combine.opinion_cell import OpinionCell
from secure_desktop.shell.combine.question import Question
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.theme import Theme

GAP = 14  # pixels between columns
_PAD = 8
_IN_A_CARD = 30  # average characters that a file's opinion should have in a card
_WIDEST = 16_777_215  # pixels; Qt's word for "no limit"


class ConflictRow(QFrame):
    """Shows a topic. `questions` are its choices, in order."""

    def __init__(
        self, combination: Combination, topic: Topic, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._arranged: tuple[tuple[int, ...], int] = (
            (),
            0,
        )  # widths of the columns; cells beside each other in a card
        title = topic_title(topic)
        self.setAccessibleName(title)
        self._title = PlainLabel(title, self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._cells = [
            OpinionCell(combination, topic, side, theme, self) for side in range(len(combination.sides))
        ]
        has_captions = len(topic.conflicts) > 1 or topic.conflicts[0].register.field != "answer"
        self.questions = tuple(
            Question(combination, conflict, title, theme, has_caption=has_captions)
            for conflict in topic.conflicts
        )
        self._choices = QWidget(self)
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for question in self.questions:
            column.addWidget(question)
        for news in topic.news:
            column.addWidget(MutedLabel(news_line(combination, news)))
        column.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        cells = [stop for cell in self._cells for stop in cell.stops]
        return (*cells, *(stop for question in self.questions for stop in question.stops))

    def arrange(self, widths: tuple[int, ...], room: int) -> None:
        """Take these widths of the columns, in pixels; without any, stand as a card in so much room."""
        across = 1 if widths else max(1, min(room // (self.fontMetrics().averageCharWidth() * _IN_A_CARD), 3))
        if (widths, across) == self._arranged:
            return
        self._arranged = (widths, across)
        self._title.setProperty("strong", not widths)
        self._title.style().unpolish(self._title)
        self._title.style().polish(self._title)
        for part in (self._title, *self._cells, self._choices):
            self._grid.removeWidget(part)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        if widths:
            self._stand_in_a_row(widths)
        else:
            self._stand_as_a_card(across)

    def _stand_in_a_row(self, widths: tuple[int, ...]) -> None:
        for column, part in enumerate((self._title, *self._cells, self._choices)):
            part.setFixedWidth(widths[column])
            self._grid.addWidget(part, 0, column)
        for cell in self._cells:
            cell.show_caption(is_shown=False)
            cell.show()

    def _stand_as_a_card(self, across: int) -> None:
        for part in (self._title, *self._cells, self._choices):
            part.setMinimumWidth(0)
            part.setMaximumWidth(_WIDEST)
        self._grid.addWidget(self._title, 0, 0, 1, across)
        speaking = [cell for cell in self._cells if cell.says_something]
        for cell in self._cells:
            cell.show_caption(is_shown=True)
            cell.setVisible(cell in speaking)
        for place, cell in enumerate(speaking):
            self._grid.addWidget(cell, 1 + place // across, place % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        below = 1 + (len(speaking) + across - 1) // across
        self._grid.addWidget(self._choices, below, 0, 1, max(across - 1, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.line), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._arranged[0]:
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        else:
            painter.setBrush(QColor(colors.base))
            painter.drawRoundedRect(area, 8, 8)
