"""Which assessments to show, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.overview_rows import OverviewFilter, OverviewOrder, SignedFilter
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.fields.choice import Choice, beside_its_label
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import line_edit
from secure_desktop.shell.overview.columns import TableColumn

_SIGNED = {
    SignedFilter.ANY: QT_TRANSLATE_NOOP("OverviewFilters", "Signed or not"),
    SignedFilter.SIGNED: QT_TRANSLATE_NOOP("OverviewFilters", "Signed"),
    SignedFilter.NOT_SIGNED: QT_TRANSLATE_NOOP("OverviewFilters", "Not signed"),
}
_SHOWN = 11  # characters of a choice; longer ones are cut until the list is open
_WORDS = 24  # average characters that the search shows
_PAUSE = 200  # milliseconds; a fast typist's search is done once, at the end


class OverviewFilters(QWidget):
    """The search, four filters and the order. `changed` comes when a person chose something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = line_edit(placeholder=self.tr("Search districts and agencies"))
        self.words.setAccessibleName(self.tr("Search districts and agencies"))
        self.words.setClearButtonEnabled(True)
        self.rubric = Choice([("", self.tr("All checklists"))])
        self.year = Choice([(None, self.tr("All years"))])
        self.signed = Choice((which, _tr(word)) for which, word in _SIGNED.items())
        self.gap_step = Choice([(0, self.tr("Any step"))])
        self.order = Choice([(str(OverviewOrder.DISTRICT), self.tr("District"))])
        self.reverse = Button("↑")
        self.reverse.setCheckable(True)
        self.reverse.setAccessibleName(self.tr("Last first"))
        self.reverse.setToolTip(self.tr("Last first"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        row = FlowLayout(self, spacing=12)
        row.addWidget(self.words)
        for name, choice in self._choices():
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_SHOWN)
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
            row.addWidget(beside_its_label(name, choice))
        row.addWidget(self.reverse)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self.changed)
        self.reverse.toggled.connect(self._show_direction)
        self._fit_words()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (self.words, *(choice for _, choice in self._choices()), self.reverse)

    @property
    def filter(self) -> OverviewFilter:
        """Which assessments are wanted."""
        return OverviewFilter(
            rubric=self.rubric.value,
            school_year=self.year.value,
            signed=self.signed.value,
            gap_step=self.gap_step.value,
            text=self.words.text(),
        )

    @property
    def column(self) -> str:
        """The id of the column to sort by."""
        return str(self.order.value)

    @property
    def is_descending(self) -> bool:
        """Whether the last comes first."""
        return self.reverse.isChecked()

    def offer(self, rubrics: Sequence[Rubric], years: Sequence[str]) -> None:
        """Offer the checklists and school years that are there; what is chosen stays chosen if it still can be."""
        titles = [rubric.title for rubric in rubrics]
        named = (
            (rubric.id, f"{rubric.title} ({rubric.id})" if titles.count(rubric.title) > 1 else rubric.title)
            for rubric in rubrics
        )
        self.rubric.offer([("", self.tr("All checklists")), *named])
        self.year.offer(
            [(None, self.tr("All years")), *((year, year or self.tr("Not given")) for year in years)]
        )

    def offer_columns(self, columns: Sequence[TableColumn]) -> None:
        """Offer the columns that are there to sort by, and their action steps to look for gaps in."""
        self.order.offer((column.id, column.title) for column in columns)
        steps = ((column.step, column.title) for column in columns if column.step)
        self.gap_step.offer([(0, self.tr("Any step")), *steps])

    def sort_by(self, column_id: str) -> None:
        """Sort by a column; by the same one again the other way round."""
        is_same = self.column == column_id
        blocked = self.blockSignals(True)
        self.order.show_value(column_id)
        self.reverse.setChecked(is_same and not self.reverse.isChecked())
        self.blockSignals(blocked)
        self.changed.emit()

    def clear(self) -> None:
        """Show everything again."""
        blocked = self.blockSignals(True)
        self.words.clear()
        for choice in (self.rubric, self.year, self.signed, self.gap_step):
            choice.setCurrentIndex(0)
        self.blockSignals(blocked)
        self._pause.stop()
        self.changed.emit()

    def _choices(self) -> tuple[tuple[str, Choice], ...]:
        return (
            (self.tr("Checklist"), self.rubric),
            (self.tr("School year"), self.year),
            (self.tr("Sign-off"), self.signed),
            (self.tr("Gaps in"), self.gap_step),
            (self.tr("Sorted by"), self.order),
        )

    def _show_direction(self, is_descending: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        self.reverse.setText("↓" if is_descending else "↑")
        self.changed.emit()

    def _fit_words(self) -> None:
        self.words.setMinimumWidth(_WORDS * self.words.fontMetrics().averageCharWidth())


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverviewFilters", text)
