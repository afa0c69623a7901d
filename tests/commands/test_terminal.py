import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.commands.terminal import plain, say, say_json, say_paragraph


@pytest.mark.parametrize("text", ["", "River", "Ñandú 学校 עברית 🚸", "family 👩\u200d👧 sign", "a\u00a0b"])
def test_what_people_can_read_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\r\tc\x00", "a\\x0ab\\x0d\\x09c\\x00"),
        ("\x9b\x85\x7f", "\\x9b\\x85\\x7f"),
        ("\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"),
        ("\u2028\u2029\ufeff", "\\u2028\\u2029\\ufeff"),
        ("\udcff\ud800", "\\udcff\\ud800"),
    ],
)
def test_what_steers_a_terminal_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters()))
def test_every_text_can_be_printed_on_one_line(text: str) -> None:
    assert len(plain(text).splitlines()) <= 1
    plain(text).encode("utf-8")


def test_a_line_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("Standing  0 of 5\nStanding  5 of 5")

    assert capsys.readouterr().out == "Standing  0 of 5\\x0aStanding  5 of 5\n"


@pytest.mark.parametrize("value", ["\x1b\x9b\u202e\u2028", {"ñ\x85": ["\x7f", 1, None, True]}, "a\\u001bb\n"])
def test_json_is_safe_to_print_and_says_the_same(capsys: pytest.CaptureFixture[str], value: object) -> None:
    say_json(value)

    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert not set(printed) & set("\x1b\x85\x9b\x7f\u202e\u2028")


def test_a_paragraph_is_wrapped_and_keeps_its_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    say_paragraph("one two three four five six\n\nseven", indent="  ")

    assert capsys.readouterr().out == "  one two three four\n  five six\n\n  seven\n"
