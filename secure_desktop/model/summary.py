"""All that a report, a review page or `status` says about an assessment, computed once."""

from dataclasses import dataclass
from datetime import datetime

from secure_desktop.model.assessment import Assessment, Participant, Profile, Response
from secure_desktop.model.gaps import Gap, first_to_close, gaps
from secure_desktop.model.progress import Tally, tally, tally_by_step
from secure_desktop.model.rubric import ActionStep, Item, Rubric

FIRST_GAPS = 6  # as many as a first page holds


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One item with its label ("2.3") and what was recorded for it."""

    label: str
    item: Item
    response: Response


@dataclass(frozen=True, slots=True)
class StepSummary:
    """One action step with its tally and its items."""

    step: ActionStep
    tally: Tally
    items: tuple[ItemSummary, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """An assessment as its readers meet it. Times are UTC; `made_at` is when the summary was made."""

    assessment_id: str
    rubric: Rubric
    profile: Profile
    participants: tuple[Participant, ...]
    revision: int
    changed_at: datetime
    made_at: datetime
    tally: Tally
    steps: tuple[StepSummary, ...]
    gaps: tuple[Gap, ...]
    first_gaps: tuple[Gap, ...]
    unanswered: tuple[ItemSummary, ...]

    @property
    def items(self) -> tuple[ItemSummary, ...]:
        """All items in the order of the checklist."""
        return tuple(item for step in self.steps for item in step.items)


def summarize(assessment: Assessment, made_at: datetime) -> Summary:
    """Return the summary of an assessment as it stands."""
    steps = tuple(
        StepSummary(step, counts, tuple(_item_summary(assessment, item) for item in step.items))
        for step, counts in tally_by_step(assessment)
    )
    found = gaps(assessment)
    return Summary(
        assessment_id=assessment.id,
        rubric=assessment.rubric,
        profile=assessment.profile,
        participants=assessment.participants,
        revision=assessment.revision,
        changed_at=assessment.changed_at,
        made_at=made_at,
        tally=tally(assessment),
        steps=steps,
        gaps=found,
        first_gaps=first_to_close(found, FIRST_GAPS),
        unanswered=tuple(entry for step in steps for entry in step.items if not entry.response.is_answered),
    )


def _item_summary(assessment: Assessment, item: Item) -> ItemSummary:
    return ItemSummary(assessment.rubric.label(item.id), item, assessment.response(item.id))
