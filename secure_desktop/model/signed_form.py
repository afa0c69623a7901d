"""The signed form: all that a sign-off covers, as canonical JSON, and the fingerprint of it.

It has a public and a private part. The fingerprint is the SHA-256 of the canonical JSON in which the
private part is replaced by its own SHA-256. So a public summary can carry the public part and that one
digest, and still lead to the fingerprint that was signed. The private part holds a salt, so that nobody
finds a short note by trying. CONTRIBUTING.md describes the form for other programs.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json, digest, rubric_json

FORM = 1
_GROUP = 4
_PUBLIC = {
    "assessment": str,
    "revision": int,
    "previous": str,
    "rubric": dict,
    "profile": dict,
    "answers": dict,
    "next_steps": list,
}
_PRIVATE = {"salt": str, "participants": list, "remarks": dict, "next_steps": dict, "evidence": list}


def signed_form(assessment: Assessment) -> dict[str, Any]:
    """Return the signed form of an assessment as it stands.

    When and by whom an answer was entered, and in which order, is not part of it; the sign-off covers
    the history by a digest of its own.
    """
    return {"form": FORM, "public": _public(assessment), "private": _private(assessment)}


def fingerprint(form: Mapping[str, Any]) -> str:
    """Return the SHA-256 that a sign-off covers, as 64 lower-case hexadecimal digits. The form may be whole or public."""
    return digest(canonical_json(public_form(form)))


def fingerprint_of(assessment: Assessment) -> str:
    """Return the fingerprint of an assessment as it stands."""
    return fingerprint(signed_form(assessment))


def public_form(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form without what is private: its digest stands in that place."""
    private = form["private"]
    return {**form, "private": private if isinstance(private, str) else digest(canonical_json(private))}


def form_from_json(text: str) -> dict[str, Any]:
    """Return a signed form from its JSON.

    Its members have the types that they have in ours, and it has a fingerprint.

    Raises:
        ValueError: when the text is no signed form that this version knows.
    """
    try:
        form = json.loads(text)
        private = form["private"]
        known = (
            form["form"] == FORM
            and _has_members(form["public"], _PUBLIC)
            and (isinstance(private, str) or _has_members(private, _PRIVATE))
        )
        if not known:
            raise ValueError("not a signed form of a version that is known here")
        fingerprint(form)
    except (KeyError, TypeError, RecursionError) as fault:
        raise ValueError("not a signed form") from fault
    return dict(form)


def _has_members(part: Mapping[str, Any], types: Mapping[str, type]) -> bool:
    return all(isinstance(part[name], wanted) for name, wanted in types.items()) and all(
        isinstance(entry, Mapping) for name in types if types[name] is list for entry in part[name]
    )


def grouped(number: str) -> str:
    """Return a fingerprint or a key's number as people compare it: capitals in groups of four."""
    capitals = number.upper()
    return " ".join(capitals[i : i + _GROUP] for i in range(0, len(capitals), _GROUP))


def _public(assessment: Assessment) -> dict[str, Any]:
    rubric = assessment.rubric
    earlier = [r.fingerprint for r in assessment.revisions if r.number < assessment.revision]
    return {
        "assessment": assessment.id,
        "revision": assessment.revision,
        "previous": earlier[-1] if earlier else "",
        "rubric": {
            "id": rubric.id,
            "version": rubric.version,
            "title": rubric.title,
            "digest": digest(rubric_json(rubric)),
        },
        "profile": asdict(assessment.profile),
        "answers": {item.id: str(assessment.response(item.id).answer) for item in rubric.items},
        "next_steps": [
            {
                "id": step.id,
                "item": step.item_id,
                "text": step.text,
                "due": step.due.isoformat() if step.due else "",
                "effort": str(step.effort),
                "state": str(step.state),
            }
            for step in sorted(assessment.next_steps, key=lambda step: step.id)
        ],
    }


def _private(assessment: Assessment) -> dict[str, Any]:
    responses = {item.id: assessment.response(item.id) for item in assessment.rubric.items}
    return {
        "salt": assessment.salt,
        "participants": [
            {
                "id": person.id,
                "name": person.name,
                "role": str(person.role),
                "title": person.title,
                "organization": person.organization,
            }
            for person in assessment.participants
        ],
        "remarks": {
            item_id: {"note": response.note, "reason": response.reason, "marked": response.marked}
            for item_id, response in responses.items()
        },
        "next_steps": {
            step.id: {"owner": step.owner, "reason": step.reason} for step in assessment.next_steps
        },
        "evidence": [
            {
                "id": entry.id,
                "item": entry.item_id,
                "kind": str(entry.kind),
                "title": entry.title,
                "place": entry.place,
                "file_name": entry.file_name,
                "size": entry.size,
                "sha256": entry.sha256,
                "effective": entry.effective.isoformat() if entry.effective else "",
                "renew_by": entry.renew_by.isoformat() if entry.renew_by else "",
            }
            for entry in sorted(assessment.evidence, key=lambda entry: entry.id)
        ],
    }
