"""Assessments with a plan, evidence and sign-offs, as no file is needed to draw them."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Revision, SignOff, attestations
from secure_desktop.model.signed_form import fingerprint_of
from secure_desktop.model.strokes import Strokes, fitted
from tests.builders import CHANGED, NOW, filled, rubric

SIGNERS = (Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT, Role.SCHOOL_BOARD)


def next_step(item_id: str, number: int = 1, **fields: object) -> NextStep:
    """Return an open next step with owner and date."""
    step = NextStep(
        id=f"22222222-2222-4222-8222-{number:012}",
        item_id=item_id,
        text=f"Agree on clause {number} and sign the annex",
        owner=f"Owner {number}",
        due=date(2027, 1, 15) + timedelta(days=number),
        effort=(Effort.HOURS, Effort.WEEKS, Effort.MONEY)[number % 3],
        changed_at=CHANGED,
        changed_by="Sample Reviewer",
    )
    return replace(step, **fields)  # type: ignore[arg-type]  # the fields of NextStep, by name


def evidence(
    item_id: str, number: int = 1, kind: EvidenceKind = EvidenceKind.FILE, **fields: object
) -> Evidence:
    """Return a piece of evidence; an attached file unless another kind is asked for."""
    is_file = kind is EvidenceKind.FILE
    entry = Evidence(
        id=f"33333333-3333-4333-8333-{number:012}",
        item_id=item_id,
        kind=kind,
        title=f"Paper {number}",
        place="" if is_file else f"https://district.example/{number}",
        file_name=f"paper-{number}.pdf" if is_file else "",
        media_type="application/pdf" if is_file else "",
        size=340_000 if is_file else 0,
        sha256=hashlib.sha256(str(number).encode()).hexdigest() if is_file else "",
        effective=date(2024, 5, 3),
        renew_by=date(2027, 5, 3),
    )
    return replace(entry, **fields)  # type: ignore[arg-type]  # the fields of Evidence, by name


def scribble(number: int = 1) -> Strokes:
    """Return a drawn signature of two strokes."""
    wave = [(x, 40 * math.sin(x / (9 + number)) + x / 6) for x in range(0, 240, 3)]
    return fitted([wave, [(20, 95), (190, 70 + number)]])


def sign_off(of: Assessment, role: Role, number: int = 1, **fields: object) -> SignOff:
    """Return a sign-off of the present revision with a drawn signature. Its own signature is no real one."""
    entry = SignOff(
        id=f"44444444-4444-4444-8444-{number:012}",
        revision=of.revision,
        role=role,
        name=f"Sample Signer {number}",
        title=f"Head {number}",
        organization="Sample District 12" if number % 2 else "Sample County Sheriff",
        decision=Decision.SIGNED,
        reason="",
        attestations=attestations(role, has_open_points=True),
        drawing=scribble(number),
        scan="",
        fingerprint=fingerprint_of(of),
        history_entries=60,
        history_digest="ab" * 32,
        previous="",
        signed_at=NOW - timedelta(minutes=30 - number),
        key=hashlib.sha256(b"key").hexdigest(),
        certificate="AAAA",
        signature="BBBB",
    )
    return replace(entry, **fields)  # type: ignore[arg-type]  # the fields of SignOff, by name


def signed_by(of: Assessment, *entries: SignOff) -> Assessment:
    """Return the assessment with these sign-offs, and with the revision that they make."""
    made = [Revision(of.revision, fingerprint_of(of), NOW)] if any(e.is_signed for e in entries) else []
    return replace(of, sign_offs=(*of.sign_offs, *entries), revisions=(*of.revisions, *made))


def signed(of: Assessment | None = None, roles: Iterable[Role] = SIGNERS) -> Assessment:
    """Return a planned assessment that these roles have signed, one after another."""
    ready = planned() if of is None else of
    return signed_by(ready, *(sign_off(ready, role, number) for number, role in enumerate(roles, 1)))


def planned(of: Assessment | None = None) -> Assessment:
    """Return an assessment with a next step for every gap but the last, and with evidence of each kind."""
    ready = filled(rubric()) if of is None else of
    gaps = [item.id for item in ready.rubric if ready.response(item.id).is_gap]
    steps = [next_step(item_id, number) for number, item_id in enumerate(gaps[:-1], 1)]
    first = next(iter(ready.rubric)).id
    steps.append(next_step(first, 90, state=State.DROPPED, reason="The board said no."))
    kinds = enumerate(EvidenceKind, 1)
    return replace(
        ready,
        next_steps=tuple(steps),
        evidence=tuple(evidence(first, number, kind) for number, kind in kinds),
        salt="0f" * 16,
    )
