from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from secure_desktop.errors import DamagedFile
from secure_desktop.model.assessment import Answer
from secure_desktop.model.next_step import State
from secure_desktop.model.overview import overview_entry, unread, without_copies
from secure_desktop.model.progress import tally, tally_by_step
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.roles import Role
from secure_desktop.model.signing import Stage
from tests import builders
from tests.overviews import TODAY, entry


def test_an_entry_says_of_answers_what_the_assessment_says() -> None:
    assessment = builders.filled()
    found = overview_entry(assessment, "river.sqlite", TODAY)

    assert found.tally == tally(assessment)
    assert tuple(found.steps) == tally_by_step(assessment)
    assert dict(found.responses) == {item: assessment.response(item.id).answer for item in assessment.rubric}
    assert [item.id for item in found.gaps] == [
        item.id for item in assessment.rubric if assessment.response(item.id).is_gap
    ]
    assert found.tally_of(2) == tally(assessment, assessment.rubric.step(2).items)
    assert found.tally_of(6) is None


def test_dates_that_have_passed_are_counted_and_the_next_one_is_named() -> None:
    days = [date(2026, 11, 22), date(2026, 1, 5), date(2027, 3, 1), TODAY + timedelta(days=1)]
    steps = [builders.next_step(number, due=day) for number, day in enumerate(days, 1)]
    steps.append(builders.next_step(9, due=date(2026, 1, 1), state=State.DONE))
    steps.append(builders.next_step(8, due=None))
    found = entry(steps=steps)

    assert (found.overdue, found.next_due) == (2, date(2026, 11, 24))


def test_what_is_due_today_is_not_overdue() -> None:
    found = entry(steps=[builders.next_step(1, due=TODAY)])

    assert (found.overdue, found.next_due) == (0, TODAY)
    assert (entry().overdue, entry().next_due) == (0, None)


def test_evidence_to_renew_counts_as_due() -> None:
    assessment = replace(builders.assessment(), evidence=(builders.evidence(renew_by=date(2026, 5, 1)),))

    assert overview_entry(assessment, "river.sqlite", TODAY).overdue == 1


def test_it_is_signed_when_everybody_has_signed_who_is_expected() -> None:
    ready = builders.ready()
    one = replace(ready, sign_offs=(builders.sign_off(1),))
    both = replace(one, sign_offs=(*one.sign_offs, builders.sign_off(2, role=Role.LAW_ENFORCEMENT)))
    found = [overview_entry(each, "a.sqlite", TODAY) for each in (ready, one, both)]

    assert [(each.stage, each.missing, each.is_signed) for each in found] == [
        (Stage.DRAFT, 2, False),
        (Stage.SIGNING, 1, False),
        (Stage.SIGNED, 0, True),
    ]


def test_of_copies_the_one_with_the_last_change_stands_for_all_in_whatever_order_they_are_met() -> None:
    files = [
        entry(id="x", file=name, changed_at=datetime(2026, 1, day, tzinfo=UTC))
        for name, day in (("b", 2), ("a", 2), ("c", 1))
    ]
    (newest,) = without_copies(files)

    assert (newest.file, newest.copies) == ("a", ("b", "c"))
    assert without_copies(files[::-1]) == (newest,)
    assert without_copies([*files, entry("Hill")])[1].copies == ()


def test_a_reviewer_copy_gives_way_to_the_assessment_even_if_it_was_changed_later() -> None:
    later = entry(id="x", file="copy", reviewer="Ann", changed_at=datetime(2030, 1, 1, tzinfo=UTC))
    whole = entry(id="x", file="whole")

    assert [(e.file, e.copies) for e in without_copies([later, whole])] == [("whole", ("copy",))]
    assert [e.reviewer for e in without_copies([later])] == ["Ann"]


def test_an_entry_knows_for_whom_a_reviewer_copy_was_made() -> None:
    made = Reviewer("Ann", (1,), has_answers=True, has_evidence=False, made_at=builders.NOW, made_by="Bob")
    assessment = replace(builders.assessment(), reviewer=made)

    assert overview_entry(assessment, "a.sqlite", TODAY).reviewer == "Ann"


def test_a_problem_is_kept_without_the_place_where_it_was_met() -> None:
    def fail() -> None:
        raise DamagedFile(name="river.sqlite")

    try:
        fail()
    except DamagedFile as problem:
        kept = unread("river.sqlite", problem)

    assert kept.problem.__traceback__ is None
    assert kept.problem.sentence_text() == "“river.sqlite” is damaged and was not opened. It was not changed."


def test_what_is_kept_of_an_assessment_is_small() -> None:
    found = overview_entry(builders.filled(), "river.sqlite", TODAY)

    assert len(found.answers) == 49
    assert set(found.answers) <= set(range(len(Answer)))
