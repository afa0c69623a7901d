"""How the summary looks: page, fonts, colours and text styles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from secure_desktop import locations
from secure_desktop.errors import ResourceMissing
from secure_desktop.model.assessment import Answer

MARGIN = 48.0  # points of 1/72 inch, as everything here
BOTTOM = 72.0


class Sheet(NamedTuple):
    """The paper of a page."""

    width: float
    height: float

    @property
    def top(self) -> float:
        """Where the first block of a page begins."""
        return self.height - 46.0

    @property
    def inner(self) -> float:
        """How wide the blocks are."""
        return self.width - 2 * MARGIN


PORTRAIT, LANDSCAPE = Sheet(612.0, 792.0), Sheet(792.0, 612.0)  # US letter
TOP, WIDTH = PORTRAIT.top, PORTRAIT.inner

# Every colour of text has a contrast of at least 4.5 on white, and white has it on every bar; a test counts.
INK = "#1b2430"
MUTED = "#4a5668"
HEADING = "#1f4e8c"
GREEN = "#2a6f49"
AMBER = "#855a00"
RED = "#a32b2b"
GREY = "#5b6676"
WHITE = "#ffffff"
RULE = "#dfe3e9"
STRONG_RULE = "#8b95a4"
PALE = "#eef1f5"
PALE_AMBER = "#fdf6e7"

ANSWER_COLOURS: Mapping[Answer, str] = {
    Answer.IN_PLACE: GREEN,
    Answer.PARTLY: AMBER,
    Answer.NOT_IN_PLACE: RED,
    Answer.NOT_APPLICABLE: GREY,
    Answer.UNANSWERED: MUTED,
}


class Font:
    """One of the two faces: its name in the PDF, the signs that it has and how wide they are."""

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self._face = _registered(name, file).face

    def has(self, code: int) -> bool:
        """Whether the face has a sign for this code point."""
        return code in self._face.charToGlyph

    def width(self, text: str, size: float) -> float:
        """Return how wide a line of text is in points."""
        widths = self._face.charWidths
        return float(sum([widths.get(ord(sign), 600) for sign in text])) * size / 1000


class Fonts(NamedTuple):
    """The faces that a summary is set in."""

    regular: Font
    bold: Font


def load_fonts() -> Fonts:
    """Return the bundled faces.

    Raises:
        ResourceMissing: when they were not installed with the program.
    """
    return Fonts(Font("SecureSans", "DejaVuSans.ttf"), Font("SecureSans-Bold", "DejaVuSans-Bold.ttf"))


def _registered(name: str, file: str) -> Any:
    if name not in pdfmetrics.getRegisteredFontNames():
        path = locations.resource("fonts", file)
        try:
            font = TTFont(name, str(path), shapable=False)
        except (TTFError, OSError) as fault:
            raise ResourceMissing(name=file) from fault
        pdfmetrics.registerFont(font)
    return pdfmetrics.getFont(name)


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of text is set.

    `hang` indents all of it, so that a leading number or sign stands out; `above` is room before it.
    """

    size: float = 9.0
    leading: float = 12.5
    colour: str = INK
    bold: bool = False
    hang: float = 0.0
    above: float = 0.0
    lead_colour: str = ""

    def baseline(self, top: float) -> float:
        """Return the height of the first baseline of a block under `top`."""
        return top - self.above - (self.leading - self.size) / 2 - 0.82 * self.size


CAPTION = Style(size=8, leading=11, colour=MUTED)
TITLE = Style(size=17.5, leading=22, bold=True)
SECTION = Style(size=11.5, leading=15, colour=HEADING, bold=True)
BODY = Style()
QUIET = Style(colour=MUTED)
SMALL = Style(size=8.5, leading=11.5)
SMALL_QUIET = Style(size=8.5, leading=11.5, colour=MUTED)
LABELLED = Style(size=8.5, leading=11.5, hang=29)
BESIDE_BAR = Style(size=8.5, leading=14)
FULL_WIDTH = Style(size=8.5, leading=11.5, hang=29)
DETAIL = Style(size=8.5, leading=11.5, hang=29, lead_colour=MUTED)
SIGNED = Style(size=8.5, leading=11.5, colour=GREEN, bold=True, hang=13)
DECLINED = Style(size=8.5, leading=11.5, colour=RED, bold=True, hang=13)
ATTESTED = Style(size=8.5, leading=11.5, hang=13, lead_colour=GREEN)
TO_TICK = Style(size=8, leading=10.5, hang=13, above=2)
ROLE = Style(size=10, leading=13, bold=True)
DIGITS = Style(size=9, leading=13, bold=True)
TINY_QUIET = Style(size=7.5, leading=10, colour=MUTED)
STEP = Style(size=10.5, leading=14, bold=True)
PARAGRAPH = Style(size=8.5, leading=11.5, above=3)
DEFINITION = Style(size=8.5, leading=11.5, above=2, hang=12)
TALLY = Style(size=9, leading=12.5, above=2)
MARKED = Style(size=8.5, leading=11.5, colour=HEADING, bold=True, above=3, hang=13)
POINT = Style(size=8.5, leading=11.5, hang=12, above=2, lead_colour=MUTED)
LISTED = Style(hang=32, lead_colour=MUTED)
SUBHEAD = Style(size=9, leading=12.5, colour=MUTED, above=2)
HEAD = Style(size=8.5, leading=11.5, colour=MUTED, bold=True)
FIGURE = Style(size=15, leading=18, bold=True)
FOOTER = Style(size=6.8, leading=9.5, colour=MUTED)


def answer_style(answer: Answer) -> Style:
    """Return how an answer's sign and word are set in a table."""
    return Style(size=8.5, leading=11.5, colour=ANSWER_COLOURS[answer], bold=True, hang=13)
