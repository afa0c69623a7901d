"""The lines of an SVG path: its data read command by command, curves as short straight pieces."""

import cmath
import itertools
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

Line = list[complex]
"""Points on the plane, x as real and y as imaginary part."""

_PIECES = 12  # of each curve
_FARTHEST = 1e6  # from zero; drawings are no maps
_TOKEN = re.compile(r"[\s,]*(?:([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
_FLAG = re.compile(r"[\s,]*()([01])")  # the two flags of an arc need nothing between them and the next number
_WANTED = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def lines_of(data: str) -> list[Line]:
    """Return the lines of path data; what comes after a mistake in it is not drawn, as in every browser.

    Raises:
        ValueError: for a number that no drawing needs.
    """
    pen = _Pen()
    for command, numbers in _commands(data):
        pen.draw(command, numbers)
    return pen.lines


def number(text: str) -> float:
    """Return a number of a drawing.

    Raises:
        ValueError: when it is none, or one that no drawing needs.
    """
    value = float(text)
    if not abs(value) <= _FARTHEST:
        raise ValueError(f"{text} is out of range")
    return value


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers, place = "", list[float](), 0
    while found := (_FLAG if _is_flag(command, numbers) else _TOKEN).match(data, place):
        place = found.end()
        letter, value = found.groups()
        if (letter and numbers) or (value and command in ("", "Z", "z")):
            return
        if letter:
            command = letter
        else:
            numbers.append(number(value))
        if len(numbers) == _WANTED[command.upper()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)  # more pairs after a move are lines


def _is_flag(command: str, numbers: list[float]) -> bool:
    return command in ("A", "a") and len(numbers) in (3, 4)


class _Pen:
    """Draws commands; each move begins a new line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._at = 0j
        self._start = 0j
        self._handle: tuple[str, complex] = ("", 0j)  # the last curve's kind and control point, for S and T

    def draw(self, command: str, numbers: list[float]) -> None:
        kind, origin = command.upper(), self._at if command.islower() else 0j
        handle, self._handle = self._handle, ("", 0j)
        if kind == "Z":
            self._line_to(self._start)
        elif kind == "H":
            self._line_to(complex(origin.real + numbers[0], self._at.imag))
        elif kind == "V":
            self._line_to(complex(self._at.real, origin.imag + numbers[0]))
        elif kind == "A":
            self._arc(numbers, origin + complex(*numbers[5:]))
        else:
            points = [origin + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            self._draw_points(kind, points, handle)

    def _draw_points(self, kind: str, points: list[complex], handle: tuple[str, complex]) -> None:
        if kind == "M":
            self._at = self._start = points[0]
            self.lines.append([self._at])
        elif kind == "L":
            self._line_to(points[0])
        else:
            if kind in "ST":  # the first control point mirrors the last one of a curve of the same family
                family = "C" if kind == "S" else "Q"
                mirrored = 2 * self._at - handle[1] if handle[0] == family else self._at
                points, kind = [mirrored, *points], family
            self._handle = (kind, points[-2])
            self._curve([self._at, *points])

    def _line_to(self, end: complex) -> None:
        if not self.lines:
            self.lines.append([self._at])
        self.lines[-1].append(end)
        self._at = end

    def _curve(self, points: list[complex]) -> None:
        for piece in range(1, _PIECES + 1):
            self._line_to(_bezier(points, piece / _PIECES))

    def _arc(self, numbers: list[float], end: complex) -> None:
        across, down, turn, is_large, is_forward = numbers[:5]
        start = self._at
        if across and down and start != end:
            arc = _Arc(complex(abs(across), abs(down)), math.radians(turn), bool(is_large), bool(is_forward))
            for point in arc.between(start, end):
                self._line_to(point)
        self._line_to(end)


def _bezier(points: list[complex], share: float) -> complex:
    while len(points) > 1:
        points = [a + (b - a) * share for a, b in itertools.pairwise(points)]
    return points[0]


class _Arc(NamedTuple):
    """A piece of an ellipse. Scaled and turned, the ellipse is a circle of radius 1."""

    radius: complex
    turn: float
    is_large: bool
    is_forward: bool

    def between(self, start: complex, end: complex) -> Iterator[complex]:
        """Yield points of the arc, without both ends."""
        first, last = self._on_circle(start), self._on_circle(end)
        half = (last - first) / 2
        size = max(abs(half), 1.0)  # an ellipse too small to reach both ends is enlarged
        height = math.sqrt(size * size - abs(half) ** 2)
        side = 1j if self.is_large != self.is_forward else -1j
        center = (first + last) / 2 + side * height * half / abs(half)
        sweep = cmath.phase((last - center) / (first - center))
        if self.is_forward != (sweep > 0):
            sweep += math.tau if self.is_forward else -math.tau
        for piece in range(1, _PIECES):
            yield self._on_ellipse(center + (first - center) * cmath.rect(1, sweep * piece / _PIECES))

    def _on_circle(self, point: complex) -> complex:
        turned = point * cmath.rect(1, -self.turn)
        return complex(turned.real / self.radius.real, turned.imag / self.radius.imag)

    def _on_ellipse(self, point: complex) -> complex:
        stretched = complex(point.real * self.radius.real, point.imag * self.radius.imag)
        return stretched * cmath.rect(1, self.turn)
