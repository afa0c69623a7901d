"""How a district came along over several assessments: progress and standing at each, overall and by action step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.comparison import demand_comparable
from secure_desktop.model.progress import Tally, tally, tally_by_step
from secure_desktop.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Point:
    """One assessment on the way. `at` is its last change, for a signed revision the signature."""

    assessment_id: str
    rubric: Rubric
    district: str
    school_year: str
    revision: int
    is_signed: bool
    at: datetime
    tally: Tally
    steps: Mapping[int, Tally]  # by the step's number


@dataclass(frozen=True, slots=True)
class Trend:
    """Assessments in the order given, and the headings of their action steps by number."""

    points: tuple[Point, ...]
    headings: Mapping[int, str]

    def of_step(self, number: int) -> tuple[Tally | None, ...]:
        """Return how a step stood at each point; None where that rubric has no such step."""
        return tuple(point.steps.get(number) for point in self.points)


def trend(assessments: Sequence[Assessment]) -> Trend:
    """Return the trend over assessments, the earliest of which comes first.

    Raises:
        DifferentChecklists, NothingInCommon: when they cannot be compared.
    """
    demand_comparable(assessments)
    headings = {step.number: step.heading for each in assessments for step in each.rubric.steps}
    return Trend(tuple(_point(each) for each in assessments), dict(sorted(headings.items())))


def _point(assessment: Assessment) -> Point:
    return Point(
        assessment_id=assessment.id,
        rubric=assessment.rubric,
        district=assessment.profile.district,
        school_year=assessment.profile.school_year,
        revision=assessment.revision,
        is_signed=assessment.is_locked,
        at=assessment.changed_at,
        tally=tally(assessment),
        steps={step.number: counts for step, counts in tally_by_step(assessment)},
    )
