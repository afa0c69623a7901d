from dataclasses import replace

from secure_desktop.model.assessment import Answer
from secure_desktop.model.common_gaps import common_gaps
from tests import builders
from tests.overviews import entry, improve_rubric


def test_the_most_common_gap_comes_first_with_what_it_is_counted_from() -> None:
    (of,) = common_gaps(
        [
            entry("A", {"1S-01": Answer.PARTLY, "1S-02": Answer.NOT_IN_PLACE}),
            entry("B", {"1S-01": Answer.IN_PLACE, "1S-02": Answer.PARTLY}),
            entry("C", {"1S-02": Answer.NOT_APPLICABLE}),
            entry("D"),
        ]
    )

    assert of.assessments == 4
    assert [(gap.label, gap.count, gap.not_in_place, gap.partly, gap.answered) for gap in of.gaps] == [
        ("1.2", 2, 1, 1, 3),
        ("1.1", 1, 0, 1, 2),
    ]
    assert of.gaps[1].share == 0.5


def test_equally_common_gaps_stand_in_the_order_of_the_checklist() -> None:
    (of,) = common_gaps([entry("A", {"2S-01": Answer.PARTLY, "1S-03": Answer.NOT_IN_PLACE})])

    assert [gap.item.id for gap in of.gaps] == ["1S-03", "2S-01"]


def test_checklists_with_the_same_items_are_never_mixed() -> None:
    start, improve = common_gaps(
        [entry("A", {"1S-01": Answer.PARTLY}, rubric=improve_rubric()), entry("B", {"1S-01": Answer.PARTLY})]
    )

    assert [of.rubric.id for of in (start, improve)] == ["secure-start", "secure-improve"]
    assert [of.gaps[0].count for of in (start, improve)] == [1, 1]


def test_versions_of_a_checklist_count_together() -> None:
    shorter = replace(builders.rubric(2, 2), version="2.0")
    (of,) = common_gaps(
        [
            entry("A", {"1S-01": Answer.PARTLY, "1S-03": Answer.PARTLY}),
            entry("B", {"1S-01": Answer.NOT_IN_PLACE}, rubric=shorter),
        ]
    )

    assert of.rubric.version == "2.0"
    assert [(gap.item.id, gap.count, gap.answered) for gap in of.gaps] == [("1S-01", 2, 2), ("1S-03", 1, 1)]


def test_without_assessments_there_are_no_gaps() -> None:
    assert common_gaps([]) == ()
