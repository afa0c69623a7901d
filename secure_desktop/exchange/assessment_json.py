"""An assessment as JSON for other programs: everything that its file says, except the content of attached files.

The command `export --help` describes the keys.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import digest, rubric_json
from secure_desktop.model.sign_off import sign_offs_json
from secure_desktop.model.signed_form import fingerprint, signed_form

JSON_FORMAT = 1
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""


def write_json(assessment: Assessment, target: Path, *, made_at: datetime) -> None:
    """Write an assessment as JSON in UTF-8.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    text = json.dumps(as_json(assessment, made_at), ensure_ascii=False, indent=1)
    with written_whole(target) as draft:
        draft.write_bytes(f"{text}\n".encode("utf-8", "replace"))


def as_json(assessment: Assessment, made_at: datetime) -> dict[str, Any]:
    """Return what `write_json` writes."""
    form = signed_form(assessment)
    whole_rubric = rubric_json(assessment.rubric)
    return {
        "format": JSON_FORMAT,
        "made_at": _time(made_at),
        "assessment": assessment.id,
        "created_at": _time(assessment.created_at),
        "changed_at": _time(assessment.changed_at),
        "revision": assessment.revision,
        "fingerprint": fingerprint(form),
        "signed_form": form,
        "rubric": {
            "id": assessment.rubric.id,
            "version": assessment.rubric.version,
            "digest": digest(whole_rubric),
            "content": json.loads(whole_rubric),
        },
        "entered": {
            "responses": {
                response.item_id: _entered(response.changed_at, response.changed_by)
                for response in assessment.responses.values()
            },
            "next_steps": {
                step.id: _entered(step.changed_at, step.changed_by) for step in assessment.next_steps
            },
            "evidence": {entry.id: _entered(entry.added_at, entry.added_by) for entry in assessment.evidence},
        },
        "media_types": {entry.id: entry.media_type for entry in assessment.evidence if entry.media_type},
        "sign_offs": json.loads(sign_offs_json(assessment.sign_offs)),
        "revisions": [
            {
                "number": revision.number,
                "fingerprint": revision.fingerprint,
                "signed_at": _time(revision.signed_at),
                "reopened_at": _time(revision.reopened_at),
                "reopened_by": revision.reopened_by,
                "reopened_because": revision.reopened_because,
            }
            for revision in assessment.revisions
        ],
    }


def _entered(at: datetime | None, by: str) -> dict[str, str | None]:
    return {"at": _time(at), "by": by}


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment is not None else None
