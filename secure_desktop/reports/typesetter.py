"""Blocks of text: cleaned, broken into lines, split between pages, drawn with their tag."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from secure_desktop.reports.lines import LineBreaker
from secure_desktop.reports.structure import Element
from secure_desktop.reports.styles import BODY, Fonts, Style
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.text import TextCleaner

_GAP = 2.8  # between a lead and what follows it


class Typesetter:
    """Makes blocks of text. All text of a summary passes through here and is cleaned on the way."""

    def __init__(self, fonts: Fonts) -> None:
        self.cleaner = TextCleaner(lambda code: fonts.regular.has(code) and fonts.bold.has(code))
        self._fonts = fonts
        self._breakers: dict[tuple[Style, float], LineBreaker] = {}

    def text(
        self,
        text: str,
        style: Style = BODY,
        *,
        tag: str = "P",
        lead: str = "",
        within: Sequence[Element] = (),
    ) -> "TextBlock":
        """Return a block of text.

        Its `lead` is a bold beginning: a number, a sign, a word with a colon. `within` are the elements,
        outermost first, that the block's own element is to stand in.
        """
        clean = self.cleaner.clean
        return TextBlock(self, clean(text), style, Element(tag), lead=clean(lead), within=within)

    def width(self, text: str, style: Style) -> float:
        """Return how wide a line of text is."""
        font = self._fonts.bold if style.bold else self._fonts.regular
        return font.width(text, style.size)

    def breaker(self, style: Style, width: float) -> LineBreaker:
        """Return what breaks text of a style into lines of a width."""
        key = (style, width)
        if key not in self._breakers:
            font = self._fonts.bold if style.bold else self._fonts.regular
            self._breakers[key] = LineBreaker(font, style.size, width)
        return self._breakers[key]


class TextBlock:
    """Text in one style. It is wrapped for a width, then split or drawn."""

    def __init__(
        self,
        setter: Typesetter,
        text: str,
        style: Style,
        element: Element,
        *,
        lead: str = "",
        within: Sequence[Element] = (),
    ) -> None:
        self.element = element
        self._setter = setter
        self._text = text
        self._style = style
        self._lead = lead
        self._within = tuple(within)
        self._lines: list[str] = []

    def wrap(self, width: float) -> float:
        """Break the text for a width and return the height."""
        breaker = self._setter.breaker(self._style, width - self._style.hang)
        self._lines = breaker.lines(self._text, self._first_indent) or [""]
        return self.height

    @property
    def height(self) -> float:
        """The height of the wrapped text."""
        return self._style.above + len(self._lines) * self._style.leading

    def split(self, room: float) -> "tuple[TextBlock, TextBlock] | None":
        """Return the part that fits into `room` and the rest, at least two lines each; None if there is no such part."""
        fitting = min(int((room - self._style.above) / self._style.leading + 1e-6), len(self._lines) - 2)
        if fitting < 2:
            return None
        rest = replace(self._style, above=0.0)
        return self._part(self._lines[:fitting], self._style, self._lead), self._part(
            self._lines[fitting:], rest
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the wrapped text under `top`."""
        style = self._style
        baseline = style.baseline(top)
        with contextlib.ExitStack() as stack:
            for element in (*self._within, self.element):
                stack.enter_context(canvas.inside(element))
            stack.enter_context(canvas.content())
            if self._lead:
                canvas.write(x, baseline, (f"{self._lead} ",), self._lead_style)
            left, indent = x + style.hang, self._first_indent
            if indent:
                canvas.write(left + indent, baseline, self._lines[:1], style)
                canvas.write(left, baseline - style.leading, self._lines[1:], style)
            else:
                canvas.write(left, baseline, self._lines, style)

    @property
    def _lead_style(self) -> Style:
        return replace(self._style, bold=True, colour=self._style.lead_colour or self._style.colour)

    @property
    def _first_indent(self) -> float:
        if not self._lead:
            return 0.0
        return max(0.0, self._setter.width(self._lead, self._lead_style) + _GAP - self._style.hang)

    def _part(self, lines: list[str], style: Style, lead: str = "") -> "TextBlock":
        part = TextBlock(self._setter, "", style, self.element, lead=lead, within=self._within)
        part._lines = lines
        return part


class LateText:
    """One line whose words are known when the last page is: "page 7" on page 1."""

    def __init__(self, text: Callable[[], str], style: Style = BODY) -> None:
        self.element = Element("P")
        self._text = text
        self._style = style

    def wrap(self, width: float) -> float:  # noqa: ARG002 - a line is a line
        """Return the height of the line."""
        return self.height

    @property
    def height(self) -> float:
        """The height of the line."""
        return self._style.leading

    def split(self, room: float) -> None:
        """Return None: a line is whole."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Keep a place for the line under `top`."""
        with canvas.inside(self.element), canvas.content():
            canvas.write_late(x, self._style.baseline(top), self._text, self._style)
