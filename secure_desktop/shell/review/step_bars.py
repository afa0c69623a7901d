"""How the answers stand in each action step, as bars."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import tally_by_step
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.review.answers_bar import AnswersBar
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign


class StepBars(QWidget):
    """One bar for each action step, under what the colors and signs mean."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bar_of: dict[int, AnswersBar] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        legend = QWidget()
        row = FlowLayout(legend, spacing=14)
        for answer in Answer:
            row.addWidget(MutedLabel(answer_with_sign(answer), wrap=False))
        grid.addWidget(StrongLabel(self.tr("Action step")), 0, 0)
        grid.addWidget(legend, 0, 1)
        for number, step in enumerate(session.rubric.steps, 1):
            bar = self._bar_of[step.number] = AnswersBar(theme)
            name = PlainLabel(step.heading)
            name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            name.setMinimumWidth(name.fontMetrics().averageCharWidth() * 16)
            grid.addWidget(name, number, 0)
            grid.addWidget(bar, number, 1)

    def show_now(self) -> None:
        """Show the answers as they stand."""
        for step, counts in tally_by_step(self._session.assessment):
            self._bar_of[step.number].show_tally(counts)
