"""Typing in what was ticked on paper, by the keyboard alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.paper.typing_page import TypingPage
from secure_desktop.storage.opening import open_file
from tests.exchange.trust import create_ready
from tests.shell.person import CTRL, Person, named, until
from tests.shell.signing import sign
from tests.shell.test_not_saved import put_a_stranger_in_its_place

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def typist(reviewer: Person) -> Person:
    """Somebody with a stack of paper, before the first of five items."""
    reviewer.presses(KEY.Key_T, CTRL)
    reviewer.settles()
    return reviewer


def page_of(person: Person) -> TypingPage:
    page = person.window.side.shown
    assert isinstance(page, TypingPage)
    return page


def answers(person: Person) -> list[str]:
    assessment = person.page.session.assessment
    return [str(assessment.response(item.id).answer) for item in assessment.rubric]


def test_a_whole_sheet_is_typed_in_with_one_key_an_item(typist: Person) -> None:
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_1, KEY.Key_2):
        typist.presses(key)

    assert answers(typist) == ["in-place", "partly", "not-in-place", "in-place", "partly"]
    page = page_of(typist)
    assert page.place == ""
    assert page.end_card.text == "That was the last item. Every item has an answer."
    assert page.end.hasFocus()


def test_it_shows_the_item_what_was_entered_last_and_how_many_are_left(typist: Person) -> None:
    typist.presses(KEY.Key_2)
    typist.presses(KEY.Key_1)
    page = page_of(typist)

    assert page.card._text.text().startswith(
        "1.3  The partners have agreed in writing on subject 3 of step 1"
    )
    assert page.progress_text.text() == "2 of 5 answered, 3 left"
    assert page.entered.texts == ("✓ In place 1.2 Subject 2 of step 1", "◐ Partly 1.1 Subject 1 of step 1")


def test_in_a_low_window_what_was_entered_last_stands_over_the_item(typist: Person) -> None:
    page = page_of(typist)
    typist.presses(KEY.Key_2)
    typist.settles()
    assert not page.card._before.isVisible()

    typist.window.resize(900, 400)
    typist.presses(KEY.Key_1)
    until(page.card._before.isVisible)
    assert page.card._before.text() == "Just entered: ✓ In place 1.2 Subject 2 of step 1"


def test_keys_of_the_number_pad_do_the_same(typist: Person) -> None:
    typist.presses(KEY.Key_3, Qt.KeyboardModifier.KeypadModifier)

    assert answers(typist)[0] == "not-in-place"


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Down, KEY.Key_Return])
def test_an_item_that_was_left_open_on_paper_is_skipped(typist: Person, key: Qt.Key) -> None:
    typist.presses(key)
    typist.presses(KEY.Key_1)

    assert answers(typist)[:3] == ["unanswered", "in-place", "unanswered"]


@pytest.mark.parametrize("key", [KEY.Key_Backspace, KEY.Key_Up])
def test_a_slip_is_mended_one_step_back(typist: Person, key: Qt.Key) -> None:
    typist.presses(KEY.Key_1)
    typist.presses(key)
    page = page_of(typist)
    assert page.place == "1S-01"
    assert page.card.buttons[Answer.IN_PLACE].isChecked()

    typist.presses(KEY.Key_3)

    assert answers(typist)[:2] == ["not-in-place", "unanswered"]
    assert page.place == "1S-02"
    assert page.entered.texts == ("✕ Not in place 1.1 Subject 1 of step 1",)


@pytest.mark.parametrize("key", [KEY.Key_0, KEY.Key_Delete])
def test_an_answer_is_cleared(typist: Person, key: Qt.Key) -> None:
    typist.presses(KEY.Key_1)
    typist.presses(KEY.Key_Backspace)
    typist.presses(key)

    assert answers(typist)[0] == "unanswered"
    assert page_of(typist).place == "1S-01"


def test_not_applicable_asks_for_the_reason_and_enter_goes_on(typist: Person) -> None:
    typist.presses(KEY.Key_4)
    assert page_of(typist).card.reason.hasFocus()
    typist.types("No officers at 2 of our schools.")
    typist.presses(KEY.Key_Return)
    typist.presses(KEY.Key_1)

    response = typist.page.session.response("1S-01")
    assert (response.answer, response.reason) == (Answer.NOT_APPLICABLE, "No officers at 2 of our schools.")
    assert answers(typist)[1] == "in-place"


def test_a_reason_that_is_not_on_the_paper_can_wait(typist: Person) -> None:
    typist.presses(KEY.Key_4)
    typist.presses(KEY.Key_Return)
    typist.settles()

    page = page_of(typist)
    assert page.place == "1S-02"
    assert typist.page.session.response("1S-01").needs_reason
    assert named(page.entered, type(page.card.problem), "The reason is missing.")


def test_escape_in_the_reason_goes_back_to_the_answers(typist: Person) -> None:
    typist.presses(KEY.Key_4)
    typist.presses(KEY.Key_Escape)
    typist.presses(KEY.Key_1)

    assert answers(typist)[0] == "in-place"


@pytest.mark.parametrize("key", [KEY.Key_N, KEY.Key_F2])
def test_a_note_is_written_before_the_answer(typist: Person, key: Qt.Key) -> None:
    typist.presses(key)
    typist.types("4 schools, see page 2")
    typist.presses(KEY.Key_Return, SHIFT)
    typist.types("and 3")
    typist.presses(KEY.Key_Return)
    assert page_of(typist).place == "1S-01"
    typist.presses(KEY.Key_2)

    response = typist.page.session.response("1S-01")
    assert (response.answer, response.note) == (Answer.PARTLY, "4 schools, see page 2\nand 3")


def test_a_note_to_an_answered_item_goes_on_with_enter(typist: Person) -> None:
    typist.presses(KEY.Key_2)
    typist.presses(KEY.Key_Backspace)
    typist.presses(KEY.Key_N)
    typist.types("ñ – page 2")
    typist.presses(KEY.Key_Return)

    assert typist.page.session.response("1S-01").note == "ñ – page 2"
    assert page_of(typist).place == "1S-02"


def test_a_note_that_was_not_finished_is_saved_when_the_window_closes(
    typist: Person, person_comes: Callable[[], Person], empty: Path
) -> None:
    typist.presses(KEY.Key_N)
    typist.types("typed a moment ago")
    typist.window.close()

    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").note == "typed a moment ago"


def test_what_was_typed_in_is_taken_back_and_shown(typist: Person) -> None:
    typist.presses(KEY.Key_1)
    typist.presses(KEY.Key_2)
    typist.presses(KEY.Key_Z, CTRL)

    assert answers(typist)[:2] == ["in-place", "unanswered"]
    assert page_of(typist).place == "1S-02"
    typist.presses(KEY.Key_3)
    assert answers(typist)[:2] == ["in-place", "not-in-place"]


def test_it_goes_on_where_it_stopped(typist: Person, person_comes: Callable[[], Person], empty: Path) -> None:
    typist.presses(KEY.Key_Space)
    typist.presses(KEY.Key_1)
    typist.presses(KEY.Key_Escape)
    assert typist.window.side.shown is None
    typist.presses(KEY.Key_T, CTRL)
    assert page_of(typist).place == "1S-03"
    typist.window.close()

    again = person_comes()
    again.window.open_path(empty)
    again.settles()
    again.presses(KEY.Key_T, CTRL)

    assert page_of(again).place == "1S-03"


def test_at_the_end_what_was_skipped_is_one_key_away(typist: Person) -> None:
    for key in (KEY.Key_1, KEY.Key_Space, KEY.Key_1, KEY.Key_1, KEY.Key_1):
        typist.presses(key)
    page = page_of(typist)
    assert page.end_card.text == "That was the last item. 1 item has no answer yet."
    assert page.end_card.button.hasFocus()

    typist.presses(KEY.Key_Return)
    assert page.place == "1S-02"
    assert page.card.hasFocus()


def test_backspace_leads_back_from_the_end(typist: Person) -> None:
    for _ in range(5):
        typist.presses(KEY.Key_1)
    typist.presses(KEY.Key_Backspace)

    assert page_of(typist).place == "2S-02"


def test_the_mouse_answers_too(typist: Person) -> None:
    page = page_of(typist)
    typist.clicks(page.card.buttons[Answer.PARTLY])

    assert answers(typist)[0] == "partly"
    assert page.place == "1S-02"
    assert page.card.hasFocus()


def test_a_screen_reader_is_told_the_item_and_its_answer(typist: Person) -> None:
    typist.presses(KEY.Key_2)
    typist.presses(KEY.Key_Backspace)
    spoken = QAccessible.queryAccessibleInterface(page_of(typist).card)

    assert spoken.text(QAccessible.Text.Name).startswith("1.1 The partners have agreed in writing")
    assert spoken.text(QAccessible.Text.Description).startswith("Recorded: Partly.")


def test_keys_with_control_are_left_to_the_menus(typist: Person) -> None:
    typist.presses(KEY.Key_1, CTRL)

    assert answers(typist)[0] == "unanswered"


def test_an_answer_that_could_not_be_saved_is_told_and_the_item_stays(typist: Person, empty: Path) -> None:
    mend = put_a_stranger_in_its_place(empty)
    typist.presses(KEY.Key_1)
    page = page_of(typist)
    assert page.place == "1S-01"
    assert page.card.problem.isVisible()
    assert not page.card.buttons[Answer.IN_PLACE].isChecked()

    mend()
    typist.presses(KEY.Key_1)
    assert answers(typist)[0] == "in-place"
    assert page.place == "1S-02"


def test_a_note_that_could_not_be_saved_stays_in_the_field(typist: Person, empty: Path) -> None:
    mend = put_a_stranger_in_its_place(empty)
    typist.presses(KEY.Key_N)
    typist.types("an hour of work")
    typist.presses(KEY.Key_Escape)
    typist.presses(KEY.Key_Down)
    page = page_of(typist)
    assert page.place == "1S-01"
    assert page.card.note.toPlainText() == "an hour of work"

    mend()
    typist.presses(KEY.Key_Down)
    assert page.place == "1S-02"
    assert typist.page.session.response("1S-01").note == "an hour of work"


def test_the_history_names_who_typed_it_in(typist: Person, empty: Path) -> None:
    typist.window.preferences._keep(typist.window.preferences.settings._replace(name="Maria Lopez"))
    typist.presses(KEY.Key_1)

    assert typist.page.session.file.history()[-1].by == "Maria Lopez"


def test_nothing_is_typed_into_what_is_signed_or_can_only_be_read(person: Person, tmp_path: Path) -> None:
    path = create_ready(tmp_path / "river.sqlite")
    person.window.open_path(path)
    person.settles()
    assert person.window.actions_by_name["paper"].isEnabled()
    sign(person, "Sample Person 1")
    person.page.go_to(Section(Kind.REPORT))
    person.settles()

    assert not person.window.actions_by_name["paper"].isEnabled()
    assert not person.page.report.paper.typing.isVisible()
    person.presses(KEY.Key_T, CTRL)
    assert person.window.side.shown is None


def test_the_report_page_leads_there(reviewer: Person) -> None:
    reviewer.page.go_to(Section(Kind.REPORT))
    reviewer.settles()
    reviewer.clicks(named(reviewer.page.report, QPushButton, "Type in from paper"))
    until(lambda: page_of(reviewer).isVisible())

    assert page_of(reviewer).card.hasFocus()
