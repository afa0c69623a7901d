"""How the answers stood and stand in each action step, as two bars under one another."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.comparison import Comparison, Kind, StepChange
from secure_desktop.shell.compare.words import kind_with_sign
from secure_desktop.shell.controls import MutedLabel, PlainLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.review.answers_bar import AnswersBar, in_words
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign


class StepsPart(QWidget):
    """Two bars for each action step, under what their signs mean, and how many items improved and slipped."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another comparison."""
        clear(self._grid)
        self._grid.addWidget(SectionTitle(self.tr("By action step")), 0, 0)
        legend = QWidget()
        row = FlowLayout(legend, spacing=14)
        for answer in Answer:
            row.addWidget(MutedLabel(answer_with_sign(answer), wrap=False))
        self._grid.addWidget(legend, 0, 1, 1, 2)
        for place, step in enumerate(comparison.steps):
            self._add_step(comparison, step, 1 + 3 * place)

    def _add_step(self, comparison: Comparison, step: StepChange, row: int) -> None:
        name = PlainLabel(step.heading)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        name.setMinimumWidth(name.fontMetrics().averageCharWidth() * 22)
        counts = "   ".join(
            f"{kind_with_sign(kind)}: {comparison.count(kind, step.number)}".replace(" ", "\u00a0")
            for kind in (Kind.IMPROVED, Kind.SLIPPED)
        )
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(MutedLabel(counts), row + 1, 0)
        self._grid.setRowMinimumHeight(row + 2, 8)
        for offset, word, tally in (
            (0, self.tr("Earlier"), step.before),
            (1, self.tr("Later"), step.after),
        ):
            self._grid.addWidget(MutedLabel(word, wrap=False), row + offset, 1)
            if tally is None:
                self._grid.addWidget(MutedLabel(self.tr("This checklist has no such step.")), row + offset, 2)
                continue
            bar = AnswersBar(self._theme)
            bar.show_tally(tally)
            bar.setAccessibleName(self.tr("{0}, {1}: {2}").format(word, step.heading, in_words(tally)))
            self._grid.addWidget(bar, row + offset, 2)
