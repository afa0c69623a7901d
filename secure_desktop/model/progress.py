"""How far a partnership has come: progress and standing, two figures that are never mixed."""

from collections.abc import Iterable
from dataclasses import dataclass

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.rubric import ActionStep, Item


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of all items have an answer."""

    answered: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether every item has an answer."""
        return self.answered == self.total

    @property
    def share(self) -> float:
        """The answered part of all items, from 0 to 1."""
        return self.answered / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the applicable items are in place.

    Applicable is every item that nobody has called "not applicable"; an unanswered item still is.
    """

    in_place: int
    applicable: int

    @property
    def share(self) -> float:
        """The part of the applicable items that is in place, from 0 to 1. Meaningful once all is answered."""
        return self.in_place / self.applicable if self.applicable else 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each answer was given in some group of items."""

    in_place: int = 0
    partly: int = 0
    not_in_place: int = 0
    not_applicable: int = 0
    unanswered: int = 0

    def of(self, answer: Answer) -> int:
        """Return how often this answer was given."""
        counts = {
            Answer.IN_PLACE: self.in_place,
            Answer.PARTLY: self.partly,
            Answer.NOT_IN_PLACE: self.not_in_place,
            Answer.NOT_APPLICABLE: self.not_applicable,
            Answer.UNANSWERED: self.unanswered,
        }
        return counts[answer]

    @property
    def total(self) -> int:
        """How many items the group has."""
        return self.in_place + self.partly + self.not_in_place + self.not_applicable + self.unanswered

    @property
    def gaps(self) -> int:
        """How many items are partly or not in place."""
        return self.partly + self.not_in_place

    @property
    def progress(self) -> Progress:
        """How many of the group's items have an answer."""
        return Progress(self.total - self.unanswered, self.total)

    @property
    def standing(self) -> Standing:
        """How many of the group's applicable items are in place."""
        return Standing(self.in_place, self.total - self.not_applicable)


def tally(assessment: Assessment, items: Iterable[Item] | None = None) -> Tally:
    """Return how often each answer was given, among some items or among all that are asked."""
    counts = dict.fromkeys(Answer, 0)
    for item in assessment.asked_items if items is None else items:
        counts[assessment.response(item.id).answer] += 1
    return Tally(
        in_place=counts[Answer.IN_PLACE],
        partly=counts[Answer.PARTLY],
        not_in_place=counts[Answer.NOT_IN_PLACE],
        not_applicable=counts[Answer.NOT_APPLICABLE],
        unanswered=counts[Answer.UNANSWERED],
    )


def tally_by_step(assessment: Assessment) -> tuple[tuple[ActionStep, Tally], ...]:
    """Return each action step that is asked about with its tally, in order."""
    return tuple((step, tally(assessment, step.items)) for step in assessment.asked_steps)
