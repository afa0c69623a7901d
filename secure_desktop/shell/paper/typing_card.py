"""The item that is typed in now: large, with the four answers and their keys, its note, and the reason if one is needed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from secure_desktop.model.assessment import CHOICES, Answer, Response
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.shell.labels import DangerLabel, LargeLabel
from secure_desktop.shell.words import answer_with_sign, answer_word


class PaperNote(NoteEdit):
    """A note in which Enter goes on; with Shift it begins a new line."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.flush()
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class ReasonLine(QLineEdit):
    """A reason on one line. Enter and Escape end with it: the page would take them for its own."""

    finished = Signal(str)  # may be empty
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TypingCard(Card):
    """Has the keyboard as long as no text is typed. It wishes only; what is shown is what `show_item` was told."""

    answer_chosen = Signal(object)  # Answer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before = PlainLabel()
        self._before.hide()
        self._where, self._text, self._look_for = MutedLabel(), LargeLabel(), MutedLabel()
        self.problem = DangerLabel()
        self.note, self.reason = PaperNote(lines=2), ReasonLine()
        self.buttons = {answer: self._button(key, answer) for key, answer in enumerate(CHOICES, 1)}
        self._reason_part, self._note_part = QWidget(), QWidget()
        self._fill(
            self._reason_part,
            self.tr("Why does this item not apply?"),
            self.reason,
            self.tr("Enter goes on. The reason can also be given later; nobody can sign before."),
        )
        self._fill(
            self._note_part,
            self.tr("Note"),
            self.note,
            self.tr("Enter ends the note; Shift and Enter begin a new line."),
        )
        row = FlowLayout(spacing=10)
        for button in self.buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(10)
        for label in (self._before, self._where, self._text, self._look_for):
            column.addWidget(label)
        column.addLayout(row)
        for widget in (self.problem, self._reason_part, self._note_part):
            column.addWidget(widget)
        self.problem.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a reason or a note is being typed."""
        return not (self._reason_part.isHidden() and self._note_part.isHidden())

    def show_item(self, rubric: Rubric, item_id: str, response: Response) -> None:
        """Show an item with what is recorded for it; its note only if there is one."""
        item, step = rubric.item(item_id), rubric.step_of(item_id)
        label = rubric.label(item_id)
        self._where.setText(self.tr("Action step {0}").format(step.heading))
        self._text.setText(f"{label}  {item.text}")
        self._look_for.setText(item.look_for)
        self.show_answer(response.answer)
        self.setAccessibleName(f"{label} {item.text}")
        self.setAccessibleDescription(
            self.tr("Recorded: {0}. Keys 1 to 4 answer and go on.").format(answer_word(response.answer))
        )
        self.problem.hide()
        self._reason_part.hide()
        self.reason.setText(response.reason)
        self.note.show_text(response.note)
        self._note_part.setVisible(bool(response.note.strip()))

    def show_answer(self, recorded: Answer) -> None:
        """Show which answer is recorded."""
        for answer, button in self.buttons.items():
            button.setChecked(answer is recorded)

    def show_before(self, text: str) -> None:
        """Say what was entered just before; nothing for no text."""
        self._before.setText(text)
        self._before.setVisible(bool(text))

    def ask_reason(self) -> None:
        """Move the keyboard to the reason."""
        self._reason_part.show()
        self.reason.selectAll()
        self.reason.setFocus()

    def ask_note(self) -> None:
        """Move the keyboard to the end of the note."""
        self._note_part.show()
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus()

    def tell(self, problem: str) -> None:
        """Say why something was not recorded."""
        self.problem.setText(problem)
        self.problem.show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(is_here=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus(is_here=False)

    def _button(self, key: int, answer: Answer) -> Button:
        button = Button(f"{key}  {answer_with_sign(answer)}")
        button.setAccessibleName(answer_word(answer))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number keys do the same from anywhere
        button.clicked.connect(lambda: self.answer_chosen.emit(answer))
        return button

    def _fill(self, part: QWidget, text: str, field: QWidget, hint: str) -> None:
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(labeled(text, field, hint=hint))
        part.hide()

    def _show_focus(self, *, is_here: bool) -> None:
        self.setProperty("open", is_here)
        self.style().unpolish(self)
        self.style().polish(self)


class EndCard(Card):
    """Shown behind the last item."""

    unanswered_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._left = LargeLabel(self.tr("That was the last item.")), PlainLabel()
        self.button = Button(self.tr("Go to the first unanswered item"))
        self.button.clicked.connect(self.unanswered_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addWidget(self._left)
        row = FlowLayout(spacing=10)
        row.addWidget(self.button)
        column.addLayout(row)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._text.text()} {self._left.text()}"

    def show_left(self, count: int) -> None:
        """Say how many items have no answer."""
        if not count:
            text = self.tr("Every item has an answer.")
        elif count == 1:
            text = self.tr("1 item has no answer yet.")
        else:
            text = self.tr("{0} items have no answer yet.").format(count)
        self._left.setText(text)
        self.button.setVisible(count > 0)
