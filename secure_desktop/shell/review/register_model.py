"""All evidence as a table: which item, what, how it is kept, and its dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from secure_desktop.model.evidence import Evidence
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.evidence_chip import evidence_name
from secure_desktop.shell.review.grown_table import ITEM_ID, Index
from secure_desktop.shell.review.plan_model import NOTHING
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import evidence_kind_word

_RENEW_BY = 4


class RegisterModel(QAbstractTableModel):
    """A row for each piece of evidence, in the order of the checklist."""

    def __init__(
        self, rubric: Rubric, theme: Theme, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rubric = rubric
        self._theme = theme
        self._today = today
        self._entries: tuple[Evidence, ...] = ()

    def show_entries(self, entries: tuple[Evidence, ...]) -> None:
        """Show other evidence."""
        if entries != self._entries:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        is_title = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._titles()[section] if is_title else None

    def data(self, index: Index, role: int = 0) -> Any:
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(entry)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _RENEW_BY and self._is_late(entry):
            return QColor(self._theme.colors.danger)
        return entry.item_id if role == ITEM_ID else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Item"),
            self.tr("Title"),
            self.tr("Kept as"),
            self.tr("In effect since"),
            self.tr("Renew by"),
        )

    def _texts(self, entry: Evidence) -> tuple[str, ...]:
        kind, place = evidence_kind_word(entry.kind), entry.file_name or entry.place
        renew_by = entry.renew_by.isoformat() if entry.renew_by is not None else NOTHING
        return (
            f"{self._rubric.label(entry.item_id)} {self._rubric.item(entry.item_id).short}",
            evidence_name(entry),
            f"{kind}: {place}",
            entry.effective.isoformat() if entry.effective is not None else NOTHING,
            self.tr("{0} overdue").format(renew_by) if self._is_late(entry) else renew_by,
        )

    def _is_late(self, entry: Evidence) -> bool:
        return entry.renew_by is not None and entry.renew_by < self._today()
