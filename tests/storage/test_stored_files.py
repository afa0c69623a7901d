"""Files that earlier versions of the program made open for ever."""

from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.exchange.keys import signature_holds
from secure_desktop.exchange.next_year import earlier_of
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.past_combinations import own_combinations
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.sign_off import Decision, broken_links, message
from secure_desktop.model.signed_form import fingerprint, fingerprint_of, form_from_json
from secure_desktop.storage import schema
from secure_desktop.storage.opening import open_file
from tests.storage.snapshots import contents

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture
def stored(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of a file that an earlier version of the program made."""
    path = tmp_path / "stored" / str(request.param)
    path.parent.mkdir()
    path.write_bytes((FILES / path.name).read_bytes())
    return path


@pytest.mark.parametrize("stored", ["format-1.sqlite"], indirect=True)
def test_a_file_of_format_1_opens_for_ever(stored: Path) -> None:
    with open_file(stored) as file:
        assessment, history = file.assessment(), file.history()
        file.record_response("1S-01", by="Ann", note="and goes on")

    assert assessment.profile == Profile("Sample District 12", "2026–27", "Iowa", "Sample County Sheriff")
    assert assessment.rubric.id == "secure-start"
    assert assessment.rubric.version == "1.0"
    assert len(assessment.responses) == 49
    assert assessment.response("1S-03").answer is Answer.NOT_IN_PLACE
    assert assessment.response("1S-04").note.startswith("Signed in August 2019")
    assert [person.name for person in assessment.participants][:2] == [
        "Sample Superintendent",
        "Sample Sheriff",
    ]
    assert assessment.changed_at.isoformat() == "2026-11-23T12:00:00+00:00"
    assert {entry.by for entry in history} == {"Sample team"}
    assert len(history) == 85
    assert (assessment.evidence, assessment.next_steps, assessment.sign_offs) == ((), (), ())
    aside = stored.with_name("format-1 (before update from format 1).sqlite")
    assert aside.read_bytes()[60:64] == (1).to_bytes(4)
    assert stored.read_bytes()[60:64] == schema.FORMAT.to_bytes(4)
    with open_file(aside, write=False) as kept:
        assert kept.history() == history


@pytest.mark.parametrize("stored", ["format-1.sqlite"], indirect=True)
def test_a_file_of_format_1_is_read_in_the_newest_format_without_being_changed(stored: Path) -> None:
    before = contents(stored.parent)

    with open_file(stored, write=False) as file:
        assert len(file.assessment().responses) == 49
        assert len(file.history()) == 85
        assert file.is_as_sealed() is None
        file.save_copy(stored.parent.parent / "copy.sqlite")

    assert contents(stored.parent) == before
    with open_file(stored.parent.parent / "copy.sqlite") as copy:
        assert copy.attach("1S-01", stored, by="Ann")


@pytest.mark.parametrize("stored", ["format-2.sqlite"], indirect=True)
def test_a_signed_older_file_that_is_kept_aside_is_still_as_it_was_sealed(stored: Path) -> None:
    before = stored.read_bytes()

    with open_file(stored):
        pass

    aside = stored.with_name("format-2 (before update from format 2).sqlite")
    assert aside.read_bytes() == before
    with open_file(aside, write=False) as kept:
        assert kept.is_as_sealed() is True


@pytest.mark.parametrize("stored", ["format-2.sqlite"], indirect=True)
def test_a_file_of_format_2_opens_for_ever(stored: Path) -> None:
    with open_file(stored) as file:
        assessment, history = file.assessment(), file.history()
        attached, filed = assessment.evidence
        assert file.content(attached.sha256) == b"Memorandum of understanding, signed in 2025."
        assert fingerprint(form_from_json(file.signed_form(1))) == assessment.sign_offs[0].fingerprint
        assert fingerprint(form_from_json(file.signed_form(2))) == assessment.sign_offs[2].fingerprint
        assert fingerprint_of(assessment) == assessment.sign_offs[2].fingerprint
        assert all(
            file.history_digest(entry.history_entries) == entry.history_digest
            for entry in assessment.sign_offs
        )
        assert file.is_as_sealed() is True

    assert assessment.profile == Profile("Sample District 12", "2026–27", "Iowa", "Sample County Sheriff")
    assert (attached.title, attached.file_name, attached.media_type, attached.renew_by) == (
        "Memorandum of understanding",
        "MOU.txt",
        "text/plain",
        date(2028, 7, 1),
    )
    assert (filed.kind, filed.place) == (EvidenceKind.PLACE, "Policy 5131, page 3")
    assert [(step.state, step.effort, step.due) for step in assessment.next_steps] == [
        (State.OPEN, Effort.WEEKS, date(2027, 1, 15)),
        (State.DROPPED, Effort.MONEY, None),
    ]
    assert [(entry.name, entry.revision, entry.decision) for entry in assessment.sign_offs] == [
        ("Sample Superintendent", 1, Decision.SIGNED),
        ("Sample Sheriff", 1, Decision.DECLINED),
        ("Sample Superintendent", 2, Decision.SIGNED),
        ("Sample Sheriff", 2, Decision.SIGNED),
    ]
    assert assessment.sign_offs[0].drawing == (((0, 0), (1000, 300)), ((500, 10), (510, 12)))
    assert broken_links(assessment.sign_offs) == ()
    assert all(
        signature_holds(b64decode(entry.certificate), message(entry), b64decode(entry.signature))
        for entry in assessment.sign_offs
    )
    (first, second) = assessment.revisions
    assert (first.number, first.reopened_by, first.reopened_because) == (
        1,
        "Ann Author",
        "The sheriff asked for a date.",
    )
    assert (second.number, second.reopened_at) == (2, None)
    assert len(history) == 19


@pytest.mark.parametrize("stored", ["format-3.sqlite"], indirect=True)
def test_a_file_of_format_3_opens_for_ever(stored: Path) -> None:
    with open_file(stored) as file:
        assessment, history, earlier = file.assessment(), file.history(), earlier_of(file)

    assert {
        item_id: (response.answer, response.note, response.changed_by)
        for item_id, response in assessment.responses.items()
    } == {
        "1S-01": (Answer.IN_PLACE, "", "Ann Author"),
        "1S-02": (Answer.PARTLY, "Not at night.", "Ann Author"),  # who combined chose it
        "1S-03": (Answer.NOT_IN_PLACE, "", "Sgt. Rivera"),
    }
    assert (len(assessment.evidence), len(assessment.next_steps)) == (4, 1)
    assert {entry.by for entry in history} == {"Ann Author", "Sgt. Rivera"}
    (combination,) = own_combinations(history)
    assert combination.holds
    assert earlier is not None
    assert (earlier.kind, earlier.assessment.profile.school_year) == (EarlierKind.YEAR, "2025–26")
    assert earlier.assessment.response("1S-02").answer is Answer.PARTLY
    assert stored.read_bytes()[60:64] == schema.FORMAT.to_bytes(4)


@pytest.mark.parametrize("stored", ["format-3-reviewer.sqlite"], indirect=True)
def test_a_reviewer_copy_of_format_3_opens_for_ever(stored: Path) -> None:
    with open_file(stored) as file:
        assessment = file.assessment()
        file.record_response("1S-02", by="Ms. Chen", answer=Answer.PARTLY)

    assert assessment.reviewer is not None
    assert (assessment.reviewer.name, assessment.reviewer.steps) == ("Ms. Chen", (1, 2))
    assert assessment.reviewer.has_answers
    assert assessment.reviewer.has_evidence
    assert list(assessment.responses) == ["1S-01"]
