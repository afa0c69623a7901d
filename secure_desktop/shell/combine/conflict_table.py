"""Everything that waits for a choice, a row each, under the names of the files; as cards where there is little room."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.combining import Choice, Combination, Conflict, Topic
from secure_desktop.shell.combine.combine_words import side_name
from secure_desktop.shell.combine.conflict_row import GAP, ConflictRow
from secure_desktop.shell.combine.question import Question
from secure_desktop.shell.combine.row_stack import RowStack
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.theme import Theme

_AT_ONCE = 2  # rows made before the window paints again; the others follow one by one
_TITLE, _OPINION, _COMBINED = 20, 17, 26  # average characters; below that, rows stand as cards
_PAD = 8


class ConflictTable(QWidget):
    """The rows, and the keyboard's way through their choices. Choices are kept here until somebody combines."""

    changed = Signal()
    edited = Signal()  # joined notes, while somebody writes
    completed = Signal()  # all rows are shown
    done = Signal()  # Enter behind the last choice
    wants_to_be_seen = Signal(object)  # the row with the keyboard

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._combination: Combination | None = None
        self._waiting: list[Topic] = []
        self._rows: list[ConflictRow] = []
        self._chosen: dict[Conflict, Choice] = {}
        self._widths: tuple[int, ...] = ()
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_one_more)
        self._head = QWidget()
        self._titles = QHBoxLayout(self._head)
        self._titles.setContentsMargins(_PAD, 0, _PAD, 0)
        self._titles.setSpacing(GAP)
        self._list = RowStack(self._arrange)
        self._list.settled.connect(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._list)
        self.setMinimumWidth(1)  # the columns follow the window, and not the other way round
        theme.changed.connect(self._fit)

    @property
    def choices(self) -> dict[str, Choice]:
        """What is chosen so far, by the conflicts' keys."""
        return {
            question.conflict.key: question.choice
            for question in self.questions
            if question.choice is not None
        }

    @property
    def questions(self) -> tuple[Question, ...]:
        """All choices that are shown so far, in order."""
        return tuple(question for row in self._rows for question in row.questions)

    @property
    def rows(self) -> tuple[ConflictRow, ...]:
        """The rows that are shown so far."""
        return tuple(self._rows)

    @property
    def is_complete(self) -> bool:
        """Whether all rows are shown."""
        return self._combination is not None and not self._waiting and self._list.is_settled

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(stop for row in self._rows for stop in row.stops)

    @property
    def chosen(self) -> dict[Conflict, Choice]:
        """What is chosen so far, by the conflicts themselves."""
        return {each.conflict: each.choice for each in self.questions if each.choice is not None}

    def show_combination(self, combination: Combination, chosen: Mapping[Conflict, Choice]) -> None:
        """Show what differs; an empty table is hidden. What was `chosen` for the same opinions before, stays so."""
        self._combination = combination
        self._chosen = dict(chosen)
        self._waiting = list(combination.differing)
        self.setVisible(bool(self._waiting))
        names = [side_name(combination, side) for side in range(len(combination.sides))]
        for text in (self.tr("Item"), *names, self.tr("Combined")):
            label = MutedLabel(text)
            label.setProperty("strong", True)
            self._titles.addWidget(label)
        self._fit()
        for _ in range(_AT_ONCE):
            self._show_one_more()
        self._later.start()

    def show_moot(self, combination: Combination) -> None:
        """Let only that be chosen which matters: nothing of evidence or a next step that is to be removed."""
        for question in self.questions:
            question.setEnabled(not combination.is_moot(question.conflict, self.choices))

    def take_focus(self) -> None:
        """Move the keyboard to the first choice that is open, or to the first."""
        questions = self._usable
        target = next((question for question in questions if question.choice is None), None)
        if target is not None or questions:
            self._go_to(target or questions[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _show_one_more(self) -> None:
        if not self._waiting or self._combination is None:
            self._later.stop()
            self._finish()
            return
        row = ConflictRow(self._combination, self._waiting.pop(0), self._theme)
        for question in row.questions:
            question.changed.connect(self.changed)
            question.edited.connect(self.edited)
            question.move_requested.connect(lambda step, question=question: self._move(question, step))
            question.done.connect(lambda question=question: self._go_on(question))
            if question.conflict in self._chosen:
                question.take_over(self._chosen[question.conflict])
        self._rows.append(row)
        self._list.add(row)

    @property
    def _usable(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.isEnabled())

    def _finish(self) -> None:
        if self.is_complete:
            self.completed.emit()

    def _move(self, question: Question, step: int) -> None:
        questions = self._usable
        place = questions.index(question) + step
        if 0 <= place < len(questions):
            self._go_to(questions[place])

    def _go_on(self, question: Question) -> None:
        questions = self._usable
        behind = questions[questions.index(question) + 1 :]
        if not behind:
            self.done.emit()
        else:
            self._go_to(next((each for each in behind if each.choice is None), behind[0]))

    def _go_to(self, question: Question) -> None:
        question.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wants_to_be_seen.emit(next(row for row in self._rows if question in row.questions))

    def _fit(self) -> None:
        widths = self._widths_in(self.width())
        self._head.setVisible(bool(widths))
        self._list.set_spacing(0 if widths else 12)
        self._widths = widths
        for place, width in enumerate(widths):
            entry = self._titles.itemAt(place)
            label = entry.widget() if entry is not None else None
            if label is not None:
                label.setFixedWidth(width)
        self._list.measure_all()

    def _arrange(self, row: QWidget) -> None:
        if isinstance(row, ConflictRow):
            row.arrange(self._widths, self.width())

    def _widths_in(self, room: int) -> tuple[int, ...]:
        """Return the width of every column in pixels; none where they have no room side by side."""
        if self._combination is None:
            return ()
        unit = self.fontMetrics().averageCharWidth()
        count = len(self._combination.sides)
        least = [_TITLE * unit, *[_OPINION * unit] * count, _COMBINED * unit]
        spare = room - sum(least) - 2 * _PAD - GAP * (count + 1)
        if spare < 0:
            return ()
        return tuple(width + spare // len(least) for width in least)
