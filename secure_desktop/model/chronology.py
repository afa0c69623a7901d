"""Which of several assessments is earlier: by revision, by school year, or by their last change."""

import re
from collections.abc import Sequence

from secure_desktop.model.assessment import Assessment

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


def in_order(assessments: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Return assessments with the earliest first; equals keep their order.

    Revisions of one assessment go by their number. Otherwise the school year decides if each has one, since an
    old file may well be opened and changed late; then the last change.
    """
    if len({each.id for each in assessments}) == 1:
        return tuple(sorted(assessments, key=lambda each: (each.revision, each.changed_at)))
    years = [first_year(each.profile.school_year) for each in assessments]
    if not all(years):
        return tuple(sorted(assessments, key=lambda each: each.changed_at))
    return tuple(
        sorted(
            assessments,
            key=lambda each: (first_year(each.profile.school_year), each.changed_at, each.revision),
        )
    )


def first_year(school_year: str) -> int:
    """Return the year in which a school year such as "2026-27" begins; 0 when the text names none."""
    found = _YEAR.search(school_year)
    return int(found[0]) if found else 0
