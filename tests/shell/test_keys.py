from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.model.navigation import Kind
from secure_desktop.shell.items.answer_buttons import AnswerButton
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.storage.opening import open_file
from tests.shell.person import ALT, CTRL, Person, until

KEY = Qt.Key


def answer(person: Person, item_id: str) -> Answer:
    return person.page.session.response(item_id).answer


def shown(person: Person) -> list[str]:
    return [card.item_id for card in person.page.items._cards if card.isVisible()]


@pytest.mark.parametrize(
    ("key", "expected"), list(zip((KEY.Key_1, KEY.Key_2, KEY.Key_3), CHOICES[:3], strict=True))
)
def test_a_digit_answers_the_open_item_and_the_keyboard_stays(
    reviewer: Person, key: Qt.Key, expected: Answer
) -> None:
    reviewer.presses(key)

    assert answer(reviewer, "1S-01") is expected
    assert isinstance(reviewer.focus, AnswerButton)


def test_digits_are_digits_in_a_note(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_F2)
    reviewer.types("1234 0")

    assert isinstance(reviewer.focus, NoteEdit)
    assert reviewer.focus.toPlainText() == "1234 0"
    assert answer(reviewer, "1S-01") is Answer.UNANSWERED


def test_digits_and_delete_are_for_the_search_field_while_it_has_the_keyboard(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_F, CTRL)
    reviewer.types("12304")
    reviewer.presses(KEY.Key_Home)
    reviewer.presses(KEY.Key_Delete)

    assert isinstance(reviewer.focus, QLineEdit)
    assert reviewer.focus.text() == "2304"
    assert answer(reviewer, "1S-01") is Answer.IN_PLACE


@pytest.mark.parametrize("key", [KEY.Key_0, KEY.Key_Delete])
def test_an_answer_is_cleared(reviewer: Person, key: Qt.Key) -> None:
    reviewer.presses(KEY.Key_1)
    reviewer.presses(key)

    assert answer(reviewer, "1S-01") is Answer.UNANSWERED
    assert not any(reviewer.answer_button(choice).isChecked() for choice in CHOICES)


def test_delete_in_a_note_deletes_there(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("ab")
    reviewer.presses(KEY.Key_Home)
    reviewer.presses(KEY.Key_Delete)

    assert isinstance(reviewer.focus, NoteEdit)
    assert reviewer.focus.toPlainText() == "b"
    assert answer(reviewer, "1S-01") is Answer.IN_PLACE


def test_the_arrows_walk_through_all_steps_and_stop_at_the_ends(reviewer: Person) -> None:
    walked = [reviewer.item]
    for _ in range(6):
        reviewer.presses(KEY.Key_Down)
        walked.append(reviewer.item)
        assert isinstance(reviewer.focus, AnswerButton)
    assert walked == ["1S-01", "1S-02", "1S-03", "2S-01", "2S-02", "2S-02", "2S-02"]
    assert reviewer.page.section.step == 2

    back = []
    for _ in range(5):
        reviewer.presses(KEY.Key_Up)
        back.append(reviewer.item)
    assert back == ["2S-01", "1S-03", "1S-02", "1S-01", "1S-01"]
    assert reviewer.page.section.step == 1


def test_left_and_right_go_from_answer_to_answer_without_choosing(reviewer: Person) -> None:
    visited = []
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Left):
        reviewer.presses(key)
        assert isinstance(reviewer.focus, AnswerButton)
        visited.append(reviewer.focus.answer)

    assert visited == [CHOICES[1], CHOICES[2], CHOICES[3], CHOICES[3], CHOICES[2]]
    assert answer(reviewer, "1S-01") is Answer.UNANSWERED
    assert len(reviewer.page.session.file.history()) == 1


@pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return, KEY.Key_Enter])
def test_space_and_enter_choose_the_answer_that_has_the_keyboard(reviewer: Person, key: Qt.Key) -> None:
    reviewer.presses(KEY.Key_Right)
    reviewer.presses(key)
    assert answer(reviewer, "1S-01") is Answer.PARTLY

    reviewer.presses(key)
    assert answer(reviewer, "1S-01") is Answer.PARTLY


def test_tab_reaches_one_answer_only_then_mark_then_details_then_notes(reviewer: Person) -> None:
    stops = []
    for _ in range(4):
        reviewer.presses(KEY.Key_Tab)
        stops.append(reviewer.focus.accessibleName() or reviewer.focus.property("text"))

    assert stops == ["Mark for review", "Source and provenance", "History of this item…", "Notes"]
    reviewer.presses(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, times=4)
    assert isinstance(reviewer.focus, AnswerButton)


def test_next_unanswered_goes_round_and_ends_at_the_review(reviewer: Person) -> None:
    reviewer.page.go_to_item("2S-01")
    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_U, CTRL)
    assert reviewer.item == "2S-02"

    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_U, CTRL)
    assert reviewer.item == "1S-01"
    assert isinstance(reviewer.focus, AnswerButton)

    for _ in range(3):
        reviewer.presses(KEY.Key_3)
        reviewer.presses(KEY.Key_U, CTRL)
    assert reviewer.is_at(Kind.REVIEW)


def test_search_finds_items_and_escape_gives_the_step_back(reader: Person) -> None:
    reader.page.go_to_item("2S-03")
    reader.presses(KEY.Key_F, CTRL)
    assert isinstance(reader.focus, QLineEdit)

    reader.types("arrest")
    until(lambda: reader.page.items._title.text().endswith("found"))
    found = shown(reader)
    assert 0 < len(found) < 49

    reader.presses(KEY.Key_Escape)
    reader.settles()
    assert reader.page.section.step == 2
    assert shown(reader) == [item.id for item in reader.page.session.rubric.step(2).items]


def test_a_digit_answers_what_the_search_has_found(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_F, CTRL)
    reviewer.types("2.2")
    until(lambda: shown(reviewer) == ["2S-02"])
    reviewer.presses(KEY.Key_Tab)
    while not isinstance(reviewer.focus, AnswerButton):
        reviewer.presses(KEY.Key_Tab)
    reviewer.presses(KEY.Key_2)

    assert answer(reviewer, "2S-02") is Answer.PARTLY


@pytest.mark.parametrize("name", ["show_unanswered", "show_gaps", "show_marked"])
def test_the_filters_show_what_they_say(reviewer: Person, name: str) -> None:
    reviewer.presses(KEY.Key_2)
    reviewer.presses(KEY.Key_Down)
    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_M, CTRL)
    reviewer.window.actions_by_name[name].trigger()
    reviewer.settles()

    expected = {
        "show_unanswered": ["1S-03", "2S-01", "2S-02"],
        "show_gaps": ["1S-01"],
        "show_marked": ["1S-02"],
    }
    assert shown(reviewer) == expected[name]


def test_next_unanswered_out_of_a_filter_shows_an_item_among_its_likes(reviewer: Person) -> None:
    reviewer.window.actions_by_name["show_unanswered"].trigger()
    reviewer.settles()
    reviewer.presses(KEY.Key_U, CTRL)
    reviewer.settles()

    search = reviewer.page.items.search
    everything = [item.id for item in reviewer.page.items.step.items]
    assert search.is_active or shown(reviewer) == everything


def test_the_sections_are_walked_by_key_and_chosen_with_enter(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_PageDown, CTRL)
    assert reviewer.page.section.step == 2
    assert isinstance(reviewer.focus, AnswerButton)
    reviewer.presses(KEY.Key_Right, ALT)
    assert reviewer.is_at(Kind.REVIEW)
    reviewer.presses(KEY.Key_PageUp, CTRL, times=3)
    assert reviewer.is_at(Kind.ABOUT)

    reviewer.page.sections.setFocus()
    reviewer.presses(KEY.Key_Down, times=5)
    reviewer.presses(KEY.Key_Return)
    assert reviewer.is_at(Kind.REPORT)


def test_going_back_from_the_first_section_leaves_the_assessment(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_PageUp, CTRL, times=2)

    assert reviewer.window.assessment is None
    assert reviewer.focus.property("text") == "New assessment"


def test_keys_that_answer_do_nothing_outside_the_action_steps(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_PageDown, CTRL, times=2)
    assert reviewer.is_at(Kind.REVIEW)
    for key in (KEY.Key_1, KEY.Key_4, KEY.Key_0, KEY.Key_Delete):
        reviewer.presses(key)

    assert len(reviewer.page.session.file.history()) == 1


def test_a_file_that_can_only_be_read_is_read_by_keyboard(person: Person, empty: Path) -> None:
    with open_file(empty) as other:
        other.record_response("1S-02", by="Ann", answer=Answer.PARTLY)
        person.window.open_path(empty)
        walked = [person.item]
        for _ in range(3):
            person.presses(KEY.Key_Down)
            walked.append(person.item)

    assert walked == ["1S-02", "1S-03", "2S-01", "2S-02"]
