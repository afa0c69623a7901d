"""Answers of an earlier assessment: shown beside the items they were given to, and counted only once somebody confirms them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from secure_desktop.model.assessment import Assessment, Response
from secure_desktop.model.rubric import Item

_YEARS = re.compile(r"(?P<first>[12]\d{3})(?:(?P<sign>\s*[-–—/]\s*)(?P<second>\d{2}|[12]\d{3}))?")


class EarlierKind(StrEnum):
    """Why an earlier assessment is kept: the one of the year before, or of the checklist's version before."""

    YEAR = "year"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The assessment that another one started from."""

    kind: EarlierKind
    assessment: Assessment

    def response(self, item_id: str) -> Response | None:
        """Return what was answered then to an item; None when nothing was."""
        found = self.assessment.responses.get(item_id)
        return (
            found if found is not None and found.is_answered and item_id in self.assessment.rubric else None
        )

    def other_wording(self, item: Item) -> str:
        """Return how an item read then, when it reads otherwise now; else ""."""
        rubric = self.assessment.rubric
        then = rubric.item(item.id).text if item.id in rubric else item.text
        return "" if then == item.text else then


def waiting(assessment: Assessment, earlier: Earlier) -> tuple[Item, ...]:
    """Return the items that were answered then and are not yet now, in the order of the checklist."""
    return tuple(
        item
        for item in assessment.asked_items
        if not assessment.response(item.id).is_answered and earlier.response(item.id) is not None
    )


def as_before(present: Response, then: Response) -> Response:
    """Return a response that says again what was said then. A note that was written since is kept."""
    return replace(
        present,
        answer=then.answer,
        reason=then.reason,
        note=present.note if present.note.strip() else then.note,
    )


def is_as_before(present: Response, then: Response) -> bool:
    """Return whether a response gives the answer again that was given then."""
    return present.answer is then.answer


def removed_items(assessment: Assessment, earlier: Earlier) -> tuple[Item, ...]:
    """Return the items that the checklist had then and has no more, in the order that it had."""
    return tuple(item for item in earlier.assessment.rubric if item.id not in assessment.rubric)


def next_school_year(text: str) -> str:
    """Return "2026-27" for "2025-26", with whatever stands between the years; a text that is no school year as it is."""
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        return text
    first, sign, second = found["first"], found["sign"], found["second"]
    following = str(int(first) + 1)
    if second is None:
        return following
    digits = len(second)
    is_one_later = int(second) == (int(first) + 1) % 10**digits
    return f"{following}{sign}{(int(second) + 1) % 10**digits:0{digits}}" if is_one_later else text


def is_of_last_year(assessment: Assessment, earlier: Earlier) -> bool:
    """Return whether the earlier assessment is that of the school year before, as far as anybody has said."""
    then, now = earlier.assessment.profile.school_year.strip(), assessment.profile.school_year.strip()
    return earlier.kind is EarlierKind.YEAR and (not then or not now or next_school_year(then) == now)
