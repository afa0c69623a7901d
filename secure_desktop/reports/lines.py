"""Breaking text into lines, in time that grows with the text and no faster."""

import re
from collections.abc import Iterator

from secure_desktop.reports.styles import Font

_PIECE = re.compile(r"[^ \n-]*[^\W\d_]{2}-(?=\w)|[^ \n]+| +|\n")
_MOST_KNOWN = 20_000  # pieces whose width is remembered; a whole book does not have more words


class LineBreaker:
    """Breaks text for one face, size and width.

    A line that ends between words keeps a space at its end, so that the words of a tagged PDF
    do not run together; a line that ends within a word has none.
    """

    def __init__(self, font: Font, size: float, width: float) -> None:
        self._font = font
        self._size = size
        self._width = width
        self._known: dict[str, float] = {}

    def lines(self, text: str, first_indent: float = 0.0) -> list[str]:
        """Return the lines of a text; its first line is shorter by `first_indent`."""
        done: list[str] = []
        line, room = "", self._width - first_indent
        for piece in self._pieces(text):
            if piece == "\n":
                if line.strip() or (done and done[-1].strip()):  # never two blank lines
                    done.append(_ended(line))
                line, room = "", self._width
                continue
            width = self._measure(piece)
            if width > room and piece != " ":
                if line or room < self._width:
                    done.append(line)
                line, room = "", self._width
            if piece != " " or line:
                line, room = line + piece, room - width
        if line.strip():
            done.append(_ended(line))
        return done

    def _pieces(self, text: str) -> Iterator[str]:
        """Yield words, single spaces and line breaks; a word too wide for any line comes in parts."""
        for match in _PIECE.finditer(text.strip()):
            piece = match.group()
            if piece[0] == " ":
                yield " "
            elif len(piece) * self._size * 0.2 > self._width or self._measure(piece) > self._width:
                yield from self._parts(piece)
            else:
                yield piece

    def _parts(self, word: str) -> Iterator[str]:
        start, used = 0, 0.0
        for place, sign in enumerate(word):
            width = self._measure(sign)
            if used + width > self._width and place > start:
                yield word[start:place]
                start, used = place, 0.0
            used += width
        yield word[start:]

    def _measure(self, piece: str) -> float:
        known = self._known.get(piece)
        if known is None:
            known = self._font.width(piece, self._size)
            if len(self._known) < _MOST_KNOWN:
                self._known[piece] = known
        return known


def _ended(line: str) -> str:
    return f"{line.rstrip(' ')} "
