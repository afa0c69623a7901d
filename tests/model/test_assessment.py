import pytest

from secure_desktop.model.assessment import CHOICES, Answer, Response
from tests import builders


def test_an_item_of_which_nothing_was_said_has_an_empty_response() -> None:
    response = builders.assessment().response("1S-01")

    assert response == Response("1S-01")
    assert not response.is_answered
    assert not response.is_gap


def test_the_four_answers_are_those_that_answer() -> None:
    assert [answer for answer in Answer if Response("x", answer).is_answered] == list(CHOICES)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_not_applicable_needs_a_reason_with_something_in_it(reason: str) -> None:
    assert Response("x", Answer.NOT_APPLICABLE, reason=reason).needs_reason
    assert not Response("x", Answer.NOT_APPLICABLE, reason="No such school.").needs_reason
    assert not Response("x", Answer.PARTLY, reason=reason).needs_reason
