"""Typing in what was ticked on paper: one item after the other, by number keys, each saved at once."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.paper import sheet_of
from secure_desktop.model.progress import tally
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.paper.entered_list import EnteredList
from secure_desktop.shell.paper.typing_card import EndCard, TypingCard
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_word

_KEYS = {Qt.Key(Qt.Key.Key_0 + number): answer for number, answer in enumerate(CHOICES, 1)}
_ON = (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Up)
_CLEAR = (Qt.Key.Key_0, Qt.Key.Key_Delete)
_NOTE = (Qt.Key.Key_N, Qt.Key.Key_F2)
_BAR, _ABOVE = 8, 10  # pixels
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TypingPage(ScrollPage):
    """Lies over the open assessment until it is left. `place` is the item to go on with; "" behind the last."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    stopped = Signal(str)  # where to go on another time

    lets_undo = True

    def __init__(
        self, session: Session, theme: Theme, *, place: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", widest=860, parent=parent)
        self._session = session
        self._sheet = sheet_of(session.assessment)
        self._item = self._sheet.start(session.assessment, place)
        self._entered: list[str] = []
        self._is_recording = False
        self.title.setText(self.tr("Type in from paper"))
        self.lead.setText(
            self.tr("The items come in the order of the printed checklist. Every answer is saved at once.")
        )
        self.progress_text = PlainLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR)
        self.card, self.end_card = TypingCard(), EndCard()
        self.entered = EnteredList(theme)
        self.end = Button(self.tr("End"))
        self._lay_out()
        self._connect()
        self._show(self._item)

    @property
    def place(self) -> str:
        """The item that is shown."""
        return self._item

    def take_focus(self) -> None:
        """Move the keyboard to where answers are typed."""
        target = self.card if self._item else (self.end_card.button if self._unanswered else self.end)
        target.setFocus()
        QTimer.singleShot(0, self, self._bring_up)  # once the texts have found their lines

    def answer(self, answer: Answer) -> None:
        """Record an answer and go on; "not applicable" asks for its reason first."""
        if not self._item:
            return
        if not self._record(lambda: self._session.record_answer(self._item, answer)):
            self.card.show_answer(self._session.response(self._item).answer)
            return
        self._note_entry()
        if answer is Answer.NOT_APPLICABLE:
            self._show(self._item)
            self.card.ask_reason()
        else:
            self.go_on()

    def clear(self) -> None:
        """Take the answer away and stay."""
        if self._item and self._record(lambda: self._session.record_answer(self._item, Answer.UNANSWERED)):
            self._show(self._item)
            self.take_focus()

    def go_on(self) -> None:
        """Show the next item; as long as a note could not be saved, stay with it."""
        if self._is_flushed() and self._item:
            self._show(self._sheet.behind(self._item))
        self.take_focus()

    def go_back(self) -> None:
        """Show the item before; as long as a note could not be saved, stay with it."""
        if self._is_flushed():
            self._show(self._sheet.before(self._item))
        self.take_focus()

    def undo(self) -> None:
        """Take back the last change and show its item."""
        self.flush()
        self._session.undo_stack.undo()

    def redo(self) -> None:
        """Make the last change again that was taken back, and show its item."""
        self.flush()
        self._session.undo_stack.redo()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.card.note.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.stopped.emit(self._item)
        super().hideEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means, unless it belongs to a text that is being typed."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.modifiers() & _HELD or isinstance(self.focusWidget(), (QLineEdit, QPlainTextEdit)):
            return False
        if key in _KEYS:
            self.answer(_KEYS[key])
        elif key in _ON:
            self.go_on()
        elif key in _BACK:
            self.go_back()
        elif key in _CLEAR:
            self.clear()
        elif key in _NOTE:
            self._write_note()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        keys = InfoBox()
        inner = QVBoxLayout(keys)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(
            PlainLabel(
                self.tr(
                    "1 to 4 answers and goes on · Space or ↓ skips · Backspace or ↑ goes back · 0 clears · N writes a note, "
                    "before the answer · Ctrl+Z takes back · Esc ends"
                )
            )
        )
        row = FlowLayout(spacing=12)
        row.addWidget(self.end)
        for widget in (self.progress_text, self._bar, self.card, self.end_card, keys, self.entered):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        set_tab_order(self.card, self.card.reason, self.card.note, self.end_card.button, self.end)

    def _connect(self) -> None:
        card = self.card
        card.answer_chosen.connect(self.answer)
        card.reason.finished.connect(self._take_reason)
        card.reason.left.connect(self.take_focus)
        card.note.text_entered.connect(self._take_note)
        card.note.finished.connect(self._end_note)
        card.note.left_by_keyboard.connect(self.take_focus)
        card.note.wants_to_be_seen.connect(lambda: self.ensureWidgetVisible(card.note))
        self.end_card.unanswered_requested.connect(self._go_to_unanswered)
        self.end.clicked.connect(self.left)
        self._session.changed.connect(self._follow)
        self._session.failed.connect(self._tell)

    @property
    def _unanswered(self) -> int:
        return tally(self._session.assessment).unanswered

    def _is_flushed(self) -> bool:
        self.flush()
        return not self.card.note.has_unsaved

    def _record(self, command: Callable[[], bool]) -> bool:
        self._is_recording = True
        try:
            return command()
        finally:
            self._is_recording = False

    def _put_first(self, item_id: str) -> None:
        self._entered = [item_id, *(item for item in self._entered if item != item_id)]

    def _bring_up(self) -> None:
        """Scroll so that the item begins at the top where the window is too low for all of it."""
        card = self.card if self._item else self.end_card
        last = self.entered.texts[:1]
        bottom = self.entered.mapTo(self.widget() or self, QPoint(0, 0)).y() + self.entered.height()
        is_in_view = bottom <= self.viewport().height()
        self.card.show_before(self.tr("Just entered: {0}").format(last[0]) if last and not is_in_view else "")
        top = card.mapTo(self.viewport(), QPoint(0, 0)).y() + self.verticalScrollBar().value()
        is_whole = top + card.height() <= self.viewport().height()
        self.verticalScrollBar().setValue(0 if is_whole else top - _ABOVE)

    def _note_entry(self) -> None:
        self._put_first(self._item)
        response = self._session.response(self._item)
        words = f"{self._session.rubric.label(self._item)} {answer_word(response.answer)}"
        announce(self, words)

    def _show(self, item_id: str) -> None:
        self._item = item_id
        self.card.setVisible(bool(item_id))
        self.end_card.setVisible(not item_id)
        if item_id:
            self.card.show_item(self._session.rubric, item_id, self._session.response(item_id))
            announce(self.card, self.card.accessibleName())
        else:
            self.end_card.show_left(self._unanswered)
            announce(self.end_card, self.end_card.text)
        self._show_progress()

    def _show_progress(self) -> None:
        assessment, rubric = self._session.assessment, self._session.rubric
        progress = tally(assessment).progress
        self.progress_text.setText(
            self.tr("{0} of {1} answered, {2} left").format(
                progress.answered, progress.total, progress.total - progress.answered
            )
        )
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.answered)
        self._bar.setAccessibleName(self.progress_text.text())
        self.entered.show_entries(
            [
                (f"{rubric.label(item)} {rubric.item(item).short}", assessment.response(item))
                for item in self._entered
            ]
        )

    def _take_reason(self, reason: str) -> None:
        if not reason or self._record(lambda: self._session.record_reason(self._item, reason, burst=0)):
            self.go_on()

    def _write_note(self) -> None:
        if self._item:
            self.card.ask_note()

    def _take_note(self, text: str) -> None:
        note, item = self.card.note, self._item
        if not self._record(lambda: self._session.record_note(item, text, burst=note.burst)):
            note.keep_trying()
            return
        self._put_first(item)
        self._show_progress()

    def _end_note(self) -> None:
        if self.card.note.has_unsaved:
            return
        if self._session.response(self._item).is_answered:
            self.go_on()
        else:
            self.take_focus()

    def _go_to_unanswered(self) -> None:
        self._show(self._sheet.start(self._session.assessment))
        self.take_focus()

    def _follow(self, changes: Changes) -> None:
        """Show what was taken back, or recorded elsewhere."""
        touched = [item for item in self._sheet.items if item in changes.items]
        if self._is_recording or not touched:
            return
        self._show(touched[0])
        self.take_focus()

    def _tell(self, problem: KnownProblem) -> None:
        text = " ".join(problem_texts(problem))
        self.card.tell(text)
        announce(self.card, text)
