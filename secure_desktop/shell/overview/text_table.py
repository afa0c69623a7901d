"""Rows of texts as a table that wraps and is as tall as they are."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from secure_desktop.shell.review.grown_table import Index

Texts = tuple[str, ...]


class TextModel(QAbstractTableModel):
    """Rows of texts under titles."""

    def __init__(self, titles: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self.rows: tuple[Texts, ...] = ()

    def show_rows(self, rows: tuple[Texts, ...]) -> None:
        """Show other rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        is_title = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._titles[section] if is_title else None

    def data(self, index: Index, role: int = 0) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None
