"""All that a report, a review page or `status` says about an assessment, computed once."""

from dataclasses import dataclass
from datetime import datetime

from secure_desktop.model.assessment import Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.gaps import Gap, first_to_close, gaps
from secure_desktop.model.plan import PlanRow, plan_rows
from secure_desktop.model.progress import Tally, tally, tally_by_step
from secure_desktop.model.quality import Finding, check, open_points
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import ActionStep, Item, Rubric
from secure_desktop.model.sign_off import Revision, SignOff
from secure_desktop.model.signed_form import fingerprint_of
from secure_desktop.model.signing import Stage, day_of_check, latest, missing_roles, stage

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
class RegisterEntry:
    """One piece of evidence with the label of the item that it belongs to."""

    label: str
    item: Item
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Summary:
    """An assessment as its readers meet it. Times are UTC; `made_at` is when the summary was made.

    `plan` holds every gap and every next step, `register` all evidence, `open_points` what the signers
    accept or accepted. `fingerprint` is that of the assessment as it stands. `sign_offs` are those of this revision,
    of each person the last; `all_sign_offs` those of every revision. `missing` are the roles that have yet to sign.
    """

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
    plan: tuple[PlanRow, ...]
    register: tuple[RegisterEntry, ...]
    open_points: tuple[Finding, ...]
    stage: Stage
    is_locked: bool
    fingerprint: str
    sign_offs: tuple[SignOff, ...]
    all_sign_offs: tuple[SignOff, ...]
    missing: tuple[Role, ...]
    revisions: tuple[Revision, ...]

    @property
    def planned_gaps(self) -> int:
        """How many gaps have an open next step with an owner and a date."""
        planned = {
            row.item.id for row in self.plan if row.next_step and row.is_open and row.next_step.is_planned
        }
        return sum(1 for gap in self.gaps if gap.item.id in planned)

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
        plan=plan_rows(assessment),
        register=tuple(
            RegisterEntry(
                assessment.rubric.label(entry.item_id), assessment.rubric.item(entry.item_id), entry
            )
            for entry in assessment.evidence
        ),
        open_points=open_points(check(assessment, day_of_check(assessment, made_at))),
        stage=stage(assessment),
        is_locked=assessment.is_locked,
        fingerprint=fingerprint_of(assessment),
        sign_offs=latest(assessment),
        all_sign_offs=assessment.sign_offs,
        missing=missing_roles(assessment),
        revisions=assessment.revisions,
    )


def _item_summary(assessment: Assessment, item: Item) -> ItemSummary:
    return ItemSummary(assessment.rubric.label(item.id), item, assessment.response(item.id))
