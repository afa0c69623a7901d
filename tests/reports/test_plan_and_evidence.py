"""Next steps, evidence and open points, as the summary prints them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from secure_desktop.model.assessment import Answer
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_step import State
from secure_desktop.model.words import FERPA
from tests.builders import assessment, filled, response, rubric
from tests.reports.reading import noted, written
from tests.reports.signing import evidence, next_step, planned

GAP = assessment(rubric(), {"1S-01": Answer.PARTLY, "1S-02": Answer.IN_PLACE})


def test_a_next_step_stands_with_owner_date_effort_and_state(tmp_path: Path) -> None:
    text = written(tmp_path, replace(GAP, next_steps=(next_step("1S-01"),))).text

    assert (
        "1.1 Subject 1 of step 1 ◐ Partly Agree on clause 1 and sign the annex Owner 1 16 January 2027 Open Weeks"
        in text
    )


def test_a_dropped_next_step_says_why_and_its_gap_says_that_it_has_none(tmp_path: Path) -> None:
    dropped = next_step("1S-01", state=State.DROPPED, reason="No money this year.")
    text = written(tmp_path, replace(GAP, next_steps=(dropped,))).text

    assert "Reason: No money this year." in text
    assert "Dropped Weeks" in text
    assert "◐ Partly No next step yet" in text


def test_without_next_steps_there_is_a_sentence(tmp_path: Path) -> None:
    assert "The gap has no next step yet." in written(tmp_path, GAP).text
    assert "None of the 12 gaps has a next step yet." in written(tmp_path, filled()).text
    assert "There are no gaps and no next steps." in written(tmp_path, assessment()).text


def test_the_first_page_shows_the_next_step_for_a_gap(tmp_path: Path) -> None:
    first = written(tmp_path, planned(filled())).pages[0]

    assert "Item Status Next step Owner Due" in first
    assert "Agree on clause 2 and sign the annex" in first
    assert "11 of 12 gaps with an owner and a date" in first
    assert "3 pieces of evidence on record" in first


def test_evidence_says_where_it_is_kept_and_how_long_it_holds(tmp_path: Path) -> None:
    entries = (
        evidence("1S-02", 1),
        evidence("1S-02", 2, EvidenceKind.PLACE, place="Cabinet 3, policy 5145", effective=None),
        evidence("1S-02", 3, EvidenceKind.LINK, renew_by=date(2028, 2, 29), size=0),
    )
    text = written(tmp_path, replace(GAP, evidence=entries)).text

    assert "Paper 1 Attached file paper-1.pdf (340 KB) SHA-256 6B86 B273 FF34 FCE1 … 3 May 2024" in text
    assert "Paper 2 Filed elsewhere Cabinet 3, policy 5145" in text
    assert "Link https://district.example/3" in text
    assert "29 February 2028" in text


def test_no_evidence_gets_a_sentence(tmp_path: Path) -> None:
    assert "No evidence is on record." in written(tmp_path, GAP).text


def test_open_points_name_their_items(tmp_path: Path) -> None:
    read = written(tmp_path, GAP)

    assert "1 item is “in place” with no evidence. 1.2" in read.text
    assert "1 gap has no next step. 1.1" in read.text
    assert FERPA not in read.text


def test_a_note_that_seems_to_name_a_student_brings_the_hint_at_ferpa(tmp_path: Path) -> None:
    text = written(tmp_path, noted("See student ID 1234567.")).text

    assert "1 item has a text that looks as if it names a student." in text
    assert " ".join(FERPA.split()) in text


def test_no_open_points_is_said(tmp_path: Path) -> None:
    of = replace(assessment(rubric(), [response("1S-02")]), evidence=(evidence("1S-02"),))

    assert "The check before sign-off found no open points." in written(tmp_path, of).text


def test_hundreds_of_long_next_steps_and_evidence_are_complete(tmp_path: Path) -> None:
    long = "every word counts " * 40
    steps = tuple(next_step("1S-01", number, text=f"Begin {number}. {long}") for number in range(200))
    entries = tuple(evidence("1S-02", number, title=f"Title {number}. {long}") for number in range(100))
    read = written(tmp_path, replace(GAP, next_steps=steps, evidence=entries))

    text = read.text
    assert all(f"Begin {number}." in text for number in range(200))
    assert all(f"Title {number}." in text for number in range(100))
    in_tree = [mark for node in read.tree.walk() for mark in node.marks]
    assert sorted(in_tree) == sorted(read.marks_on_pages())


def test_one_endless_next_step_goes_on_over_the_pages(tmp_path: Path) -> None:
    step = next_step("1S-01", text="word " * 6000, owner="W" * 900)
    read = written(tmp_path, replace(GAP, next_steps=(step,)))

    text = read.text
    assert text.count("word") > 6000
    assert "1.1, continued" in text
