from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from secure_desktop.exchange.next_year import start_from
from secure_desktop.exchange.upgrade import save_upgraded
from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.navigation import Filter
from secure_desktop.model.reconfirming import next_school_year
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.earlier_part import EarlierPart
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.storage.opening import open_file
from tests.exchange.trust import edit
from tests.exchange.versions import CHANGED, version_2
from tests.shell.dialogs_at_work import while_open
from tests.shell.person import CTRL, Person, named

KEY = Qt.Key
THEN = datetime(2025, 9, 12, 10, 0, tzinfo=UTC)


@pytest.fixture
def following(empty: Path) -> Path:
    """The year after one in which the first four items of five were answered."""
    clock = lambda: THEN  # noqa: E731 - a clock is a function
    with open_file(empty, clock=clock) as file:
        file.record_response("1S-01", by="Bob", answer=Answer.IN_PLACE, note="Seen in the MOU.")
        file.record_response("1S-02", by="Bob", answer=Answer.NOT_APPLICABLE, reason="No such school.")
        file.record_response("1S-03", by="Bob", answer=Answer.PARTLY)
        file.record_response("2S-01", by="Bob", answer=Answer.NOT_IN_PLACE, note="Long. " * 300)
        of = file.assessment()
        target = empty.with_name("next.sqlite")
        year = next_school_year(of.profile.school_year)
        profile = replace(of.profile, school_year=year)
        start_from(file, target, of.rubric, profile=profile, participants=(), by="Ann")
    return target


@pytest.fixture
def teacher(person: Person, following: Path) -> Person:
    """Somebody at the first item of the next year."""
    person.window.open_path(following)
    person.settles()
    return person


def part(person: Person) -> EarlierPart:
    return person.page.items.detail.earlier


def response(person: Person, item_id: str) -> Response:
    return person.page.session.response(item_id)


def line(person: Person, item_id: str) -> str:
    card = next(card for card in person.page.items._cards if card.item_id == item_id and card.isVisible())
    return card._earlier.text() if card._earlier.isVisible() else ""


def test_the_open_card_tells_what_was_said_last_year(teacher: Person) -> None:
    assert part(teacher).text == (
        "Last year: ✓ In place, 12 Sep 2025, by Bob\n"
        "Note then: Seen in the MOU.\n"
        "It counts only once somebody confirms it, or gives another answer."
    )
    assert not response(teacher, "1S-01").is_answered
    assert line(teacher, "1S-01") == ""  # the open card tells it whole
    assert line(teacher, "1S-02") == "Last year: – Not applicable, 12 Sep 2025 · not yet re-confirmed"


@pytest.mark.parametrize("key", [KEY.Key_5, KEY.Key_Equal])
def test_one_key_records_answer_reason_and_note_again(teacher: Person, key: Qt.Key) -> None:
    teacher.presses(key)
    assert response(teacher, "1S-01").answer is Answer.IN_PLACE
    assert response(teacher, "1S-01").note == "Seen in the MOU."
    assert part(teacher).text.endswith("✓ Re-confirmed")
    assert line(teacher, "1S-01") == ""

    teacher.presses(KEY.Key_Down)
    teacher.presses(key)
    assert response(teacher, "1S-02").answer is Answer.NOT_APPLICABLE
    assert response(teacher, "1S-02").reason == "No such school."


def test_it_is_undone_as_one_change_and_done_again(teacher: Person) -> None:
    teacher.presses(KEY.Key_5)
    teacher.presses(KEY.Key_Z, CTRL)

    assert not response(teacher, "1S-01").is_answered
    assert response(teacher, "1S-01").note == ""
    assert "It counts only once somebody confirms it" in part(teacher).text
    assert not teacher.page.session.undo_stack.canUndo()

    teacher.presses(KEY.Key_Y, CTRL)
    assert response(teacher, "1S-01").note == "Seen in the MOU."


def test_the_button_does_the_same_and_gives_the_keyboard_back(teacher: Person) -> None:
    button = named(teacher.window, Button, "As last year")
    teacher.clicks(button)

    assert response(teacher, "1S-01").answer is Answer.IN_PLACE
    assert not button.isVisible()
    assert teacher.focus is teacher.answer_button(Answer.IN_PLACE)


def test_another_answer_counts_as_well(teacher: Person) -> None:
    teacher.presses(KEY.Key_2)

    assert part(teacher).text.endswith("Answered otherwise now")
    assert [item.id for item in teacher.page.session.waiting()] == ["1S-02", "1S-03", "2S-01"]


def test_an_item_without_an_earlier_answer_says_nothing(teacher: Person) -> None:
    teacher.page.go_to_item("2S-02")
    teacher.presses(KEY.Key_5)

    assert part(teacher).text == ""
    assert not response(teacher, "2S-02").is_answered


def test_five_is_a_digit_in_a_note(teacher: Person) -> None:
    teacher.presses(KEY.Key_F2)
    teacher.types("5=")

    assert not response(teacher, "1S-01").is_answered


def test_a_long_note_is_read_whole_in_a_window_of_its_own(teacher: Person) -> None:
    teacher.page.go_to_item("2S-01")
    assert len(part(teacher).text) < 1000

    def look(dialog: TextDialog) -> None:
        assert dialog.text == "Long. " * 300

    with while_open(TextDialog, look):
        named(teacher.window, QPushButton, "Read the whole note").click()


def test_what_waits_is_filtered_and_worked_off_by_keyboard(teacher: Person) -> None:
    teacher.window.actions_by_name["show_not_reconfirmed"].trigger()
    teacher.settles()
    items = teacher.page.items
    assert [item.id for item in items._items] == ["1S-01", "1S-02", "1S-03", "2S-01"]
    assert items._title.text() == "4 items found"

    items.open_item("1S-01")
    for _ in range(4):
        teacher.presses(KEY.Key_5)
        teacher.presses(KEY.Key_Down)

    assert teacher.page.session.waiting() == ()


def test_the_filter_is_offered_only_with_an_earlier_assessment(teacher: Person, empty: Path) -> None:
    search = teacher.page.items.search
    search.choose(Filter.NOT_RECONFIRMED)
    assert search.filter is Filter.NOT_RECONFIRMED

    teacher.window.open_path(empty)
    offered = teacher.page.items.search._choice
    assert offered.findText("Not yet re-confirmed") < 0
    assert not teacher.window.actions_by_name["show_not_reconfirmed"].isEnabled()
    assert not teacher.window.actions_by_name["as_before"].isEnabled()


def test_a_screen_reader_is_told_with_the_answers(teacher: Person) -> None:
    spoken = QAccessible.queryAccessibleInterface(teacher.answer_button(Answer.IN_PLACE))

    assert "Last year: ✓ In place" in spoken.text(QAccessible.Text.Description)
    teacher.presses(KEY.Key_5)
    assert "Last year" not in spoken.text(QAccessible.Text.Description)


def test_the_note_that_stands_there_already_is_kept(teacher: Person) -> None:
    teacher.presses(KEY.Key_F2)
    teacher.types("New.")
    teacher.presses(KEY.Key_Escape)
    teacher.page.flush()
    teacher.page.items.answer_as_before()

    assert response(teacher, "1S-01").note == "New."


def test_a_file_that_can_only_be_read_shows_it_without_the_button(person: Person, following: Path) -> None:
    with open_file(following):
        person.window.open_path(following)
        person.settles()

        assert "Last year" in part(person).text
        assert not part(person).again.isVisible()
        person.presses(KEY.Key_5)
        assert not response(person, "1S-01").is_answered


def test_a_damaged_earlier_assessment_is_told_once_and_the_rest_works(
    person: Person, following: Path
) -> None:
    edit(following, "UPDATE earlier SET json = '{}'")
    person.window.open_path(following)
    person.settles()

    assert "What “next.sqlite” holds of the earlier" in person.page.notices.earlier.lost.text
    person.presses(KEY.Key_1)
    assert response(person, "1S-01").answer is Answer.IN_PLACE


@pytest.fixture
def upgraded(following: Path) -> Path:
    """The same year with the next version of the checklist."""
    target = following.with_name("upgraded.sqlite")
    with open_file(following) as file:
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)
        file.record_response(CHANGED, by="Ann", answer=Answer.IN_PLACE, note="All of it.")
        file.record_response("2S-02", by="Ann", answer=Answer.PARTLY, note="Of old.")
        save_upgraded(file, target, version_2(), by="Ann")
    return target


def test_both_wordings_stand_side_by_side_and_ask(person: Person, upgraded: Path) -> None:
    person.window.open_path(upgraded)
    person.page.go_to_item(CHANGED)
    person.settles()

    assert part(person).wordings == (
        "The partners have agreed in writing on subject 2 of step 1, and they keep to it.",
        "The partners have agreed on subject 2, and say so in public.",
    )
    assert part(person).text.startswith("Before the update: ✓ In place")
    assert [item.id for item in person.page.session.waiting()] == ["1S-03", CHANGED, "2S-01"]
    named(person.window, Button, "As before").click()
    assert response(person, CHANGED).answer is Answer.IN_PLACE
    assert response(person, CHANGED).note == "All of it."


def test_an_answer_that_an_update_has_kept_needs_no_reminder(person: Person, upgraded: Path) -> None:
    person.window.open_path(upgraded)
    person.page.go_to_item("1S-01")
    person.settles()
    assert part(person).text == ""

    person.page.go_to_item("1S-03")
    assert part(person).text.startswith("Before the update: ◐ Partly")
    person.presses(KEY.Key_5)
    assert response(person, "1S-03").answer is Answer.PARTLY
    assert part(person).text == ""
