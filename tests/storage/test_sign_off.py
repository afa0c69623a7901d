import json
import sqlite3
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from secure_desktop.errors import FileMissing, KnownProblem, OpenElsewhere, ReadOnlyFile, TextTooLong
from secure_desktop.exchange.keys import own_key, signature_holds
from secure_desktop.model.assessment import LONGEST_LINE, Answer, Profile
from secure_desktop.model.form_differences import differences
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, attestations, broken_links, link, message
from secure_desktop.model.signed_form import fingerprint, fingerprint_of, form_from_json, signed_form
from secure_desktop.model.signing import Stage, stage
from secure_desktop.signing_errors import (
    ChangedAfterSigning,
    NotAScan,
    NotAttested,
    NotReadyToSign,
    NotSigned,
    RunnableFile,
    SignedAlready,
    SignedBefore,
    TextMissing,
)
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.storage.ready import SHERIFF, SUPERINTENDENT, key_of_another_computer

DECLINED = replace(SHERIFF, decision=Decision.DECLINED, reason="No date for the training.")


def test_a_sign_off_says_who_signed_what_when_and_with_which_key(ready: Path) -> None:
    key = own_key()
    with open_file(ready, clock=lambda: builders.NOW) as file:
        before = file.history()
        changes = file.sign(
            replace(SUPERINTENDENT, title=" Chief\n", drawing=(((0, 0), (9, 9)),)), key, by="Ann"
        )
        (entry,) = file.assessment().sign_offs

        assert file.history_digest(len(before)) == entry.history_digest
        assert file.signed_form(1) == json.dumps(
            signed_form(file.assessment()), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
    assert changes.sign_off
    assert changes.at == entry.signed_at == builders.NOW
    assert (entry.role, entry.name, entry.title, entry.revision) == (
        Role.SUPERINTENDENT,
        "Sample Person 1",
        "Chief",
        1,
    )
    assert entry.attestations == SUPERINTENDENT.attestations
    assert entry.drawing == (((0, 0), (9, 9)),)
    assert entry.history_entries == len(before)
    assert (entry.key, b64decode(entry.certificate), entry.previous) == (key.number, key.certificate, "")
    assert signature_holds(key.certificate, message(entry), b64decode(entry.signature))


def test_the_sign_off_stands_in_the_history_with_its_digest(signed: Path) -> None:
    with open_file(signed) as file:
        (sign_off,) = file.assessment().sign_offs
        entry = file.history()[-1]

    said = json.loads(entry.after or "")
    assert (entry.kind, entry.subject, entry.before) == ("sign_off", sign_off.id, None)
    assert (said["name"], said["decision"], said["digest"]) == ("Sample Person 1", "signed", link(sign_off))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer.UNANSWERED, "1 item is unanswered."),
        (Answer.NOT_APPLICABLE, "1 item is “not applicable” without a reason."),
    ],
)
def test_what_blocks_a_sign_off_is_told_and_nothing_is_recorded(
    ready: Path, answer: Answer, told: str
) -> None:
    with open_file(ready) as file:
        file.record_response("2S-01", by="Ann", answer=answer)
        before = ready.read_bytes()
        with pytest.raises(NotReadyToSign, match=told):
            file.sign(SUPERINTENDENT, own_key(), by="Ann")

        assert ready.read_bytes() == before
        assert file.sign(DECLINED, own_key(), by="Bob")  # nobody has to wait to say no


def test_every_statement_of_the_role_has_to_be_confirmed(ready: Path) -> None:
    before = ready.read_bytes()
    with open_file(ready) as file:
        for left_out in attestations(Role.SUPERINTENDENT, has_open_points=False):
            confirmed = tuple(text for text in SUPERINTENDENT.attestations if text != left_out)
            with pytest.raises(NotAttested):
                file.sign(replace(SUPERINTENDENT, attestations=confirmed), own_key(), by="Ann")
        with pytest.raises(NotAttested):
            file.sign(replace(SUPERINTENDENT, attestations=SHERIFF.attestations), own_key(), by="Ann")

    assert ready.read_bytes() == before


def test_open_points_have_to_be_known_by_everybody_who_signs_and_only_when_there_are_some(
    ready: Path,
) -> None:
    first, second = (
        replace(wish, attestations=attestations(wish.role, has_open_points=False))
        for wish in (SUPERINTENDENT, SHERIFF)
    )
    with open_file(ready, clock=lambda: builders.NOW) as file:
        file.record_next_step(builders.next_step(due=None), by="Ann")
        with pytest.raises(NotAttested):
            file.sign(first, own_key(), by="Ann")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        with pytest.raises(NotAttested):
            file.sign(second, own_key(), by="Bob")
        file.sign(SHERIFF, own_key(), by="Bob")
        file.reopen("A date was found.", by="Ann")
        file.record_next_step(builders.next_step(due=date(2027, 3, 1)), by="Ann")

        assert file.sign(first, own_key(), by="Ann")


def test_a_date_that_passes_between_two_signatures_is_no_new_open_point(signed: Path) -> None:
    wish = replace(SHERIFF, attestations=attestations(SHERIFF.role, has_open_points=False))
    with open_file(signed, clock=lambda: builders.NOW + timedelta(days=400)) as file:
        assert file.sign(wish, own_key(), by="Bob")


def test_a_name_is_needed_and_a_reason_to_decline(ready: Path) -> None:
    before = ready.read_bytes()
    with open_file(ready) as file:
        with pytest.raises(TextMissing, match="The name is empty"):
            file.sign(replace(SUPERINTENDENT, name=" \n"), own_key(), by="Ann")
        with pytest.raises(TextMissing, match="The reason is empty"):
            file.sign(replace(DECLINED, reason="\x00 "), own_key(), by="Ann")
        with pytest.raises(TextTooLong):
            file.sign(replace(SUPERINTENDENT, name="x" * (LONGEST_LINE + 1)), own_key(), by="Ann")

    assert ready.read_bytes() == before


def test_to_decline_is_recorded_with_its_reason_and_locks_nothing(ready: Path) -> None:
    with open_file(ready) as file:
        file.sign(DECLINED, own_key(), by="Bob")
        assessment = file.assessment()

        assert (stage(assessment), assessment.is_locked, assessment.revisions) == (Stage.DECLINED, False, ())
        assert assessment.sign_offs[0].reason == "No date for the training."
        assert file.is_as_sealed() is None
        assert file.record_response("1S-01", by="Ann", note="goes on")
        with pytest.raises(NotSigned):
            file.reopen("There is nothing to reopen.", by="Ann")


CHANGES: dict[str, Callable[[AssessmentFile, Path], object]] = {
    "response": lambda file, _: file.record_response("1S-01", by="Ann", note="late"),
    "profile": lambda file, _: file.record_profile(Profile("Elsewhere"), by="Ann"),
    "participants": lambda file, _: file.record_participants([], by="Ann"),
    "attach": lambda file, paper: file.attach("1S-01", paper, by="Ann"),
    "evidence": lambda file, _: file.record_evidence(builders.evidence(9), by="Ann"),
    "remove evidence": lambda file, _: file.remove_evidence(builders.evidence(1).id, by="Ann"),
    "next step": lambda file, _: file.record_next_step(builders.next_step(9), by="Ann"),
    "remove next step": lambda file, _: file.remove_next_step(builders.next_step(1).id, by="Ann"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_in_a_signed_revision_can_be_changed(
    signed: Path, paper: Path, change: Callable[[AssessmentFile, Path], object]
) -> None:
    before = signed.read_bytes()
    with open_file(signed) as file, pytest.raises(SignedAlready) as caught:
        change(file, paper)

    assert "Revision 1 is signed" in caught.value.sentence_text()
    assert "revision 2" in caught.value.advice_text()
    assert signed.read_bytes() == before


def test_each_sign_off_leads_to_the_one_before_it(signed: Path) -> None:
    with open_file(signed) as file:
        file.sign(DECLINED, own_key(), by="Bob")
        file.sign(SHERIFF, own_key(), by="Bob")
        sign_offs = file.assessment().sign_offs

        assert [entry.previous for entry in sign_offs] == ["", link(sign_offs[0]), link(sign_offs[1])]
        assert broken_links(sign_offs) == ()
        assert stage(file.assessment()) is Stage.SIGNED
        assert len({entry.fingerprint for entry in sign_offs}) == 1


def test_nobody_signs_a_revision_twice_or_declines_what_they_signed(signed: Path) -> None:
    before = signed.read_bytes()
    shouted = replace(SUPERINTENDENT, name="  SAMPLE PERSON 1")
    with open_file(signed) as file:
        for wish in (SUPERINTENDENT, shouted, replace(shouted, decision=Decision.DECLINED, reason="No.")):
            with pytest.raises(SignedBefore):
                file.sign(wish, own_key(), by="Ann")

        assert signed.read_bytes() == before
        assert file.sign(replace(SUPERINTENDENT, name="A colleague"), own_key(), by="Ann")


def test_a_second_signer_signs_a_copy_on_another_computer(
    signed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "by mail.sqlite"
    with open_file(signed) as file:
        file.save_copy(copy)
    other = key_of_another_computer(monkeypatch, tmp_path / "elsewhere")
    with open_file(copy) as file:
        file.sign(SHERIFF, other, by="Bob")
        first, second = file.assessment().sign_offs

        assert stage(file.assessment()) is Stage.SIGNED
        assert file.is_as_sealed() is True
        assert file.history()[-1].copy != file.history()[-2].copy
    assert broken_links([first, second]) == ()
    assert first.key != second.key == other.number
    assert signature_holds(other.certificate, message(second), b64decode(second.signature))


def test_a_reopened_assessment_is_the_next_revision_and_what_was_signed_stays(signed: Path) -> None:
    with open_file(signed, clock=lambda: builders.NOW + timedelta(days=1)) as file:
        first = file.signed_form(1)
        changes = file.reopen(" The sheriff asked\nfor a date. ", by="Bob")
        assessment = file.assessment()

        assert changes.sign_off
        assert (assessment.revision, assessment.is_locked, stage(assessment)) == (2, False, Stage.DRAFT)
        (revision,) = assessment.revisions
        assert (revision.number, revision.reopened_by) == (1, "Bob")
        assert revision.reopened_because.strip() == "The sheriff asked\nfor a date."
        assert revision.reopened_at == builders.NOW + timedelta(days=1)
        assert file.is_as_sealed() is None

        file.record_response("2S-01", by="Ann", answer=Answer.PARTLY)
        assert file.history()[-1].revision == 2
        assert file.signed_form(1) == first
        assert form_from_json(file.signed_form(2))["public"]["previous"] == revision.fingerprint
        assert differences(form_from_json(first), form_from_json(file.signed_form(2))).items == ("2S-01",)
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        assert [entry.revision for entry in file.assessment().sign_offs] == [1, 2]
        assert broken_links(file.assessment().sign_offs) == ()
        assert file.is_as_sealed() is True
    with open_file(signed) as file:
        assert file.signed_form(1) == first
        assert fingerprint(form_from_json(file.signed_form(2))) == file.assessment().revisions[1].fingerprint


def test_only_a_signed_revision_is_reopened_and_only_with_a_reason(ready: Path) -> None:
    with open_file(ready) as file:
        with pytest.raises(NotSigned):
            file.reopen("Why not.", by="Ann")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        before = ready.read_bytes()
        with pytest.raises(TextMissing, match="The reason is empty"):
            file.reopen(" \n", by="Ann")

        assert ready.read_bytes() == before
        assert file.is_as_sealed() is True


def test_there_is_no_form_of_a_revision_that_was_never_signed(ready: Path) -> None:
    with open_file(ready) as file:
        assert fingerprint(form_from_json(file.signed_form(1))) == fingerprint_of(file.assessment())
        for revision in (0, 2):
            with pytest.raises(KeyError):
                file.signed_form(revision)


def test_a_page_that_was_signed_with_a_pen_is_kept(ready: Path, paper: Path, tmp_path: Path) -> None:
    before = ready.read_bytes()
    program = tmp_path / "scan.exe"
    program.write_bytes(b"MZ")
    letter = tmp_path / "scan.pdf"
    letter.write_text("I have signed it, believe me.")
    refused: dict[Path, type[KnownProblem]] = {
        program: RunnableFile,
        tmp_path / "missing.pdf": FileMissing,
        letter: NotAScan,
    }
    with open_file(ready) as file:
        for scan, problem in refused.items():
            with pytest.raises(problem):
                file.sign(SUPERINTENDENT, own_key(), by="Ann", scan=scan)
        with pytest.raises(NotAttested):
            file.sign(replace(SUPERINTENDENT, attestations=()), own_key(), by="Ann", scan=paper)
        assert ready.read_bytes() == before

        file.sign(SUPERINTENDENT, own_key(), by="Ann", scan=paper)
        assert file.content(file.assessment().sign_offs[0].scan) == paper.read_bytes()


def test_a_file_that_only_can_be_read_cannot_be_signed_or_reopened(signed: Path) -> None:
    with open_file(signed, write=False) as reader:
        with pytest.raises(ReadOnlyFile):
            reader.sign(SHERIFF, own_key(), by="Bob")
        with pytest.raises(ReadOnlyFile):
            reader.reopen("Why not.", by="Bob")
    with open_file(signed), open_file(signed) as second, pytest.raises(OpenElsewhere):
        second.sign(SHERIFF, own_key(), by="Bob")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE response SET answer = 'partly' WHERE item_id = '2S-01'",
        "UPDATE response SET note = 'late' WHERE item_id = '2S-01'",
        "UPDATE next_step SET due = '2028-01-15'",
        "DELETE FROM evidence",
        "UPDATE participant SET name = 'Somebody else'",
        "UPDATE assessment SET district = 'Elsewhere'",
        "UPDATE journal SET by = 'Somebody else' WHERE seq = 2",
        "UPDATE sign_off SET name = 'Somebody else'",
        "UPDATE revision SET form = '{}'",
        "DELETE FROM file_seal",
        "UPDATE file_seal SET digest = zeroblob(32)",
    ],
)
def test_a_file_that_another_program_changed_after_the_first_signature_gets_no_second(
    signed: Path, statement: str
) -> None:
    connection = sqlite3.connect(signed)
    connection.execute(statement)
    connection.commit()
    connection.close()
    before = signed.read_bytes()

    with open_file(signed) as file, pytest.raises(ChangedAfterSigning):
        file.sign(SHERIFF, own_key(), by="Bob")
    assert signed.read_bytes() == before


def test_a_changed_row_does_not_pass_even_when_the_seal_is_taken_off_and_made_anew(signed: Path) -> None:
    connection = sqlite3.connect(signed)
    connection.execute("UPDATE response SET answer = 'partly' WHERE item_id = '2S-01'")
    connection.execute("UPDATE file_seal SET digest = ?", (b"not sealed yet: ".ljust(32, b"."),))
    connection.commit()
    connection.close()

    with open_file(signed) as file:
        assert file.is_as_sealed() is True  # a digest alone keeps nobody out who knows how it is made
        with pytest.raises(ChangedAfterSigning):
            file.sign(SHERIFF, own_key(), by="Bob")


def test_the_fingerprint_is_the_same_in_whatever_order_things_were_recorded(
    tmp_path: Path, empty: Path
) -> None:
    ready = builders.ready()
    other = tmp_path / "other.sqlite"
    with open_file(empty) as file:
        file.save_copy(other)
    for path, step in ((empty, 1), (other, -1)):
        with open_file(path) as file:
            file.record_participants(ready.participants, by="Ann")
            for response in list(ready.responses.values())[::step]:
                file.record_response(response.item_id, by="Ann", answer=response.answer)
            for evidence in ready.evidence[::step]:
                file.record_evidence(evidence, by="Ann")
            for number in (1, 2, 3)[::step]:
                file.record_next_step(builders.next_step(number), by="Ann")
            file.record_response("1S-01", by="Bob", note="taken back")
            file.record_response("1S-01", by="Bob", note="")
    with open_file(empty) as first, open_file(other) as second:
        assert fingerprint_of(first.assessment()) == fingerprint_of(second.assessment())
        assert first.signed_form(1) == second.signed_form(1)
        second.record_response("1S-01", by="Bob", note="and goes on")
        assert first.signed_form(1) != second.signed_form(1)
