"""What stood in the rows that a combination changes: kept in the history, so that it can be set back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.register import (
    evidence_texts,
    next_step_texts,
    person_from,
    person_text,
    profile_texts,
    response_texts,
)
from secure_desktop.model.result import Rows

Told = Mapping[str, Any]


def of(assessment: Assessment, rows: Rows) -> dict[str, Any]:
    """Return what stands in an assessment where rows are going to be written, as canonical JSON can hold it."""
    evidence = {entry.id: entry for entry in assessment.evidence}
    steps = {step.id: step for step in assessment.next_steps}
    told: dict[str, Any] = {
        "responses": {
            entry.item_id: response_told(assessment.response(entry.item_id)) for entry in rows.responses
        },
        "evidence": {
            entry.id: evidence_told(evidence[entry.id]) if entry.id in evidence else None
            for entry in (*rows.evidence, *rows.removed_evidence)
        },
        "next_steps": {
            step.id: next_step_told(steps[step.id]) if step.id in steps else None
            for step in (*rows.next_steps, *rows.removed_next_steps)
        },
    }
    if rows.profile is not None:
        told["profile"] = profile_texts(assessment.profile)
    if rows.participants is not None:
        told["participants"] = [[person.id, person_text(person)] for person in assessment.participants]
        came = {person.id for person in rows.participants} - {person.id for person in assessment.participants}
        told["came"] = sorted(came)
    return told


def response_told(response: Response) -> dict[str, Any]:
    """Return a response with when and by whom it was recorded."""
    return {**response_texts(response), "at": _moment_told(response.changed_at), "by": response.changed_by}


def response_from(item_id: str, told: Told) -> Response:
    """Return the response that `response_told` described."""
    return Response(
        item_id,
        Answer(told["answer"]),
        str(told["note"]),
        str(told["reason"]),
        told["marked"] == "1",
        _moment(told["at"]),
        str(told["by"]),
    )


def evidence_told(evidence: Evidence) -> dict[str, Any]:
    """Return evidence with when and by whom it was added."""
    return {**evidence_texts(evidence), "at": _moment_told(evidence.added_at), "by": evidence.added_by}


def evidence_from(evidence_id: str, told: Told) -> Evidence:
    """Return the evidence that `evidence_told` described."""
    return Evidence(
        id=evidence_id,
        item_id=str(told["item_id"]),
        kind=EvidenceKind(told["kind"]),
        title=str(told["title"]),
        place=str(told["place"]),
        file_name=str(told["file_name"]),
        media_type=str(told["media_type"]),
        size=int(told["size"]),
        sha256=str(told["sha256"]),
        effective=_day(told["effective"]),
        renew_by=_day(told["renew_by"]),
        added_at=_moment(told["at"]),
        added_by=str(told["by"]),
    )


def next_step_told(step: NextStep) -> dict[str, Any]:
    """Return a next step with when and by whom it was changed last."""
    return {**next_step_texts(step), "at": _moment_told(step.changed_at), "by": step.changed_by}


def next_step_from(step_id: str, told: Told) -> NextStep:
    """Return the next step that `next_step_told` described."""
    return NextStep(
        id=step_id,
        item_id=str(told["item_id"]),
        text=str(told["text"]),
        owner=str(told["owner"]),
        due=_day(told["due"]),
        effort=Effort(told["effort"]),
        state=State(told["state"]),
        reason=str(told["reason"]),
        changed_at=_moment(told["at"]),
        changed_by=str(told["by"]),
    )


def profile_from(told: Told) -> Profile:
    """Return the profile that was told."""
    return Profile(**{name: str(text) for name, text in told.items()})


def participants_from(told: Any) -> tuple[Participant, ...]:
    """Return the team that was told, in its order."""
    return tuple(person_from(str(person_id), text) for person_id, text in told)


def records_from(told: Mapping[str, Any], record_from: Callable[[str, Told], Any]) -> dict[str, Any]:
    """Return records by their ids; None for one that was not there."""
    return {record_id: record_from(record_id, said) if said else None for record_id, said in told.items()}


def _moment_told(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
