"""What a check of a report or an assessment file found: unaltered or not, who signed, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from secure_desktop.exchange.known_keys import Standing
from secure_desktop.exchange.remarks import Remark
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision

JSON_FORMAT = 1


class Subject(StrEnum):
    """What was checked."""

    PDF = "pdf"
    ASSESSMENT = "assessment"


class State(StrEnum):
    """UNALTERED: as it was signed or sealed. NOT_SIGNED: nothing was altered that anybody had signed, or nothing was."""

    UNALTERED = "unaltered"
    ALTERED = "altered"
    NOT_SIGNED = "not-signed"


@dataclass(frozen=True, slots=True)
class CheckedSignOff:
    """A sign-off with the number of its key, and whether its signature holds."""

    role: Role
    name: str
    title: str
    organization: str
    decision: Decision
    signed_at: datetime
    revision: int
    key: str
    standing: Standing
    holds: bool


@dataclass(frozen=True, slots=True)
class CheckedSeal:
    """A seal of a PDF. `name` and `sealed_at` are what it says of itself; it may say nothing that can be read."""

    field: str
    name: str
    key: str
    standing: Standing
    sealed_at: datetime | None
    holds: bool


@dataclass(frozen=True, slots=True)
class DifferentItem:
    """An item that the file at hand answers, plans or shows otherwise; the label is "2.3"."""

    id: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Where the file at hand differs. `parts` are "profile", "participants", "rubric", "revision"."""

    items: tuple[DifferentItem, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What the checked file is about, as far as it could be read."""

    assessment_id: str = ""
    revision: int = 0
    fingerprint: str = ""
    district: str = ""
    title: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that a check found.

    `findings` say what is wrong, `cautions` what the reader has to judge. `differences` is None without a
    file at hand, or when that is another assessment.
    """

    subject: Subject
    name: str
    state: State
    headline: Remark
    findings: tuple[Remark, ...] = ()
    cautions: tuple[Remark, ...] = ()
    sign_offs: tuple[CheckedSignOff, ...] = ()
    seals: tuple[CheckedSeal, ...] = ()
    contents: Contents = field(default_factory=Contents)
    differences: Differences | None = None

    @property
    def is_unaltered(self) -> bool:
        """Whether everything is as it was signed or sealed."""
        return self.state is State.UNALTERED


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict for other programs: the keys are stable, times are UTC in ISO 8601, "" is unknown.

    `state` is "unaltered", "altered" or "not-signed"; a remark has a stable `kind`, its `text` and the `parts` in it.
    """
    contents, differences = verdict.contents, verdict.differences
    return {
        "format": JSON_FORMAT,
        "subject": str(verdict.subject),
        "name": verdict.name,
        "state": str(verdict.state),
        "unaltered": verdict.is_unaltered,
        "headline": verdict.headline.text(),
        "findings": [_remark(remark) for remark in verdict.findings],
        "cautions": [_remark(remark) for remark in verdict.cautions],
        "assessment": contents.assessment_id,
        "revision": contents.revision,
        "fingerprint": contents.fingerprint,
        "district": contents.district,
        "title": contents.title,
        "public": contents.is_public,
        "signatures": [_sign_off(entry) for entry in verdict.sign_offs],
        "seals": [_seal(entry) for entry in verdict.seals],
        "differences": {
            "items": [
                {"id": item.id, "label": item.label, "short": item.short} for item in differences.items
            ],
            "parts": list(differences.parts),
        }
        if differences is not None
        else None,
    }


def _remark(remark: Remark) -> Mapping[str, Any]:
    return {"kind": str(remark.kind), "text": remark.text(), "parts": dict(remark.parts)}


def _sign_off(entry: CheckedSignOff) -> Mapping[str, Any]:
    return {
        "role": str(entry.role),
        "name": entry.name,
        "title": entry.title,
        "organization": entry.organization,
        "decision": str(entry.decision),
        "signed_at": _time(entry.signed_at),
        "revision": entry.revision,
        "key": entry.key,
        "standing": str(entry.standing),
        "holds": entry.holds,
    }


def _seal(entry: CheckedSeal) -> Mapping[str, Any]:
    return {
        "field": entry.field,
        "name": entry.name,
        "key": entry.key,
        "standing": str(entry.standing),
        "sealed_at": _time(entry.sealed_at) if entry.sealed_at else "",
        "holds": entry.holds,
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
