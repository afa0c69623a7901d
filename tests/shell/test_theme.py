"""Every pair of colors that meets on screen, as WCAG 2.1 AA counts contrast."""

from collections.abc import Iterator

import pytest

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.shell.colors import DARK, LIGHT, Colors
from tests.contrast import contrast

TEXT, EDGE = 4.5, 3.0
WHITE = "#ffffff"
BOTH = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


def too_faint(pairs: Iterator[tuple[str, str, str]], least: float) -> list[str]:
    return [
        f"{what}: {one} on {other} is {contrast(one, other):.2f}"
        for what, one, other in pairs
        if contrast(one, other) < least
    ]


def test_black_on_white_has_the_contrast_that_the_norm_gives_it() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@BOTH
def test_text_can_be_read_on_every_ground_it_stands_on(colors: Colors) -> None:
    grounds = (colors.window, colors.base, colors.side, colors.footer, colors.selected, colors.info)

    def pairs() -> Iterator[tuple[str, str, str]]:
        for ground in grounds:
            yield "text", colors.text, ground
            yield "muted text", colors.muted, ground
        for ground in (colors.window, colors.base, colors.info):
            yield "link", colors.link, ground
        for ground in (colors.window, colors.base, colors.footer, colors.info):
            yield "good news", colors.good, ground
            yield "bad news", colors.danger, ground
        yield "primary button, selection", colors.accent_text, colors.accent
        yield "primary button under the mouse", colors.accent_text, colors.accent_hover
        yield "warning", colors.tone(Answer.PARTLY).text, colors.tone(Answer.PARTLY).ground

    assert too_faint(pairs(), TEXT) == []


@BOTH
def test_answers_can_be_read_as_pill_segment_and_bar(colors: Colors) -> None:
    def pairs() -> Iterator[tuple[str, str, str]]:
        for answer in Answer:
            tone = colors.tone(answer)
            yield f"pill {answer}", tone.text, tone.ground
            yield f"bar {answer}", tone.text if answer is Answer.UNANSWERED else WHITE, tone.bar

    assert too_faint(pairs(), TEXT) == []


@BOTH
def test_edges_that_mean_something_can_be_seen(colors: Colors) -> None:
    def pairs() -> Iterator[tuple[str, str, str]]:
        for ground in (colors.window, colors.base, colors.footer, colors.side):
            yield "edge of a field or button", colors.edge, ground
        for answer in CHOICES:
            yield f"chosen {answer}", colors.tone(answer).edge, colors.base
            yield f"pill {answer}", colors.tone(answer).edge, colors.window
        for ground in (colors.window, colors.base, colors.side):
            yield "filled part of a ring", colors.link, ground
            yield "complete ring", colors.good, ground
        yield "filled part of a ring beside the rest", colors.link, colors.ring
        yield "sign in a complete ring", colors.window, colors.good
        yield "primary button", colors.accent, colors.footer
        yield "warning", colors.tone(Answer.PARTLY).edge, colors.window

    assert too_faint(pairs(), EDGE) == []


@BOTH
def test_what_has_the_keyboard_can_be_seen(colors: Colors) -> None:
    def pairs() -> Iterator[tuple[str, str, str]]:
        for ground in (colors.window, colors.base, colors.side, colors.footer, colors.selected, colors.info):
            yield "focus", colors.link, ground
        for answer in Answer:
            yield f"focus on {answer}", colors.link, colors.tone(answer).ground
        yield "focus on a primary button, outwards", colors.text, colors.footer
        yield "focus on a primary button, outwards", colors.text, colors.window

    assert too_faint(pairs(), EDGE) == []
