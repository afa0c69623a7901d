"""All colors, light and dark.

Every pair of text and ground meets WCAG 2.1 AA (4.5 to 1; 3 to 1 for edges that carry meaning);
`tests/shell/test_theme.py` computes it.
"""

from typing import NamedTuple


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
