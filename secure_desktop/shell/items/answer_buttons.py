"""The four answers as one row of segments: radio buttons to the keyboard and to screen readers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QRadioButton, QWidget

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign, answer_word


class AnswerButtons(QWidget):
    """One of four answers, or none. It only wishes: what is shown is what `show_answer` was told."""

    answer_chosen = Signal(object)  # Answer

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = Answer.UNANSWERED
        self._item = self._remark = ""
        self._columns = 0
        self._is_editable = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._buttons = {answer: AnswerButton(answer, theme, self) for answer in CHOICES}
        for button in self._buttons.values():
            button.clicked.connect(self._choose)
        self.set_columns(4)
        self.show_answer(Answer.UNANSWERED)

    @property
    def answer(self) -> Answer:
        """The answer that is shown."""
        return self._answer

    @property
    def buttons(self) -> tuple["AnswerButton", ...]:
        """The four segments, in order."""
        return tuple(self._buttons.values())

    def show_answer(self, answer: Answer) -> None:
        """Show what is recorded."""
        self._answer = answer
        for button in self._buttons.values():
            button.setAutoExclusive(False)  # else none of them could be without a check
        for choice, button in self._buttons.items():
            button.setChecked(choice is answer)
        for button in self._buttons.values():
            button.setAutoExclusive(True)  # by this, screen readers know radio buttons
        self._let_tab_reach(self._buttons.get(answer, self._buttons[CHOICES[0]]))

    def describe(self, item: str) -> None:
        """Tell screen readers which item the answers are for."""
        self._item = item
        whole = " ".join(filter(None, (item, self._remark)))
        description = whole if self._is_editable else self.tr("Read-only. {0}").format(whole)
        for button in self._buttons.values():
            button.setAccessibleDescription(description)

    def set_remark(self, remark: str) -> None:
        """Tell screen readers something more about the item."""
        if remark != self._remark:
            self._remark = remark
            self.describe(self._item)

    def set_columns(self, columns: int) -> None:
        """Show the segments in rows of 4, 2 or 1."""
        if columns == self._columns:
            return
        self._columns = columns
        for index, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, index // columns, index % columns)
            button.set_place(
                is_first=index % columns == 0, is_last=index % columns == columns - 1, columns=columns
            )
        self.updateGeometry()

    def set_editable(self, *, editable: bool) -> None:
        """Let the answer be chosen, or only read; the keyboard comes here in any case, it leads from item to item."""
        self._is_editable = editable
        for button in self._buttons.values():
            button.is_editable = editable

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Move the keyboard to the answer that is shown, or to the first."""
        self._buttons.get(self._answer, self._buttons[CHOICES[0]]).setFocus(reason)

    def width_in(self, columns: int) -> int:
        """Return the width that the segments need in rows of 4, 2 or 1, in pixels."""
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        return sum(max(widths[column::columns]) for column in range(columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        buttons = list(self._buttons.values())
        index = next((i for i, button in enumerate(buttons) if button.hasFocus()), 0)
        target = buttons[max(0, min(index + step, len(buttons) - 1))]
        self._let_tab_reach(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        button = self.sender()
        self.show_answer(self._answer)  # until it is recorded, the old answer stands
        if self._is_editable and isinstance(button, AnswerButton) and button.answer is not self._answer:
            self.answer_chosen.emit(button.answer)

    def _let_tab_reach(self, target: "AnswerButton") -> None:
        for button in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is target else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


class AnswerButton(QRadioButton):
    """One segment: sign and word, colored when chosen."""

    def __init__(self, answer: Answer, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.answer = answer
        self.is_editable = True
        self._theme = theme
        self._is_first = self._is_last = True
        self._columns = 4
        self._label = answer_with_sign(answer)
        self._hint: tuple[str, QSize] | None = None
        self.setText(self._label)
        self.setAccessibleName(answer_word(answer))

    def set_place(self, *, is_first: bool, is_last: bool, columns: int) -> None:
        """Say where in its row the segment stands, so that the row has round ends."""
        self._is_first, self._is_last, self._columns = is_first, is_last, columns
        self.update()

    def sizeHint(self) -> QSize:
        key = self.font().toString()
        if self._hint is None or self._hint[0] != key:
            metrics = QFontMetrics(scaled_font(self.font(), 1.0, bold=True))
            height = metrics.height()
            size = QSize(metrics.horizontalAdvance(self._label) + int(height * 1.35), int(height * 1.75))
            self._hint = (key, size)
        return self._hint[1]

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the row moves within itself, the page between items
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        tone = colors.tone(self.answer)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tone.ground if self.isChecked() else (colors.info if self.underMouse() else colors.base)
        edge = tone.edge if self.isChecked() else colors.edge
        path = self._outline(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.fillPath(path, QColor(ground))
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawPath(path)
        painter.setFont(scaled_font(self.font(), 1.0, bold=self.isChecked()))
        text = tone.text if self.isChecked() else (colors.text if self.is_editable else colors.muted)
        painter.setPen(QColor(text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._label)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.link), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)

    def _outline(self, rect: QRectF) -> QPainterPath:
        left = 5.0 if self._is_first else 0.0
        right = 5.0 if self._is_last else 0.0
        area = QRectF(rect)
        if not self._is_last:
            area.setRight(area.right() + 1)  # neighbors share one edge
        path = QPainterPath(QPointF(area.left() + left, area.top()))
        path.lineTo(area.right() - right, area.top())
        path.arcTo(area.right() - 2 * right, area.top(), 2 * right, 2 * right, 90, -90)
        path.lineTo(area.right(), area.bottom() - right)
        path.arcTo(area.right() - 2 * right, area.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
        path.lineTo(area.left() + left, area.bottom())
        path.arcTo(area.left(), area.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
        path.lineTo(area.left(), area.top() + left)
        path.arcTo(area.left(), area.top(), 2 * left, 2 * left, 180, -90)
        path.closeSubpath()
        return path
