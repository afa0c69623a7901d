"""The public summary: what stays, and that nothing of the rest is anywhere in the file."""

from dataclasses import replace
from pathlib import Path

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import State
from secure_desktop.model.public import left_out
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision
from secure_desktop.model.summary import summarize
from secure_desktop.reports.file_name import propose_name
from tests.builders import NOW, assessment, participant, response, rubric
from tests.reports.reading import Written, written
from tests.reports.signing import evidence, next_step, sign_off, signed_by

SECRET = "Zanzibar"


def _everything_secret() -> Assessment:
    """Return a signed assessment in which all that has to stay private says so."""
    base = assessment(
        rubric(),
        [
            response("1S-01", Answer.PARTLY, note=f"{SECRET} note", marked=True),
            response("1S-02", Answer.NOT_APPLICABLE, reason=f"{SECRET} reason"),
            response("1S-03", note=f"{SECRET} three"),
            response("2S-01", Answer.NOT_IN_PLACE, note=f"{SECRET} four"),
            response("2S-02", note=f"{SECRET} five, born on 2010-04-05"),
        ],
        participants=[
            participant(1, name=f"{SECRET} Person", title=f"{SECRET} Title"),
            participant(3, name=f"{SECRET} Other"),
        ],
    )
    of = replace(
        base,
        next_steps=(
            next_step("1S-01", 1, owner=f"{SECRET} Owner"),
            next_step("2S-01", 2, owner=f"{SECRET} Owner", state=State.DROPPED, reason=f"{SECRET} dropped"),
        ),
        evidence=(evidence("1S-03", title=f"{SECRET} title", file_name=f"{SECRET}.pdf"),),
    )
    signer = sign_off(
        of, Role.SUPERINTENDENT, name=f"{SECRET} Signer", title=f"{SECRET} Head", certificate=SECRET
    )
    refusal = sign_off(
        of, Role.LAW_ENFORCEMENT, 2, name=SECRET, decision=Decision.DECLINED, reason=SECRET, scan="cd" * 32
    )
    locked = signed_by(of, signer, refusal)
    revision = replace(
        locked.revisions[0], reopened_at=NOW, reopened_by=f"{SECRET} A", reopened_because=f"{SECRET} B"
    )
    return replace(locked, revisions=(revision,))


def _public(folder: Path) -> Written:
    return written(folder, _everything_secret(), public=True)


def test_nothing_private_is_anywhere_in_the_file(tmp_path: Path) -> None:
    assert SECRET.encode() in written(tmp_path, _everything_secret()).decoded

    decoded = _public(tmp_path).decoded
    assert SECRET.encode() not in decoded
    assert SECRET.encode("utf-16-be") not in decoded
    assert SECRET.lower().encode() not in decoded.lower()


def test_marks_drawings_and_scans_are_left_out(tmp_path: Path) -> None:
    read = _public(tmp_path)

    assert "Marked for review" not in read.text
    assert "on paper" not in read.text
    assert not any("signature" in figure.alt.lower() for figure in read.tree.tagged("Figure"))
    assert "Evidence register" not in read.bookmarks
    assert "History of revisions" not in read.bookmarks


def test_answers_next_steps_roles_and_organizations_stay(tmp_path: Path) -> None:
    text = _public(tmp_path).text

    for said in (
        "1.1 The partners have agreed in writing on subject 1 of step 1",
        "– Not applicable 1.3",
        "Agree on clause 1 and sign the annex 16 January 2027 Open Weeks",
        "Dropped Needs money",
        "District superintendent: Signed",
        "Law enforcement: Declined",
        "School board Sample District 12",
        "1 of 2 gaps with a dated next step",
    ):
        assert said in text


def test_open_points_about_notes_and_evidence_are_left_out(tmp_path: Path) -> None:
    text = _public(tmp_path).text

    assert "gap has no next step" in text
    assert "student" not in text.lower()
    assert "with no evidence" not in text


def test_the_page_says_that_it_is_public_and_what_is_left_out(tmp_path: Path) -> None:
    pages = _public(tmp_path).pages
    page = next(number for number, text in enumerate(pages, 1) if left_out()[0] in text)

    assert "CHECKLIST TO START · PUBLIC SUMMARY" in pages[0]
    assert f"This is a public summary. Page {page} says what is left out." in pages[0]
    assert all(text in pages[page - 1] for text in left_out())


def test_the_fingerprint_is_that_of_the_whole_assessment(tmp_path: Path) -> None:
    whole, public = written(tmp_path, _everything_secret()), _public(tmp_path)

    assert public.catalog["/SECUREReport"]["/Report"] == whole.catalog["/SECUREReport"]["/Report"]
    assert public.catalog["/SECUREReport"]["/Kind"] == "/Public"


def test_the_title_and_the_proposed_name_say_that_it_is_public(tmp_path: Path) -> None:
    information = _public(tmp_path).reader.metadata

    assert information is not None
    assert information.title == "Public summary for Sample District 12 – Checklist to Start"
    assert propose_name(summarize(assessment(), NOW), public=True) == (
        "Sample District 12 – Checklist to Start – 2026-11-23 – public.pdf"
    )
