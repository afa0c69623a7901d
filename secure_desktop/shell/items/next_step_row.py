"""One next step in the open card: what, by whom, until when, what it takes and how far it is."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.fields.choice import Choice, beside_its_label
from secure_desktop.shell.fields.date_edit import DateEdit
from secure_desktop.shell.fields.saved_line import SavedLine
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled
from secure_desktop.shell.labels import DangerLabel
from secure_desktop.shell.words import effort_word, state_word

_WIDE = 70  # average characters; from there on text, owner and date stand beside each other
_HALF = 34  # from there on owner and date do


class NextStepRow(QWidget):
    """The fields of one next step. It only wishes: `entered` comes for whatever could be stored."""

    entered = Signal(object)  # NextStep
    removal_requested = Signal()
    left_by_keyboard = Signal()
    wants_to_be_seen = Signal(object)  # the field that somebody writes in

    def __init__(self, step: NextStep, *, is_stored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._is_stored = is_stored
        self._columns = 0
        self._text, self._owner, self._reason = SavedLine(), SavedLine(), SavedLine()
        self._due = DateEdit(self.tr("Due"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._fields())
        column.addWidget(self._further())
        column.addWidget(self._reason_part())
        self._hint = DangerLabel()
        self._hint.hide()
        column.addWidget(self._hint)
        self._connect()
        self.show_step(step, is_stored=is_stored)

    @property
    def step(self) -> NextStep:
        """The next step as it is stored; while `is_stored` is not so, an empty one."""
        return self._step

    @property
    def is_stored(self) -> bool:
        """Whether the file has this next step."""
        return self._is_stored

    @property
    def is_untouched(self) -> bool:
        """Whether it is empty and nothing was ever said in it."""
        typed = (self._text.text() + self._owner.text() + self._due.field.text()).strip()
        return not self._is_stored and not typed

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        further = (self._effort, self._state, self._reason, self._remove)
        return (self._text, self._owner, self._due.field, *further)

    def show_step(self, step: NextStep, *, is_stored: bool) -> None:
        """Show what is stored now; what is being typed stays."""
        self._step, self._is_stored = step, is_stored
        for field, text in ((self._text, step.text), (self._owner, step.owner), (self._reason, step.reason)):
            if not field.has_unsaved:
                field.show_text(text)
        self._due.show_day(step.due)
        self._effort.show_value(step.effort)
        self._state.show_value(step.state)
        self._second.setVisible(is_stored)
        self._reason_box.setVisible(step.state is State.DROPPED)
        self._hint.hide()

    def propose_owners(self, owners: tuple[str, ...]) -> None:
        """Propose whom else to name as the owner."""
        self._owner.complete_with(owners)

    def set_number(self, number: int) -> None:
        """Say which of the item's next steps this is."""
        count = f" {number}" if number > 1 else ""
        self._text.setAccessibleName(self.tr("Next step") + count)
        self._owner.setAccessibleName(self.tr("Owner") + count)
        self._due.field.setAccessibleName(self.tr("Due") + count)
        self._remove.setAccessibleName(self.tr("Remove next step {0}").format(number))

    def set_editable(self, *, editable: bool) -> None:
        """Let the fields be changed, or only read."""
        for field in (self._text, self._owner, self._reason):
            field.setReadOnly(not editable)
        self._due.set_editable(editable=editable)
        self._effort.setEnabled(editable)
        self._state.setEnabled(editable)
        self._remove.setVisible(editable)

    def flush(self) -> None:
        """Hand out what was typed and not yet handed out."""
        for field in (self._text, self._owner, self._due, self._reason):
            field.flush()

    def keep_trying(self) -> None:
        """Treat the text as not yet stored: it could not be."""
        self._text.keep_trying()

    def take_focus(self) -> None:
        """Move the keyboard to the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() / self.fontMetrics().averageCharWidth()
        self._place_fields(3 if room >= _WIDE else 2 if room >= _HALF else 1)

    def _fields(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._parts = [QWidget() for _ in range(3)]
        named = (
            (self.tr("Next step"), self._text),
            (self.tr("Owner"), self._owner),
            (self.tr("Due"), self._due),
        )
        for part, (name, field) in zip(self._parts, named, strict=True):
            column = labeled(name, field)
            column.setContentsMargins(0, 0, 0, 0)
            column.addStretch(1)
            part.setLayout(column)
        self._place_fields(3)
        return self._grid

    def _place_fields(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        text, owner, due = self._parts
        places = {
            3: ((text, 0, 0, 1), (owner, 0, 1, 1), (due, 0, 2, 1)),
            2: ((text, 0, 0, 2), (owner, 1, 0, 1), (due, 1, 1, 1)),
            1: ((text, 0, 0, 1), (owner, 1, 0, 1), (due, 2, 0, 1)),
        }[columns]
        for part, row, column, span in places:
            self._grid.addWidget(part, row, column, 1, span)
        for column, stretch in enumerate(
            (9, 7, 5) if columns == 3 else (1, 1, 0) if columns == 2 else (1, 0, 0)
        ):
            self._grid.setColumnStretch(column, stretch)

    def _further(self) -> QWidget:
        self._second = QWidget()
        row = FlowLayout(self._second, spacing=16)
        self._effort = Choice((effort, effort_word(effort)) for effort in Effort)
        self._state = Choice((state, state_word(state)) for state in State)
        self._remove = LinkButton(self.tr("Remove"))
        row.addWidget(beside_its_label(self.tr("Effort"), self._effort))
        row.addWidget(beside_its_label(self.tr("State"), self._state))
        row.addWidget(self._remove)
        return self._second

    def _reason_part(self) -> QWidget:
        self._reason_box = QWidget()
        column = labeled(self.tr("Why is it dropped?"), self._reason)
        column.setContentsMargins(0, 0, 0, 0)
        self._reason_box.setLayout(column)
        self._reason_box.hide()
        return self._reason_box

    def _connect(self) -> None:
        for field in (self._text, self._owner, self._reason, self._due.field):
            field.left_by_keyboard.connect(self.left_by_keyboard)
            field.wants_to_be_seen.connect(lambda field=field: self.wants_to_be_seen.emit(field))
        for line in (self._text, self._owner, self._reason):
            line.text_entered.connect(lambda _: self._hand_out())
        self._due.day_entered.connect(lambda _: self._hand_out())
        self._effort.currentIndexChanged.connect(lambda _: self._hand_out())
        self._state.currentIndexChanged.connect(lambda _: self._take_state())
        self._remove.clicked.connect(self.removal_requested)

    def _take_state(self) -> None:
        is_dropped = self._state.value is State.DROPPED
        self._reason_box.setVisible(is_dropped)
        self._hand_out()
        if is_dropped and not self._reason.text().strip():
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_out(self) -> None:
        said = replace(
            self._step,
            text=self._text.text(),
            owner=self._owner.text(),
            due=self._due.day,
            effort=self._effort.value,
            state=self._state.value,
            reason=self._reason.text(),
        )
        if not said.text.strip():
            self._say(self.tr("Say in a few words what is to be done.") if self._is_spoken(said) else "")
            return
        if said.state is State.DROPPED and not said.reason.strip():
            self._say(self.tr("A reason is needed; until then it is not dropped."))
            said = replace(said, state=self._step.state, reason=self._step.reason)
        else:
            self._say("")
        if said != self._step:
            self.entered.emit(said)

    def _is_spoken(self, said: NextStep) -> bool:
        return self._is_stored or bool(said.owner.strip()) or said.due is not None

    def _say(self, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
