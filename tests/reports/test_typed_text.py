"""Whatever people typed stands in the summary, literally, and stops nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from secure_desktop.model.assessment import LONGEST_TEXT, Answer, Profile
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.roles import Role
from tests.builders import assessment, filled, participant, response, rubric
from tests.reports.reading import noted, written
from tests.reports.signing import evidence, next_step, sign_off, signed_by

MARKUP = (
    "<b>unclosed",
    "</para>",
    "&#x110000; &amp; &nbsp",
    '<img src="/etc/passwd"/>',
    '<font color="[[[getattr(pow, 1)]]]">red</font>',
    "<onDraw name='x'/>",
    "{0} {summary.rubric} %s %% \\n ( \\( )) /MCID",
    "% written at the end: 0",
    "EMC ET endstream endobj",
)


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_only_text(tmp_path: Path, typed: str) -> None:
    read = written(tmp_path, noted(typed))
    resources: Any = read.reader.pages[1]["/Resources"]

    assert typed in read.text
    assert "/XObject" not in resources


def test_markup_is_only_text_in_every_field(tmp_path: Path) -> None:
    typed = "<b>&lt; {0} </para>"
    people = [participant(name=typed, title=typed, organization=typed)]
    profile = Profile(typed, typed, typed, typed)
    read = written(tmp_path, assessment(rubric(), profile=profile, participants=people))

    assert read.pages[0].count(typed) == 5  # title, three facts, footer
    assert read.text.count(typed) >= 9
    assert read.reader.metadata is not None
    assert read.reader.metadata.author == typed


def test_markup_is_only_text_in_plan_evidence_and_sign_off(tmp_path: Path) -> None:
    typed = "<b>&lt; {0} </para> % written at the end: 0"
    base = assessment(rubric(), {"1S-01": Answer.PARTLY})
    of = replace(
        base,
        next_steps=(next_step("1S-01", text=typed, owner=typed, reason=typed),),
        evidence=(
            evidence("1S-01", 1, title=typed, file_name=typed),
            evidence("1S-01", 2, EvidenceKind.PLACE, title=typed, place=typed),
        ),
    )
    signer = sign_off(
        of, Role.SUPERINTENDENT, name=typed, title=typed, organization=typed, attestations=(typed,)
    )
    read = written(tmp_path, signed_by(of, signer))

    assert read.text.count(typed) >= 10
    assert f"Drawn signature of {typed}" in [figure.alt for figure in read.tree.tagged("Figure")]


def test_control_characters_vanish_and_the_words_stay(tmp_path: Path) -> None:
    text = written(tmp_path, noted("one\x00two\x1b[31mthree\x07 \u202efour\u202c \u2066five\u2069")).text

    assert "onetwo[31mthree four five" in text


def test_line_breaks_stay_and_never_leave_a_large_hole(tmp_path: Path) -> None:
    read = written(tmp_path, noted("first\r\nsecond\u2028third" + "\n" * 5000 + "last"))

    assert "first second third" in read.text
    assert len(read.pages) == len(written(tmp_path, noted("short")).pages)


def test_letters_and_accents_are_written_whole(tmp_path: Path) -> None:
    text = written(tmp_path, noted("Nin\u0303o, Đường, Tiếng Việt, Łódź")).text

    assert "Niño, Đường, Tiếng Việt, Łódź" in text


def test_a_character_that_the_font_lacks_is_a_visible_box_and_is_named_at_the_end(tmp_path: Path) -> None:
    read = written(tmp_path, noted("on fire \U0001f525, 校 and \ue000"))

    assert "on fire □, □ and □" in read.text
    assert "□ stands where a text holds a character" in read.pages[-1]
    assert "U+1F525, U+6821, U+E000" in read.pages[-1]


def test_no_box_no_remark(tmp_path: Path) -> None:
    assert "□" not in written(tmp_path, filled()).text


def test_right_to_left_letters_are_shown_with_a_remark(tmp_path: Path) -> None:
    assert "written from right to left" in written(tmp_path, noted("שלום")).pages[-1]


@pytest.mark.parametrize(
    "typed",
    [
        "word " * 2000,
        "W" * LONGEST_TEXT,
        "x" * 3000,
        "a\u0327\u0301" * 10_000,
        "ab-" * 3000,
        "□" * 5000,
        "line\n" * 2000,
    ],
    ids=["words", "no spaces", "one word", "marks on marks", "hyphens", "boxes", "lines"],
)
def test_long_text_flows_over_pages_and_is_complete(tmp_path: Path, typed: str) -> None:
    read = written(tmp_path, noted(typed))
    sign = normalize("NFC", typed.strip())[0]

    assert sum(page.count(sign) for page in read.pages) >= normalize("NFC", typed).count(sign)
    assert len(read.pages) < 120


def test_nothing_stands_beyond_the_margins(tmp_path: Path) -> None:
    long = "W" * 3000
    people = [participant(name=long, title=long, organization=long)]
    profile = Profile(long, long, long, long)
    of = assessment(
        rubric(), [response("1S-01", note=long, reason=long)], participants=people, profile=profile
    )

    for page in written(tmp_path, of).reader.pages:
        seen: list[tuple[float, float]] = []
        page.extract_text(
            visitor_text=lambda text, _cm, place, *_, seen=seen: (
                seen.append((place[4], place[5])) if text.strip() else None
            )
        )
        assert seen
        assert all(47 <= x <= 564 and 20 <= y <= 760 for x, y in seen)
