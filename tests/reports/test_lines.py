"""Breaking text into lines, and cleaning it before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.excerpts import paragraphs, shortened
from secure_desktop.reports.lines import LineBreaker
from secure_desktop.reports.styles import Font, load_fonts
from secure_desktop.reports.text import TextCleaner


@pytest.fixture(scope="module")
def font() -> Font:
    return load_fonts().regular


def test_lines_end_between_words_and_keep_the_space(font: Font) -> None:
    assert LineBreaker(font, 10, 60).lines("one two three four") == ["one two ", "three four "]


def test_a_word_breaks_after_a_hyphen_between_letters_only(font: Font) -> None:
    breaker = LineBreaker(font, 10, 60)

    assert breaker.lines("evidence-based") == ["evidence-", "based "]
    assert breaker.lines("age of 2026-27") == ["age of ", "2026-27 "]


def test_a_word_wider_than_the_line_is_cut(font: Font) -> None:
    lines = LineBreaker(font, 10, 60).lines("W" * 50)

    assert "".join(lines).strip() == "W" * 50
    assert all(font.width(line.strip(), 10) <= 60 for line in lines)


def test_the_first_line_makes_room_for_a_lead(font: Font) -> None:
    breaker = LineBreaker(font, 10, 60)

    assert breaker.lines("one two", first_indent=35) == ["one ", "two "]
    assert breaker.lines("evidence", first_indent=55) == ["", "evidence "]


def test_two_blank_lines_become_one(font: Font) -> None:
    assert LineBreaker(font, 10, 60).lines("\n\na\n\n\n\nb\n") == ["a ", " ", "b "]


@given(st.text(alphabet=st.sampled_from("ab -\nW"), max_size=200), st.floats(15, 200))
def test_no_word_is_lost_and_no_line_too_wide(text: str, width: float) -> None:
    font = load_fonts().regular
    lines = LineBreaker(font, 10, width).lines(text)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(font.width(line.rstrip(), 10) <= width + 1e-6 for line in lines)


@given(st.text(alphabet=st.characters(), max_size=100))
def test_clean_text_holds_only_what_the_font_has(text: str) -> None:
    regular, bold = load_fonts()
    cleaned = TextCleaner(lambda code: regular.has(code) and bold.has(code)).clean(text)

    assert all(sign == "\n" or regular.has(ord(sign)) for sign in cleaned)


def test_text_is_shortened_at_a_word() -> None:
    assert shortened("one two  three,\nfour", 16) == "one two three…"
    assert shortened("one", 16) == "one"
    assert shortened("x" * 40, 16) == "x" * 16 + "…"


def test_blank_lines_set_paragraphs_apart() -> None:
    assert paragraphs("one\n\ntwo\nthree\n\n\n\n") == ["one", "two\nthree"]
