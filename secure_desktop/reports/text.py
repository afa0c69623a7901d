"""Text that people typed, made drawable: nothing in it is markup, and nothing in it vanishes silently."""

from collections.abc import Callable, Iterator
from unicodedata import bidirectional, category, combining, normalize

STAND_IN = "□"
"""What is drawn for a character that the font lacks."""

_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_NO_BREAK_SPACES = ("\u00a0", "\u202f")
# Putting long runs of combining marks in order costs the square of their number: 100,000 of them 9 seconds.
_STRETCH = 500


class TextCleaner:
    """Cleans text for a font, and remembers what it had to replace.

    Line breaks stay. Control and direction characters go: they have no shape, and the summary is
    drawn strictly from left to right. A character that the font lacks becomes a visible box.
    """

    def __init__(self, has_sign: Callable[[int], bool]) -> None:
        self._table = _Table(has_sign)

    @property
    def missing(self) -> tuple[str, ...]:
        """The code points that boxes stand for, such as "U+1F600", in the order they were met."""
        return tuple(f"U+{code:04X}" for code in self._table.missing)

    @property
    def met_right_to_left(self) -> bool:
        """Whether there were letters of a script that is written from right to left."""
        return self._table.met_right_to_left

    def clean(self, text: str) -> str:
        """Return the text as it can be drawn."""
        return _composed(text.replace("\r\n", "\n")).translate(self._table)


class _Table(dict[int, str | None]):
    """A table for `str.translate` that decides on each code point when it is met first."""

    def __init__(self, has_sign: Callable[[int], bool]) -> None:
        super().__init__()
        self._has_sign = has_sign
        self.missing: list[int] = []
        self.met_right_to_left = False

    def __missing__(self, code: int) -> str | None:
        self[code] = result = self._drawable(chr(code))
        return result

    def _drawable(self, sign: str) -> str | None:
        kind = category(sign)
        if sign in _LINE_ENDS:
            return "\n"
        if sign == "\t" or (kind == "Zs" and sign not in _NO_BREAK_SPACES):
            return " "
        if kind == "Zs":
            return "\u00a0"
        if kind in ("Cc", "Cf") or ord(sign) in _VARIATION_SELECTORS:
            return None
        if not self._has_sign(ord(sign)):
            self.missing.append(ord(sign))
            return STAND_IN
        self.met_right_to_left |= bidirectional(sign) in ("R", "AL")
        return sign


def _composed(text: str) -> str:
    return text if text.isascii() else "".join(normalize("NFC", stretch) for stretch in _stretches(text))


def _stretches(text: str) -> Iterator[str]:
    """Yield the text in pieces that begin with a letter, unless somebody piled up hundreds of marks."""
    start = 0
    while start < len(text):
        end = start + _STRETCH
        while end < min(len(text), start + 2 * _STRETCH) and combining(text[end]):
            end += 1
        yield text[start:end]
        start = end
