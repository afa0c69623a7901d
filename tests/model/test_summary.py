from dataclasses import replace
from datetime import timedelta

from secure_desktop.model.assessment import Answer
from secure_desktop.model.next_step import State
from secure_desktop.model.quality import Concern
from secure_desktop.model.roles import Role
from secure_desktop.model.signed_form import fingerprint_of
from secure_desktop.model.signing import Stage
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


def test_a_summary_tells_how_far_plan_evidence_and_sign_off_are() -> None:
    signed = replace(builders.ready(), sign_offs=(builders.sign_off(1, revision=1),))
    summary = summarize(signed, builders.NOW)

    assert [(row.label, row.next_step) for row in summary.plan] == [("1.2", builders.next_step())]
    assert [entry.label for entry in summary.register] == ["1.1", "1.3", "2.1", "2.2"]
    assert (summary.stage, summary.is_locked, summary.missing) == (
        Stage.SIGNING,
        True,
        (Role.LAW_ENFORCEMENT,),
    )
    assert summary.fingerprint == fingerprint_of(signed)
    assert summary.sign_offs == summary.all_sign_offs == signed.sign_offs
    assert summary.open_points == ()


def test_a_gap_is_planned_when_an_open_next_step_has_an_owner_and_a_date() -> None:
    steps = (builders.next_step(1, due=None), builders.next_step(2, state=State.DONE), builders.next_step(3))

    planned = [
        summarize(replace(builders.ready(), next_steps=steps[:count]), builders.NOW).planned_gaps
        for count in range(4)
    ]
    assert planned == [0, 0, 0, 1]


def test_the_open_points_of_a_signed_revision_do_not_grow_with_time() -> None:
    late = builders.NOW + timedelta(days=100)
    draft, signed = builders.ready(), replace(builders.ready(), sign_offs=(builders.sign_off(),))

    assert [finding.concern for finding in summarize(draft, late).open_points] == [Concern.DATE_PAST]
    assert summarize(signed, late).open_points == ()


def test_a_summary_of_a_reopened_assessment_keeps_the_earlier_sign_offs_apart() -> None:
    reopened = replace(builders.ready(), sign_offs=(builders.sign_off(),), revision=2)
    summary = summarize(reopened, builders.NOW)

    assert (summary.stage, summary.sign_offs, summary.all_sign_offs) == (Stage.DRAFT, (), reopened.sign_offs)
