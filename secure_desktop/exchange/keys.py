"""Keys that sign: this computer's own, made at first use, and digital IDs that somebody else issued."""

import hashlib
import os
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PublicFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from secure_desktop import locations
from secure_desktop.errors import FileMissing, FileUnreadable
from secure_desktop.exchange import known_keys
from secure_desktop.exchange.key_stretching import demand_bearable
from secure_desktop.files import (
    discard,
    is_there,
    make_folder,
    reason_of,
    sync_folder,
    write_problem,
    written_whole,
)
from secure_desktop.model.signed_form import grouped
from secure_desktop.signing_errors import KeyUnreadable, NotADigitalId, WrongPassphrase

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_LARGEST_FILE = 1024 * 1024  # bytes
_PROTECTED = bytes.fromhex("2a864886f70d01050d")  # the object identifier of PBES2, with which we protect
_NAMED_BY = 9  # characters of the grouped number that a certificate is named by: two groups

# Fixed days: a computer whose clock is wrong must not make a key that others refuse.
_VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_VALID_TO = datetime(2099, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key with its X.509 certificate, and the certificates of those who issued that (all DER).

    `number` is the key's number: the SHA-256 of its public key, 64 lower-case hexadecimal digits.
    """

    number: str
    certificate: bytes
    issuers: tuple[bytes, ...]
    private: PrivateKey

    @property
    def is_rsa(self) -> bool:
        """Whether it is an RSA key; otherwise it is one on an elliptic curve."""
        return isinstance(self.private, rsa.RSAPrivateKey)

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message: ECDSA or RSA (PKCS #1 v1.5), both with SHA-256."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(message, padding.PKCS1v15(), SHA256())
        return self.private.sign(message, ec.ECDSA(SHA256()))


def own_key(*, passphrase: str | None = None) -> SigningKey:
    """Return this computer's own key; it is made when there is none yet, protected by the passphrase if given.

    Raises:
        WrongPassphrase: when the passphrase is missing or another one.
        KeyUnreadable: when its file is damaged or cannot be read; it is left as it is.
        DiskFull, TargetUnwritable: when a new key could not be kept.
    """
    path = locations.signing_key_file()
    try:
        is_new = not is_there(path)
    except OSError as fault:
        raise KeyUnreadable(reason=reason_of(fault)) from fault
    if is_new:
        _keep_once(path, _new_key(), passphrase)
    key = _read_own(path, passphrase)
    known_keys.remember_own(key.number)
    return key


def needs_passphrase() -> bool:
    """Return whether this computer's own key is there and protected by a passphrase."""
    try:
        return _PROTECTED in locations.signing_key_file().read_bytes()
    except OSError:
        return False


def own_number() -> str:
    """Return the number of this computer's own key, which is made when there is none yet.

    "" when only the passphrase would tell: the key is protected, and which one it is was not kept.

    Raises:
        KnownProblem: as `own_key` does.
    """
    if not needs_passphrase():
        return own_key().number
    kept = known_keys.load().own
    return next(iter(kept)) if len(kept) == 1 else ""


def set_passphrase(old: str | None, new: str | None) -> None:
    """Protect this computer's own key by another passphrase; None or an empty one takes the protection off.

    Raises:
        KnownProblem: as `own_key` does; the key is as it was.
    """
    key = own_key(passphrase=old)
    with written_whole(locations.signing_key_file()) as draft:
        draft.write_bytes(_to_pkcs12(key, new))


def load_pfx(path: Path, passphrase: str | None) -> SigningKey:
    """Return the key of a digital ID, a .pfx or .p12 file.

    Raises:
        FileMissing, FileUnreadable: when there is nothing to read.
        NotADigitalId: when it holds no private key with its certificate, of a kind that can sign here.
        WrongPassphrase: when the passphrase is missing or another one.
    """
    try:
        data = _read(path)
    except FileNotFoundError as fault:
        raise FileMissing(name=path.name) from fault
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
    try:
        return _from_pkcs12(data, passphrase)
    except _PassphraseRefusedError as fault:
        raise WrongPassphrase(name=path.name) from fault
    except ValueError as fault:
        raise NotADigitalId(name=path.name) from fault


def number_of(certificate: bytes) -> str:
    """Return the number of the key in a certificate (DER); "" when it is no certificate."""
    try:
        return _number(_certificate(certificate))
    except (ValueError, UnsupportedAlgorithm):
        return ""


def signature_holds(certificate: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the key in a certificate (DER) made the signature of a message; False for what makes no sense."""
    try:
        public = _certificate(certificate).public_key()
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, message, padding.PKCS1v15(), SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, message, ec.ECDSA(SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


class _PassphraseRefusedError(ValueError):
    """The passphrase does not open the key, or the file is damaged where only the passphrase could tell."""


def _new_key() -> SigningKey:
    private = ec.generate_private_key(ec.SECP256R1())
    spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    number = hashlib.sha256(spki).hexdigest()
    # No person's name and no computer's: a sealed file is read by strangers.
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"SECURe Desktop key {grouped(number)[:_NAMED_BY]}")]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_TO)
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    return SigningKey(number, certificate.public_bytes(Encoding.DER), (), private)


def _keep_once(path: Path, key: SigningKey, passphrase: str | None) -> None:
    """Write a new key durably, readable by the owner only; a key that came to be there meanwhile stays."""
    try:
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as fault:
        raise write_problem(path, fault) from fault
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_to_pkcs12(key, passphrase))
            file.flush()
            os.fsync(file.fileno())
        _name_once(draft, path)
        sync_folder(path.parent)
    except OSError as fault:
        raise write_problem(path, fault) from fault
    finally:
        discard(draft)


def _name_once(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)  # refuses to replace, on every system
    except FileExistsError:
        return
    except OSError:  # a drive without hard links
        if not path.exists():
            draft.replace(path)


def _read_own(path: Path, passphrase: str | None) -> SigningKey:
    try:
        data = _read(path)
    except OSError as fault:
        raise KeyUnreadable(reason=reason_of(fault)) from fault
    try:
        return _from_pkcs12(data, passphrase)
    except _PassphraseRefusedError as fault:
        if _PROTECTED in data:
            raise WrongPassphrase(name=path.name) from fault
        if passphrase:  # it has none, so none is needed
            return _read_own(path, None)
        raise KeyUnreadable(reason="its file is damaged") from fault
    except ValueError as fault:
        raise KeyUnreadable(reason="its file is damaged") from fault


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST_FILE)


def _from_pkcs12(data: bytes, passphrase: str | None) -> SigningKey:
    demand_bearable(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the older way of writing that many digital IDs are in is fine
            private, certificate, issuers = pkcs12.load_key_and_certificates(
                data, passphrase.encode("utf-8") if passphrase else None
            )
    except ValueError as fault:
        if "password" in str(fault).lower():  # the library tells these two apart by its sentence alone
            raise _PassphraseRefusedError(str(fault)) from fault
        raise
    except (TypeError, UnsupportedAlgorithm) as fault:
        raise ValueError(str(fault)) from fault
    if certificate is None or not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise ValueError("no private key with a certificate that can sign")
    if private.public_key() != certificate.public_key():
        raise ValueError("the certificate belongs to another key")
    return SigningKey(
        _number(certificate),
        certificate.public_bytes(Encoding.DER),
        tuple(issuer.public_bytes(Encoding.DER) for issuer in issuers),
        private,
    )


def _to_pkcs12(key: SigningKey, passphrase: str | None) -> bytes:
    protection: KeySerializationEncryption = NoEncryption()
    if passphrase:
        protection = BestAvailableEncryption(passphrase.encode("utf-8"))
    certificate = _certificate(key.certificate)
    return pkcs12.serialize_key_and_certificates(None, key.private, certificate, None, protection)


def _certificate(der: bytes) -> x509.Certificate:
    """Return a certificate; the library's warnings, such as of its number, are for programmers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return x509.load_der_x509_certificate(der)


def _number(certificate: x509.Certificate) -> str:
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()
