"""The gaps and their next steps on the review page: filtered, sorted, edited in place."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.next_step import NextStep, State
from secure_desktop.model.plan import PlanRow, owners, plan_rows, select_rows, sort_rows
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.done_offer import DoneOffer
from secure_desktop.shell.labels import DangerLabel
from secure_desktop.shell.owners import known_people
from secure_desktop.shell.review.drop_question import DropQuestion
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.review.plan_delegate import PlanDelegate
from secure_desktop.shell.review.plan_filters import PlanFilters
from secure_desktop.shell.review.plan_model import ORDERS, Column, PlanModel
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme

_WIDTHS = (19, 18, 19, 18, 14, 10, 11)  # average characters
_FIELDS = {
    Column.NEXT_STEP: "text",
    Column.OWNER: "owner",
    Column.DUE: "due",
    Column.EFFORT: "effort",
    Column.STATE: "state",
}


class PlanPart(QWidget):
    """The filters, the table, and the questions that an entry there can raise.

    A row that was edited stays where it is until somebody filters or sorts again, or comes back to the page.
    """

    item_requested = Signal(str)  # item id

    def __init__(
        self, session: Session, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._today = today
        self.filters = PlanFilters(session.rubric)
        self.model = PlanModel(theme, today, self)
        self.table = GrownTable(
            self.tr("Gaps and next steps"), _WIDTHS, flexible=(Column.ITEM, Column.NEXT_STEP)
        )
        self._delegate = PlanDelegate(theme, self._people, self)
        self.table.setItemDelegate(self._delegate)
        self.table.show_model(self.model)
        self._nothing = MutedLabel()
        self._wrong = DangerLabel()
        self._wrong.hide()
        self._question = DropQuestion()
        self._offer = DoneOffer(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            self.filters,
            self.table,
            self._nothing,
            self._wrong,
            self._question,
            self._offer,
        ):
            column.addWidget(widget)
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*self.filters.stops, self.table, *self._question.stops, *self._offer.stops)

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows that are shown, in their order."""
        return self.model.rows

    def show_now(self) -> None:
        """Show what is stored now, filtered and sorted anew."""
        everything = plan_rows(self._session.assessment)
        self.model.is_editable = self._session.is_editable
        self.filters.offer_owners(owners(everything))
        self._show(everything)

    def follow(self) -> None:
        """Show what is stored now, each row where it is if that can be."""
        everything = plan_rows(self._session.assessment)
        self.filters.offer_owners(owners(everything))
        successors = self._successors(everything)
        if successors is not None and self.model.is_editable == self._session.is_editable:
            self.model.show_in_place(successors)
        else:
            self.model.is_editable = self._session.is_editable
            self._show(everything)

    def _connect(self) -> None:
        self.filters.changed.connect(self.show_now)
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().sectionClicked.connect(
            lambda column: self.filters.sort_by(ORDERS[Column(column)])
        )
        self.table.clicked.connect(self._accept_invitation)
        self.table.item_requested.connect(self.item_requested)
        self._delegate.date_refused.connect(self._refuse_date)
        self.model.entered.connect(self._record)
        self._question.answered.connect(self._session.record_next_step)
        for asked in (self._question, self._offer):
            asked.closed.connect(self.table.setFocus)

    def _show(self, everything: tuple[PlanRow, ...]) -> None:
        current = self._key_of(self.table.currentIndex())
        column = max(self.table.currentIndex().column(), 0)
        chosen = select_rows(everything, self.filters.filter, self._today())
        rows = sort_rows(chosen, self.filters.order.value, descending=self.filters.is_descending)
        self.model.show_rows(rows)
        numbers = [number for number, row in enumerate(rows) if _key(row) == current]
        if rows:
            self.table.setCurrentIndex(self.model.index(numbers[0] if numbers else 0, column))
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(
            self.tr("Nothing in the plan is like that.")
            if everything
            else self.tr("No item is partly or not in place so far.")
        )

    def _successors(self, everything: tuple[PlanRow, ...]) -> tuple[PlanRow, ...] | None:
        """Return the shown rows as they are now; None when one of them is gone, or another one is to be shown."""
        by_key = {_key(row): row for row in everything}
        shown = {_key(row) for row in self.rows}
        found = []
        for row in self.rows:
            fresh = by_key.get(_key(row))
            if fresh is None and row.next_step is None:  # its first next step has come
                fresh = next(
                    (new for new in everything if new.item == row.item and _key(new) not in shown), None
                )
            if fresh is None:
                return None
            found.append(fresh)
        wanted = select_rows(everything, self.filters.filter, self._today())
        return tuple(found) if {_key(row) for row in wanted} <= {_key(row) for row in found} else None

    def _record(self, row: PlanRow, column: int, value: object) -> None:
        self._wrong.hide()
        if row.next_step is None:
            if value:
                self._session.record_next_step(NextStep(str(uuid.uuid4()), row.item.id, str(value)))
            return
        if column == Column.NEXT_STEP and not value:
            self._say(self.tr("A next step needs a few words. To give it up, set its state to “Dropped”."))
            return
        if value is State.DROPPED:
            QTimer.singleShot(0, self, lambda step=row.next_step: self._question.ask_about(step))
            return
        changed: dict[str, object] = {_FIELDS[Column(column)]: value}
        if self._session.record_next_step(replace(row.next_step, **changed)) and value is State.DONE:  # type: ignore[arg-type]
            # Once the editor of the cell has closed, and with it has given the keyboard back to the table.
            QTimer.singleShot(0, self, lambda: self._offer.ask_about(row.item.id))

    def _accept_invitation(self, index: QModelIndex) -> None:
        row = self.rows[index.row()]
        if index.column() == Column.NEXT_STEP and row.next_step is None and self.model.is_editable:
            self.table.edit(index)

    def _refuse_date(self, text: str) -> None:
        self._say(self.tr("“{0}” is no date. Write it like 2027-01-15.").format(text))

    def _say(self, hint: str) -> None:
        self._wrong.setText(hint)
        self._wrong.show()

    def _people(self) -> tuple[str, ...]:
        return known_people(self._session.assessment)

    def _key_of(self, index: QModelIndex) -> str:
        return _key(self.rows[index.row()]) if index.isValid() else ""


def _key(row: PlanRow) -> str:
    return row.next_step.id if row.next_step is not None else row.item.id
