from dataclasses import replace

import pytest

from secure_desktop.model.assessment import Answer, Profile, Response
from secure_desktop.model.reconfirming import (
    Earlier,
    EarlierKind,
    as_before,
    is_of_last_year,
    next_school_year,
    removed_items,
    waiting,
)
from tests import builders

THEN = builders.assessment(
    responses=[
        builders.response("1S-01", Answer.IN_PLACE, note="Seen."),
        builders.response("1S-02", Answer.NOT_APPLICABLE, reason="No such school."),
        builders.response("1S-03", Answer.UNANSWERED, note="Only a note."),
    ]
)
YEAR = Earlier(EarlierKind.YEAR, THEN)


def test_an_earlier_answer_waits_until_somebody_answers() -> None:
    now = builders.assessment(responses={"1S-01": Answer.PARTLY})

    assert [item.id for item in waiting(now, YEAR)] == ["1S-02"]
    assert [item.id for item in waiting(builders.assessment(), YEAR)] == ["1S-01", "1S-02"]


def test_an_item_without_an_earlier_answer_does_not_wait() -> None:
    assert YEAR.response("1S-03") is None
    assert YEAR.response("9S-99") is None


def test_as_before_brings_answer_reason_and_note() -> None:
    then = YEAR.response("1S-01")
    assert then is not None

    assert as_before(Response("1S-01", marked=True), then) == Response(
        "1S-01", Answer.IN_PLACE, note="Seen.", marked=True
    )


def test_a_note_that_was_written_since_is_kept() -> None:
    then = YEAR.response("1S-01")
    assert then is not None

    assert as_before(Response("1S-01", note="New."), then).note == "New."


def test_another_wording_is_told() -> None:
    first = THEN.rubric.items[0]

    assert YEAR.other_wording(first) == ""
    assert YEAR.other_wording(replace(first, text="Otherwise.")) == first.text
    assert YEAR.other_wording(replace(first, id="9S-99")) == ""


def test_items_that_are_gone_are_listed_in_their_order() -> None:
    now = builders.assessment(builders.rubric(1, 2))

    assert [item.id for item in removed_items(now, YEAR)] == ["1S-02", "1S-03"]


@pytest.mark.parametrize(
    ("year", "following"),
    [
        ("2025–26", "2026–27"),
        ("2025-26", "2026-27"),
        ("2025/26", "2026/27"),
        ("2025 – 2026", "2026 – 2027"),
        ("1999–00", "2000–01"),
        ("2099-2100", "2100-2101"),
        ("2026", "2027"),
        (" 2025–26 ", "2026–27"),
        ("2025–27", "2025–27"),
        ("last year", "last year"),
        ("", ""),
        ("20255–26", "20255–26"),
    ],
)
def test_the_school_year_after_is_written_the_same_way(year: str, following: str) -> None:
    assert next_school_year(year) == following


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("2025–26", "2026–27", True),
        ("2024–25", "2026–27", False),
        ("", "2026–27", True),
        ("2026–27", "", True),
    ],
)
def test_last_year_is_the_year_before(then: str, now: str, *, expected: bool) -> None:
    earlier = replace(YEAR, assessment=replace(THEN, profile=Profile("River", then)))

    assert is_of_last_year(builders.assessment(profile=Profile("River", now)), earlier) is expected
    assert not is_of_last_year(THEN, replace(earlier, kind=EarlierKind.UPGRADE))
