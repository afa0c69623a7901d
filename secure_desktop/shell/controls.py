"""The small widgets that all pages share. Their looks are rules of the theme, found by class name."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from secure_desktop.shell.early import show_plain_text

PAGE_MARGIN = 30  # pixels at 100 %


class PlainLabel(QLabel):
    """A label that wraps and shows its text as it is: nothing in it is ever taken for markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        show_plain_text(self)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            self.setMinimumWidth(1)  # a long word must not widen the page


class MutedLabel(PlainLabel):
    """Text that matters less."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(text, parent, wrap=wrap)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class PageTitle(PlainLabel):
    """The title of a page."""


class SectionTitle(PlainLabel):
    """The title of a part of a page."""


def scaled_font(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return a font of another size, for painting, and bold if wanted."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * factor)
    scaled.setBold(bold)
    return scaled
