"""Digital IDs as a district gets them from whoever issues certificates."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


def write_pfx(path: Path, *, kind: str = "p256", passphrase: str = "", issued: bool = False) -> Path:
    """Write a digital ID, expired long ago; with `issued` somebody else has issued it."""
    private, issuer = make_private(kind), make_private("p256")
    own_name, issuer_name = name("District"), name("District Authority")
    if issued:
        certificate = certify(own_name, private, issuer_name, issuer)
        issuers = [certify(issuer_name, issuer, issuer_name, issuer)]
    else:
        certificate, issuers = certify(own_name, private, own_name, private), []
    protection = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"district", private, certificate, issuers, protection)
    )
    return path


def make_private(kind: str) -> Private:
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP384R1() if kind == "p384" else ec.SECP256R1())


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certify(subject: x509.Name, key: Private, issuer: x509.Name, signer: Private) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2015, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2017, 1, 1, tzinfo=UTC))
        .sign(signer, None if isinstance(signer, ed25519.Ed25519PrivateKey) else SHA256())
    )
