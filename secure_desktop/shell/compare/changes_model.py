"""The items of a comparison as a table: what became of each, its two answers, and what else differs."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject

from secure_desktop.model.assessment import Response
from secure_desktop.model.comparison import ItemChange, Kind
from secure_desktop.model.comparison_words import details
from secure_desktop.model.excerpts import shortened
from secure_desktop.shell.compare.words import TONES, kind_with_sign, translated
from secure_desktop.shell.review.pill_model import Line, PillModel
from secure_desktop.shell.words import answer_with_sign, answer_word

_LONGEST_DETAIL = 600  # characters; the item itself and the PDF show all of it


class Column(Enum):
    """What a column can show."""

    KIND = auto()
    ITEM = auto()
    ANSWERS = auto()
    DETAILS = auto()
    ITEM_AND_DETAILS = auto()
    KIND_AND_ANSWERS = auto()


WIDE = (Column.KIND, Column.ITEM, Column.ANSWERS, Column.DETAILS)
NARROW = (Column.ITEM_AND_DETAILS, Column.KIND_AND_ANSWERS)
"""The columns from left to right, where there is room and where there is little."""


class ChangesModel(PillModel):
    """A row for each item that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(WIDE, parent)

    @property
    def items(self) -> tuple[ItemChange, ...]:
        """The items that are shown, in their order."""
        return self._rows

    def show_items(self, items: Sequence[ItemChange]) -> None:
        """Show other items."""
        self._show_rows(items)

    def _titles(self) -> Mapping[Column, str]:
        return {
            Column.KIND: self.tr("What became of it"),
            Column.ITEM: self.tr("Item"),
            Column.ANSWERS: self.tr("Earlier → later"),
            Column.DETAILS: self.tr("What else differs"),
            Column.ITEM_AND_DETAILS: self.tr("Item"),
            Column.KIND_AND_ANSWERS: self.tr("Earlier → later"),
        }

    def _item_id(self, item: ItemChange) -> str:
        return item.item.id

    def _text(self, item: ItemChange, column: Column) -> str:
        name = f"{item.label} {item.item.short}"
        answers = " → ".join(answer_word(response.answer) for response in _shown(item))
        return {
            Column.KIND: kind_with_sign(item.kind),
            Column.ITEM: name,
            Column.ANSWERS: answers,
            Column.DETAILS: _details(item),
            Column.ITEM_AND_DETAILS: "\n".join(text for text in (name, _details(item)) if text),
            Column.KIND_AND_ANSWERS: f"{kind_with_sign(item.kind)}: {answers}",
        }[column]

    def _pills(self, item: ItemChange, column: Column) -> tuple[Line, ...]:
        kind: Line = ((kind_with_sign(item.kind), TONES[item.kind]),)
        answers: Line = tuple((answer_with_sign(found.answer), str(found.answer)) for found in _shown(item))
        return {
            Column.KIND: (kind,),
            Column.ANSWERS: (answers,),
            Column.KIND_AND_ANSWERS: (kind, answers),
        }.get(column, ())


def _details(item: ItemChange) -> str:
    return "\n".join(
        f"{detail.name} {shortened(detail.text, _LONGEST_DETAIL)}" for detail in details(item, translated)
    )


def _shown(item: ItemChange) -> tuple[Response, ...]:
    """Return the answers worth showing: one when it is the same, or when only one rubric has the item."""
    found = tuple(response for response in (item.before, item.after) if response is not None)
    return found[:1] if item.kind is Kind.UNCHANGED else found
