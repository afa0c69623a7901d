"""What is different now from what was signed, item by item, with the former words and the new ones."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.form_differences import FormDifferences, differences
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.form_words import lines_about, part_word
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.theme import Theme

_INDENT = 18  # pixels


class DifferencesList(QWidget):
    """Shows where two signed forms differ. `item_requested` leads to an item."""

    item_requested = Signal(str)  # item id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._links: list[ItemLink] = []

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._links)

    def show_differences(self, rubric: Rubric, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Show what `after` says differently from `before`."""
        clear(self._column)
        self._links = []
        found = differences(before, after)
        for part in parts_of(found):
            self._column.addWidget(PlainLabel(self.tr("{0}: changed").format(part_word(part))))
        for item_id in found.items:
            self._add_title(rubric, item_id)
            for line in lines_about(item_id, before, after):
                label = MutedLabel(line)
                label.setContentsMargins(_INDENT, 0, 0, 0)
                self._column.addWidget(label)

    def _add_title(self, rubric: Rubric, item_id: str) -> None:
        if item_id not in rubric:
            self._column.addWidget(PlainLabel(item_id))
            return
        link = ItemLink(f"{rubric.label(item_id)} {rubric.item(item_id).short}", self._theme)
        link.clicked.connect(lambda: self.item_requested.emit(item_id))
        self._column.addWidget(link)
        self._links.append(link)


def parts_of(found: FormDifferences) -> tuple[str, ...]:
    """Return the further parts that differ. The revision's number always does, and says nothing."""
    return tuple(part for part in found.other if part != "revision")
