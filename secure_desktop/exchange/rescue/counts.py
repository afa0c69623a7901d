"""How much of each part of an assessment came across, in numbers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from secure_desktop.exchange.rescue.findings import FindingKind
from secure_desktop.exchange.rescue.rescue import Rescued


class Part(StrEnum):
    """A part of an assessment; the values are stable."""

    ANSWERS = "answers"
    NOTES = "notes"
    NEXT_STEPS = "next_steps"
    PARTICIPANTS = "participants"
    EVIDENCE = "evidence"
    FILES = "files"
    SIGN_OFFS = "sign_offs"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a part came across, how many of those are to be checked, and how many are known to be lost.

    With `may_be_more` there may have been others that left no trace.
    """

    part: Part
    came: int
    to_check: int = 0
    lost: int = 0
    may_be_more: bool = False


_KINDS: Mapping[Part, tuple[FindingKind | None, FindingKind | None, FindingKind | None]] = {
    Part.NEXT_STEPS: (
        FindingKind.NEXT_STEP_UNCONFIRMED,
        FindingKind.NEXT_STEP_LOST,
        FindingKind.NEXT_STEPS_UNKNOWN,
    ),
    Part.PARTICIPANTS: (FindingKind.PERSON_UNCONFIRMED, None, FindingKind.PEOPLE_UNKNOWN),
    Part.EVIDENCE: (
        FindingKind.EVIDENCE_UNCONFIRMED,
        FindingKind.EVIDENCE_LOST,
        FindingKind.EVIDENCE_UNKNOWN,
    ),
    Part.FILES: (None, FindingKind.CONTENT_LOST, FindingKind.EVIDENCE_UNKNOWN),
    Part.SIGN_OFFS: (None, FindingKind.SIGN_OFF_LOST, FindingKind.SIGN_OFFS_UNKNOWN),
}


def counts(rescued: Rescued) -> tuple[Counted, ...]:
    """Return the numbers of each part, in the order in which people ask for them."""
    assessment = rescued.assessment
    told = Counter(found.kind for found in rescued.findings)
    came = {
        Part.NEXT_STEPS: len(assessment.next_steps),
        Part.PARTICIPANTS: len(assessment.participants),
        Part.EVIDENCE: len(assessment.evidence),
        Part.FILES: len({e.sha256 for e in assessment.evidence if e.sha256 in rescued.contents}),
        Part.SIGN_OFFS: len(assessment.sign_offs),
    }
    lost_entries = sum(
        int(found.parts["count"]) for found in rescued.findings if found.kind is FindingKind.HISTORY_LOST
    )
    return (
        Counted(
            Part.ANSWERS,
            sum(response.is_answered for response in assessment.responses.values()),
            told[FindingKind.ANSWER_UNCONFIRMED] + told[FindingKind.ANSWER_FILLED],
            told[FindingKind.ANSWER_UNKNOWN],
        ),
        Counted(Part.NOTES, sum(bool(response.note) for response in assessment.responses.values())),
        *(_counted(part, came[part], told) for part in _KINDS),
        Counted(
            Part.HISTORY,
            len(rescued.kept.history),
            lost=lost_entries,
            may_be_more=bool(told[FindingKind.HISTORY_UNKNOWN]),
        ),
    )


def _counted(part: Part, came: int, told: Mapping[FindingKind, int]) -> Counted:
    to_check, lost, may_be_more = (told.get(kind, 0) if kind is not None else 0 for kind in _KINDS[part])
    return Counted(part, came, to_check, lost, bool(may_be_more))
