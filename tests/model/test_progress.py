from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.assessment import Answer
from secure_desktop.model.progress import tally, tally_by_step
from tests import builders

ANSWERS_TO_FIVE = st.lists(st.sampled_from(Answer), min_size=5, max_size=5)


def answered(answers: list[Answer]) -> dict[str, Answer]:
    return dict(zip((item.id for item in builders.rubric()), answers, strict=True))


def test_nothing_is_answered_and_nothing_in_place_at_the_beginning() -> None:
    counts = tally(builders.assessment())

    assert (counts.progress.answered, counts.progress.total) == (0, 5)
    assert (counts.standing.in_place, counts.standing.applicable) == (0, 5)


def test_an_unanswered_item_is_never_counted_as_not_in_place() -> None:
    counts = tally(builders.assessment(responses={"1S-01": Answer.UNANSWERED}))

    assert counts.not_in_place == 0
    assert counts.gaps == 0
    assert counts.unanswered == 5


def test_what_is_not_applicable_counts_as_progress_and_leaves_the_standing() -> None:
    counts = tally(builders.assessment(responses={"1S-01": Answer.NOT_APPLICABLE, "1S-02": Answer.IN_PLACE}))

    assert counts.progress.answered == 2
    assert (counts.standing.in_place, counts.standing.applicable) == (1, 4)


def test_partly_is_progress_and_a_gap_but_not_in_place() -> None:
    counts = tally(builders.assessment(responses={"1S-01": Answer.PARTLY}))

    assert (counts.progress.answered, counts.gaps, counts.standing.in_place) == (1, 1, 0)


def test_a_checklist_in_which_nothing_applies_is_complete_and_has_no_division_by_zero() -> None:
    nothing = tally(builders.assessment(responses=answered([Answer.NOT_APPLICABLE] * 5)))

    assert nothing.progress.is_complete
    assert nothing.standing.applicable == 0
    assert nothing.standing.share == 1.0


def test_answers_to_items_of_another_rubric_are_not_counted() -> None:
    counts = tally(builders.assessment(responses={"9X-99": Answer.IN_PLACE}))

    assert counts.total == 5
    assert counts.in_place == 0


@given(ANSWERS_TO_FIVE)
def test_every_item_is_counted_once_and_the_steps_add_up(answers: list[Answer]) -> None:
    assessment = builders.assessment(responses=answered(answers))
    whole, steps = tally(assessment), [counts for _, counts in tally_by_step(assessment)]

    assert whole.total == sum(step.total for step in steps) == 5
    for answer in Answer:
        assert whole.of(answer) == sum(step.of(answer) for step in steps) == answers.count(answer)
    assert whole.progress.answered == 5 - answers.count(Answer.UNANSWERED)
    assert 0.0 <= whole.standing.share <= 1.0
    assert 0.0 <= whole.progress.share <= 1.0
