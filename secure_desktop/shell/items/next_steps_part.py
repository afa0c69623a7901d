"""The next steps of the open item: shown for gaps, and wherever there are some."""

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.next_step import NextStep, State
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.done_offer import DoneOffer
from secure_desktop.shell.items.next_step_row import NextStepRow
from secure_desktop.shell.owners import known_people
from secure_desktop.shell.session import Session


class NextStepsPart(QWidget):
    """A row for each next step, saved as it is typed. A gap without any has an empty row to begin with."""

    left_by_keyboard = Signal()
    wants_to_be_seen = Signal(object)  # the field that somebody writes in
    stops_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item_id = ""
        self._is_editable = session.is_editable
        self._rows: list[NextStepRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column.addLayout(self._list)
        self._add = LinkButton(self.tr("Add another next step"))
        self._add.clicked.connect(self._add_row)
        line = QHBoxLayout()
        line.addWidget(self._add)
        line.addStretch(1)
        column.addLayout(line)
        self.offer = DoneOffer(session)
        self.offer.closed.connect(self.left_by_keyboard)
        column.addWidget(self.offer)

    @property
    def rows(self) -> tuple[NextStepRow, ...]:
        """The rows, in order."""
        return tuple(self._rows)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*(stop for row in self._rows for stop in row.stops), self._add, *self.offer.stops)

    def show_item(self, item_id: str) -> None:
        """Show the next steps of another item."""
        self._item_id = item_id
        self.offer.forget()
        while self._rows:
            self._drop(self._rows[-1])
        self.show_now()

    def show_now(self) -> None:
        """Show what is stored now; rows that somebody has only begun stay."""
        steps = self._session.assessment.steps_of(self._item_id)
        known = {step.id for step in steps}
        before = [row.step.id for row in self._rows]
        for row in [row for row in self._rows if row.is_stored and row.step.id not in known]:
            self._drop(row)
        for step in steps:
            self._row_of(step.id, step).show_step(step, is_stored=True)
        if not self._session.response(self._item_id).is_gap:
            self.offer.forget()
        self._keep_one_to_begin_with(needed=not steps)
        self._show_parts()
        if before != [row.step.id for row in self._rows]:
            self.stops_changed.emit()

    def set_editable(self, *, editable: bool) -> None:
        """Let next steps be changed, or only read."""
        self._is_editable = editable
        for row in self._rows:
            row.set_editable(editable=editable)
        self._show_parts()

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        for row in self._rows:
            row.flush()

    def _keep_one_to_begin_with(self, *, needed: bool) -> None:
        is_gap = self._session.response(self._item_id).is_gap
        if needed and is_gap and self._session.is_editable and not self._rows:
            self._append(self._new_step(), is_stored=False)

    def _show_parts(self) -> None:
        self.setVisible(bool(self._rows))
        self._add.setVisible(self._is_editable and all(row.is_stored for row in self._rows))
        owners = known_people(self._session.assessment)
        for number, row in enumerate(self._rows, 1):
            row.set_number(number)
            row.propose_owners(owners)

    def _row_of(self, step_id: str, step: NextStep) -> NextStepRow:
        for row in self._rows:
            if row.step.id == step_id:
                return row
        for row in [row for row in self._rows if row.is_untouched]:
            self._drop(row)
        return self._append(step, is_stored=True)

    def _append(self, step: NextStep, *, is_stored: bool) -> NextStepRow:
        row = NextStepRow(step, is_stored=is_stored)
        row.entered.connect(lambda said: self._record(row, said))
        row.removal_requested.connect(lambda: self._remove(row))
        row.left_by_keyboard.connect(self.left_by_keyboard)
        row.wants_to_be_seen.connect(self.wants_to_be_seen)
        row.set_editable(editable=self._is_editable)
        self._rows.append(row)
        self._list.addWidget(row)
        return row

    def _add_row(self) -> None:
        row = self._append(self._new_step(), is_stored=False)
        self._show_parts()
        self.stops_changed.emit()
        row.take_focus()

    def _new_step(self) -> NextStep:
        return NextStep(str(uuid.uuid4()), self._item_id, "")

    def _record(self, row: NextStepRow, said: NextStep) -> None:
        is_done_now = said.state is State.DONE and row.step.state is not State.DONE
        if not self._session.record_next_step(said):
            row.keep_trying()
        elif is_done_now:
            self.offer.ask_about(said.item_id)

    def _remove(self, row: NextStepRow) -> None:
        if self._session.remove_next_step(row.step.id):
            self.left_by_keyboard.emit()

    def _drop(self, row: NextStepRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
