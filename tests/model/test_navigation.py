from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import (
    Filter,
    Kind,
    Section,
    first_unanswered,
    last_changed,
    neighbor,
    next_unanswered,
    section_of,
    sections,
    select,
)
from secure_desktop.model.reviewer import Reviewer
from tests import builders

RUBRIC = builders.rubric()
IDS = [item.id for item in RUBRIC]
WHOLE = builders.assessment()
RIVERA = Reviewer("Sgt. Rivera", (2,), has_answers=True, has_evidence=True, made_at=builders.NOW)
ASKED = replace(WHOLE, reviewer=RIVERA)


def test_the_wizard_goes_from_the_district_over_steps_review_and_sign_off_to_the_report() -> None:
    assert sections(WHOLE) == (
        Section(Kind.ABOUT),
        Section(Kind.STEP, 1),
        Section(Kind.STEP, 2),
        Section(Kind.REVIEW),
        Section(Kind.SIGN_OFF),
        Section(Kind.REPORT),
    )


def test_a_reviewer_copy_has_the_steps_that_are_asked_about_and_the_way_back() -> None:
    assert sections(ASKED) == (Section(Kind.ABOUT), Section(Kind.STEP, 2), Section(Kind.RETURN))
    assert neighbor(ASKED, Section(Kind.ABOUT), 1) == Section(Kind.STEP, 2)
    assert neighbor(ASKED, Section(Kind.RETURN), 1) is None


def test_a_reviewer_copy_searches_and_goes_on_only_in_what_is_asked_about() -> None:
    assert [item.id for item in select(ASKED, Filter.UNANSWERED)] == ["2S-01", "2S-02"]
    assert first_unanswered(ASKED) == RUBRIC.item("2S-01")
    assert next_unanswered(ASKED, "2S-02") == RUBRIC.item("2S-01")
    answered = replace(ASKED, responses={"1S-01": builders.response("1S-01")})
    assert last_changed(answered) is None


def test_a_reviewer_copy_that_asks_about_no_known_step_asks_about_all() -> None:
    nothing = replace(ASKED, reviewer=replace(RIVERA, steps=(9,)))

    assert nothing.asked_items == RUBRIC.items


def test_there_is_nothing_before_the_first_section_and_behind_the_last() -> None:
    assert neighbor(WHOLE, Section(Kind.ABOUT), -1) is None
    assert neighbor(WHOLE, Section(Kind.REPORT), 1) is None
    assert neighbor(WHOLE, Section(Kind.STEP, 2), 1) == Section(Kind.REVIEW)
    assert neighbor(WHOLE, Section(Kind.STEP, 1), -1) == Section(Kind.ABOUT)


def test_an_item_is_shown_in_the_section_of_its_step() -> None:
    assert section_of(RUBRIC, "2S-02") == Section(Kind.STEP, 2)
    with pytest.raises(KeyError):
        section_of(RUBRIC, "9X-99")


def test_the_first_unanswered_item_is_the_first_one_of_a_new_assessment() -> None:
    assert first_unanswered(builders.assessment()) == RUBRIC.items[0]


def test_no_item_is_unanswered_when_all_are_answered() -> None:
    done = builders.assessment(responses=dict.fromkeys(IDS, Answer.IN_PLACE))

    assert first_unanswered(done) is None
    assert next_unanswered(done, IDS[0]) is None


def test_the_search_for_the_next_unanswered_item_goes_round_at_the_end() -> None:
    assessment = builders.assessment(responses={"2S-02": Answer.IN_PLACE})

    found = next_unanswered(assessment, "2S-01")

    assert found is not None
    assert found.id == "1S-01"


@given(st.sets(st.sampled_from(IDS)), st.sampled_from([*IDS, ""]))
def test_going_on_to_the_next_unanswered_item_visits_all_of_them(answered: set[str], start: str) -> None:
    responses = dict.fromkeys(answered, Answer.PARTLY)
    visited = []
    place = start
    while item := next_unanswered(builders.assessment(responses=responses), place):
        visited.append(item.id)
        responses[item.id] = Answer.IN_PLACE
        place = item.id

    assert sorted(visited) == sorted(set(IDS) - answered)


def test_work_goes_on_where_somebody_worked_last() -> None:
    early, late = builders.response("1S-01"), builders.response("1S-03")
    early = replace(early, changed_at=builders.CHANGED - timedelta(days=1))

    found = last_changed(builders.assessment(responses=[late, early]))

    assert found is not None
    assert found.id == "1S-03"
    assert last_changed(builders.assessment()) is None


def test_work_on_an_item_that_the_rubric_does_not_have_is_passed_over() -> None:
    assert last_changed(builders.assessment(responses=[builders.response("9X-99")])) is None


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Filter.ALL, IDS),
        (Filter.UNANSWERED, ["1S-03", "2S-02"]),
        (Filter.GAPS, ["1S-02"]),
        (Filter.MARKED, ["1S-03"]),
        (Filter.NOTED, ["2S-01"]),
    ],
)
def test_a_filter_shows_the_items_it_is_named_for(which: Filter, expected: list[str]) -> None:
    assessment = builders.assessment(
        responses=[
            builders.response("1S-01"),
            builders.response("1S-02", Answer.PARTLY, note=" \n"),
            builders.response("1S-03", Answer.UNANSWERED, marked=True),
            builders.response("2S-01", note="Seen."),
        ]
    )

    assert [item.id for item in select(assessment, which)] == expected


@pytest.mark.parametrize("words", ["ACUÑA", "acuna", "Acun\u0303a  mou", "1.1 acuña", "1s-01"])
def test_a_search_does_not_mind_case_accents_and_order(words: str) -> None:
    assessment = builders.assessment(
        responses=[builders.response("1S-01", note="The MOU lies with Ms. Acuña.")]
    )

    assert [item.id for item in select(assessment, Filter.ALL, words)] == ["1S-01"]


def test_a_search_looks_into_reasons_guidance_and_authorities_and_wants_every_word() -> None:
    assessment = builders.assessment(
        responses=[builders.response("2S-02", Answer.NOT_APPLICABLE, reason="No such school.")]
    )

    assert [item.id for item in select(assessment, Filter.ALL, "such school")] == ["2S-02"]
    assert len(select(assessment, Filter.ALL, "signatures voluntary minutes")) == 5
    assert select(assessment, Filter.ALL, "school nowhere") == ()
