"""A table of items with texts and pills, whose columns depend on the room: what comparing and rescuing show alike."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from secure_desktop.shell.review.grown_table import ITEM_ID, Index

PILLS = ITEM_ID + 7
"""The role under which a cell holds what to paint as pills: lines of pairs of text and tone."""

Line = tuple[tuple[str, str], ...]


class PillModel(QAbstractTableModel):
    """A row for each item that is shown. What stands in its cells is said by whoever extends it."""

    def __init__(self, columns: Sequence[Enum], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Any, ...] = ()
        self._columns = tuple(columns)

    @property
    def columns(self) -> tuple[Enum, ...]:
        """What is shown, from left to right."""
        return self._columns

    def show_columns(self, columns: Sequence[Enum]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._titles()[self._columns[section]]

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == PILLS:
            return self._pills(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return self._item_id(row) if role == ITEM_ID else None

    def _show_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def _titles(self) -> Mapping[Any, str]:
        raise NotImplementedError

    def _text(self, row: Any, column: Any) -> str:
        raise NotImplementedError

    def _pills(self, row: Any, column: Any) -> tuple[Line, ...]:
        raise NotImplementedError

    def _item_id(self, row: Any) -> str:
        raise NotImplementedError
