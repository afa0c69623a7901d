"""How a summary shows that it is signed, by whom, and how that can be checked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from reportlab.graphics.barcode import qrencoder

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, attestations
from secure_desktop.model.signed_form import fingerprint_of, grouped
from secure_desktop.model.summary import summarize
from secure_desktop.reports.qr import QrCode, qr_text
from tests.builders import NOW, filled
from tests.reports.reading import Written, written
from tests.reports.signing import planned, scribble, sign_off, signed, signed_by


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report of a planned assessment that three roles have signed."""
    return written(tmp_path_factory.mktemp("full"), signed(planned(filled())))


def declined(of: Assessment, *, after_others: bool) -> Assessment:
    """Return an assessment that the sheriff declined to sign."""
    first = [sign_off(of, Role.SUPERINTENDENT)] if after_others else []
    refusal = sign_off(
        of,
        Role.LAW_ENFORCEMENT,
        2,
        decision=Decision.DECLINED,
        reason="The search clause is missing.",
        drawing=(),
    )
    return signed_by(of, *first, refusal)


def test_the_first_page_says_who_signed_and_when(full: Written) -> None:
    for said in (
        "✓ SIGNED · REVISION 1",
        "Signed 23 November 2026 by 3 people (page ",
        "District superintendent Sample Signer 1, Sample District 12 23 November 2026",
        "Law enforcement Sample Signer 2, Sample County Sheriff",
        "Sample District 12 · Revision 1, signed, 23 November 2026",
    ):
        assert said in full.pages[0]
    assert "Draft" not in full.text


def test_two_roles_are_named_with_the_page_that_says_more(tmp_path: Path) -> None:
    pages = written(tmp_path, signed(planned(), [Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT])).pages
    page = next(number for number, text in enumerate(pages, 1) if "How to check this report" in text)

    assert f"Signed 23 November 2026 by District superintendent, Law enforcement (page {page})" in pages[0]


@pytest.mark.parametrize("signers", [1, 2, 3, 4, 8])
def test_first_page_with_sign_offs_stays_one_page(tmp_path: Path, signers: int) -> None:
    pages = written(tmp_path, signed(planned(filled()), list(Role)[:signers])).pages

    assert f"Sample Signer {signers}," in pages[0]
    assert "Content fingerprint" in pages[0]
    assert pages[1].startswith("Every item, by action step")


def test_gaps_that_find_no_room_are_referred_to(tmp_path: Path) -> None:
    pages = written(tmp_path, signed(planned(filled()), [*Role, *list(Role)[:4]])).pages
    page = next(number for number, text in enumerate(pages, 1) if " Next steps Item Status" in f" {text}")

    assert f"All gaps and their next steps stand on page {page}." in pages[0]


def test_the_fingerprint_stands_in_groups_on_the_first_page_and_in_every_footer(full: Written) -> None:
    digits = grouped(fingerprint_of(planned(filled())))

    assert full.pages[0].count(digits) == 2
    assert all(f"Fingerprint {digits}" in page for page in full.pages)


def test_a_draft_has_neither_fingerprint_nor_code(tmp_path: Path) -> None:
    read = written(tmp_path, planned())

    assert "fingerprint" not in read.text.lower()
    assert not any("QR" in figure.alt for figure in read.tree.tagged("Figure"))


def test_the_code_says_revision_and_fingerprint(full: Written) -> None:
    summary = summarize(signed(planned(filled())), NOW)
    text = f"SECURE-DESKTOP:1:1:{summary.fingerprint.upper()}"
    wanted = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    wanted.addData(text)
    wanted.make()

    assert qr_text(summary) == text
    assert QrCode(text).rows == [[bool(square) for square in row] for row in wanted.modules]
    assert [figure.alt for figure in full.tree.tagged("Figure")].count("QR code of the fingerprint") == 2


def test_what_is_drawn_are_the_squares_of_the_code(full: Written) -> None:
    rows = QrCode(qr_text(summarize(signed(planned(filled())), NOW))).rows
    for page in full.reader.pages:
        contents = page.get_contents()
        assert contents is not None
        drawn = [[False] * len(rows) for _ in rows]
        for operands, operator in contents.operations:
            x, y, width, height = (float(value) for value in operands) if operator == b"re" else (0, 0, 0, 0)
            if height == 1 and (x, y, width) == (int(x), int(y), int(width)):
                drawn[int(y)][int(x) : int(x + width)] = [True] * int(width)
        assert drawn == rows


def test_the_sign_off_page_holds_all_that_was_attested(full: Written) -> None:
    text = full.text

    for number, role in enumerate((Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT, Role.SCHOOL_BOARD), 1):
        assert f"Name Sample Signer {number} Title Head {number} Organization" in text
        assert all(f"✓ {sentence}" in text for sentence in attestations(role, has_open_points=True))
    local = (NOW - timedelta(minutes=29)).astimezone().strftime("%H:%M")
    assert f"Signed on 23 November 2026, {local} (UTC" in text
    assert "Key number 2C70 E12B 7A06 46F9 …" in text
    assert "secure-desktop-cli verify" in text


def test_a_drawn_signature_is_a_figure_with_words(full: Written) -> None:
    alts = [figure.alt for figure in full.tree.tagged("Figure")]

    assert alts.count("Drawn signature of Sample Signer 1") == 2  # the first page and the sign-off page


def test_a_dot_in_a_drawing_is_drawn(tmp_path: Path) -> None:
    of = planned()
    dotted = sign_off(of, Role.SUPERINTENDENT, drawing=(*scribble(), ((10, 10),)))
    content = written(tmp_path, signed_by(of, dotted)).reader.pages[0].get_contents()

    assert content is not None
    moves = [operands for operands, operator in content.operations if operator == b"m"]
    lines = [operands for operands, operator in content.operations if operator == b"l"]
    assert any(move == line for move in moves for line in lines)


def test_a_signature_on_paper_is_said_to_be_one(tmp_path: Path) -> None:
    of = planned()
    read = written(tmp_path, signed_by(of, sign_off(of, Role.SUPERINTENDENT, drawing=(), scan="cd" * 32)))

    assert "✓ Signed on paper" in read.pages[0]
    assert (
        "Signed on paper; the scan is part of the assessment file (SHA-256 CDCD CDCD CDCD CDCD …)."
        in read.text
    )


def test_missing_signatures_are_named(tmp_path: Path) -> None:
    read = written(tmp_path, signed(planned(), [Role.SUPERINTENDENT]))

    assert "SIGNING · 2 MISSING" in read.pages[0]
    assert "Signature missing Law enforcement, School board" in read.pages[0]
    assert "Signatures still missing: Law enforcement, School board" in read.text


@pytest.mark.parametrize("after_others", [False, True])
def test_a_refusal_stands_with_its_reason(tmp_path: Path, after_others: bool) -> None:  # noqa: FBT001 - a case
    read = written(tmp_path, declined(planned(), after_others=after_others))

    assert "✕ DECLINED · REVISION 1" in read.pages[0]
    assert "Declined 23 November 2026 by Law enforcement (page " in read.pages[0]
    assert "Law enforcement: Declined" in read.text
    assert "Reason The search clause is missing." in read.text
    assert ("Content fingerprint" in read.text) is after_others


def test_the_history_says_who_signed_and_why_it_was_opened_again(tmp_path: Path) -> None:
    first = signed(planned())
    opened = replace(
        first.revisions[0], reopened_at=NOW, reopened_by="Sample Reviewer", reopened_because="A new sheriff."
    )
    text = written(tmp_path, replace(first, revision=2, revisions=(opened,))).text

    assert "DRAFT · REVISION 2" in text
    assert "History of revisions Revision Signed By Opened again" in text
    assert "Sample Signer 1, District superintendent Sample Signer 2, Law enforcement" in text
    assert f"Fingerprint {grouped(opened.fingerprint[:16])} …" in text
    assert "23 November 2026 by Sample Reviewer Reason: A new sheriff." in text


def test_long_names_stop_nothing(tmp_path: Path) -> None:
    of, long = planned(), "Very long name " * 60
    entries = [
        sign_off(of, role, n, name=f"{n} {long}", organization=long, title=long)
        for n, role in enumerate(Role)
    ]
    read = written(tmp_path, signed_by(of, *entries))

    assert all(f"{number} Very long name" in read.text for number in range(len(entries)))
    in_tree = [mark for node in read.tree.walk() for mark in node.marks]
    assert sorted(in_tree) == sorted(read.marks_on_pages())


def test_the_same_signed_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, signed()).content == written(tmp_path, signed()).content
