from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from secure_desktop.model.assessment import Answer, Assessment, Response
from secure_desktop.model.next_step import State
from secure_desktop.model.quality import (
    Concern,
    blocking,
    check,
    open_points,
    seems_to_name_a_student,
)
from secure_desktop.model.words import CONCERNS
from tests import builders

TODAY = date(2026, 11, 23)
SAME = "Seen in the MOU of 2024."


def found(assessment: Assessment) -> dict[Concern, tuple[str, ...]]:
    return {finding.concern: finding.items for finding in check(assessment, TODAY)}


def saying(assessment: Assessment, *responses: Response) -> Assessment:
    changed = {response.item_id: response for response in responses}
    return replace(assessment, responses={**assessment.responses, **changed})


def test_nothing_is_found_in_an_assessment_that_is_ready() -> None:
    assert check(builders.ready(), TODAY) == ()


def test_unanswered_items_and_missing_reasons_block_a_sign_off() -> None:
    assessment = saying(
        builders.ready(),
        Response("2S-01"),
        Response("1S-01", Answer.NOT_APPLICABLE, reason=" \n"),
        Response("1S-03", Answer.NOT_APPLICABLE, reason="No such school."),
    )

    assert found(assessment) == {Concern.UNANSWERED: ("2S-01",), Concern.REASON_MISSING: ("1S-01",)}
    assert blocking(check(assessment, TODAY)) == check(assessment, TODAY)


def test_what_blocks_is_told_first_and_each_concern_once_in_the_order_of_the_checklist() -> None:
    findings = check(builders.assessment(responses={"2S-02": Answer.IN_PLACE, "1S-03": Answer.PARTLY}), TODAY)

    assert [finding.concern for finding in findings] == [
        Concern.UNANSWERED,
        Concern.NO_EVIDENCE,
        Concern.NO_NEXT_STEP,
    ]
    assert findings[0].items == ("1S-01", "1S-02", "2S-01")
    assert (*blocking(findings), *open_points(findings)) == findings


def test_only_what_is_in_place_needs_evidence() -> None:
    assessment = replace(builders.ready(), evidence=(builders.evidence(1, "1S-01"),))

    assert found(assessment) == {Concern.NO_EVIDENCE: ("1S-03", "2S-01", "2S-02")}


@pytest.mark.parametrize("state", [State.DONE, State.DROPPED])
def test_a_gap_needs_a_next_step_that_is_still_open(state: State) -> None:
    assessment = replace(builders.ready(), next_steps=(builders.next_step(state=state),))

    assert found(assessment) == {Concern.NO_NEXT_STEP: ("1S-02",)}


@pytest.mark.parametrize(
    ("fields", "concern"),
    [
        ({"owner": " "}, Concern.NO_OWNER),
        ({"due": None}, Concern.NO_DATE),
        ({"due": TODAY - timedelta(days=1)}, Concern.DATE_PAST),
    ],
)
def test_an_open_next_step_needs_an_owner_and_a_date_ahead(fields: dict[str, Any], concern: Concern) -> None:
    step = builders.next_step(**fields)

    assert found(replace(builders.ready(), next_steps=(step,))) == {concern: ("1S-02",)}
    done = (builders.next_step(2), replace(step, state=State.DONE))
    assert found(replace(builders.ready(), next_steps=done)) == {}


def test_a_date_of_today_is_not_past() -> None:
    assert found(replace(builders.ready(), next_steps=(builders.next_step(due=TODAY),))) == {}


def test_evidence_that_should_have_been_renewed_is_an_open_point() -> None:
    assessment = builders.ready()
    old = replace(assessment.evidence[0], renew_by=TODAY - timedelta(days=1))

    assert found(replace(assessment, evidence=(old, *assessment.evidence[1:]))) == {
        Concern.DATE_PAST: ("1S-01",)
    }


def test_the_same_note_in_three_places_is_an_open_point_and_in_two_it_is_not() -> None:
    two = saying(
        builders.ready(),
        builders.response("1S-01", note=SAME),
        builders.response("2S-01", note=f"  {SAME.upper()}\n"),
    )
    three = saying(two, builders.response("2S-02", note=SAME.replace(" ", "  ")))

    assert found(two) == {}
    assert found(three) == {Concern.SAME_NOTE: ("1S-01", "2S-01", "2S-02")}


def test_a_short_note_may_stand_everywhere() -> None:
    assessment = saying(
        builders.ready(),
        *(builders.response(item_id, note="See MOU.") for item_id in ("1S-01", "2S-01", "2S-02")),
    )

    assert found(assessment) == {}


@pytest.mark.parametrize("where", ["note", "reason", "step", "dropped", "title", "place", "file name"])
def test_every_text_about_an_item_is_searched_for_students(where: str) -> None:
    text = "Student ID 4471823"
    assessment = builders.ready()
    first = assessment.evidence[0]
    changed = {
        "note": saying(assessment, builders.response("1S-01", note=text)),
        "reason": saying(assessment, builders.response("1S-01", reason=text)),
        "step": replace(
            assessment, next_steps=(builders.next_step(1), builders.next_step(2, "1S-01", text=text))
        ),
        "dropped": replace(
            assessment,
            next_steps=(
                builders.next_step(1),
                builders.next_step(2, "1S-01", state=State.DROPPED, reason=text),
            ),
        ),
        "title": replace(assessment, evidence=(replace(first, title=text), *assessment.evidence[1:])),
        "place": replace(assessment, evidence=(replace(first, place=text), *assessment.evidence[1:])),
        "file name": replace(
            assessment, evidence=(replace(first, file_name="student_4471823.pdf"), *assessment.evidence[1:])
        ),
    }

    assert found(changed[where]) == {Concern.NAMES_STUDENT: ("1S-01",)}


@pytest.mark.parametrize(
    "text",
    [
        "student ID 4471823",
        "Student ID: 4471823",
        "STUDENT NUMBER 4471823",
        "the student's number 4471823",
        "student’s ID no. 4471823",
        "Student no. 4471823 was arrested",
        "student #4471823",
        "student (4471823)",
        "pupil 4471823",
        "ID 4471823",
        "ID# 4471823",
        "ID number is 4471823",
        "SSID: 4471823901",
        "student ID S4471823",
        "student \n\n ID \t 4471823",
        "DOB 3/14/2009",
        "D.O.B.: 03-14-2009",
        "dob: 2009-03-14",
        "date of birth 3.14.09",
        "birthdate: March 14, 2009",
        "Birthday: 14 March 2009",
        "born March 14, 2009",
        "born on the 14th of March 2009",
        "a boy born 3/14/2009, was",
        "born Mar. 14 2009",
        "123-45-6789",
    ],
)
def test_what_names_a_student_is_found(text: str) -> None:
    assert seems_to_name_a_student(f"We spoke about it. {text}, as said.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Policy 5131",
        "Policy No. 51311",
        "2026-11-23 meeting",
        "room 204",
        "phone 515-555-0142",
        "phone number 5155550142",
        "(515) 555-0142, extension 20451",
        "+1 515 555 0142",
        "34 CFR 99.3",
        "20 U.S.C. 1232g",
        "item 2.3",
        "since 2019, and again in 2024–2026",
        "12500 students in 23 schools",
        "students 2025-26: 12,500",
        "the student handbook of 2026, page 14",
        "student count 12500",
        "students (12500 in all)",
        "MOU of 1 July 2024",
        "Resolution 2025-114 of May 12, 2025",
        "case number 20260114",
        "the partnership was born in 2019",
        "newborn program, 3/14/2024",
        "stubborn 3/14/2009",
        "https://example.org/policy/20251314",
        "$125,000 in 2027",
        "void 123456",
        "9-digit ZIP 50309-1234",
        "NCES district number 1908220",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert not seems_to_name_a_student(f"We spoke about it. {text}, as said.")


@pytest.mark.parametrize(
    "start", ["student", "student id", "id", "id number is", "born", "date of birth", "d"]
)
def test_a_long_run_of_spaces_or_signs_does_not_hold_the_check_up(start: str) -> None:
    for filling in (" ", "-", "1", "a", "_ ", ". "):
        assert not seems_to_name_a_student(f"{start}{filling * 100_000}x")


def test_every_concern_has_its_words_for_one_and_for_many() -> None:
    assert set(CONCERNS) == set(Concern)
    for one, many in CONCERNS.values():
        assert one.startswith("1 ")
        assert many.startswith("{0} ")
