"""What became of the items: how many of each kind, as buttons that filter, and the items in a table."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from secure_desktop.model.comparison import Comparison, ItemChange, Kind
from secure_desktop.model.comparison_words import EXPLAINED
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.compare.changes_delegate import ChangesDelegate
from secure_desktop.shell.compare.changes_model import NARROW, WIDE, ChangesModel
from secure_desktop.shell.compare.words import kind_with_sign, translated
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.theme import Theme

_WIDE_WIDTHS, _WIDE_FLEXIBLE = (28, 24, 24, 28), (1, 3)  # average characters; columns
_NARROW_WIDTHS, _NARROW_FLEXIBLE = (24, 26), (0,)


class ChangesPart(QWidget):
    """Shows the items of one kind, or all that changed; rows are grouped by kind."""

    item_requested = Signal(str)  # item id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._filters = QWidget()
        self._row = FlowLayout(self._filters, spacing=8)
        self._group = QButtonGroup(self)
        self._kinds: list[Kind | None] = []
        self._explained = MutedLabel()
        self.model = ChangesModel(self)
        self.table = GrownTable(self.tr("Items"), _WIDE_WIDTHS, flexible=_WIDE_FLEXIBLE)
        self.table.setItemDelegate(ChangesDelegate(theme, self))
        self.table.show_model(self.model)
        self.table.item_requested.connect(self.item_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionTitle(self.tr("Items")))
        column.addWidget(self._filters)
        column.addWidget(self._explained)
        column.addWidget(self.table)
        self._group.idClicked.connect(lambda _: self._show_kind(is_news=True))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*self._group.buttons(), self.table)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show another comparison; the kind that was looked at stays chosen if there are such items."""
        chosen = self._chosen
        self._comparison = comparison
        self._offer_filters(comparison)
        place = self._kinds.index(chosen) if chosen in self._kinds else 0
        self._group.button(place).setChecked(True)
        self._show_kind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

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

    @property
    def _chosen(self) -> Kind | None:
        return self._kinds[self._group.checkedId()] if self._group.checkedId() >= 0 else None

    def _offer_filters(self, comparison: Comparison) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        self._kinds = [None, *(kind for kind in Kind if comparison.count(kind))]
        for place, kind in enumerate(self._kinds):
            name = kind_with_sign(kind) if kind is not None else self.tr("All that changed")
            count = comparison.count(kind) if kind is not None else len(_changed(comparison))
            button = Button(self.tr("{0} ({1})").format(name, count))
            button.setCheckable(True)
            self._group.addButton(button, place)
            self._row.addWidget(button)

    def _show_kind(self, *, is_news: bool = False) -> None:
        if self._comparison is None:
            return
        kind = self._chosen
        items = self._comparison.of(kind) if kind is not None else _changed(self._comparison)
        self.model.show_items(items)
        self.table.setVisible(bool(items))
        if kind is not None:
            self._explained.setText(translated(EXPLAINED[kind]))
        elif items:
            self._explained.setText(self.tr("Everything but what stayed as it was."))
        else:
            self._explained.setText(self.tr("No item differs in anything."))
        if is_news:
            announce(self.table, self.tr("{0} items are shown.").format(len(items)))


def _changed(comparison: Comparison) -> tuple[ItemChange, ...]:
    """Return all items that differ in anything, kind by kind."""
    return tuple(
        item
        for kind in Kind
        for item in comparison.of(kind)
        if kind is not Kind.UNCHANGED or item.has_details
    )
