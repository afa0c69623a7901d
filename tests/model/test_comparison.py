from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.comparing_errors import DifferentChecklists, NothingInCommon
from secure_desktop.model.assessment import Answer, Assessment, Profile
from secure_desktop.model.chronology import first_year, in_order
from secure_desktop.model.comparison import Caution, Comparison, Kind, compare
from secure_desktop.model.comparison_words import caution_sentence, details
from secure_desktop.model.next_step import State
from secure_desktop.model.progress import tally
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Checklist, Rubric
from tests.builders import CHANGED, assessment, evidence, item, next_step, response, rubric

YES, PARTLY, NO, NA, OPEN = Answer
ITEM = "1S-01"


def both(before: Answer, after: Answer) -> Kind:
    """Return what became of an item with these answers."""
    found = compare(assessment(responses={ITEM: before}), assessment(responses={ITEM: after}))
    return found.items[0].kind


def without(wanted: Rubric, item_id: str) -> Rubric:
    """Return a rubric without an item."""
    steps = (
        replace(step, items=tuple(each for each in step.items if each.id != item_id)) for step in wanted.steps
    )
    return replace(wanted, version="1.1", steps=tuple(steps))


def worded(wanted: Rubric, item_id: str, text: str) -> Rubric:
    """Return a rubric that words an item differently."""
    steps = (
        replace(
            step,
            items=tuple(replace(each, text=text) if each.id == item_id else each for each in step.items),
        )
        for step in wanted.steps
    )
    return replace(wanted, steps=tuple(steps))


def finished() -> Assessment:
    """Return an assessment with an answer to every item."""
    return assessment(responses={each.id: YES for each in rubric()})


def first(found: Comparison) -> tuple[str, ...]:
    """Return what else differs under the first item, as lines."""
    return tuple(f"{detail.name} {detail.text}" for detail in details(found.items[0]))


@pytest.mark.parametrize(("before", "after"), [(NO, PARTLY), (NO, YES), (PARTLY, YES)], ids=str)
def test_an_item_improves_on_the_way_to_in_place_and_slips_on_the_way_back(
    before: Answer, after: Answer
) -> None:
    assert both(before, after) is Kind.IMPROVED
    assert both(after, before) is Kind.SLIPPED


@pytest.mark.parametrize("answer", [YES, PARTLY, NO])
def test_what_is_not_on_that_way_is_changed_otherwise(answer: Answer) -> None:
    assert both(answer, NA) is Kind.CHANGED
    assert both(NA, answer) is Kind.CHANGED
    assert both(OPEN, answer) is Kind.CHANGED


@pytest.mark.parametrize("answer", [YES, PARTLY, NO, NA])
def test_an_answer_that_is_missing_later_is_not_yet_re_confirmed(answer: Answer) -> None:
    assert both(answer, OPEN) is Kind.NOT_RECONFIRMED


@pytest.mark.parametrize("answer", list(Answer))
def test_the_same_answer_is_unchanged(answer: Answer) -> None:
    assert both(answer, answer) is Kind.UNCHANGED


answers = st.fixed_dictionaries({each.id: st.sampled_from(Answer) for each in rubric()})


@given(answers, answers)
def test_every_item_has_one_kind_and_the_way_back_is_the_opposite(
    one: dict[str, Answer], other: dict[str, Answer]
) -> None:
    there = compare(assessment(responses=one), assessment(responses=other))
    back = compare(assessment(responses=other), assessment(responses=one))

    assert sum(there.count(kind) for kind in Kind) == len(rubric().items)
    assert [each.item.id for each in there.of(Kind.IMPROVED)] == [
        each.item.id for each in back.of(Kind.SLIPPED)
    ]
    assert there.of(Kind.UNCHANGED) == back.of(Kind.UNCHANGED)
    assert there.is_same == (one == other)
    for step in there.steps:
        assert sum(there.count(kind, step.number) for kind in Kind) == tally_of(there.after, step.number)


def tally_of(of: Assessment, number: int) -> int:
    return tally(of, of.rubric.step(number).items).total


def test_items_of_one_rubric_only_are_new_or_removed() -> None:
    small, old = rubric(2, 2), assessment(rubric(3, 2), {"1S-03": PARTLY})
    found = compare(old, assessment(small))

    assert [(each.item.id, each.label) for each in found.of(Kind.REMOVED)] == [("1S-03", "1.3")]
    assert found.of(Kind.REMOVED)[0].before == old.response("1S-03")
    assert found.of(Kind.REMOVED)[0].after is None
    assert [each.item.id for each in compare(assessment(small), old).of(Kind.NEW)] == ["1S-03"]


def test_an_item_with_another_text_is_told_apart() -> None:
    new = worded(rubric(), ITEM, "The partners have agreed on something else.")
    found = compare(assessment(responses={ITEM: YES}), assessment(new, {ITEM: YES}))

    assert found.items[0].is_reworded
    assert found.items[0].earlier_text == item(1, 1).text
    assert not found.items[1].is_reworded
    assert not found.is_same
    assert caution_sentence(found, Caution.REWORDED).startswith("1 item is worded differently")
    assert first(found) == (f"Worded before: {item(1, 1).text}",)


def test_white_space_makes_no_other_text() -> None:
    new = worded(rubric(), ITEM, item(1, 1).text.replace(" ", "  "))

    assert compare(assessment(), assessment(new)).is_same


def test_notes_and_reasons_that_differ_are_listed() -> None:
    before = assessment(responses=[response(ITEM, NA, note="A draft.", reason="No such school.")])
    after = assessment(responses=[response(ITEM, NA, note="Signed <b>.", reason=" No such school. ")])

    assert first(compare(before, after)) == ("Note before: A draft.", "Note now: Signed <b>.")


def test_what_is_not_yet_re_confirmed_does_not_count_as_a_note_taken_away() -> None:
    before = assessment(responses=[response(ITEM, YES, note="A draft.")])

    assert first(compare(before, assessment())) == ()


def test_evidence_and_next_steps_are_compared_by_id() -> None:
    before = replace(
        assessment(),
        evidence=(evidence(1), evidence(2)),
        next_steps=(next_step(1, ITEM), next_step(2, ITEM), next_step(3, ITEM)),
    )
    after = replace(
        assessment(),
        evidence=(evidence(2, place="Cabinet 9"), evidence(3)),
        next_steps=(
            next_step(1, ITEM, state=State.DONE),
            next_step(2, ITEM, owner="Somebody else"),
            next_step(4, ITEM),
        ),
    )

    assert first(compare(before, after)) == (
        "New evidence: Policy 3",
        "Evidence no longer there: Policy 1",
        "Evidence changed: Policy 2",
        "New next step: Take next step 4.",
        "Next step no longer there: Take next step 3.",
        "Next step done: Take next step 1.",
        "Next step changed: Take next step 2.",
    )


def test_who_entered_evidence_and_when_makes_no_difference() -> None:
    before = replace(assessment(), evidence=(evidence(1, added_at=CHANGED, added_by="Ann"),))
    after = replace(assessment(), evidence=(evidence(1, media_type="text/plain"),))

    assert compare(before, after).is_same


def test_what_came_along_under_a_new_id_is_the_same_if_it_says_the_same() -> None:
    before = replace(assessment(), evidence=(evidence(1),), next_steps=(next_step(1, ITEM),))
    after = replace(
        assessment(),
        evidence=(evidence(1, id="another"),),
        next_steps=(next_step(1, ITEM, id="another"),),
    )

    assert compare(before, after).is_same


def test_start_and_improve_are_not_compared() -> None:
    improve = replace(rubric(), checklist=Checklist.IMPROVE, title="Checklist to Improve")

    with pytest.raises(DifferentChecklists, match="“Checklist to Start” and “Checklist to Improve”"):
        compare(assessment(), assessment(improve))


def test_rubrics_without_a_common_item_are_not_compared() -> None:
    steps = (replace(rubric().steps[0], items=(replace(item(1, 1), id="X-01"),)),)
    foreign = replace(rubric(), id="other", title="Another list", steps=steps)

    with pytest.raises(NothingInCommon, match="“Checklist to Start” and “Another list”"):
        compare(assessment(), assessment(foreign))


def test_other_districts_rubrics_and_versions_are_said_plainly() -> None:
    one = finished()
    elsewhere = replace(one, id="another", profile=replace(one.profile, district="Lake District"))
    version = replace(one, rubric=without(rubric(), "1S-03"))
    other = replace(one, rubric=replace(rubric(), id="own", title="Our list"))

    assert compare(one, one).cautions == ()
    said = compare(one, elsewhere)
    assert said.cautions == (Caution.OTHER_DISTRICT,)
    assert "“Sample District 12” and “Lake District”" in caution_sentence(said, Caution.OTHER_DISTRICT)
    assert compare(one, version).cautions == (Caution.OTHER_VERSION,)
    assert "1.0 and 1.1" in caution_sentence(compare(one, version), Caution.OTHER_VERSION)
    assert compare(one, other).cautions == (Caution.OTHER_RUBRIC,)
    assert "“Our list”" in caution_sentence(compare(one, other), Caution.OTHER_RUBRIC)


def test_different_checklists_with_the_same_title_are_told_apart_by_their_ids() -> None:
    one = assessment()
    other = replace(one, rubric=replace(one.rubric, id="our-own"))

    said = caution_sentence(compare(one, other), Caution.OTHER_RUBRIC)

    assert f"“{one.rubric.title} ({one.rubric.id})” and “{one.rubric.title} (our-own)”" in said


def test_capitals_and_spaces_make_no_other_district() -> None:
    one = finished()
    same = replace(one, profile=replace(one.profile, district=" sample  DISTRICT 12"))

    assert compare(one, same).cautions == ()


def test_the_earlier_one_is_found_by_revision_school_year_or_last_change() -> None:
    now = replace(finished(), revision=2)
    signed = replace(now, revision=1, changed_at=CHANGED + timedelta(days=1))
    last_year = replace(
        now,
        id="last",
        profile=Profile("Sample District 12", "2025/26"),
        changed_at=CHANGED + timedelta(days=9),
    )
    no_year = replace(last_year, profile=Profile("Sample District 12"))

    assert in_order((now, signed)) == (signed, now)
    assert in_order((now, last_year)) == (last_year, now)
    assert in_order((no_year, now)) == (now, no_year)
    assert compare(now, last_year).cautions == (Caution.BACKWARDS,)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2026–27", 2026), ("SY 2025/26", 2025), ("", 0), ("26-27", 0), ("12026", 0), ("٢٠٢٦", 0)],
)
def test_a_school_year_begins_in_the_first_year_that_it_names(text: str, year: int) -> None:
    assert first_year(text) == year


def test_a_reviewer_copy_among_them_is_said_plainly() -> None:
    one = finished()
    copy = replace(
        one, reviewer=Reviewer("Sgt. Rivera", (1,), has_answers=True, has_evidence=False, made_at=CHANGED)
    )

    assert compare(one, copy).cautions == (Caution.REVIEWER_COPY,)


def test_a_comparison_with_an_unfinished_one_says_so() -> None:
    begun = assessment(responses={ITEM: YES})

    later = compare(finished(), begun)
    earlier = compare(begun, finished())
    assert later.cautions == earlier.cautions == (Caution.UNFINISHED,)
    assert caution_sentence(later, Caution.UNFINISHED) == (
        "In the later one 1 of 5 items are answered so far; its figures are not final."
    )
    assert caution_sentence(earlier, Caution.UNFINISHED) == "In the earlier one 1 of 5 items are answered."


def test_next_steps_that_are_done_need_not_come_along_to_another_year() -> None:
    done = replace(assessment(), next_steps=(next_step(1, ITEM, state=State.DONE), next_step(2, ITEM)))
    bare = replace(done, next_steps=())

    assert first(compare(done, replace(bare, id="next year"))) == (
        "Next step no longer there: Take next step 2.",
    )
    assert len(first(compare(done, bare))) == 2
