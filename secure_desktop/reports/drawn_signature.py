"""A signature that was drawn by hand, as lines."""

from secure_desktop.model import strokes
from secure_desktop.model.strokes import Strokes
from secure_desktop.reports.flowables import Fixed
from secure_desktop.reports.structure import Element
from secure_desktop.reports.tagging import TaggedCanvas

_PEN = 1.1  # points


class DrawnSignature(Fixed):
    """The strokes of a signature, in a box of the height that is asked for."""

    def __init__(self, drawing: Strokes, height: float, alt: str) -> None:
        self.element = Element("Figure", alt=alt)
        self.height = height
        self._drawing = drawing

    def wrap(self, width: float) -> float:
        """Lay the signature out for a width and return its height."""
        room = self.height - 2 * _PEN
        self._scale = min(room / strokes.HEIGHT, (width - 2 * _PEN) / strokes.WIDTH)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the signature under `top`."""
        bottom, width = top - self.height, strokes.WIDTH * self._scale + 2 * _PEN
        self.element.bounds = (x, bottom, x + width, top)
        with canvas.inside(self.element), canvas.content():
            canvas.paint(f"0 G {_PEN} w 1 J 1 j {self._lines(x + _PEN, top - _PEN)}")

    def _lines(self, x: float, top: float) -> str:
        operators = []
        for stroke in filter(None, self._drawing):
            points = [f"{x + a * self._scale:.2f} {top - b * self._scale:.2f}" for a, b in stroke]
            # A line to where it began makes a dot of a single point.
            lines = " ".join(f"{point} l" for point in points[1:] or points)
            operators.append(f"{points[0]} m {lines} S")
        return " ".join(operators)
