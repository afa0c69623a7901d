"""Sign-off: who puts their name to a revision, under which attestations, and how one sign-off leads to the next."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.canonical import canonical_json, digest
from secure_desktop.model.roles import Role
from secure_desktop.model.strokes import Strokes

_ = QT_TRANSLATE_NOOP


class Decision(StrEnum):
    """What a signer decided."""

    SIGNED = "signed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signer's decision about one revision, sealed with a key.

    `fingerprint` is the signed form's, `history_entries` and `history_digest` say which history stood
    in the file, and `previous` is the digest of the sign-off before this one in the file ("" for the
    first). `scan` is the SHA-256 of the scanned page when it was signed with a pen. `key` is the key's number,
    `certificate` and `signature` are base64.
    """

    id: str
    revision: int
    role: Role
    name: str
    title: str
    organization: str
    decision: Decision
    reason: str
    attestations: tuple[str, ...]
    drawing: Strokes
    scan: str
    fingerprint: str
    history_entries: int
    history_digest: str
    previous: str
    signed_at: datetime
    key: str
    certificate: str
    signature: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether the signer signed, and did not decline."""
        return self.decision is Decision.SIGNED


class Signer(Protocol):
    """A key that can sign. `number` is its fingerprint: 64 hexadecimal digits of its public key's SHA-256."""

    @property
    def number(self) -> str:
        """The key's number."""

    @property
    def certificate(self) -> bytes:
        """The X.509 certificate, DER."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody who signs or declines has said, before it is sealed."""

    role: Role
    name: str
    title: str = ""
    organization: str = ""
    decision: Decision = Decision.SIGNED
    reason: str = ""
    attestations: tuple[str, ...] = ()
    drawing: Strokes = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that was signed, and, when it was opened again, by whom, when and why. Times are UTC."""

    number: int
    fingerprint: str
    signed_at: datetime
    reopened_at: datetime | None = None
    reopened_by: str = ""
    reopened_because: str = ""


EXPECTED = (Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT)
"""Without the signatures of these two roles a revision is not signed by the partnership."""

_READ = _("Attestations", "I have read the answers and the gaps listed in this assessment.")
_OPEN_POINTS = _("Attestations", "I know the points that are listed as open.")
_BY_ROLE = {
    Role.SUPERINTENDENT: (
        _("Attestations", "The answers are, to the best of my knowledge, true for my district."),
        _("Attestations", "I agree to the next steps and dates that name my district."),
    ),
    Role.LAW_ENFORCEMENT: (_("Attestations", "I agree to the next steps and dates that name my agency."),),
    Role.SCHOOL_BOARD: (_("Attestations", "I will bring this summary before the school board."),),
    Role.PRINCIPAL: (_("Attestations", "The answers are, to the best of my knowledge, true for my school."),),
}
_OTHERWISE = (_("Attestations", "The answers reflect what I know of the partnership."),)


def attestations(role: Role, *, has_open_points: bool) -> tuple[str, ...]:
    """Return the sentences that a signer of this role has to attest, in English; the window translates them."""
    own = _BY_ROLE.get(role, _OTHERWISE)
    return (_READ, *own, *((_OPEN_POINTS,) if has_open_points else ()))


def statement(sign_off: SignOff) -> dict[str, Any]:
    """Return what a sign-off's signature covers: everything it says, except the signature."""
    return {
        "id": sign_off.id,
        "revision": sign_off.revision,
        "role": str(sign_off.role),
        "name": sign_off.name,
        "title": sign_off.title,
        "organization": sign_off.organization,
        "decision": str(sign_off.decision),
        "reason": sign_off.reason,
        "attestations": list(sign_off.attestations),
        "drawing": [[list(point) for point in stroke] for stroke in sign_off.drawing],
        "scan": sign_off.scan,
        "fingerprint": sign_off.fingerprint,
        "history": {"entries": sign_off.history_entries, "digest": sign_off.history_digest},
        "previous": sign_off.previous,
        "signed_at": sign_off.signed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "key": sign_off.key,
        "certificate": sign_off.certificate,
    }


def message(sign_off: SignOff) -> bytes:
    """Return the bytes that are signed: the statement's canonical JSON in UTF-8."""
    return canonical_json(statement(sign_off)).encode("utf-8")


def link(sign_off: SignOff) -> str:
    """Return the digest by which the next sign-off refers to this one."""
    return digest(canonical_json({**statement(sign_off), "signature": sign_off.signature}))


def digest_told(text: str | None) -> str:
    """Return the `link` of a sign-off that its entry in the history gives; "" when it gives none."""
    try:
        return str(json.loads(text or "")["digest"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def broken_links(sign_offs: Sequence[SignOff]) -> tuple[SignOff, ...]:
    """Return the sign-offs, in file order, that do not refer to the one before them: one was changed or removed."""
    before = ["", *(link(sign_off) for sign_off in sign_offs)]
    return tuple(
        sign_off
        for sign_off, expected in zip(sign_offs, before, strict=False)
        if sign_off.previous != expected
    )


def sign_offs_json(sign_offs: Sequence[SignOff]) -> str:
    """Return sign-offs with their signatures as canonical JSON, as a sealed report carries them."""
    return canonical_json([{**statement(entry), "signature": entry.signature} for entry in sign_offs])


def sign_off_from(data: Mapping[str, Any]) -> SignOff:
    """Return the sign-off that a statement with its signature describes.

    Raises:
        ValueError: when it is none.
    """
    try:
        found = SignOff(
            id=str(data["id"]),
            revision=_number(data["revision"]),
            role=Role(data["role"]),
            name=str(data["name"]),
            title=str(data["title"]),
            organization=str(data["organization"]),
            decision=Decision(data["decision"]),
            reason=str(data["reason"]),
            attestations=tuple(str(text) for text in data["attestations"]),
            drawing=tuple(tuple((_number(x), _number(y)) for x, y in stroke) for stroke in data["drawing"]),
            scan=str(data["scan"]),
            fingerprint=str(data["fingerprint"]),
            history_entries=_number(data["history"]["entries"]),
            history_digest=str(data["history"]["digest"]),
            previous=str(data["previous"]),
            signed_at=datetime.fromisoformat(data["signed_at"]).astimezone(UTC),
            key=str(data["key"]),
            certificate=str(data["certificate"]),
            signature=str(data["signature"]),
        )
        link(found)  # refuses what no file could hold, such as half characters
    except (KeyError, TypeError, AttributeError, OverflowError) as fault:
        raise ValueError(f"not a sign-off: {fault}") from fault
    return found


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a number is something else")
    return value
