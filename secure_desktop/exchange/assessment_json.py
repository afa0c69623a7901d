"""An assessment as JSON: everything that its file holds, except the content of attached files.

The command `export --help` describes the keys; `assessment_from_json` reads it back.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from secure_desktop.errors import DamagedFile
from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json, digest, rubric_json
from secure_desktop.model.history import Entry
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.sign_off import sign_offs_json
from secure_desktop.model.signed_form import fingerprint, form_from_json, signed_form
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.rebuilding import Kept

JSON_FORMAT = 1
"""Raised when a key changes its meaning or goes away; new keys may come at any time."""

NOTHING_KEPT = Kept()


def kept_in(file: AssessmentFile) -> Kept:
    """Return what a file keeps beside what it says now: its history, what was signed, the assessment before it.

    Raises:
        DamagedFile: when what it keeps as signed, or as the assessment before, is nothing that could have been.
        KnownProblem: when it cannot be read.
    """
    forms = {known.number: file.signed_form(known.number) for known in file.assessment().revisions}
    earlier = file.earlier_record()
    try:
        for form in forms.values():
            form_from_json(form)
        if earlier is not None:
            json.loads(earlier.json)
    except (ValueError, RecursionError) as fault:
        raise DamagedFile(name=file.path.name) from fault
    return Kept(history=file.history(), forms=forms, earlier=earlier)


def write_json(assessment: Assessment, target: Path, *, made_at: datetime, kept: Kept = NOTHING_KEPT) -> None:
    """Write an assessment as JSON in UTF-8, with what its file keeps beside it.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    text = json.dumps(as_json(assessment, made_at, kept), ensure_ascii=False, indent=1)
    with written_whole(target) as draft:
        draft.write_bytes(f"{text}\n".encode("utf-8", "replace"))


def as_text(assessment: Assessment, made_at: datetime) -> str:
    """Return an assessment alone as JSON in one line, as another one keeps it that starts from it."""
    return canonical_json(as_json(assessment, made_at))


def as_json(assessment: Assessment, made_at: datetime, kept: Kept = NOTHING_KEPT) -> dict[str, Any]:
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
                if response.item_id in assessment.rubric
            },
            "next_steps": {
                step.id: _entered(step.changed_at, step.changed_by) for step in assessment.next_steps
            },
            "evidence": {entry.id: _entered(entry.added_at, entry.added_by) for entry in assessment.evidence},
        },
        "order": {
            "next_steps": [step.id for step in assessment.next_steps],
            "evidence": [entry.id for entry in assessment.evidence],
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
        "reviewer": _reviewer(assessment.reviewer),
        "history": [_entry(entry) for entry in kept.history],
        "forms": {str(number): json.loads(form) for number, form in kept.forms.items()},
        "earlier": _earlier(kept),
    }


def _entered(at: datetime | None, by: str) -> dict[str, str | None]:
    return {"at": _time(at), "by": by}


def _entry(entry: Entry) -> Mapping[str, Any]:
    return {
        "id": entry.id,
        "at": _time(entry.at),
        "by": entry.by,
        "copy": entry.copy,
        "revision": entry.revision,
        "kind": entry.kind,
        "subject": entry.subject,
        "field": entry.field,
        "before": entry.before,
        "after": entry.after,
    }


def _reviewer(reviewer: Reviewer | None) -> Mapping[str, Any] | None:
    if reviewer is None:
        return None
    return {
        "name": reviewer.name,
        "steps": list(reviewer.steps),
        "has_answers": reviewer.has_answers,
        "has_evidence": reviewer.has_evidence,
        "made_at": _time(reviewer.made_at),
        "made_by": reviewer.made_by,
    }


def _earlier(kept: Kept) -> Mapping[str, Any] | None:
    if kept.earlier is None:
        return None
    return {"kind": str(kept.earlier.kind), "assessment": json.loads(kept.earlier.json)}


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment is not None else None
