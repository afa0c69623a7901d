import hashlib
import multiprocessing
import os
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from secure_desktop import locations
from secure_desktop.errors import FileMissing, TargetUnwritable
from secure_desktop.exchange import known_keys
from secure_desktop.exchange.keys import (
    SigningKey,
    load_pfx,
    needs_passphrase,
    number_of,
    own_key,
    set_passphrase,
    signature_holds,
)
from secure_desktop.exchange.known_keys import Standing
from secure_desktop.model.signed_form import grouped
from secure_desktop.signing_errors import KeyUnreadable, NotADigitalId, WrongPassphrase
from tests.exchange.digital_ids import write_pfx
from tests.storage.drives import stumbling_over


def test_the_first_use_makes_a_key_that_stays() -> None:
    assert not locations.signing_key_file().exists()

    key = own_key()

    assert own_key().number == key.number
    assert known_keys.load().standing(key.number) is Standing.OWN
    assert not needs_passphrase()


def test_its_number_is_the_digest_of_its_public_key_and_its_certificate_names_nobody() -> None:
    key = own_key()
    certificate = x509.load_der_x509_certificate(key.certificate)
    public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    assert key.number == hashlib.sha256(public).hexdigest() == number_of(key.certificate)
    assert certificate.subject.rfc4514_string() == f"CN=SECURe Desktop key {grouped(key.number)[:9]}"
    assert certificate.not_valid_after_utc.year == 2099


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_it() -> None:
    own_key()
    path = locations.signing_key_file()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(each.name for each in path.parent.iterdir()) == ["known-keys.json", "signing-key.p12"]


def test_first_uses_at_the_same_time_make_one_key(home: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        numbers = pool.map(own_number, [str(home)] * 8)

    assert len(set(numbers)) == 1


def own_number(home: str) -> str:
    os.environ[locations.HOME_VARIABLE] = home
    return own_key().number


def test_a_passphrase_protects_it_and_can_be_changed_and_taken_off() -> None:
    key = own_key()
    set_passphrase(None, "Bäume am Fluss")

    assert needs_passphrase()
    for wrong in (None, "", "other"):
        with pytest.raises(WrongPassphrase):
            own_key(passphrase=wrong)
    assert own_key(passphrase="Bäume am Fluss").number == key.number

    with pytest.raises(WrongPassphrase):
        set_passphrase("other", "new")
    set_passphrase("Bäume am Fluss", None)

    assert not needs_passphrase()
    assert own_key().number == own_key(passphrase="needless").number == key.number


def test_a_damaged_key_is_left_as_it_is() -> None:
    own_key()
    path = locations.signing_key_file()
    content = path.read_bytes()
    for damaged in (b"", content[:100], content[:200] + b"?" + content[201:]):
        path.write_bytes(damaged)

        with pytest.raises(KeyUnreadable):
            own_key()

        assert path.read_bytes() == damaged


def test_a_key_that_cannot_be_looked_at_just_now_is_not_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    number = own_key().number
    with monkeypatch.context() as meanwhile:
        for name in ("stat", "lstat"):
            stumbling_over(locations.signing_key_file(), name, meanwhile)
        with pytest.raises(KeyUnreadable, match="the drive reports a fault"):
            own_key()

    assert own_key().number == number


def test_a_key_that_cannot_be_kept_is_a_known_problem(home: Path) -> None:
    home.write_text("a file where the folder should be")

    with pytest.raises(TargetUnwritable):
        own_key()


@pytest.mark.parametrize("kind", ["p256", "p384", "rsa"])
def test_a_signature_holds_for_its_message_alone(tmp_path: Path, kind: str) -> None:
    key = load_pfx(write_pfx(tmp_path / "id.pfx", kind=kind), None)

    signature = key.sign(b"what was signed")

    assert signature_holds(key.certificate, b"what was signed", signature)
    assert not signature_holds(key.certificate, b"what was not", signature)
    assert not signature_holds(own_key().certificate, b"what was signed", signature)


@pytest.mark.parametrize(
    "garbage", [b"", b"0", b"\x30\x82\xff\xff", bytes(500), b"-----BEGIN CERTIFICATE-----"]
)
def test_garbage_holds_for_nothing(garbage: bytes) -> None:
    key = own_key()

    assert not signature_holds(garbage, b"message", key.sign(b"message"))
    assert not signature_holds(key.certificate, b"message", garbage)
    assert number_of(garbage) == ""


def test_a_digital_id_opens_with_its_passphrase(tmp_path: Path) -> None:
    path = write_pfx(tmp_path / "id.pfx", passphrase="river", issued=True)

    key = load_pfx(path, "river")

    assert isinstance(key, SigningKey)
    assert key.number == number_of(key.certificate)
    assert len(key.issuers) == 1
    for wrong in (None, "lake"):
        with pytest.raises(WrongPassphrase):
            load_pfx(path, wrong)


@pytest.mark.parametrize("content", [b"", b"a letter", bytes(2_000_000)])
def test_another_file_is_no_digital_id(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "id.pfx"
    path.write_bytes(content)

    with pytest.raises(NotADigitalId):
        load_pfx(path, None)


def test_a_key_of_another_kind_cannot_sign_here(tmp_path: Path) -> None:
    with pytest.raises(NotADigitalId):
        load_pfx(write_pfx(tmp_path / "id.pfx", kind="ed25519"), None)


def test_a_missing_digital_id_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load_pfx(tmp_path / "no.pfx", None)


def test_a_private_key_is_not_shown_where_it_is_logged() -> None:
    assert "private" not in repr(own_key())
