"""One choice on the page: the button that says what is chosen, and the joined notes to edit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.combining import Choice, Combination, Conflict
from secure_desktop.shell.combine.choice_button import ChoiceButton
from secure_desktop.shell.combine.combine_words import side_name
from secure_desktop.shell.combine.register_words import part_words, value_in_short
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.shell.theme import Theme


class Question(QWidget):
    """Which opinion of a conflict is to stand. `choice` is None until somebody has chosen."""

    changed = Signal()
    edited = Signal()  # the joined notes, while somebody writes
    move_requested = Signal(int)  # +1 or -1
    done = Signal()

    def __init__(
        self,
        combination: Combination,
        conflict: Conflict,
        title: str,
        theme: Theme,
        *,
        has_caption: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._combination = combination
        self.conflict = conflict
        self.choice: Choice | None = None
        part = part_words(conflict.register, conflict.about)
        offers = [self._offer(place) for place in range(len(conflict.opinions))]
        name = self._name = self.tr("{0}, {1}").format(title, part) if title else part
        self.button = ChoiceButton(theme, name, offers, can_join=conflict.can_join)
        self.button.chosen.connect(self.choose)
        self.button.joining_requested.connect(self.join)
        self.button.move_requested.connect(self.move_requested)
        self.button.done.connect(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if has_caption:
            column.addWidget(MutedLabel(part))
        column.addWidget(self.button)
        self._text: NoteEdit | None = None
        self._column = column

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (
            (self.button, self._text) if self._text is not None and self._text.isVisible() else (self.button,)
        )

    @property
    def text(self) -> NoteEdit | None:
        """The field with the joined notes, once somebody joined them."""
        return self._text

    def choose(self, place: int) -> None:
        """Take one of the opinions."""
        if self._text is not None:
            self._text.hide()
        self.choice = place
        self.button.show_chosen(self._offer(place))
        self.changed.emit()

    def take_over(self, choice: Choice) -> None:
        """Take what was chosen for the same conflict before."""
        if isinstance(choice, int):
            self.choose(choice)
        else:
            self._show_text(choice)

    def join(self) -> None:
        """Take all notes, one after the other, and let them be edited."""
        field = self._show_text(self.conflict.joined if self._text is None else self._text.toPlainText())
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_text(self, text: str) -> NoteEdit:
        field = self._text
        if field is None:
            field = self._text = NoteEdit()
            field.setAccessibleName(self.tr("Joined notes, {0}").format(self._name))
            field.left_by_keyboard.connect(self._leave_text)
            self._column.addWidget(field)
            field.show_text(text)
            field.textChanged.connect(self._take_text)
        field.show()
        self._take_text()
        self.button.show_chosen(self.tr("All notes joined"))
        self.changed.emit()
        return field

    def _take_text(self) -> None:
        if self._text is not None:
            self.choice = self._text.toPlainText()
            self.edited.emit()

    def _leave_text(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, place: int) -> str:
        opinion = self.conflict.opinions[place]
        words = value_in_short(self.conflict.register, opinion.value)
        files = ", ".join(side_name(self._combination, side) for side in opinion.sides)
        return self.tr("{0} ({1})").format(words, files) if files else words
