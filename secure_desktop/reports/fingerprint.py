"""The block that shows the fingerprint: its QR code, its digits in groups, and what it is good for."""

from secure_desktop.reports.flowables import Fixed
from secure_desktop.reports.qr import QrCode
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import TextBlock

_BESIDE = 10.0


class FingerprintBlock(Fixed):
    """The QR code at the left, the texts beside it."""

    def __init__(self, code: QrCode, texts: list[TextBlock], *, alt: str, size: float = 54.0) -> None:
        self._code = code
        self._texts = texts
        self._alt = alt
        self._size = size

    def wrap(self, width: float) -> float:
        """Lay the block out for a width and return its height."""
        texts = sum(text.wrap(width - self._size - _BESIDE) for text in self._texts)
        self.height = max(self._size, texts)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the block under `top`."""
        self._code.draw_figure(canvas, x, top, self._size, self._alt)
        x += self._size + _BESIDE
        top -= (self.height - sum(text.height for text in self._texts)) / 2
        for text in self._texts:
            text.draw(canvas, x, top)
            top -= text.height
