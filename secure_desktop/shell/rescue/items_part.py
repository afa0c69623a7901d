"""The items of a damaged file, to be read and not to be changed: all of one action step, or those to check."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.rubric import Item
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.compare.changes_delegate import ChangesDelegate
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.rescue.items_model import NARROW, WIDE, ItemsModel
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.theme import Theme

_WIDE_WIDTHS, _WIDE_FLEXIBLE = (22, 23, 24, 22), (0, 2)  # average characters; columns
_NARROW_WIDTHS, _NARROW_FLEXIBLE = (22, 23), (0,)


class ItemsPart(QWidget):
    """Buttons that choose, each with how many there are, and a table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Rescued | None = None
        self._choices: list[tuple[Item, ...]] = []
        self._filters = QWidget()
        self._row = FlowLayout(self._filters, spacing=8)
        self._group = QButtonGroup(self)
        self._said = MutedLabel()
        self.model = ItemsModel(self)
        self.table = GrownTable(self.tr("Items"), _WIDE_WIDTHS, flexible=_WIDE_FLEXIBLE)
        self.table.setItemDelegate(ChangesDelegate(theme, self))
        self.table.show_model(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionTitle(self.tr("What could be read, item by item")))
        column.addWidget(self._filters)
        column.addWidget(self._said)
        column.addWidget(self.table)
        self._group.idClicked.connect(lambda _: self._show_choice(is_news=True))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*self._group.buttons(), self.table)

    def show_rescued(self, found: Rescued) -> None:
        """Show what was rescued: first what is to be checked, if anything is."""
        self._found = found
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        rubric = found.assessment.rubric
        to_check = tuple(
            item
            for item in rubric.items
            if found.certainty.get(item.id, Certainty.UNKNOWN) is not Certainty.SURE
        )
        self._choices = []
        if to_check:
            self._offer(self.tr("To check"), to_check)
        for step in rubric.steps:
            self._offer(step.heading.replace("&", "&&"), step.items)
        self._group.button(0).setChecked(True)
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

    def _offer(self, name: str, items: tuple[Item, ...]) -> None:
        button = Button(self.tr("{0} ({1})").format(name, len(items)))
        button.setCheckable(True)
        self._group.addButton(button, len(self._choices))
        self._row.addWidget(button)
        self._choices.append(items)

    def _show_choice(self, *, is_news: bool = False) -> None:
        if self._found is None:
            return
        items = self._choices[self._group.checkedId()]
        self.model.show_items(self._found, items)
        answered = sum(self._found.assessment.response(item.id).is_answered for item in items)
        self._said.setText(self.tr("{0} of {1} answered").format(answered, len(items)))
        if is_news:
            announce(self.table, self.tr("{0} items are shown.").format(len(items)))

    def _fit_columns(self) -> None:
        """Put what belongs to an item into two columns where four have no room."""
        is_wide = self.width() >= sum(_WIDE_WIDTHS) * self.table.fontMetrics().averageCharWidth()
        columns = WIDE if is_wide else NARROW
        if columns != self.model.columns:
            self.model.show_columns(columns)
            if is_wide:
                self.table.set_widths(_WIDE_WIDTHS, _WIDE_FLEXIBLE)
            else:
                self.table.set_widths(_NARROW_WIDTHS, _NARROW_FLEXIBLE)
