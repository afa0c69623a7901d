"""The gaps that the shown assessments have in common, each checklist by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.common_gaps import CommonGap, CommonGaps
from secure_desktop.model.words import SIGNS
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.overview.text_table import TextModel, Texts
from secure_desktop.shell.review.grown_table import GrownTable

_FIRST = 8  # gaps of each checklist that are shown at first
_WIDTHS = (30, 25, 24, 18, 12)  # average characters


class CommonGapsPart(QWidget):
    """A table of the first gaps, and the way to all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[CommonGaps, ...] = ()
        self._about = MutedLabel()
        self.model = TextModel(
            (
                self.tr("Item"),
                self.tr("Checklist"),
                self.tr("A gap in"),
                self.tr("Not in place"),
                self.tr("Partly"),
            ),
            self,
        )
        self.table = GrownTable(self.tr("Most common gaps"), _WIDTHS, flexible=(0,))
        self.table.show_model(self.model)
        self.more = LinkButton("")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _: self._show())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionTitle(self.tr("Most common gaps")))
        column.addWidget(self._about)
        column.addWidget(self.table)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.table, self.more

    def show_gaps(self, found: tuple[CommonGaps, ...]) -> None:
        """Show the gaps of other assessments."""
        self._found = found
        self._show()

    def _show(self) -> None:
        all_of_them = sum(len(of.gaps) for of in self._found)
        rows = tuple(self._row(of, gap) for of in self._found for gap in self._first(of))
        self.model.show_rows(rows)
        self.table.setColumnHidden(1, len(self._found) < 2)
        self.table.setVisible(bool(rows))
        self._about.setText(self._about_text())
        is_cut = all_of_them > sum(min(len(of.gaps), _FIRST) for of in self._found)
        self.more.setVisible(is_cut)
        self.more.setText(
            self.tr("Show the first ones only")
            if self.more.isChecked()
            else self.tr("Show all {0} gaps").format(all_of_them)
        )

    def _first(self, of: CommonGaps) -> tuple[CommonGap, ...]:
        return of.gaps if self.more.isChecked() else of.gaps[:_FIRST]

    def _row(self, of: CommonGaps, gap: CommonGap) -> Texts:
        share = self.tr("{0} of {1} ({2}\u00a0%)").format(gap.count, gap.answered, round(100 * gap.share))
        return (
            f"{gap.label} {gap.item.short}",
            of.rubric.title,
            share,
            f"{SIGNS[Answer.NOT_IN_PLACE]} {gap.not_in_place}",
            f"{SIGNS[Answer.PARTLY]} {gap.partly}",
        )

    def _about_text(self) -> str:
        if not any(of.gaps for of in self._found):
            return self.tr("No item is partly or not in place in the assessments that are shown.")
        return self.tr(
            "In how many of the shown assessments an item is a gap, of those in which somebody has answered it. The "
            "checklists have different items and are counted by themselves."
        )
