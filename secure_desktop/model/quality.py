"""The quality check before sign-off: what has to be mended first, and what people may accept as an open point."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import NextStep


class Concern(StrEnum):
    """What the check can find. The first two block a sign-off, the others are open points."""

    UNANSWERED = "unanswered"
    REASON_MISSING = "reason-missing"
    NO_EVIDENCE = "no-evidence"
    NO_NEXT_STEP = "no-next-step"
    NO_OWNER = "no-owner"
    NO_DATE = "no-date"
    DATE_PAST = "date-past"
    SAME_NOTE = "same-note"
    NAMES_STUDENT = "names-student"

    @property
    def is_blocking(self) -> bool:
        """Whether nobody can sign before this is mended."""
        return self in (Concern.UNANSWERED, Concern.REASON_MISSING)


@dataclass(frozen=True, slots=True)
class Finding:
    """One concern with the ids of the items that it is about, in the order of the checklist."""

    concern: Concern
    items: tuple[str, ...]


SAME_NOTE_FROM = 3  # items with the same note
_SHORTEST_SAME_NOTE = 12  # characters; "See MOU." may well stand in many places

# FERPA (34 CFR 99.3) counts student numbers and dates of birth among personally identifiable information.
# The text is searched with single spaces, so that no long run of them is tried in many ways.
_STUDENT = re.compile(
    r"""
    \b(?:student|pupil)(?:['’]s)?[ ]?(?:id|i\.d\.|number|no\.?|nr\.?)?(?:[ ]?number)?[\W_]{0,3}[a-z]{0,2}\d{5,12}\b
    | \b(?:id|i\.d\.|ssid|suid|lasid|sasid)(?:[ ](?:number|no\.?))?(?:[ ]is)?[\W_]{0,3}[a-z]{0,2}\d{5,12}\b
    | \b(?:d\.?o\.?b|date[ ]of[ ]birth|birth[ ]?da(?:te|y)|born)\b(?:[ ](?:is|was|on|of))?(?:[ ]the)?\W{0,3}
      (?:
        \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}
        | \d{1,2}(?:st|nd|rd|th)?(?:[ ]of)?[ -]?[a-z]{3,9}\.?,?[ -]?\d{2,4}
        | [a-z]{3,9}\.?[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ]\d{4}
      )\b
    | \b\d{3}-\d{2}-\d{4}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def check(assessment: Assessment, today: date) -> tuple[Finding, ...]:
    """Return what the check finds, what blocks first; each concern at most once."""
    items = [item.id for item in assessment.rubric.items]
    found = []
    for concern in Concern:
        concerned = tuple(_CHECKS[concern](assessment, items, today))
        if concerned:
            found.append(Finding(concern, concerned))
    return tuple(found)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that have to be mended before anyone can sign."""
    return tuple(finding for finding in findings if finding.concern.is_blocking)


def open_points(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that people may accept; a signed summary lists them."""
    return tuple(finding for finding in findings if not finding.concern.is_blocking)


def seems_to_name_a_student(text: str) -> bool:
    """Return whether a text holds what looks like a student's number, a social security number or a date of birth."""
    return _STUDENT.search(" ".join(text.split())) is not None


def names_students(assessment: Assessment) -> tuple[str, ...]:
    """Return the ids of the items with a text that seems to name a student."""
    return tuple(item.id for item in assessment.rubric if _names_student(assessment, item.id))


_Check = Callable[[Assessment, list[str], date], Iterator[str]]


def _by_response(accepts: Callable[[Assessment, str], bool]) -> _Check:
    def found(assessment: Assessment, items: list[str], _today: date) -> Iterator[str]:
        return (item_id for item_id in items if accepts(assessment, item_id))

    return found


def _by_step(accepts: Callable[[NextStep, date], bool]) -> _Check:
    def found(assessment: Assessment, items: list[str], today: date) -> Iterator[str]:
        concerned = {step.item_id for step in assessment.next_steps if step.is_open and accepts(step, today)}
        return (item_id for item_id in items if item_id in concerned)

    return found


def _same_notes(assessment: Assessment, items: list[str], _today: date) -> Iterator[str]:
    by_note = defaultdict(list)
    for item_id in items:
        note = " ".join(assessment.response(item_id).note.split()).casefold()
        if len(note) >= _SHORTEST_SAME_NOTE:
            by_note[note].append(item_id)
    repeated = {item_id for ids in by_note.values() if len(ids) >= SAME_NOTE_FROM for item_id in ids}
    return (item_id for item_id in items if item_id in repeated)


def _dates_past(assessment: Assessment, items: list[str], today: date) -> Iterator[str]:
    late = {step.item_id for step in assessment.next_steps if step.is_overdue(today)}
    expired = {entry.item_id for entry in assessment.evidence if entry.renew_by and entry.renew_by < today}
    return (item_id for item_id in items if item_id in late | expired)


def _texts(assessment: Assessment, item_id: str) -> Iterator[str]:
    response = assessment.response(item_id)
    yield from (response.note, response.reason)
    for step in assessment.steps_of(item_id):
        yield from (step.text, step.reason)
    for entry in assessment.evidence_of(item_id):
        yield from (entry.title, entry.place, entry.file_name)


def _names_student(assessment: Assessment, item_id: str) -> bool:
    return any(seems_to_name_a_student(text) for text in _texts(assessment, item_id))


_CHECKS: dict[Concern, _Check] = {
    Concern.UNANSWERED: _by_response(lambda a, i: not a.response(i).is_answered),
    Concern.REASON_MISSING: _by_response(lambda a, i: a.response(i).needs_reason),
    Concern.NO_EVIDENCE: _by_response(
        lambda a, i: a.response(i).answer is Answer.IN_PLACE and not a.evidence_of(i)
    ),
    Concern.NO_NEXT_STEP: _by_response(lambda a, i: a.response(i).is_gap and not _has_plan(a, i)),
    Concern.NO_OWNER: _by_step(lambda step, _: not step.owner.strip()),
    Concern.NO_DATE: _by_step(lambda step, _: step.due is None),
    Concern.DATE_PAST: _dates_past,
    Concern.SAME_NOTE: _same_notes,
    Concern.NAMES_STUDENT: _by_response(_names_student),
}


def _has_plan(assessment: Assessment, item_id: str) -> bool:
    return any(step.is_open for step in assessment.steps_of(item_id))
