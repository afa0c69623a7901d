"""What every part of a document is told with: the summary, its words, and the lines that several parts share."""

from collections.abc import Callable
from dataclasses import dataclass

from secure_desktop.exchange.documents.parts import Cell, Line, Tone
from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Item
from secure_desktop.model.summary import Summary
from secure_desktop.model.wording import Wording
from secure_desktop.model.words import SIGNS

_TONES = {
    Answer.IN_PLACE: Tone.GOOD,
    Answer.PARTLY: Tone.PARTLY,
    Answer.NOT_IN_PLACE: Tone.BAD,
    Answer.NOT_APPLICABLE: Tone.APART,
    Answer.UNANSWERED: Tone.QUIET,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """A summary and its words. With `is_public` the summary is one that `public_summary` has returned."""

    summary: Summary
    say: Wording
    is_public: bool = False

    @property
    def translate(self) -> Callable[[str], str]:
        """What translates the fixed texts."""
        return self.say.translate

    def answer(self, response: Response) -> Cell:
        """Return the sign and the word of an item's answer."""
        return (Line(self.say.answer(response.answer), SIGNS[response.answer], _TONES[response.answer]),)

    def item(self, label: str, item: Item) -> Cell:
        """Return an item's number and its short text."""
        return (Line(item.short, label),)

    def roles(self, roles: tuple[Role, ...]) -> str:
        """Return roles in a row."""
        return ", ".join(self.say.role(role) for role in roles)


def cell(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell of text, empty when the text is."""
    return (Line(text, tone=tone),) if text.strip() else ()
