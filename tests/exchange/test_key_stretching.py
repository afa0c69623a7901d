"""Digital IDs that would keep their passphrase busy for minutes."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from secure_desktop.exchange.key_stretching import demand_bearable
from tests.builders import NOW

ROUNDS = bytes.fromhex("02 03 011171")  # 70,001
FAR_TOO_MANY = bytes.fromhex("02 03 7fffff")  # 8,388,607


@pytest.fixture(scope="module")
def digital_id() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
        .sign(key, SHA256())
    )
    protection = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(70_001).build(b"river")
    return pkcs12.serialize_key_and_certificates(None, key, certificate, None, protection)


def test_what_programs_write_is_bearable(digital_id: bytes) -> None:
    demand_bearable(digital_id)


@pytest.mark.parametrize("place", range(2), ids=["certificate", "private key"])
def test_far_too_many_rounds_are_found_wherever_they_are_asked_for(digital_id: bytes, place: int) -> None:
    parts = digital_id.split(ROUNDS)
    assert len(parts) == 3
    spoilt = ROUNDS.join(parts[: place + 1]) + FAR_TOO_MANY + ROUNDS.join(parts[place + 1 :])

    with pytest.raises(ValueError, match="for minutes"):
        demand_bearable(spoilt)


@pytest.mark.parametrize("garbage", [b"", b"0", b"0\x80" * 10_000, b"\xff" * 100, b"%PDF-1.7"], ids=range(5))
def test_what_is_no_digital_id_is_refused(garbage: bytes) -> None:
    with pytest.raises(ValueError, match="no PKCS #12 file"):
        demand_bearable(garbage)
