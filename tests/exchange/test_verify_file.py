from pathlib import Path

import pytest

from secure_desktop.errors import FileMissing
from secure_desktop.exchange.keys import SigningKey
from secure_desktop.exchange.known_keys import Standing
from secure_desktop.exchange.remarks import RemarkKind
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision
from secure_desktop.storage import file_seal
from secure_desktop.storage.connection import connect
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import Signed, create_ready, edit, kinds, sentences


def test_a_signed_file_is_unaltered_and_says_who_signed(signed: Signed) -> None:
    verdict = verify(signed.file)

    assert verdict.is_unaltered
    assert verdict.findings == verdict.cautions == ()
    assert [(entry.name, entry.role, entry.holds, entry.standing) for entry in verdict.sign_offs] == [
        ("Sample Person 1", Role.SUPERINTENDENT, True, Standing.OWN),
        ("Sample Person 2", Role.LAW_ENFORCEMENT, True, Standing.OWN),
    ]
    assert verdict.headline.text() == (
        "Unaltered: everything is as it was when revision 1 was signed by Sample Person 1, Sample Person 2."
    )


def test_a_copy_that_the_program_made_is_as_good(signed: Signed) -> None:
    copy = signed.file.with_name("copy.sqlite")
    with open_file(signed.file) as file:
        file.save_copy(copy)

    assert verify(copy).is_unaltered


@pytest.mark.parametrize(
    ("statement", "kind", "sentence"),
    [
        (
            "UPDATE response SET answer = 'in-place' WHERE item_id = '1S-02'",
            RemarkKind.ITEM_CHANGED,
            "Item 1.2 is not as it was signed: Subject 2 of step 1.",
        ),
        (
            "UPDATE response SET note = 'never said' WHERE item_id = '2S-01'",
            RemarkKind.ITEM_CHANGED,
            "Item 2.1 is not as it was signed: Subject 1 of step 2.",
        ),
        (
            "UPDATE next_step SET due = '2029-01-01'",
            RemarkKind.ITEM_CHANGED,
            "Item 1.2 is not as it was signed: Subject 2 of step 1.",
        ),
        (
            "DELETE FROM evidence WHERE kind = 'file'",
            RemarkKind.ITEM_CHANGED,
            "Item 1.1 is not as it was signed: Subject 1 of step 1.",
        ),
        (
            "UPDATE content SET bytes = CAST('Another MOU.' AS BLOB)",
            RemarkKind.EVIDENCE_EXCHANGED,
            "The attached file “mou.txt” is not the one that was signed.",
        ),
        (
            "DELETE FROM content",
            RemarkKind.EVIDENCE_MISSING,
            "The content of the attached file “mou.txt”, which was signed too, is not in this file.",
        ),
        (
            "UPDATE sign_off SET name = 'Mallory' WHERE seq = 2",
            RemarkKind.SIGNATURE_BROKEN,
            "The sign-off of Mallory is not genuine: it was altered after its key signed it.",
        ),
        (
            "UPDATE sign_off SET reason = 'x' WHERE seq = 1",
            RemarkKind.CHAIN_BROKEN,
            "A sign-off before that of Sample Person 2 was altered or removed.",
        ),
        (
            "DELETE FROM sign_off WHERE seq = 2",
            RemarkKind.SIGN_OFF_MISSING,
            "A sign-off was removed, added or exchanged.",
        ),
        (
            "UPDATE journal SET by = 'Mallory' WHERE seq = 3",
            RemarkKind.HISTORY_CHANGED,
            "The history was changed after signing.",
        ),
        (
            "DELETE FROM journal WHERE seq = 4",
            RemarkKind.HISTORY_CHANGED,
            "The history was changed after signing.",
        ),
        (
            "UPDATE participant SET name = 'Mallory' WHERE position = 0",
            RemarkKind.TEAM_CHANGED,
            "The participants are not as signed.",
        ),
        (
            "UPDATE assessment SET district = 'Another District'",
            RemarkKind.PROFILE_CHANGED,
            "District, school year, state or agency are not as signed.",
        ),
        (
            "UPDATE revision SET form = replace(form, 'Cabinet', 'Drawer')",
            RemarkKind.FORM_CHANGED,
            "What is kept of revision 1 is not what was signed.",
        ),
        (
            "UPDATE revision SET form = '[]'",
            RemarkKind.FORM_CHANGED,
            "What is kept of revision 1 is not what was signed.",
        ),
        (
            "DELETE FROM revision",
            RemarkKind.FORM_CHANGED,
            "What is kept of revision 1 is not what was signed.",
        ),
        (
            "UPDATE assessment SET revision = 2",
            RemarkKind.HISTORY_CHANGED,
            "The history was changed after signing.",
        ),
    ],
)
@pytest.mark.parametrize("seals_again", [False, True])
def test_an_edited_row_is_named(
    signed: Signed, statement: str, kind: RemarkKind, sentence: str, *, seals_again: bool
) -> None:
    edit(signed.file, statement)
    if seals_again:
        renew_file_seal(signed.file)

    verdict = verify(signed.file)

    assert verdict.state is State.ALTERED
    assert kind in kinds(verdict)
    assert sentence in sentences(verdict)
    assert (RemarkKind.CHANGED_BY_ANOTHER_PROGRAM in kinds(verdict)) == (
        not seals_again and statement != "UPDATE assessment SET revision = 2"
    )


def test_only_the_edited_item_is_named(signed: Signed) -> None:
    edit(signed.file, "UPDATE response SET answer = 'partly' WHERE item_id = '2S-02'")

    assert sentences(verify(signed.file)) == [
        "Item 2.2 is not as it was signed: Subject 2 of step 2.",
        "The file was changed by another program after it was signed.",
    ]


def test_a_change_that_no_sign_off_covers_is_noticed_by_the_seal_of_the_file(signed: Signed) -> None:
    edit(signed.file, "UPDATE response SET changed_by = 'Mallory'")

    assert sentences(verify(signed.file)) == ["The file was changed by another program after it was signed."]


def test_a_file_whose_seal_was_taken_off_says_so(signed: Signed) -> None:
    edit(signed.file, "DELETE FROM file_seal")

    assert kinds(verify(signed.file)) == {RemarkKind.FILE_SEAL_MISSING}


def test_who_signs_again_with_another_key_shows_as_new(tmp_path: Path, stranger: SigningKey) -> None:
    path = create_ready(tmp_path / "other.sqlite")
    with open_file(path) as file:
        file.sign(builders.wish(), stranger, by="Mallory")

    verdict = verify(path)

    assert verdict.state is State.UNALTERED
    assert verdict.sign_offs[0].standing is Standing.NEW
    assert verdict.headline.kind is RemarkKind.UNALTERED_NEW_KEY
    assert [caution.kind for caution in verdict.cautions] == [RemarkKind.NEW_KEY]
    assert stranger.number[:4].upper() in verdict.cautions[0].text()


def test_a_draft_is_not_signed(empty: Path) -> None:
    verdict = verify(empty)

    assert verdict.state is State.NOT_SIGNED
    assert verdict.headline.text() == "Not signed: this assessment is a draft of revision 1."


def test_a_reopened_file_is_a_draft_whose_signed_revision_is_still_checked(signed: Signed) -> None:
    with open_file(signed.file) as file:
        file.reopen("The county has a new sheriff.", by="Ann Author")
        file.record_response("2S-01", by="Ann Author", answer=Answer.PARTLY)

    verdict = verify(signed.file)
    assert verdict.state is State.NOT_SIGNED
    assert verdict.headline.text() == (
        "Not signed: revision 2 is a draft. Revision 1 is in the file as it was signed."
    )

    edit(signed.file, "UPDATE revision SET form = replace(form, 'Cabinet', 'Drawer')")
    assert kinds(verify(signed.file)) == {RemarkKind.FORM_CHANGED}


def test_who_declines_is_shown_with_a_signature_that_holds(tmp_path: Path, stranger: SigningKey) -> None:
    path = create_ready(tmp_path / "other.sqlite")
    with open_file(path) as file:
        file.sign(
            builders.wish(decision=Decision.DECLINED, reason="Not like this."), stranger, by="Ann Author"
        )

    verdict = verify(path)

    assert verdict.state is State.NOT_SIGNED
    assert [(entry.decision, entry.holds) for entry in verdict.sign_offs] == [(Decision.DECLINED, True)]


def test_a_file_at_hand_is_compared_item_by_item(signed: Signed) -> None:
    copy = signed.file.with_name("copy.sqlite")
    with open_file(signed.file) as file:
        file.save_copy(copy)
    with open_file(copy) as at_hand:
        at_hand.reopen("There is news.", by="Ann Author")
        at_hand.record_response("2S-01", by="Ann Author", note="There is a new MOU.")

        found = verify(signed.file, at_hand=at_hand).differences

    assert found is not None
    assert [(item.label, item.short) for item in found.items] == [("2.1", "Subject 1 of step 2")]
    assert found.parts == ("revision",)


def test_another_assessment_at_hand_is_not_compared(signed: Signed, tmp_path: Path) -> None:
    with open_file(create_ready(tmp_path / "other.sqlite")) as at_hand:
        assert verify(signed.file, at_hand=at_hand).differences is None


def test_a_file_that_was_cut_is_altered(signed: Signed) -> None:
    signed.file.write_bytes(signed.file.read_bytes()[:-5000])

    verdict = verify(signed.file)

    assert verdict.state is State.ALTERED
    assert "is incomplete" in sentences(verdict)[0]


def test_a_missing_file_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        verify(tmp_path / "no.sqlite")


def test_checking_changes_nothing(signed: Signed) -> None:
    before = signed.file.read_bytes()

    verify(signed.file)

    assert signed.file.read_bytes() == before
    assert sorted(path.name for path in signed.file.parent.iterdir()) == [
        "public.pdf",
        "report.pdf",
        "river.sqlite",
        "unsealed.pdf",
    ]


def renew_file_seal(path: Path) -> None:
    """Seal a whole file again, as somebody would who has read our source."""
    connection = connect(path, "rw")
    file_seal.put_placeholder(connection)
    connection.commit()
    file_seal.seal(connection, path)
    connection.close()
