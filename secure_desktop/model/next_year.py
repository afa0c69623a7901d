"""What an assessment of the next year takes over from an earlier one, before anybody has answered anything."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from secure_desktop.model.assessment import Assessment, Participant, Profile
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.progress import tally
from secure_desktop.model.reconfirming import next_school_year
from secure_desktop.model.rubric import Checklist, Rubric


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What comes along. `expired` is the evidence that stays behind because it was to be renewed by now."""

    profile: Profile
    participants: tuple[Participant, ...]
    evidence: tuple[Evidence, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    expired: tuple[Evidence, ...] = ()
    has_answers: bool = False


def carried_over(earlier: Assessment, rubric: Rubric, today: date) -> CarriedOver:
    """Return what an assessment of a rubric takes over.

    For the same checklist it is the profile with the next school year, the team, the evidence that is still valid, the
    next steps that are open, and the answers, to be confirmed one by one. For another one it is profile and team.
    """
    if rubric.id != earlier.rubric.id:
        return CarriedOver(earlier.profile, earlier.participants)
    here = [entry for entry in earlier.evidence if entry.item_id in rubric]
    return CarriedOver(
        profile=replace(earlier.profile, school_year=next_school_year(earlier.profile.school_year)),
        participants=earlier.participants,
        evidence=tuple(entry for entry in here if _is_valid(entry, today)),
        next_steps=tuple(step for step in earlier.next_steps if step.is_open and step.item_id in rubric),
        expired=tuple(entry for entry in here if not _is_valid(entry, today)),
        has_answers=any(
            earlier.response(item.id).is_answered for item in rubric if item.id in earlier.rubric
        ),
    )


def next_checklist(assessment: Assessment, rubrics: Mapping[str, Rubric]) -> Rubric | None:
    """Return the Checklist to Improve that goes with a finished Checklist to Start, if it is on hand; else None.

    Finished is one that is signed, or in which every item is answered.
    """
    rubric = assessment.rubric
    if rubric.checklist is not Checklist.START or assessment.reviewer is not None:
        return None
    if not assessment.is_locked and not tally(assessment).progress.is_complete:
        return None
    others = [other for other in rubrics.values() if other.checklist is Checklist.IMPROVE]
    same_family = rubric.id.replace("start", "improve")
    return next((other for other in others if other.id == same_family), None)


def _is_valid(evidence: Evidence, today: date) -> bool:
    return evidence.renew_by is None or evidence.renew_by >= today
