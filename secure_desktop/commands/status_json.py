"""What `status --json` prints."""

from typing import Any

from secure_desktop.commands.earlier_status import earlier_answer_json, earlier_json
from secure_desktop.commands.evidence import evidence_json
from secure_desktop.commands.step import step_json
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.progress import Progress, Standing
from secure_desktop.model.quality import Finding, blocking, check
from secure_desktop.model.reconfirming import Earlier
from secure_desktop.model.sign_off import Revision, SignOff
from secure_desktop.model.summary import ItemSummary, StepSummary, Summary

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes away; new keys may come at any time."""


def as_json(assessment: Assessment, summary: Summary, earlier: Earlier | None = None) -> dict[str, Any]:
    """Return what `status --json` prints; the command's --help describes the keys."""
    return {
        "format": JSON_FORMAT,
        "assessment": summary.assessment_id,
        "checklist": str(summary.rubric.checklist),
        "rubric": {
            "id": summary.rubric.id,
            "version": summary.rubric.version,
            "title": summary.rubric.title,
        },
        "profile": {
            "district": summary.profile.district,
            "school_year": summary.profile.school_year,
            "state": summary.profile.state,
            "agency": summary.profile.agency,
        },
        "participants": [
            {
                "id": p.id,
                "name": p.name,
                "role": str(p.role),
                "title": p.title,
                "organization": p.organization,
            }
            for p in summary.participants
        ],
        "reviewer": reviewer_json(assessment),
        "revision": summary.revision,
        "changed_at": summary.changed_at.isoformat(),
        "progress": _progress(summary.tally.progress),
        "standing": _standing(summary.tally.standing),
        "planned_gaps": summary.planned_gaps,
        "steps": [_step(step) for step in summary.steps],
        "items": [_item(assessment, step, entry, earlier) for step in summary.steps for entry in step.items],
        "gaps": [gap.item.id for gap in summary.gaps],
        "stage": str(summary.stage),
        "locked": summary.is_locked,
        "fingerprint": summary.fingerprint,
        "signatures": [_signature(entry) for entry in summary.sign_offs],
        "missing": [str(role) for role in summary.missing],
        "blocking": [_finding(finding) for finding in blocking(check(assessment, summary.made_at.date()))],
        "open_points": [_finding(finding) for finding in summary.open_points],
        "revisions": [_revision(summary, revision) for revision in summary.revisions],
        "earlier": earlier_json(assessment, earlier),
    }


def reviewer_json(assessment: Assessment) -> dict[str, Any] | None:
    """Return for whom a reviewer copy was made; None for a file that is none."""
    reviewer = assessment.reviewer
    if reviewer is None:
        return None
    return {
        "name": reviewer.name,
        "steps": list(reviewer.steps),
        "has_answers": reviewer.has_answers,
        "has_evidence": reviewer.has_evidence,
        "made_at": reviewer.made_at.isoformat(),
        "made_by": reviewer.made_by,
    }


def _progress(progress: Progress) -> dict[str, int]:
    return {"answered": progress.answered, "total": progress.total}


def _standing(standing: Standing) -> dict[str, int]:
    return {"in_place": standing.in_place, "applicable": standing.applicable}


def _step(step: StepSummary) -> dict[str, Any]:
    return {
        "number": step.step.number,
        "title": step.step.title,
        "progress": _progress(step.tally.progress),
        "standing": _standing(step.tally.standing),
        "answers": {str(answer): step.tally.of(answer) for answer in Answer},
    }


def _item(
    assessment: Assessment, step: StepSummary, entry: ItemSummary, earlier: Earlier | None
) -> dict[str, Any]:
    response = entry.response
    return {
        "id": entry.item.id,
        "label": entry.label,
        "step": step.step.number,
        "text": entry.item.text,
        "answer": str(response.answer),
        "note": response.note,
        "reason": response.reason,
        "marked": response.marked,
        "changed_at": response.changed_at.isoformat() if response.changed_at else None,
        "changed_by": response.changed_by,
        "evidence": [evidence_json(found) for found in assessment.evidence_of(entry.item.id)],
        "next_steps": [step_json(planned) for planned in assessment.steps_of(entry.item.id)],
        "earlier": earlier_answer_json(earlier, entry.item),
    }


def _signature(entry: SignOff) -> dict[str, Any]:
    return {
        "role": str(entry.role),
        "name": entry.name,
        "title": entry.title,
        "organization": entry.organization,
        "decision": str(entry.decision),
        "reason": entry.reason,
        "signed_at": entry.signed_at.isoformat(),
        "revision": entry.revision,
        "key": entry.key,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"concern": str(finding.concern), "items": list(finding.items)}


def _revision(summary: Summary, revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "fingerprint": revision.fingerprint,
        "signed_at": revision.signed_at.isoformat(),
        "reopened_at": revision.reopened_at.isoformat() if revision.reopened_at else None,
        "reopened_by": revision.reopened_by,
        "reopened_because": revision.reopened_because,
        "signatures": [
            _signature(entry) for entry in summary.all_sign_offs if entry.revision == revision.number
        ],
    }
