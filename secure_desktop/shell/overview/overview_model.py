"""The assessments of an overview as a table: a row each, an action step in a column."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QFont

from secure_desktop.model.overview import OverviewEntry
from secure_desktop.model.overview_rows import OverviewOrder
from secure_desktop.shell.overview.columns import TableColumn
from secure_desktop.shell.review.answers_bar import in_words
from secure_desktop.shell.review.grown_table import Index
from secure_desktop.shell.theme import Theme

TALLY = int(Qt.ItemDataRole.UserRole)  # the role under which a cell holds the tally to paint
STAGE_TONES = {"draft": "unanswered", "signing": "partly", "signed": "in-place", "declined": "not-in-place"}


class OverviewModel(QAbstractTableModel):
    """The rows that are shown, as filtered and sorted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: tuple[TableColumn, ...] = ()
        self._entries: tuple[OverviewEntry, ...] = ()
        self._sorted_by = ""
        self._is_descending = False

    @property
    def entries(self) -> tuple[OverviewEntry, ...]:
        """The rows."""
        return self._entries

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns."""
        return self._columns

    def show_entries(self, entries: tuple[OverviewEntry, ...], columns: tuple[TableColumn, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._entries = entries
        self._columns = columns
        self.endResetModel()

    def mark_sorting(self, column_id: str, *, descending: bool) -> None:
        """Show in its heading by which column the rows are sorted, and in which direction."""
        self._sorted_by, self._is_descending = column_id, descending
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if column.id != self._sorted_by:
            return column.title
        return f"{column.title} {'↓' if self._is_descending else '↑'}"

    def data(self, index: Index, role: int = 0) -> Any:
        entry, column = self._entries[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry, column)
        if role == TALLY and column.step:
            return entry.tally_of(column.step)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(entry, column)
        if role == Qt.ItemDataRole.FontRole and column.id == OverviewOrder.DISTRICT:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _spoken(self, entry: OverviewEntry, column: TableColumn) -> str:
        counts = entry.tally_of(column.step) if column.step else None
        said = in_words(counts) if counts is not None else column.text(entry)
        return self.tr("{0}: {1}").format(column.title, said)

    def _color(self, entry: OverviewEntry, column: TableColumn) -> QColor | None:
        colors = self._theme.colors
        if column.id == OverviewOrder.OVERDUE and entry.overdue:
            return QColor(colors.danger)
        if column.id == OverviewOrder.STAGE:
            return QColor(colors.tone(STAGE_TONES[str(entry.stage)]).text)
        return None
