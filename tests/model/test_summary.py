from secure_desktop.model.assessment import Answer
from secure_desktop.model.summary import FIRST_GAPS, summarize
from tests import builders


def test_a_summary_says_the_same_in_all_its_parts() -> None:
    summary = summarize(builders.filled(), builders.NOW)

    assert summary.tally.total == len(summary.items) == 49
    assert summary.tally.gaps == len(summary.gaps)
    assert summary.tally.unanswered == len(summary.unanswered)
    assert sum(step.tally.in_place for step in summary.steps) == summary.tally.in_place
    assert [entry.item for entry in summary.items] == list(summary.rubric)
    assert set(summary.first_gaps) <= set(summary.gaps)
    assert len(summary.first_gaps) == FIRST_GAPS


def test_a_summary_of_a_new_assessment_lists_every_item_as_unanswered() -> None:
    summary = summarize(builders.assessment(), builders.NOW)

    assert [entry.label for entry in summary.unanswered] == ["1.1", "1.2", "1.3", "2.1", "2.2"]
    assert summary.gaps == ()


def test_a_summary_carries_whom_it_is_about_and_when_it_was_made() -> None:
    team = [builders.participant(1), builders.participant(2)]
    summary = summarize(builders.assessment(participants=team, revision=3), builders.NOW)

    assert summary.profile.district == "Sample District 12"
    assert list(summary.participants) == team
    assert (summary.revision, summary.made_at, summary.changed_at) == (3, builders.NOW, builders.CHANGED)


def test_a_summary_does_not_change_with_the_assessment_it_was_made_of() -> None:
    responses = {"1S-01": Answer.PARTLY}
    assessment = builders.assessment(responses=responses)
    summary = summarize(assessment, builders.NOW)

    assert summarize(assessment, builders.NOW) == summary
    assert summary.items[0].response.answer is Answer.PARTLY
