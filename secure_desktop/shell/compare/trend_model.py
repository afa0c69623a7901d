"""A trend in numbers, for people who read a table rather than a chart."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from secure_desktop.model.progress import Tally
from secure_desktop.model.trend import Point
from secure_desktop.shell.review.grown_table import Index


class TrendModel(QAbstractTableModel):
    """A row for each assessment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, Point]] = []

    def show_points(self, names: Sequence[str], points: Sequence[Point]) -> None:
        """Show other points."""
        self.beginResetModel()
        self._rows = list(zip(names, points, strict=True))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Assessment"),
            self.tr("Answered"),
            self.tr("In place"),
            self.tr("In place, by action step"),
        )[section]

    def data(self, index: Index, role: int = 0) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name, point = self._rows[index.row()]
        progress = point.tally.progress
        return (
            name,
            self.tr("{0} of {1}").format(progress.answered, progress.total),
            self._standing(point.tally),
            " · ".join(
                self.tr("Step {0}: {1}").format(number, self._standing(tally))
                for number, tally in point.steps.items()
            ),
        )[index.column()]

    def _standing(self, tally: Tally) -> str:
        return self.tr("{0} of {1}").format(tally.standing.in_place, tally.standing.applicable)
