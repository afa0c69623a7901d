import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from secure_desktop.errors import EmptyFile, FileMissing, FolderGiven
from secure_desktop.exchange.attachments import ASSESSMENT, SIGN_OFFS, SIGNED_FORM
from secure_desktop.exchange.keys import SigningKey
from secure_desktop.exchange.remarks import RemarkKind
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.signing_errors import NotCheckable, PdfEncrypted, PdfTooLarge
from tests.exchange.tampering import attach_instead, one_page, put_pages_in_a_circle
from tests.exchange.trust import Signed, kinds


@pytest.mark.parametrize("size", [20, 1000, 50_000, -10, -2000])
def test_a_report_that_was_cut_is_damaged(signed: Signed, size: int) -> None:
    signed.report.write_bytes(signed.report.read_bytes()[:size])

    verdict = verify(signed.report)

    assert verdict.state is State.ALTERED
    assert kinds(verdict) == {RemarkKind.PDF_DAMAGED}


def test_pages_in_a_circle_end_in_a_verdict(signed: Signed) -> None:
    signed.updated(put_pages_in_a_circle)

    assert kinds(verify(signed.report)) == {RemarkKind.PDF_DAMAGED}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SIGNED_FORM, b"[" * 100_000),
        (SIGNED_FORM, b"\xff\xfe"),
        (SIGNED_FORM, b'{"form":1,"public":[],"private":""}'),
        (SIGN_OFFS, b"{" * 100_000),
        (SIGN_OFFS, b'[{"id":1}]'),
        (SIGN_OFFS, b"[NaN]"),
        (ASSESSMENT, b""),
        (ASSESSMENT, b"SQLite format 3\x00" + bytes(84)),
        (ASSESSMENT, b"%PDF-1.7"),
    ],
)
def test_made_up_attachments_end_in_a_verdict(
    signed: Signed, stranger: SigningKey, name: str, content: bytes
) -> None:
    signed.resealed(lambda writer: attach_instead(writer, name, content), stranger)

    assert verify(signed.report).state is State.ALTERED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"name":"Sample Person 1"', b'"name":"\\ud800"'),
        (b'"name":"Sample Person 1"', b'"name": "Sample Person 1"'),
        (b'"revision":1', b'"revision":' + b"9" * 5000),
        (b'"signed_at":"2026-', b'"signed_at":"0001-'),
        (b'"role":"superintendent"', b'"role":"nobody"'),
    ],
)
def test_made_up_sign_offs_end_in_a_verdict(
    signed: Signed, stranger: SigningKey, before: bytes, after: bytes
) -> None:
    content = PdfReader(signed.unsealed).attachments[SIGN_OFFS][0]
    assert before in content
    signed.resealed(
        lambda writer: attach_instead(writer, SIGN_OFFS, content.replace(before, after)), stranger
    )

    assert verify(signed.report).state is State.ALTERED


def test_what_is_neither_pdf_nor_assessment_cannot_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04 a letter")

    with pytest.raises(NotCheckable):
        verify(path)
    with pytest.raises(FileMissing):
        verify(tmp_path / "no.pdf")
    with pytest.raises(FolderGiven):
        verify(tmp_path)

    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        verify(path)


def test_a_huge_pdf_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(201 * 1024 * 1024)

    with pytest.raises(PdfTooLarge):
        verify(path)


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    writer = PdfWriter(io.BytesIO(one_page()))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)

    with pytest.raises(PdfEncrypted):
        verify(path)
