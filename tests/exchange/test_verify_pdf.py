import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from secure_desktop.exchange.attachments import ASSESSMENT, SIGN_OFFS, SIGNED_FORM
from secure_desktop.exchange.keys import SigningKey, own_key
from secure_desktop.exchange.known_keys import Standing, remember
from secure_desktop.exchange.remarks import RemarkKind
from secure_desktop.exchange.seal import seal
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.model.roles import Role
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.tampering import (
    add_script,
    attach_instead,
    comment,
    draw_over,
    drop_attachments,
    move_page,
    one_page,
    show_seal,
)
from tests.exchange.trust import (
    Signed,
    create_ready,
    edit,
    kinds,
    last_page,
    sentences,
    updated,
    write_reports,
)

Change = Callable[[PdfWriter], object]


def test_a_sealed_report_is_unaltered_and_says_what_it_is(signed: Signed) -> None:
    verdict = verify(signed.report)

    assert verdict.headline.text() == (
        "Unaltered: every byte is as it was sealed. "
        "Revision 1 was signed by Sample Person 1, Sample Person 2."
    )
    assert verdict.is_unaltered
    assert verdict.findings == verdict.cautions == ()
    assert [(entry.role, entry.holds) for entry in verdict.sign_offs] == [
        (Role.SUPERINTENDENT, True),
        (Role.LAW_ENFORCEMENT, True),
    ]
    assert [(entry.name, entry.standing, entry.sealed_at, entry.holds) for entry in verdict.seals] == [
        ("Sample Person 1", Standing.OWN, builders.NOW, True)
    ]
    contents = verdict.contents
    assert (contents.district, contents.title, contents.revision) == (
        "Sample District 12",
        "Checklist to Start",
        1,
    )
    assert contents.fingerprint == verify(signed.file).contents.fingerprint
    assert contents.assessment_id == verify(signed.file).contents.assessment_id


def test_a_public_summary_leads_to_the_same_fingerprint_and_names_nobody_who_signed(signed: Signed) -> None:
    verdict = verify(signed.public)

    assert verdict.is_unaltered
    assert verdict.contents.is_public
    assert verdict.contents.fingerprint == verify(signed.report).contents.fingerprint
    assert verdict.sign_offs == ()


def test_bytes_after_the_end_are_noticed(signed: Signed) -> None:
    with signed.report.open("ab") as file:
        file.write(b"\n% a word more\n")

    verdict = verify(signed.report)

    assert verdict.state is State.ALTERED
    assert sentences(verdict) == ["Something was added after the last seal."]


def test_a_title_changed_by_an_update_is_noticed(signed: Signed) -> None:
    signed.updated(lambda writer: writer.add_metadata({"/Title": "All is well"}))

    assert sentences(verify(signed.report)) == ["Something was added after the last seal."]


def test_a_comment_added_by_an_update_is_named(signed: Signed) -> None:
    signed.updated(lambda writer: writer.add_annotation(2, comment()))

    assert sentences(verify(signed.report)) == [
        "Something was added after the last seal.",
        "A comment or a form field was added on page 3.",
    ]


def test_a_page_appended_by_rewriting_is_named(signed: Signed) -> None:
    pages = last_page(signed.report)
    writer = PdfWriter(clone_from=signed.report)
    writer.add_blank_page(612, 792)
    writer.write(signed.report)

    verdict = verify(signed.report)

    assert {RemarkKind.SEAL_BROKEN, RemarkKind.PAGE_ADDED} <= kinds(verdict)
    assert f"Page {pages + 1} was added." in sentences(verdict)
    assert "Seal 1 is broken: something under it was altered." in sentences(verdict)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda writer: writer.add_blank_page(612, 792), "Page {last+1} was added."),
        (lambda writer: writer.add_page(writer.pages[1]), "Page {last+1} was added."),
        (lambda writer: writer.remove_page(2), "Page 3 of this report is missing."),
        (move_page, "Page 3 was moved."),
        (lambda writer: draw_over(writer, 1), "Page 2 was altered."),
        (lambda writer: writer.add_annotation(0, comment()), "A comment or a form field was added on page 1."),
        (add_script, "A script or an action was added; reports have none."),
        (lambda writer: writer.add_attachment("more.txt", b"more"), "“more.txt” was attached later."),
        (lambda writer: attach_instead(writer, SIGN_OFFS, b"[]"), "A sign-off was removed, added or exchanged."),
        (
            lambda writer: attach_instead(writer, SIGNED_FORM, b'{"form":1,"public":{},"private":{}}'),
            "The answers inside this report are not those that its fingerprint stands for.",
        ),
        (
            lambda writer: attach_instead(writer, ASSESSMENT, b"not a database"),
            "The attached assessment file was exchanged: it is not the one that was signed.",
        ),
        (drop_attachments, "The attached “assessment.sqlite” is missing."),
    ],
)  # fmt: skip
def test_what_was_done_before_somebody_sealed_it_is_named(
    signed: Signed, stranger: SigningKey, change: Change, expected: str
) -> None:
    last = last_page(signed.report)
    signed.resealed(change, stranger)

    verdict = verify(signed.report)

    assert verdict.state is State.ALTERED
    assert expected.replace("{last+1}", str(last + 1)) in sentences(verdict)
    assert RemarkKind.SEAL_BROKEN not in kinds(verdict)


def test_an_assessment_file_of_the_same_district_that_nobody_signed_is_no_match(
    signed: Signed, stranger: SigningKey
) -> None:
    other = create_ready(signed.file.with_name("other.sqlite"))

    signed.resealed(lambda writer: attach_instead(writer, ASSESSMENT, other.read_bytes()), stranger)

    assert kinds(verify(signed.report)) >= {RemarkKind.FILE_EXCHANGED}


def test_an_assessment_file_that_was_edited_inside_a_report_is_named(
    signed: Signed, stranger: SigningKey
) -> None:
    edit(signed.file, "UPDATE response SET answer = 'in-place' WHERE item_id = '1S-02'")

    signed.resealed(lambda writer: attach_instead(writer, ASSESSMENT, signed.file.read_bytes()), stranger)

    assert {
        "The attached assessment file was altered after it was signed.",
        "Item 1.2 is not as it was signed: Subject 2 of step 1.",
    } <= set(sentences(verify(signed.report)))


def test_a_page_from_another_report_is_named(signed: Signed, stranger: SigningKey) -> None:
    page = last_page(signed.report)
    other = other_report(signed, stranger)

    def exchange(writer: PdfWriter) -> None:
        writer.remove_page(page - 1)
        writer.add_page(PdfReader(other.unsealed).pages[-1])

    signed.resealed(exchange, stranger)

    assert f"Page {page} comes from another report." in sentences(verify(signed.report))


def test_sign_offs_from_another_report_are_named(signed: Signed, stranger: SigningKey) -> None:
    other = other_report(signed, stranger)
    theirs = PdfReader(other.unsealed).attachments[SIGN_OFFS][0]

    signed.resealed(lambda writer: attach_instead(writer, SIGN_OFFS, theirs), stranger)

    assert kinds(verify(signed.report)) >= {RemarkKind.SIGN_OFF_OF_ANOTHER, RemarkKind.FILE_EXCHANGED}


def test_a_report_whose_seal_was_removed_says_so(signed: Signed) -> None:
    verdict = verify(signed.unsealed)

    assert verdict.state is State.ALTERED
    assert sentences(verdict) == ["The seal of this report was removed."]


def test_a_report_that_somebody_else_sealed_shows_the_new_key(signed: Signed, stranger: SigningKey) -> None:
    signed.report.write_bytes(seal(signed.unsealed.read_bytes(), stranger, name="Mallory"))

    verdict = verify(signed.report)

    assert verdict.is_unaltered
    assert verdict.headline.kind is RemarkKind.UNALTERED_NEW_KEY
    assert [caution.kind for caution in verdict.cautions] == [
        RemarkKind.NEW_KEY,
        RemarkKind.SEALED_BY_ANOTHER,
    ]
    assert verdict.cautions[0].text().startswith("The key of Mallory is new here.")


def test_a_report_from_another_computer_has_a_new_key_until_somebody_accepts_it(
    signed: Signed, home: Path
) -> None:
    key = own_key()
    shutil.rmtree(home)

    assert verify(signed.report).sign_offs[0].standing is Standing.NEW
    assert len(verify(signed.report).cautions) == 1

    remember(key.number, "Sample Person 1")

    assert verify(signed.report).seals[0].standing is Standing.KNOWN
    assert verify(signed.report).cautions == ()


def test_a_second_seal_leaves_the_first_one_valid(signed: Signed, stranger: SigningKey) -> None:
    remember(stranger.number, "Board Chair")
    signed.report.write_bytes(seal(signed.report.read_bytes(), stranger, name="Board Chair"))

    verdict = verify(signed.report)

    assert verdict.is_unaltered
    assert verdict.findings == ()
    assert [(entry.field, entry.name, entry.holds) for entry in verdict.seals] == [
        ("Seal1", "Sample Person 1", True),
        ("Seal2", "Board Chair", True),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.add_metadata({"/Title": "All is well"}),
        lambda writer: writer.add_annotation(0, comment()),
        lambda writer: draw_over(writer, 1),
        lambda writer: writer.add_blank_page(612, 792),
    ],
)
def test_nothing_but_a_seal_may_come_between_two_seals(
    signed: Signed, stranger: SigningKey, change: Change
) -> None:
    between = updated(signed.report.read_bytes(), change)
    signed.report.write_bytes(seal(between, stranger))

    verdict = verify(signed.report)

    assert verdict.state is State.ALTERED
    assert "Something was changed after Seal 1; only further seals may follow it." in sentences(verdict)
    assert [entry.holds for entry in verdict.seals] == [True, True]


def test_a_seal_that_can_be_seen_could_cover_what_a_page_says(signed: Signed) -> None:
    signed.updated(show_seal)

    assert kinds(verify(signed.report)) >= {RemarkKind.COMMENT_ADDED}


def test_a_draft_has_no_seal(tmp_path: Path, empty: Path) -> None:
    path = tmp_path / "draft.pdf"
    with open_file(empty, write=False) as file:
        write_summary_pdf(summarize(file.assessment(), builders.NOW), path)

    verdict = verify(path)

    assert verdict.state is State.NOT_SIGNED
    assert verdict.headline.text() == "No seal: nobody can tell whether this PDF was altered."


def test_a_foreign_pdf_is_no_report_even_with_a_seal(tmp_path: Path, stranger: SigningKey) -> None:
    path = tmp_path / "foreign.pdf"
    path.write_bytes(one_page())
    assert verify(path).headline.kind is RemarkKind.NO_SEAL

    path.write_bytes(seal(one_page(), stranger))
    assert verify(path).state is State.NOT_SIGNED
    assert verify(path).headline.kind is RemarkKind.NOT_A_REPORT


def test_the_file_at_hand_is_compared_with_what_the_report_says(signed: Signed) -> None:
    with open_file(signed.file) as at_hand:
        at_hand.reopen("There is news.", by="Ann Author")
        at_hand.record_response("2S-01", by="Ann Author", answer=Answer.PARTLY)
        at_hand.record_response("2S-02", by="Ann Author", note="Seen again in May.")

        whole = verify(signed.report, at_hand=at_hand).differences
        public = verify(signed.public, at_hand=at_hand).differences

    assert whole is not None
    assert public is not None
    assert [item.label for item in whole.items] == ["2.1", "2.2"]
    assert [item.label for item in public.items] == ["2.1"]


def other_report(signed: Signed, key: SigningKey) -> Signed:
    """Return the signed report of another assessment."""
    folder = signed.file.with_name("other")
    folder.mkdir()
    other = Signed(
        *(folder / path.name for path in (signed.file, signed.report, signed.public, signed.unsealed))
    )
    create_ready(other.file)
    with open_file(other.file) as file:
        file.sign(builders.wish(), key, by="Mallory")
    write_reports(other, key)
    return other
