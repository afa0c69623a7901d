"""An earlier revision as it was signed, rebuilt from its signed form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Revision
from secure_desktop.model.signed_form import fingerprint, fingerprint_of


def as_signed(present: Assessment, revision: Revision, form: Mapping[str, Any]) -> Assessment:
    """Return what was signed as a revision, from the whole form that is kept of it.

    When and by whom the single answers were given is not part of the form; the history tells that.

    Raises:
        ValueError: when the form is not what was signed, or answers another rubric than the present one.
    """
    if fingerprint(form) != revision.fingerprint:
        raise ValueError("the form that is kept is not the one that was signed")
    try:
        rebuilt = _rebuilt(present, revision, form["public"], form["private"])
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a whole signed form: {fault}") from fault
    if fingerprint_of(rebuilt) != revision.fingerprint:
        raise ValueError("the form that is kept belongs to another rubric")
    return rebuilt


def _rebuilt(
    present: Assessment, revision: Revision, public: Mapping[str, Any], private: Mapping[str, Any]
) -> Assessment:
    places = present.rubric.order
    until = [known for known in present.revisions if known.number < revision.number]
    as_it_was = replace(revision, reopened_at=None, reopened_by="", reopened_because="")
    evidence = [_evidence(data) for data in private["evidence"]]
    steps = [_next_step(data, private["next_steps"][data["id"]]) for data in public["next_steps"]]
    return replace(
        present,
        profile=Profile(**public["profile"]),
        participants=tuple(
            Participant(**{**person, "role": Role(person["role"])}) for person in private["participants"]
        ),
        responses={
            item_id: Response(item_id, Answer(answer), **private["remarks"][item_id])
            for item_id, answer in public["answers"].items()
        },
        changed_at=revision.signed_at,
        revision=revision.number,
        evidence=tuple(sorted(evidence, key=lambda entry: places[entry.item_id])),
        next_steps=tuple(sorted(steps, key=lambda step: places[step.item_id])),
        sign_offs=tuple(entry for entry in present.sign_offs if entry.revision <= revision.number),
        revisions=(*until, as_it_was),
        salt=private["salt"],
    )


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        id=data["id"],
        item_id=data["item"],
        kind=EvidenceKind(data["kind"]),
        title=data["title"],
        place=data["place"],
        file_name=data["file_name"],
        size=data["size"],
        sha256=data["sha256"],
        effective=_day(data["effective"]),
        renew_by=_day(data["renew_by"]),
    )


def _next_step(data: Mapping[str, Any], private: Mapping[str, Any]) -> NextStep:
    return NextStep(
        id=data["id"],
        item_id=data["item"],
        text=data["text"],
        owner=private["owner"],
        due=_day(data["due"]),
        effort=Effort(data["effort"]),
        state=State(data["state"]),
        reason=private["reason"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
