"""Checking sign-offs: does each signature hold, does each follow the one before, and whose key is new."""

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence

from secure_desktop.exchange.keys import number_of, signature_holds
from secure_desktop.exchange.known_keys import KnownKeys, Standing
from secure_desktop.exchange.remarks import Remark, RemarkKind, remark
from secure_desktop.exchange.verdict import CheckedSeal, CheckedSignOff
from secure_desktop.model.sign_off import SignOff, broken_links, message
from secure_desktop.model.signed_form import grouped


def checked(sign_off: SignOff, keys: KnownKeys) -> CheckedSignOff:
    """Return a sign-off with the outcome of its check."""
    return CheckedSignOff(
        role=sign_off.role,
        name=sign_off.name,
        title=sign_off.title,
        organization=sign_off.organization,
        decision=sign_off.decision,
        signed_at=sign_off.signed_at,
        revision=sign_off.revision,
        key=sign_off.key,
        standing=keys.standing(sign_off.key),
        holds=_holds(sign_off),
    )


def faults(sign_offs: Sequence[SignOff], fingerprints: Mapping[int, str]) -> tuple[Remark, ...]:
    """Return what is wrong with sign-offs, in file order; `fingerprints` are those of the revisions at hand."""
    found = [remark(RemarkKind.SIGNATURE_BROKEN, name=entry.name) for entry in sign_offs if not _holds(entry)]
    found += [remark(RemarkKind.CHAIN_BROKEN, name=entry.name) for entry in broken_links(sign_offs)]
    found += [
        remark(RemarkKind.SIGN_OFF_OF_ANOTHER, name=entry.name, revision=entry.revision)
        for entry in sign_offs
        if entry.is_signed and fingerprints.get(entry.revision, entry.fingerprint) != entry.fingerprint
    ]
    return tuple(found)


def signers(sign_offs: Iterable[CheckedSignOff], revision: int) -> str:
    """Return the names of those who signed a revision, as one text."""
    return ", ".join(
        dict.fromkeys(
            entry.name for entry in sign_offs if entry.revision == revision and entry.decision == "signed"
        )
    )


def cautions(sign_offs: Sequence[CheckedSignOff], seals: Sequence[CheckedSeal]) -> tuple[Remark, ...]:
    """Return what the reader has to judge: each key that is new once, and a seal by none of those who signed."""
    everybody: tuple[CheckedSignOff | CheckedSeal, ...] = (*sign_offs, *seals)
    named = [(entry.key, entry.name, entry.standing) for entry in everybody]
    new = {key: name for key, name, standing in reversed(named) if key and standing is Standing.NEW}
    found = [
        remark(RemarkKind.NEW_KEY, name=name or grouped(key)[:9], number=grouped(key))
        for key, name in reversed(new.items())
    ]
    used = {entry.key for entry in sign_offs}
    sealing = [entry.key for entry in seals if entry.holds]
    if used and sealing and not used.intersection(sealing):
        found.append(remark(RemarkKind.SEALED_BY_ANOTHER))
    return tuple(found)


def _holds(sign_off: SignOff) -> bool:
    certificate, signature = _decoded(sign_off.certificate), _decoded(sign_off.signature)
    return number_of(certificate) == sign_off.key != "" and signature_holds(
        certificate, message(sign_off), signature
    )


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
