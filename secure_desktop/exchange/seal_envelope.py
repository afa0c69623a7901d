"""The CMS envelope of a seal, written in one way only, so that a change of any byte of it shows.

A CMS envelope has parts that its signature does not cover. Ours is made from four things, the certificates,
what is signed and the signature; whoever checks it makes it again from these and compares.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import algos, cms, tsp, x509

_DIGEST = "sha256"
_CERTIFICATES = "signing_certificate_v2"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A seal's certificates (DER; the signer's first, then by their bytes), what is signed (DER), the signature of that."""

    certificates: tuple[bytes, ...]
    statement: bytes
    signature: bytes
    is_rsa: bool

    def to_der(self) -> bytes:
        """Return the envelope as it stands in a PDF."""
        parsed = [x509.Certificate.load(certificate) for certificate in self.certificates]
        digest = algos.DigestAlgorithm({"algorithm": _DIGEST})
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                            {"issuer": parsed[0].issuer, "serial_number": parsed[0].serial_number}
                        )
                    }
                ),
                "digest_algorithm": digest,
                "signed_attrs": cms.CMSAttributes.load(self.statement),
                "signature_algorithm": _signature_algorithm(is_rsa=self.is_rsa),
                "signature": self.signature,
            }
        )
        content = cms.SignedData(
            {
                "version": "v1",
                "digest_algorithms": [digest],
                "encap_content_info": {"content_type": "data"},
                "certificates": parsed,
                "signer_infos": [signer],
            }
        )
        whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
        return whole


def statement(digest: bytes, certificates: Sequence[bytes], at: datetime, *, is_rsa: bool) -> bytes:
    """Return what a seal signs (DER): the PDF's SHA-256, the certificates, how it is signed, and when."""
    used = tsp.SigningCertificateV2(
        {"certs": [{"cert_hash": hashlib.sha256(certificate).digest()} for certificate in certificates]}
    )
    protected = cms.CMSAlgorithmProtection(
        {
            "digest_algorithm": {"algorithm": _DIGEST},
            "signature_algorithm": _signature_algorithm(is_rsa=is_rsa),
        }
    )
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            cms.CMSAttribute({"type": "signing_time", "values": [cms.Time({"utc_time": at})]}),
            cms.CMSAttribute({"type": _CERTIFICATES, "values": [used]}),
            cms.CMSAttribute({"type": "cms_algorithm_protection", "values": [protected]}),
        ]
    )
    return bytes(attributes.dump())


def read_envelope(der: bytes) -> Envelope:
    """Return the envelope that stands in a PDF, padded or not.

    Raises:
        ValueError: when it is none, or not written in our way.
    """
    try:
        content = cms.ContentInfo.load(der)["content"]
        signer = content["signer_infos"][0]
        found = Envelope(
            certificates=_signer_first(content["certificates"], signer["sid"].chosen),
            statement=signer["signed_attrs"].untag().dump(),
            signature=signer["signature"].native,
            is_rsa=signer["signature_algorithm"].signature_algo == "rsassa_pkcs1v15",
        )
        own = found.to_der()
    except (TypeError, KeyError, AttributeError, IndexError, OverflowError, StopIteration) as fault:
        raise ValueError(f"not the envelope of a seal: {fault}") from fault
    if der[: len(own)] != own or der[len(own) :].strip(b"\x00"):
        raise ValueError("the envelope of a seal, but not as this program writes it")
    return found


def says(envelope: Envelope, digest: bytes) -> datetime | None:
    """Return when an envelope says that it sealed content of this SHA-256; None when it says something else."""
    at = _time_in(envelope.statement)
    if at is None:
        return None
    expected = statement(digest, envelope.certificates, at, is_rsa=envelope.is_rsa)
    return at if expected == envelope.statement else None


def _time_in(signed: bytes) -> datetime | None:
    """Return the time that stands in what a seal signs; None when it has none, or is no such statement."""
    try:
        attributes = {entry["type"].native: entry["values"] for entry in cms.CMSAttributes.load(signed)}
        at = attributes["signing_time"][0].native
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return None
    return at if isinstance(at, datetime) else None


def in_order(signer: bytes, issuers: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return certificates in the order that an envelope has them in; it keeps them as a set."""
    return signer, *sorted(issuers)


def _signer_first(certificates: cms.CertificateSet, signer: cms.IssuerAndSerialNumber) -> tuple[bytes, ...]:
    parsed = [entry.chosen for entry in certificates]
    own = next(
        entry
        for entry in parsed
        if entry.serial_number == signer["serial_number"].native and entry.issuer == signer["issuer"]
    )
    return in_order(own.dump(), [entry.dump() for entry in parsed if entry is not own])


def _signature_algorithm(*, is_rsa: bool) -> algos.SignedDigestAlgorithm:
    return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa" if is_rsa else "sha256_ecdsa"})
