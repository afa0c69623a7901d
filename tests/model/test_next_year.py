from dataclasses import replace
from datetime import date

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import State
from secure_desktop.model.next_year import carried_over, next_checklist
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Checklist, Rubric
from tests import builders
from tests.builders import evidence, next_step

TODAY = date(2026, 11, 23)
IMPROVE = replace(builders.rubric(), id="secure-improve", checklist=Checklist.IMPROVE)


def then(**fields: object) -> Assessment:
    return replace(builders.filled(builders.rubric()), **fields)  # type: ignore[arg-type]


def test_district_team_and_the_next_school_year_come_along() -> None:
    before = then()

    found = carried_over(before, before.rubric, TODAY)

    assert found.participants == before.participants
    assert found.profile == replace(before.profile, school_year="2027–28")
    assert found.has_answers


def test_evidence_comes_along_until_the_day_on_which_it_is_to_be_renewed() -> None:
    valid = (evidence(1, renew_by=None), evidence(2, renew_by=TODAY), evidence(3, renew_by=date(2030, 1, 1)))
    old = evidence(4, renew_by=date(2026, 11, 22))
    before = then(evidence=(*valid, old))

    found = carried_over(before, before.rubric, TODAY)

    assert found.evidence == valid
    assert found.expired == (old,)


def test_open_next_steps_come_along_and_finished_ones_do_not() -> None:
    steps = (next_step(1), next_step(2, state=State.DONE), next_step(3, state=State.DROPPED, reason="No."))
    before = then(next_steps=steps)

    assert carried_over(before, before.rubric, TODAY).next_steps == steps[:1]


def test_nothing_of_an_item_that_is_no_more_asked_comes_along() -> None:
    before = then(evidence=(evidence(1, "2S-02"),), next_steps=(next_step(1, "2S-02"),))

    found = carried_over(before, builders.rubric(3, 1), TODAY)

    assert (found.evidence, found.next_steps, found.expired) == ((), (), ())


def test_for_another_checklist_only_district_and_team_come_along() -> None:
    before = then(evidence=(evidence(1),), next_steps=(next_step(1),))

    found = carried_over(before, IMPROVE, TODAY)

    assert found.profile == before.profile
    assert found.participants == before.participants
    assert (found.evidence, found.next_steps, found.has_answers) == ((), (), False)


def rubrics(*found: Rubric) -> dict[str, Rubric]:
    return {rubric.id: rubric for rubric in found}


def test_a_finished_checklist_to_start_leads_to_the_one_to_improve() -> None:
    assert next_checklist(then(), rubrics(builders.rubric(), IMPROVE)) is IMPROVE


def test_an_unfinished_one_does_not_until_it_is_signed() -> None:
    unfinished = builders.assessment(responses={"1S-01": Answer.IN_PLACE})

    assert next_checklist(unfinished, rubrics(IMPROVE)) is None
    assert next_checklist(replace(unfinished, sign_offs=(builders.sign_off(),)), rubrics(IMPROVE)) is IMPROVE


def test_nothing_follows_the_checklist_to_improve_nor_a_rubric_that_has_no_fellow() -> None:
    assert next_checklist(then(rubric=IMPROVE), rubrics(IMPROVE)) is None
    assert next_checklist(then(), rubrics(builders.rubric())) is None
    assert next_checklist(then(), rubrics(replace(IMPROVE, id="river-improve"))) is None


def test_a_reviewer_is_not_asked_to_go_on() -> None:
    reviewer = Reviewer("Ann", (1,), has_answers=True, has_evidence=True, made_at=builders.NOW)

    assert next_checklist(then(reviewer=reviewer), rubrics(IMPROVE)) is None
