"""The plan as a table: gaps with their next steps, a row each."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont

from secure_desktop.model.next_step import Effort
from secure_desktop.model.plan import Order, PlanRow
from secure_desktop.shell.review.grown_table import ITEM_ID, Index
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign, effort_word, state_word

ANSWER = int(Qt.ItemDataRole.UserRole) + 1  # the role under which a cell holds the answer to paint

NOTHING = "–"


class Column(IntEnum):
    """The columns, from left to right."""

    ITEM = 0
    ANSWER = 1
    NEXT_STEP = 2
    OWNER = 3
    DUE = 4
    EFFORT = 5
    STATE = 6


ORDERS = dict(
    zip(
        Column,
        (Order.ITEM, Order.ANSWER, Order.NEXT_STEP, Order.OWNER, Order.DUE, Order.EFFORT, Order.STATE),
        strict=True,
    )
)
"""By what each column is sorted."""


class PlanModel(QAbstractTableModel):
    """The rows that are shown. What is entered into a cell is only told; what is shown is what is stored."""

    entered = Signal(object, int, object)  # PlanRow, Column, the value

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._rows: tuple[PlanRow, ...] = ()
        self.is_editable = False

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows, as filtered and sorted."""
        return self._rows

    def show_rows(self, rows: tuple[PlanRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def show_in_place(self, rows: tuple[PlanRow, ...]) -> None:
        """Show what the same rows say now."""
        former, self._rows = self._rows, rows
        for number, (before, after) in enumerate(zip(former, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self.column_word(Column(section))

    def column_word(self, column: Column) -> str:
        """Return what a column is called."""
        return {
            Column.ITEM: self.tr("Item"),
            Column.ANSWER: self.tr("Status"),
            Column.NEXT_STEP: self.tr("Next step"),
            Column.OWNER: self.tr("Owner"),
            Column.DUE: self.tr("Due"),
            Column.EFFORT: self.tr("Effort"),
            Column.STATE: self.tr("State"),
        }[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._can_edit(self._rows[index.row()], Column(index.column())):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(row, column)
        if role == Qt.ItemDataRole.FontRole and self._is_invitation(row, column):
            font = QFont()
            font.setUnderline(True)
            return font
        if role == ITEM_ID:
            return row.item.id
        if role == ANSWER and column is Column.ANSWER:
            return str(row.response.answer)
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        row, column = self._rows[index.row()], Column(index.column())
        if role != Qt.ItemDataRole.EditRole or value == self._value(row, column):
            return False
        self.entered.emit(row, column, value)
        return True

    def _can_edit(self, row: PlanRow, column: Column) -> bool:
        if not self.is_editable or column < Column.NEXT_STEP:
            return False
        return row.next_step is not None or column is Column.NEXT_STEP

    def _is_invitation(self, row: PlanRow, column: Column) -> bool:
        return column is Column.NEXT_STEP and row.next_step is None and self.is_editable

    def _value(self, row: PlanRow, column: Column) -> Any:
        step = row.next_step
        if step is None:
            return ""
        return {
            Column.NEXT_STEP: step.text,
            Column.OWNER: step.owner,
            Column.DUE: step.due,
            Column.EFFORT: step.effort,
            Column.STATE: step.state,
        }.get(column, "")

    def _text(self, row: PlanRow, column: Column) -> str:
        step = row.next_step
        if column is Column.ITEM:
            return f"{row.label} {row.item.short}"
        if column is Column.ANSWER:
            return answer_with_sign(row.response.answer)
        if step is None:
            return self.tr("Add a next step…") if self._is_invitation(row, column) else NOTHING
        if column is Column.DUE:
            return self._due_text(row, step.due)
        return {
            Column.NEXT_STEP: step.text,
            Column.OWNER: step.owner or NOTHING,
            Column.EFFORT: effort_word(step.effort) if step.effort is not Effort.UNKNOWN else NOTHING,
            Column.STATE: state_word(step.state),
        }[column]

    def _due_text(self, row: PlanRow, due: date | None) -> str:
        if due is None:
            return NOTHING
        return self.tr("{0} overdue").format(due.isoformat()) if self._is_late(row) else due.isoformat()

    def _color(self, row: PlanRow, column: Column) -> QColor | None:
        if self._is_invitation(row, column):
            return QColor(self._theme.colors.link)
        if column is Column.DUE and self._is_late(row):
            return QColor(self._theme.colors.danger)
        if not row.is_open and column >= Column.NEXT_STEP:
            return QColor(self._theme.colors.muted)
        return None

    def _is_late(self, row: PlanRow) -> bool:
        return row.next_step is not None and row.next_step.is_overdue(self._today())
