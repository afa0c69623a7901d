from secure_desktop.model.assessment import Answer
from secure_desktop.model.gaps import first_to_close, gaps
from tests import builders


def test_gaps_are_what_is_partly_or_not_in_place_in_the_order_of_the_checklist() -> None:
    answers = {
        "2S-01": Answer.PARTLY,
        "1S-02": Answer.NOT_IN_PLACE,
        "1S-01": Answer.IN_PLACE,
        "1S-03": Answer.NOT_APPLICABLE,
    }
    found = gaps(builders.assessment(responses=answers))

    assert [(gap.label, gap.item.id, gap.response.answer) for gap in found] == [
        ("1.2", "1S-02", Answer.NOT_IN_PLACE),
        ("2.1", "2S-01", Answer.PARTLY),
    ]


def test_there_is_no_gap_where_nothing_was_said() -> None:
    assert gaps(builders.assessment()) == ()


def test_a_board_hears_first_of_core_items_that_are_not_in_place_at_all() -> None:
    answers = {
        "1S-01": Answer.PARTLY,
        "1S-02": Answer.PARTLY,
        "1S-03": Answer.NOT_IN_PLACE,  # supplementary
        "2S-01": Answer.NOT_IN_PLACE,
    }
    found = gaps(builders.assessment(responses=answers))

    assert [gap.item.id for gap in first_to_close(found, 3)] == ["2S-01", "1S-03", "1S-01"]


def test_all_gaps_are_shown_when_they_are_few() -> None:
    found = gaps(builders.assessment(responses={"1S-01": Answer.PARTLY}))

    assert first_to_close(found, 6) == found
