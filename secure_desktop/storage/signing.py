"""Composing a sign-off: what has to be true before it, what it covers, and the key's signature under it."""

import base64
import uuid
from dataclasses import replace

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.quality import blocking, check, open_points
from secure_desktop.model.sign_off import Decision, Signer, SignOff, Wish, attestations, link, message
from secure_desktop.model.signed_form import fingerprint_of
from secure_desktop.model.signing import day_of_check, latest
from secure_desktop.model.words import CONCERNS
from secure_desktop.signing_errors import ChangedAfterSigning, NotAttested, NotReadyToSign, SignedBefore
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.typed_text import needed


def compose(
    wish: Wish,
    signer: Signer,
    assessment: Assessment,
    stamp: Stamp,
    *,
    file_name: str,
    history: tuple[int, str],
    scan: str,
) -> SignOff:
    """Return the sign-off that somebody wishes for, signed with a key.

    `history` is how many entries the history has, and their digest; `scan` the SHA-256 of a scanned page.

    Raises:
        TextMissing: without a name, or when it is declined without a reason.
        SignedBefore, NotReadyToSign, NotAttested, ChangedAfterSigning: when it cannot be signed.
    """
    needed(wish.name, "The name")
    if wish.decision is Decision.DECLINED:
        needed(wish.reason, "The reason")
    fingerprint = fingerprint_of(assessment)
    _demand_unchanged(assessment, fingerprint, file_name)
    _demand_first(wish, assessment)
    if wish.decision is Decision.SIGNED:
        _demand_ready(wish, assessment, stamp)
    unsigned = SignOff(
        id=str(uuid.uuid4()),
        revision=assessment.revision,
        role=wish.role,
        name=wish.name,
        title=wish.title,
        organization=wish.organization,
        decision=wish.decision,
        reason=wish.reason,
        attestations=wish.attestations,
        drawing=wish.drawing,
        scan=scan,
        fingerprint=fingerprint,
        history_entries=history[0],
        history_digest=history[1],
        previous=link(assessment.sign_offs[-1]) if assessment.sign_offs else "",
        signed_at=stamp.at,
        key=signer.number,
        certificate=base64.b64encode(signer.certificate).decode("ascii"),
    )
    return replace(unsigned, signature=base64.b64encode(signer.sign(message(unsigned))).decode("ascii"))


def _demand_unchanged(assessment: Assessment, fingerprint: str, file_name: str) -> None:
    signed = [entry.fingerprint for entry in assessment.current_sign_offs if entry.is_signed]
    if any(before != fingerprint for before in signed):
        raise ChangedAfterSigning(name=file_name)


def _demand_first(wish: Wish, assessment: Assessment) -> None:
    for entry in latest(assessment):
        if entry.is_signed and (entry.role, entry.name.casefold()) == (wish.role, wish.name.casefold()):
            raise SignedBefore(name=wish.name)


def _demand_ready(wish: Wish, assessment: Assessment, stamp: Stamp) -> None:
    findings = check(assessment, day_of_check(assessment, stamp.at))
    if hindrances := blocking(findings):
        told = (
            CONCERNS[finding.concern][len(finding.items) > 1].format(len(finding.items))
            for finding in hindrances
        )
        raise NotReadyToSign(findings=" ".join(told))
    demanded = attestations(wish.role, has_open_points=bool(open_points(findings)))
    if not set(demanded) <= set(wish.attestations):
        raise NotAttested
