import re

import pytest
from hypothesis import given

from secure_desktop.exchange.visible import visible, whole
from tests.exchange.hostile import hostile_texts, storable_texts

_FIT_FOR_XML = re.compile("[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("two\r\nlines\rand\nmore", "two\nlines\nand\nmore"),
        ("\x00\x1b\x7f", "␀␛␡"),
        ("a\x85b\x9f", "a[U+0085]b[U+009F]"),
        ("invoice\u202egnp.exe\u2069", "invoice[U+202E]gnp.exe[U+2069]"),
        ("\ud83d", "�"),
        ("\uffff\ufdd0\U0001fffe", "���"),
    ],
)
def test_what_other_programs_cannot_hold_is_shown(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@pytest.mark.parametrize(
    "text", ["", " a\tb\n", "Ñandú – “x”", "עברית \u200f", "학교 🚸", "_x0041_", "<b>&amp;"]
)
def test_all_other_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(hostile_texts)
def test_nothing_is_left_that_xml_forbids_and_nothing_vanishes(text: str) -> None:
    shown = visible(text)

    assert _FIT_FOR_XML.fullmatch(shown)
    assert len(shown) >= len(text.replace("\r\n", "\n"))
    assert visible(shown) == shown


@given(hostile_texts)
def test_whole_text_can_be_written(text: str) -> None:
    whole(text).encode("utf-8")


@given(storable_texts)
def test_text_without_halves_is_whole_already(text: str) -> None:
    assert whole(text) == text


def test_two_halves_that_belong_together_are_one_character() -> None:
    assert whole("\ud83d\udea8 \ud83d") == "🚨 \ufffd"
