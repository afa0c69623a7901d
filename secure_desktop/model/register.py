"""Registers: the smallest parts of an assessment in which two copies of it can differ, with what stands in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from secure_desktop.model.assessment import Assessment, Participant, Profile, Response
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.roles import Role

Value = tuple[str, ...] | None
"""What stands in a register: a text for each of its fields, as the history holds them; None for nothing."""


class Kind(StrEnum):
    """Of what a register is a part; the words that the history uses."""

    RESPONSE = "response"
    PROFILE = "profile"
    PARTICIPANT = "participant"
    EVIDENCE = "evidence"
    NEXT_STEP = "next_step"


RECORD = "record"
"""The register of evidence, or of a next step, that says whether there is such a thing."""

KEPT: Value = ("kept",)
"""What stands in that register while there is."""

_RECORDED = ("added", "removed")

FIELDS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Kind.RESPONSE: {"answer": ("answer", "reason"), "note": ("note",), "marked": ("marked",)},
        Kind.PROFILE: {name: (name,) for name in ("district", "school_year", "state", "agency")},
        Kind.PARTICIPANT: {"person": ("person",)},
        Kind.EVIDENCE: {name: (name,) for name in ("title", "place", "effective", "renew_by")},
        Kind.NEXT_STEP: {
            "text": ("text",),
            "owner": ("owner",),
            "due": ("due",),
            "effort": ("effort",),
            "state": ("state", "reason"),
        },
    }
)
"""The registers of each kind, RECORD aside, with the fields of the history that belong to them.

An answer and its reason are one opinion, and so are a next step's state and its reason.
"""

WITH_RECORD = (Kind.EVIDENCE, Kind.NEXT_STEP)


@dataclass(frozen=True, slots=True)
class Register:
    """One part of an assessment: `subject` is an item's, participant's, evidence's or next step's id."""

    kind: Kind
    subject: str
    field: str

    @property
    def key(self) -> str:
        """A name by which a choice can be kept: "response/2S-03/answer"."""
        return f"{self.kind}/{self.subject}/{self.field}"

    @property
    def place(self) -> tuple[int, str, int]:
        """By which registers are put in the order in which people read them."""
        fields = (RECORD, *FIELDS[self.kind])
        return tuple(Kind).index(self.kind), self.subject, fields.index(self.field)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the history that belong to it; empty for RECORD."""
        return FIELDS[self.kind].get(self.field, ())

    @property
    def is_of_record(self) -> bool:
        """Whether it says something about evidence or a next step, which matters only while that is there."""
        return self.kind in WITH_RECORD and self.field != RECORD

    @property
    def record(self) -> "Register":
        """The register that says whether the thing is there at all."""
        return Register(self.kind, self.subject, RECORD)


def registers_of(entry: Entry) -> tuple[Register, ...]:
    """Return what an entry of the history is about; nothing for entries that no copies are combined by."""
    try:
        kind = Kind(entry.kind)
    except ValueError:
        return ()
    subject = entry.subject
    touched = [
        Register(kind, subject, name)
        for name, fields in FIELDS[kind].items()
        if entry.field in fields or (kind in WITH_RECORD and entry.field in _RECORDED)
    ]
    if kind in WITH_RECORD:
        touched.append(Register(kind, subject, RECORD))
    return tuple(touched)


def values_of(assessment: Assessment) -> dict[Register, Value]:
    """Return what stands in every register; a register that is not named holds nothing."""
    found: dict[Register, Value] = {}
    for item in assessment.rubric:
        _put(found, Kind.RESPONSE, item.id, response_texts(assessment.response(item.id)))
    _put(found, Kind.PROFILE, "", profile_texts(assessment.profile))
    for person in assessment.participants:
        found[Register(Kind.PARTICIPANT, person.id, "person")] = (person_text(person),)
    for entry in assessment.evidence:
        found[Register(Kind.EVIDENCE, entry.id, RECORD)] = KEPT
        _put(found, Kind.EVIDENCE, entry.id, evidence_texts(entry))
    for step in assessment.next_steps:
        found[Register(Kind.NEXT_STEP, step.id, RECORD)] = KEPT
        _put(found, Kind.NEXT_STEP, step.id, next_step_texts(step))
    return found


def response_texts(response: Response) -> dict[str, str]:
    """Return what is said in a response, as the history holds it."""
    marked = "1" if response.marked else "0"
    return {
        "answer": str(response.answer),
        "note": response.note,
        "reason": response.reason,
        "marked": marked,
    }


def profile_texts(profile: Profile) -> dict[str, str]:
    """Return what a profile says, as the history holds it."""
    return {name: str(getattr(profile, name)) for name in FIELDS[Kind.PROFILE]}


def evidence_texts(evidence: Evidence) -> dict[str, str]:
    """Return what evidence is and what is said about it, as the history holds it."""
    return {
        "item_id": evidence.item_id,
        "kind": str(evidence.kind),
        "title": evidence.title,
        "place": evidence.place,
        "file_name": evidence.file_name,
        "media_type": evidence.media_type,
        "size": str(evidence.size),
        "sha256": evidence.sha256,
        "effective": day_text(evidence.effective),
        "renew_by": day_text(evidence.renew_by),
    }


def next_step_texts(step: NextStep) -> dict[str, str]:
    """Return what a next step says, as the history holds it."""
    return {
        "item_id": step.item_id,
        "text": step.text,
        "owner": step.owner,
        "due": day_text(step.due),
        "effort": str(step.effort),
        "state": str(step.state),
        "reason": step.reason,
    }


def person_text(participant: Participant) -> str:
    """Return who a participant is, as the history holds it."""
    return canonical_json(
        {
            "name": participant.name,
            "role": str(participant.role),
            "title": participant.title,
            "organization": participant.organization,
        }
    )


def person_from(participant_id: str, text: str) -> Participant:
    """Return the participant that `person_text` described."""
    said = json.loads(text)
    return Participant(participant_id, said["name"], Role(said["role"]), said["title"], said["organization"])


def day_text(day: date | None) -> str:
    """Return "2027-01-15", or "" for no day."""
    return day.isoformat() if day else ""


def _put(found: dict[Register, Value], kind: Kind, subject: str, texts: Mapping[str, str]) -> None:
    for name, fields in FIELDS[kind].items():
        found[Register(kind, subject, name)] = tuple(texts[field] for field in fields)
