"""The look of the running program: colors, fonts and style rules, for light and dark, at every text size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from secure_desktop import locations
from secure_desktop.shell.colors import DARK, LIGHT, Colors
from secure_desktop.shell.style_sheet import first_rules, further_rules

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

FALLBACK_FONT = "DejaVu Sans"
_HALF_LIGHT = 128
SMALLEST_FONT = 10.0  # points at 100 %; the system's font when that is larger


class Theme(QObject):
    """The look of the running program. `changed` comes after every switch of colors or text size."""

    changed = Signal()

    def __init__(self, app: QApplication, *, theme: str, text_size: int) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._text_size = text_size
        self._system_font = QFont(app.font())
        self._colors = LIGHT
        self._is_complete = False
        self._system_is_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF_LIGHT
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def colors(self) -> Colors:
        """The colors in force."""
        return self._colors

    @property
    def is_dark(self) -> bool:
        """Whether the dark colors are in force."""
        return self._colors is DARK

    @property
    def theme(self) -> str:
        """What was chosen: "system", "light" or "dark"."""
        return self._theme

    @property
    def text_size(self) -> int:
        """The text size in per cent of the system's."""
        return self._text_size

    def choose(self, *, theme: str | None = None, text_size: int | None = None) -> None:
        """Take another theme or text size, at once and everywhere."""
        wanted = (theme or self._theme, text_size or self._text_size)
        if wanted != (self._theme, self._text_size):
            self._theme, self._text_size = wanted
            self._apply()
            self.changed.emit()

    def complete(self) -> None:
        """After the first paint: load what the start page does without.

        That is the further rules, and the font with the signs ✓ ◐ ✕ ⚑, which many system fonts lack. Where
        there is no font at all it shows every text.
        """
        from PySide6.QtGui import QFontDatabase

        QFontDatabase.addApplicationFont(str(locations.resource("fonts", "DejaVuSans.ttf")))
        self._is_complete = True
        self._apply()

    def _follow_system(self, scheme: "Qt.ColorScheme") -> None:
        from PySide6.QtCore import Qt

        self._system_is_dark = scheme is Qt.ColorScheme.Dark
        if self._theme == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        is_dark = self._theme == "dark" or (self._theme == "system" and self._system_is_dark)
        self._colors = DARK if is_dark else LIGHT
        font = QFont(self._system_font)
        font.setFamilies([self._system_font.family(), FALLBACK_FONT])
        font.setPointSizeF(max(self._system_font.pointSizeF(), SMALLEST_FONT) * self._text_size / 100)
        self._app.setFont(font)
        self._app.setPalette(_palette(self._colors))
        self._app.setStyleSheet(self._style_sheet(font.pointSizeF()))

    def _style_sheet(self, size: float) -> str:
        pad = round(5 * self._text_size / 100)
        rules = first_rules(self._colors, size=size, pad=pad)
        if self._is_complete:
            arrow = locations.resource("themes", f"arrow-{'dark' if self.is_dark else 'light'}.svg")
            rules += further_rules(self._colors, size=size, pad=pad, arrow=arrow.as_posix())
        return rules


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, color in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.base),
        (role.AlternateBase, colors.side),
        (role.Text, colors.text),
        (role.PlaceholderText, colors.muted),
        (role.Button, colors.base),
        (role.ButtonText, colors.text),
        (role.ToolTipBase, colors.base),
        (role.ToolTipText, colors.text),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.accent_text),
        (role.Link, colors.link),
        (role.LinkVisited, colors.link),
        (role.Accent, colors.accent),
        (role.Mid, colors.edge),
        (role.Midlight, colors.line),
        (role.Light, colors.info),
        (role.Dark, colors.selected),
    ):
        palette.setColor(target, QColor(color))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.muted))
    return palette
