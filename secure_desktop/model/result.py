"""What is to be written into a file in one go: rows as they will stand, and the entries of the history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from secure_desktop.model.assessment import Participant, Profile, Response
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.register import (
    Kind,
    evidence_texts,
    next_step_texts,
    person_text,
    profile_texts,
    response_texts,
)

_DAYS = ("effective", "renew_by", "due")


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it enters the history, under the name and time of whoever makes it."""

    kind: str
    subject: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that become others. None and empty: they stay as they are.

    A response without `changed_at` is one that was never recorded. `participants` is the whole team in its order.
    """

    responses: tuple[Response, ...] = ()
    profile: Profile | None = None
    participants: tuple[Participant, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
    removed_evidence: tuple[Evidence, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    removed_next_steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamped:
    """Who writes, and when."""

    by: str
    at: datetime


def response_changes(before: Response, after: Response) -> Iterator[Change]:
    """Yield an entry for every field in which two responses differ."""
    return _fields(Kind.RESPONSE, before.item_id, response_texts(before), response_texts(after))


def profile_changes(before: Profile, after: Profile) -> Iterator[Change]:
    """Yield an entry for every field in which two profiles differ."""
    return _fields(Kind.PROFILE, "", profile_texts(before), profile_texts(after))


def participant_change(before: Participant | None, after: Participant | None) -> Iterator[Change]:
    """Yield an entry when a participant came, went or is described in another way."""
    told = before or after
    if told is not None and before != after:
        texts = (person_text(before) if before else None, person_text(after) if after else None)
        yield Change(Kind.PARTICIPANT, told.id, "person", *texts)


def evidence_changes(before: Evidence | None, after: Evidence | None) -> Iterator[Change]:
    """Yield the entries about evidence that came, went or is described in another way."""
    texts = (evidence_texts(before) if before else None, evidence_texts(after) if after else None)
    return _record(Kind.EVIDENCE, (before or after).id if before or after else "", *texts)  # type: ignore[union-attr]


def next_step_changes(before: NextStep | None, after: NextStep | None) -> Iterator[Change]:
    """Yield the entries about a next step that came, went or says something else."""
    texts = (next_step_texts(before) if before else None, next_step_texts(after) if after else None)
    return _record(Kind.NEXT_STEP, (before or after).id if before or after else "", *texts)  # type: ignore[union-attr]


def record_text(texts: Mapping[str, str]) -> str:
    """Return a whole record as the history holds it when it is added or removed."""
    return canonical_json(
        {name: None if name in _DAYS and not text else text for name, text in texts.items()}
    )


def _record(
    kind: Kind, subject: str, before: Mapping[str, str] | None, after: Mapping[str, str] | None
) -> Iterator[Change]:
    if before is not None and after is not None:
        yield from _fields(kind, subject, before, after)
    elif after is not None:
        yield Change(kind, subject, "added", None, record_text(after))
    elif before is not None:
        yield Change(kind, subject, "removed", record_text(before), None)


def _fields(
    kind: Kind, subject: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Change]:
    for name, text in after.items():
        if before[name] != text:
            yield Change(kind, subject, name, before[name], text)
