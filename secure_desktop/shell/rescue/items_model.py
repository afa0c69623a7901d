"""The items of a damaged file as a table: what could be read of each, and how sure it is."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject

from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.rubric import Item
from secure_desktop.shell.rescue.rescue_words import certainty_tone, certainty_with_sign
from secure_desktop.shell.review.pill_model import Line, PillModel
from secure_desktop.shell.words import answer_with_sign, answer_word

_LONGEST_NOTE = 600  # characters; the new file has all of it


class Column(Enum):
    """What a column can show."""

    ITEM = auto()
    ANSWER = auto()
    NOTE = auto()
    CERTAINTY = auto()
    ITEM_AND_NOTE = auto()
    ANSWER_AND_CERTAINTY = auto()


WIDE = (Column.ITEM, Column.ANSWER, Column.NOTE, Column.CERTAINTY)
NARROW = (Column.ITEM_AND_NOTE, Column.ANSWER_AND_CERTAINTY)
"""The columns from left to right, where there is room and where there is little."""


class ItemsModel(PillModel):
    """A row for each item that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(WIDE, parent)
        self._found: Rescued | None = None

    def show_items(self, found: Rescued, items: Sequence[Item]) -> None:
        """Show other items."""
        self._found = found
        self._show_rows(items)

    def _titles(self) -> Mapping[Column, str]:
        return {
            Column.ITEM: self.tr("Item"),
            Column.ANSWER: self.tr("Answer"),
            Column.NOTE: self.tr("Note"),
            Column.CERTAINTY: self.tr("How sure"),
            Column.ITEM_AND_NOTE: self.tr("Item"),
            Column.ANSWER_AND_CERTAINTY: self.tr("Answer"),
        }

    def _item_id(self, item: Item) -> str:
        return item.id

    def _text(self, item: Item, column: Column) -> str:
        if self._found is None:
            return ""
        assessment = self._found.assessment
        response = assessment.response(item.id)
        name = f"{assessment.rubric.label(item.id)} {item.short}"
        said = "\n".join(text for text in (response.reason, response.note) if text)
        note = shortened(said, _LONGEST_NOTE)
        sure = certainty_with_sign(self._certainty(item))
        return {
            Column.ITEM: name,
            Column.ANSWER: answer_word(response.answer),
            Column.NOTE: note,
            Column.CERTAINTY: sure,
            Column.ITEM_AND_NOTE: "\n".join(text for text in (name, note) if text),
            Column.ANSWER_AND_CERTAINTY: f"{answer_word(response.answer)}: {sure}",
        }[column]

    def _pills(self, item: Item, column: Column) -> tuple[Line, ...]:
        if self._found is None:
            return ()
        given = self._found.assessment.response(item.id).answer
        certainty = self._certainty(item)
        answer: Line = ((answer_with_sign(given), str(given)),)
        sure: Line = ((certainty_with_sign(certainty), certainty_tone(certainty)),)
        return {
            Column.ANSWER: (answer,),
            Column.CERTAINTY: (sure,),
            Column.ANSWER_AND_CERTAINTY: (answer, sure),
        }.get(column, ())

    def _certainty(self, item: Item) -> Certainty:
        if self._found is None:
            return Certainty.UNKNOWN
        return self._found.certainty.get(item.id, Certainty.UNKNOWN)
