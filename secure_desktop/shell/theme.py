"""Colors, fonts and the few style rules, for light and dark, at every text size.

Every pair of text and ground meets WCAG 2.1 AA (4.5 to 1; 3 to 1 for edges that carry meaning);
`tests/shell/test_theme.py` computes it.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from secure_desktop import locations
from secure_desktop.shell.style_sheet import first_rules, further_rules

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

FALLBACK_FONT = "DejaVu Sans"


_HALF_LIGHT = 128
SMALLEST_FONT = 10.0  # points at 100 %; the system's font when that is larger


class Tone(NamedTuple):
    """How an answer is colored: text on ground with an edge, and the solid bar with white text."""

    text: str
    ground: str
    edge: str
    bar: str


class Colors(NamedTuple):
    """All colors of one theme."""

    window: str
    base: str
    side: str
    footer: str
    text: str
    muted: str
    edge: str
    line: str
    ring: str
    accent: str
    accent_hover: str
    accent_text: str
    link: str
    selected: str
    info: str
    danger: str
    good: str
    tones: dict[str, Tone]  # by answer; an answer is its own text, so the model need not be loaded for this

    def tone(self, answer: str) -> Tone:
        """Return how an answer is colored."""
        return self.tones[answer]


LIGHT = Colors(
    window="#ffffff",
    base="#ffffff",
    side="#f3f4f8",
    footer="#fafbfd",
    text="#1b2230",
    muted="#525c6b",
    edge="#7d8796",
    line="#d5dae2",
    ring="#b9c1cc",
    accent="#1f4e8c",
    accent_hover="#17407a",
    accent_text="#ffffff",
    link="#1f4e8c",
    selected="#dde8f5",
    info="#f1f5fc",
    danger="#8c1c13",
    good="#1f6b3f",
    tones={
        "in-place": Tone("#1d5233", "#e0f2e6", "#2a6f49", "#2a6f49"),
        "partly": Tone("#664200", "#fdf0d3", "#8f6200", "#855a00"),
        "not-in-place": Tone("#8c1c13", "#fde4e2", "#b0362c", "#a5302a"),
        "not-applicable": Tone("#3d4755", "#e9ecf1", "#687384", "#5f6b7a"),
        "unanswered": Tone("#525c6b", "#ffffff", "#7d8796", "#e3e7ed"),
    },
)

DARK = Colors(
    window="#171a20",
    base="#1d2129",
    side="#12151a",
    footer="#14171c",
    text="#e8ebf0",
    muted="#aab3c0",
    edge="#78838f",
    line="#363d48",
    ring="#59636f",
    accent="#2f6cc0",
    accent_hover="#275da8",
    accent_text="#ffffff",
    link="#8fbcf5",
    selected="#24344b",
    info="#1e2735",
    danger="#ff9d94",
    good="#7fd3a0",
    tones={
        "in-place": Tone("#a5e5bd", "#17382a", "#4fa877", "#2a6f49"),
        "partly": Tone("#f5d38c", "#3b2d0c", "#c1922f", "#855a00"),
        "not-in-place": Tone("#ffb4ad", "#451c1a", "#e0665c", "#a5302a"),
        "not-applicable": Tone("#cfd6df", "#2c333d", "#8b96a4", "#5f6b7a"),
        "unanswered": Tone("#aab3c0", "#1d2129", "#78838f", "#39414d"),
    },
)


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
