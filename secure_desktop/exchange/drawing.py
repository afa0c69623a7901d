"""A drawn signature from an SVG file: its lines and curves as strokes. Nothing in the file is followed or run."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from secure_desktop.errors import FileMissing, FileUnreadable, FolderGiven
from secure_desktop.exchange.svg_path import Line, lines_of, number
from secure_desktop.files import reason_of
from secure_desktop.model.strokes import MOST_POINTS, Strokes, fitted
from secure_desktop.signing_errors import NotADrawing

LARGEST_FILE = 1024 * 1024  # bytes
_NEVER_DRAWN = frozenset(("clipPath", "defs", "marker", "mask", "metadata", "pattern", "symbol"))
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)")

_Matrix = tuple[complex, complex, complex]
"""What becomes of a step to the right, of a step down, and of the origin."""

_UNCHANGED: _Matrix = (1, 1j, 0)


def read_drawing(path: Path) -> Strokes:
    """Return the strokes that an SVG file draws, fitted into the box of a signature.

    Raises:
        FileMissing, FolderGiven, FileUnreadable: when there is nothing to read.
        NotADrawing: when it is no SVG, or draws no lines.
    """
    try:
        strokes = fitted([(point.real, point.imag) for point in line] for line in _drawn(_content(path)))
    except (expat.ExpatError, ValueError, ArithmeticError) as fault:
        raise NotADrawing(name=path.name) from fault
    if not strokes:
        raise NotADrawing(name=path.name)
    return strokes


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FolderGiven(name=path.name)
        if not path.is_file() and path.exists():
            raise NotADrawing(name=path.name)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as fault:
        raise FileMissing(name=path.name) from fault
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
    if len(data) > LARGEST_FILE:
        raise NotADrawing(name=path.name)
    return data


def _drawn(data: bytes) -> list[Line]:
    reader = _Reader()
    reader.read(data)
    return reader.lines


class _Reader:
    """Collects the lines of an SVG document while it is parsed."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._matrices: list[_Matrix] = [_UNCHANGED]
        self._hidden = 0  # elements deep in a part that is not drawn
        self._points = 0

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = _refuse
        parser.Parse(data, True)  # noqa: FBT003 - that is all of it

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if len(self._matrices) == 1 and name != "svg":
            raise ValueError("it is another kind of document")
        matrix = _transformed(self._matrices[-1], attributes.get("transform", ""))
        self._matrices.append(matrix)
        if self._hidden or name in _NEVER_DRAWN:
            self._hidden += 1
        else:
            for line in _shape(name, attributes):
                self._add([_moved(matrix, point) for point in line])

    def _end(self, _name: str) -> None:
        self._matrices.pop()
        self._hidden = max(self._hidden - 1, 0)

    def _add(self, line: Line) -> None:
        self._points += len(line)
        if self._points > MOST_POINTS:
            raise ValueError("it has too many points")
        self.lines.append(line)


def _refuse(*_declared: object) -> None:
    raise ValueError("a drawing needs no entities")


def _shape(name: str, attributes: Mapping[str, str]) -> Iterator[Line]:
    if name == "path":
        yield from lines_of(attributes.get("d", ""))
    elif name in ("polyline", "polygon"):
        numbers = _numbers(attributes.get("points", ""))
        points = [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        yield [*points, *points[:1]] if name == "polygon" else points
    elif name == "line":
        x1, y1, x2, y2 = (number(attributes.get(key, "0")) for key in ("x1", "y1", "x2", "y2"))
        yield [complex(x1, y1), complex(x2, y2)]


def _numbers(text: str) -> list[float]:
    return [number(part) for part in text.replace(",", " ").split()]


def _moved(matrix: _Matrix, point: complex) -> complex:
    right, down, origin = matrix
    return right * point.real + down * point.imag + origin


def _transformed(outer: _Matrix, text: str) -> _Matrix:
    for kind, numbers in _TRANSFORM.findall(text):
        right, down, origin = _matrix(kind, _numbers(numbers))
        outer = (
            _moved(outer, right) - outer[2],
            _moved(outer, down) - outer[2],
            _moved(outer, origin),
        )
    return outer


def _matrix(kind: str, numbers: list[float]) -> _Matrix:
    if kind == "matrix":
        a, b, c, d, e, f = numbers
        return complex(a, b), complex(c, d), complex(e, f)
    if kind == "translate":
        x, y = (*numbers, 0.0)[:2]
        return 1, 1j, complex(x, y)
    if kind == "scale":
        x, y = (numbers * 2)[:2]
        return complex(x), complex(0, y), 0
    angle = math.radians(numbers[0]) if numbers else 0.0
    center = complex(*numbers[1:3]) if len(numbers) == 3 else 0
    right = complex(math.cos(angle), math.sin(angle))
    return right, right * 1j, center - center * right
