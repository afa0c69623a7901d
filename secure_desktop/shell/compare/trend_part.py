"""The trend over several assessments: one chart of everything, a small one for each action step, and a table."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.comparison_words import point_names
from secure_desktop.model.trend import Trend
from secure_desktop.shell.compare.trend_chart import TrendChart
from secure_desktop.shell.compare.trend_model import TrendModel
from secure_desktop.shell.compare.words import translated
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.moments import date_words
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.theme import Theme

_WHOLE, _STEP = (60, 12), (42, 9)  # width and height in characters
_WIDTHS = (14, 14, 12, 20)  # average characters


class TrendPart(QWidget):
    """Hidden unless there are more than two assessments."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = QVBoxLayout()
        self._steps = QWidget()
        self._row = FlowLayout(self._steps, spacing=18)
        self.model = TrendModel(self)
        self.table = GrownTable(self.tr("The trend in numbers"), _WIDTHS, flexible=(0, 3))
        self.table.show_model(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionTitle(self.tr("Trend")))
        column.addWidget(
            MutedLabel(
                self.tr(
                    "● Standing: how many of the applicable items are in place. "
                    "□ Progress: how many of all items have an answer."
                )
            )
        )
        column.addLayout(self._whole)
        column.addWidget(self._steps)
        column.addWidget(self.table)

    def show_trend(self, trend: Trend) -> None:
        """Show another trend."""
        names = point_names(trend, date_words, translated)
        clear(self._whole)
        clear(self._row)
        whole = [point.tally for point in trend.points]
        self._whole.addWidget(TrendChart(self._theme, self.tr("All action steps"), names, whole, size=_WHOLE))
        for number, heading in trend.headings.items():
            self._row.addWidget(TrendChart(self._theme, heading, names, trend.of_step(number), size=_STEP))
        self.model.show_points(names, trend.points)
