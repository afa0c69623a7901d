"""The QR code of a fingerprint, drawn as squares."""

from itertools import groupby

from secure_desktop.model.summary import Summary
from secure_desktop.reports.structure import Element
from secure_desktop.reports.tagging import TaggedCanvas

_QUIET_ZONE = 4  # squares of white around the code, as readers ask for


def qr_text(summary: Summary) -> str:
    """Return what the code says: the program, the format, the revision and the fingerprint.

    Capitals, digits and few signs only: so the code needs fewer squares.
    """
    return f"SECURE-DESKTOP:1:{summary.revision}:{summary.fingerprint.upper()}"


class QrCode:
    """A QR code in any size."""

    def __init__(self, text: str) -> None:
        self.rows = _rows(text)
        self._squares = " ".join(_squares(self.rows))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, size: float) -> None:
        """Draw the code with its white border under `top`, `size` points wide and high."""
        unit = size / (len(self.rows) + 2 * _QUIET_ZONE)
        left, upper = x + _QUIET_ZONE * unit, top - _QUIET_ZONE * unit
        place = f"{unit:.5f} 0 0 {-unit:.5f} {left:.3f} {upper:.3f} cm"
        canvas.paint(f"1 g {x:.3f} {top - size:.3f} {size:.3f} {size:.3f} re f 0 g {place} {self._squares} f")

    def draw_figure(self, canvas: TaggedCanvas, x: float, top: float, size: float, alt: str) -> None:
        """Draw the code as a figure of its own, with words for those who do not see it."""
        figure = Element("Figure", alt=alt, bounds=(x, top - size, x + size, top))
        with canvas.inside(figure), canvas.content():
            self.draw(canvas, x, top, size)


def _rows(text: str) -> list[list[bool]]:
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415 - its package loads slowly, and a draft has no code

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(square) for square in row] for row in code.modules]


def _squares(rows: list[list[bool]]) -> list[str]:
    """Return a rectangle for every run of dark squares, in units of one square, from the upper left corner."""
    runs = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, group in groupby(row):
            count = len(list(group))
            if is_dark:
                runs.append(f"{x} {y} {count} 1 re")
            x += count
    return runs
