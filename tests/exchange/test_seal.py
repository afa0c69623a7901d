import io
import shutil
import subprocess
from datetime import UTC
from pathlib import Path

import pytest
from pypdf import PdfReader

from secure_desktop.exchange.keys import SigningKey, load_pfx, own_key
from secure_desktop.exchange.seal import seal
from secure_desktop.exchange.seal_envelope import Envelope, says
from secure_desktop.exchange.verify import verify
from tests import builders
from tests.exchange.digital_ids import write_pfx
from tests.exchange.tampering import one_page
from tests.exchange.trust import Signed


def test_a_seal_is_added_behind_what_is_there() -> None:
    pdf = one_page()

    sealed = seal(pdf, own_key(), name="Ann Author", reason="Sign-off", clock=lambda: builders.NOW)

    assert sealed.startswith(pdf)
    field = PdfReader(io.BytesIO(sealed)).get_fields() or {}
    assert list(field) == ["Seal1"]
    assert field["Seal1"]["/V"]["/Name"] == "Ann Author"
    assert field["Seal1"]["/V"]["/Reason"] == "Sign-off"


def test_a_seal_cannot_be_seen_and_changes_neither_title_nor_metadata(signed: Signed) -> None:
    before, after = PdfReader(signed.unsealed), PdfReader(signed.report)

    assert after.metadata == before.metadata
    assert after.xmp_metadata is not None
    assert before.xmp_metadata is not None
    assert after.root_object["/Metadata"].get_data() == before.root_object["/Metadata"].get_data()  # type: ignore[attr-defined]
    widgets = [entry.get_object() for entry in after.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [widget["/Rect"] for widget in widgets] == [[0, 0, 0, 0]]
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


def test_each_further_seal_gets_the_next_field() -> None:
    sealed = one_page()
    for _ in range(3):
        sealed = seal(sealed, own_key())

    assert list(PdfReader(io.BytesIO(sealed)).get_fields() or {}) == ["Seal1", "Seal2", "Seal3"]


def test_a_seal_says_when_it_was_made(signed: Signed, stranger: SigningKey) -> None:
    signed.report.write_bytes(seal(signed.unsealed.read_bytes(), stranger, clock=lambda: builders.CHANGED))

    (made,) = verify(signed.report).seals
    assert made.sealed_at == builders.CHANGED.astimezone(UTC)


@pytest.mark.parametrize("kind", ["p256", "p384", "rsa"])
def test_a_digital_id_with_its_issuers_seals_as_well(signed: Signed, tmp_path: Path, kind: str) -> None:
    path = write_pfx(tmp_path / "district.pfx", kind=kind, passphrase="river", issued=True)
    key = load_pfx(path, "river")
    signed.report.write_bytes(seal(signed.unsealed.read_bytes(), key, name="District"))

    verdict = verify(signed.report)

    assert verdict.is_unaltered
    assert [(entry.key, entry.holds) for entry in verdict.seals] == [(key.number, True)]


def test_an_issuer_s_certificate_in_a_seal_cannot_be_altered(signed: Signed, tmp_path: Path) -> None:
    key = load_pfx(write_pfx(tmp_path / "district.pfx", passphrase="river", issued=True), "river")
    sealed = seal(signed.unsealed.read_bytes(), key)
    (issuer,) = key.issuers
    place = sealed.index(issuer.hex().upper().encode("ascii")) + 2 * len(issuer) - 1
    digit = b"1" if sealed[place : place + 1] == b"0" else b"0"
    signed.report.write_bytes(sealed[:place] + digit + sealed[place + 1 :])

    assert not verify(signed.report).is_unaltered


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed")
def test_pdfsig_agrees(signed: Signed, stranger: SigningKey) -> None:
    signed.report.write_bytes(seal(signed.report.read_bytes(), stranger))
    said = run("pdfsig", "-nocert", str(signed.report))
    assert said.count("Signature is Valid.") == 2
    assert "Signed Ranges" in said

    content = bytearray(signed.report.read_bytes())
    content[5000] ^= 1
    signed.report.write_bytes(content)
    assert "Signature is Valid." not in run("pdfsig", "-nocert", str(signed.report))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault_in_a_report_with_two_seals(signed: Signed, stranger: SigningKey) -> None:
    signed.report.write_bytes(seal(signed.report.read_bytes(), stranger))

    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(signed.report))


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("signed", [b"", b"\x31\x02\x18\x00", b"\x31\x00", b"\x04\x01x"])
def test_what_is_no_statement_of_a_seal_says_no_time(signed: bytes) -> None:
    envelope = Envelope(certificates=(), statement=signed, signature=b"", is_rsa=False)

    assert says(envelope, bytes(32)) is None
