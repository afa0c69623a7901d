from dataclasses import replace
from datetime import timedelta

import pytest

from secure_desktop.comparing_errors import DifferentChecklists
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.comparison_words import point_names
from secure_desktop.model.rubric import Checklist
from secure_desktop.model.trend import trend
from tests.builders import CHANGED, assessment, rubric

YES, PARTLY, NO, NA, OPEN = Answer


def year(number: int, *answers: Answer, school_year: str = "") -> Assessment:
    """Return the assessment of a year, with the answers to the first items."""
    given = dict(zip((item.id for item in rubric()), answers, strict=False))
    made = assessment(responses=given)
    return replace(
        made,
        id=f"year {number}",
        profile=replace(made.profile, school_year=school_year),
        changed_at=CHANGED + timedelta(days=365 * number),
    )


def test_each_point_has_progress_and_standing_of_all_and_of_each_step() -> None:
    found = trend([year(0), year(1, YES, NO), year(2, YES, YES, NA, PARTLY, YES)])

    assert [point.tally.progress.answered for point in found.points] == [0, 2, 5]
    assert [(point.tally.standing.in_place, point.tally.standing.applicable) for point in found.points] == [
        (0, 5),
        (1, 5),
        (3, 4),
    ]
    assert [tally.standing.in_place for tally in found.of_step(1) if tally] == [0, 1, 2]
    assert list(found.headings) == [1, 2]


def test_a_step_that_an_older_rubric_lacks_is_left_open() -> None:
    found = trend([assessment(rubric(3)), assessment(rubric(3, 2))])

    assert found.of_step(2)[0] is None
    assert found.of_step(2)[1] is not None


def test_another_checklist_has_no_place_in_a_trend() -> None:
    improve = replace(rubric(), checklist=Checklist.IMPROVE)

    with pytest.raises(DifferentChecklists):
        trend([year(0), year(1), assessment(improve)])


def test_a_point_is_named_by_school_year_else_by_day_else_by_revision() -> None:
    by_year = trend([year(0, school_year="2024–25"), year(1, school_year="2025–26")])
    by_day = trend([year(0), year(1)])
    first = year(0)
    by_revision = trend([first, replace(first, revision=2)])

    assert point_names(by_year, str) == ("2024–25", "2025–26")
    assert point_names(by_day, lambda at: at.date().isoformat()) == ("2026-11-20", "2027-11-20")
    assert point_names(by_revision, lambda at: at.date().isoformat()) == (
        "2026-11-20, revision 1",
        "2026-11-20, revision 2",
    )
