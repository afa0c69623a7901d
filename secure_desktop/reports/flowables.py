"""The drawn parts of a summary: the masthead with its badge, the tiles, the bars of answers, the tinted note."""

from collections.abc import Sequence
from typing import NamedTuple

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import Tally
from secure_desktop.model.words import SIGNS
from secure_desktop.reports import styles
from secure_desktop.reports.structure import Element
from secure_desktop.reports.styles import Style
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import LateText, TextBlock, Typesetter

_BADGE = Style(size=9, leading=12, bold=True)
_IN_BAR = Style(size=8, leading=10, colour=styles.WHITE)


class Fixed:
    """A block that is never split."""

    height = 0.0

    def split(self, room: float) -> None:
        """Return None: it stays whole."""


class Masthead(Fixed):
    """The title of the summary under a line of small print, and on the right the badge of its state."""

    def __init__(self, caption: TextBlock, title: TextBlock, badge: "Badge") -> None:
        self._caption = caption
        self._title = title
        self._badge = badge

    def wrap(self, width: float) -> float:
        """Lay the masthead out for a width and return its height."""
        self._width = width
        room = width - self._badge.width - 16
        self.height = self._caption.wrap(room) + 3 + self._title.wrap(room)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the masthead under `top`."""
        self._caption.draw(canvas, x, top)
        self._title.draw(canvas, x, top - self._caption.height - 3)
        self._badge.draw(canvas, x + self._width - self._badge.width, top)


class Badge(Fixed):
    """One or two words in a frame."""

    height = 21.0

    def __init__(self, setter: Typesetter, text: str, colour: str) -> None:
        self._text = setter.text(text, Style(size=9, leading=12, bold=True, colour=colour))
        self._colour = colour
        self.width = setter.width(text, _BADGE) + 22

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the badge under `top`."""
        with canvas.artifact():
            canvas.box(x, top - self.height, self.width, self.height, edge=self._colour, weight=1.4, radius=3)
        self._text.wrap(self.width)
        self._text.draw(canvas, x + 11, top - 4.5)


class Tile(NamedTuple):
    """A figure and the words that say what it counts."""

    figure: str
    words: str


class Tiles(Fixed):
    """Figures in frames side by side. Each is one paragraph, so that figure and words are read together."""

    _gap, _inset = 9.0, 9.0

    def __init__(self, setter: Typesetter, tiles: Sequence[Tile]) -> None:
        self._blocks = []
        for tile in tiles:
            paragraph = Element("P")
            figure = setter.text(tile.figure, styles.FIGURE, tag="Span", within=(paragraph,))
            words = setter.text(tile.words, styles.SMALL, tag="Span", within=(paragraph,))
            self._blocks.append((figure, words))

    def wrap(self, width: float) -> float:
        """Lay the tiles out for a width and return their height."""
        self._each = (width - self._gap * (len(self._blocks) - 1)) / len(self._blocks)
        room = self._each - 2 * self._inset
        self.height = max(figure.wrap(room) + words.wrap(room) for figure, words in self._blocks) + 16
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the tiles under `top`."""
        for figure, words in self._blocks:
            with canvas.artifact():
                canvas.box(
                    x, top - self.height, self._each, self.height, edge=styles.RULE, weight=1, radius=3
                )
            figure.draw(canvas, x + self._inset, top - 7)
            words.draw(canvas, x + self._inset, top - 7 - figure.height)
            x += self._each + self._gap


class AnswersBar(Fixed):
    """How often each answer was given, as a bar: a sign and a number in every part, and all of it in words."""

    height = 14.0

    def __init__(self, setter: Typesetter, tally: Tally, alt: str) -> None:
        self.element = Element("Figure", alt=setter.cleaner.clean(alt))
        self._setter = setter
        self._parts = [(answer, tally.of(answer)) for answer in Answer if tally.of(answer)]
        self._labels = [f"{SIGNS[answer]} {count}" for answer, count in self._parts]

    def wrap(self, width: float) -> float:
        """Lay the bar out for a width and return its height."""
        self._width = width
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the bar under `top`."""
        bottom = top - self.height
        self.element.bounds = (x, bottom, x + self._width, top)
        with canvas.inside(self.element), canvas.content():
            canvas.box(x, bottom, self._width, self.height, fill=styles.PALE)
            for (answer, _), label, width in zip(self._parts, self._labels, self._widths(), strict=True):
                self._draw_part(canvas, answer, label, (x, bottom, width))
                x += width

    def _draw_part(
        self, canvas: TaggedCanvas, answer: Answer, label: str, place: tuple[float, float, float]
    ) -> None:
        x, bottom, width = place
        colour = styles.WHITE
        if answer is Answer.UNANSWERED:
            colour = styles.ANSWER_COLOURS[answer]
            edge = styles.STRONG_RULE
            canvas.box(x + 0.4, bottom + 0.4, width - 0.8, self.height - 0.8, fill=styles.PALE, edge=edge)
        else:
            canvas.box(x, bottom, width, self.height, fill=styles.ANSWER_COLOURS[answer])
        indent = (width - self._setter.width(label, _IN_BAR)) / 2
        canvas.write(x + indent, bottom + 4.1, (f"{label} ",), _IN_BAR, colour)

    def _widths(self) -> list[float]:
        """Return widths after the counts, but none too narrow for its label."""
        total = sum(count for _, count in self._parts)
        least = [self._setter.width(label, _IN_BAR) + 8 for label in self._labels]
        widths = [
            max(self._width * count / total, narrowest)
            for (_, count), narrowest in zip(self._parts, least, strict=True)
        ]
        slack = sum(widths) - sum(least)
        surplus = sum(widths) - self._width
        share = surplus / slack if slack else 0.0
        return [width - (width - narrowest) * share for width, narrowest in zip(widths, least, strict=True)]


class NamedBar(Fixed):
    """A bar of answers with a word before it."""

    _room = 46.0  # points for the word

    def __init__(self, setter: Typesetter, name: str, bar: AnswersBar) -> None:
        self._name = setter.text(name, styles.SMALL_QUIET)
        self._bar = bar

    def wrap(self, width: float) -> float:
        """Lay the bar out for a width and return the height."""
        self._name.wrap(self._room)
        self.height = self._bar.wrap(width - self._room) + 3
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw word and bar under `top`."""
        self._name.draw(canvas, x, top - 1)
        self._bar.draw(canvas, x + self._room, top)


class ThinBar(Fixed):
    """How often each answer was given, as a bar without numbers; it only repeats what a text beside it says."""

    height = 7.0
    _thickness = 4.0

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._width = 0.0

    def wrap(self, width: float) -> float:
        """Lay the bar out for a width and return its height."""
        self._width = width
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the bar under `top`."""
        bottom = top - self.height + 1
        with canvas.artifact():
            for answer in Answer:
                count = self._tally.of(answer)
                width = self._width * count / self._tally.total if count else 0.0
                if answer is Answer.UNANSWERED and width:
                    edge = styles.STRONG_RULE
                    canvas.box(
                        x + 0.25, bottom + 0.25, width - 0.5, self._thickness - 0.5, edge=edge, weight=0.5
                    )
                elif width:
                    colour = styles.ANSWER_COLOURS[answer]
                    canvas.box(x, bottom, max(width - 0.5, 0.5), self._thickness, fill=colour)
                x += width


class Callout(Fixed):
    """A sentence in a tinted box."""

    def __init__(self, text: TextBlock | LateText, *, tint: str, edge: str) -> None:
        self._text = text
        self._tint = tint
        self._edge = edge

    def wrap(self, width: float) -> float:
        """Lay the box out for a width and return its height."""
        self._width = width
        self.height = self._text.wrap(width - 24) + 12
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the box under `top`."""
        with canvas.artifact():
            canvas.box(x, top - self.height, self._width, self.height, fill=self._tint)
            canvas.box(x, top - self.height, 3, self.height, fill=self._edge)
        self._text.draw(canvas, x + 13, top - 6)
