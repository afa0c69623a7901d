"""Colours that everybody can read, and fonts that are there."""

import pytest

from secure_desktop.errors import ResourceMissing
from secure_desktop.model.assessment import Answer
from secure_desktop.reports import styles


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "colour", [styles.INK, styles.MUTED, styles.HEADING, *styles.ANSWER_COLOURS.values()]
)
def test_text_has_enough_contrast_on_white_and_on_the_tints(colour: str) -> None:
    for ground in (styles.WHITE, styles.PALE, styles.PALE_AMBER):
        assert _contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("answer", [answer for answer in Answer if answer is not Answer.UNANSWERED])
def test_white_signs_have_enough_contrast_on_the_bars(answer: Answer) -> None:
    assert _contrast(styles.WHITE, styles.ANSWER_COLOURS[answer]) >= 4.5


def test_the_edge_of_an_unanswered_part_can_be_seen() -> None:
    assert _contrast(styles.STRONG_RULE, styles.WHITE) >= 3


def test_a_font_that_was_not_installed_is_a_known_problem() -> None:
    with pytest.raises(ResourceMissing, match=r"Missing\.ttf"):
        styles.Font("Never registered", "Missing.ttf")
