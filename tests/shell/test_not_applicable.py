from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from secure_desktop.model.assessment import Answer
from secure_desktop.shell.item_link import ItemLink
from tests.shell.person import CTRL, Person, named, until

KEY = Qt.Key


def missing(person: Person) -> bool:
    return any(
        label.isVisible() and label.text() == "A reason is needed."
        for label in person.page.findChildren(QLabel)
    )


def test_not_applicable_asks_for_a_reason_until_there_is_one(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_4)
    detail = reviewer.page.items.detail
    assert reviewer.focus is detail.reason
    assert missing(reviewer)

    reviewer.types("Our district has no such school.")
    until(lambda: not missing(reviewer))

    response = reviewer.page.session.response("1S-01")
    assert (response.answer, response.reason) == (Answer.NOT_APPLICABLE, "Our district has no such school.")


def test_blanks_are_no_reason(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_4)
    reviewer.types("   ")
    reviewer.presses(KEY.Key_Escape)

    assert missing(reviewer)


def test_the_keyboard_goes_back_to_the_answer_after_the_reason(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_4)
    reviewer.types("none")
    reviewer.presses(KEY.Key_Escape)

    assert reviewer.focus is reviewer.answer_button(Answer.NOT_APPLICABLE)


def test_another_answer_hides_the_reason_and_keeps_it(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_4)
    reviewer.types("none")
    reviewer.presses(KEY.Key_Escape)
    reviewer.presses(KEY.Key_1)
    assert not reviewer.page.items.detail.reason.isVisible()

    reviewer.presses(KEY.Key_4)

    assert reviewer.page.items.detail.reason.toPlainText() == "none"
    assert not missing(reviewer)
    assert reviewer.focus is reviewer.answer_button(Answer.NOT_APPLICABLE)


def test_a_click_on_a_closed_card_opens_it_and_asks(reviewer: Person) -> None:
    reviewer.clicks(reviewer.answer_button(Answer.NOT_APPLICABLE, "1S-03"))

    assert reviewer.item == "1S-03"
    assert reviewer.focus is reviewer.page.items.detail.reason
    assert missing(reviewer)


def test_the_review_lists_what_still_needs_a_reason(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_4)
    reviewer.presses(KEY.Key_PageDown, CTRL, times=2)

    sentence = "1 item is “not applicable” without a reason. (needed)"
    reviewer.clicks(named(reviewer.page.review, ItemLink, sentence))
    reviewer.settles()
    reviewer.clicks(named(reviewer.page.review._before, ItemLink, "1.1 Subject 1 of step 1"))
    assert reviewer.item == "1S-01"
    assert missing(reviewer)
