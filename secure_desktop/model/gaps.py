"""Gaps: the items that are partly or not in place, and which of them to close first."""

from dataclasses import dataclass

from secure_desktop.model.assessment import Answer, Assessment, Response
from secure_desktop.model.rubric import Item, Tier


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that is partly or not in place, with its label ("2.3") and what was recorded."""

    label: str
    item: Item
    response: Response


def gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """Return all gaps in the order of the checklist."""
    rubric = assessment.rubric
    return tuple(
        Gap(rubric.label(item.id), item, response)
        for item in rubric.items
        if (response := assessment.response(item.id)).is_gap
    )


def first_to_close(found: tuple[Gap, ...], limit: int) -> tuple[Gap, ...]:
    """Return the gaps a board should hear of first: what is not in place at all, core items before others.

    That is an order of reading, not a grade; within it the order of the checklist stays.
    """
    ranked = sorted(
        found,
        key=lambda gap: (gap.response.answer is not Answer.NOT_IN_PLACE, gap.item.tier is not Tier.CORE),
    )
    return tuple(ranked[:limit])
