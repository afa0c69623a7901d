"""Next steps in the open card: typed, dated, done, dropped, removed, and read only."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.shell.fields.choice import Choice
from secure_desktop.shell.items.next_step_row import NextStepRow
from secure_desktop.shell.items.next_steps_part import NextStepsPart
from secure_desktop.storage.opening import open_file
from tests.shell.person import ALT, CTRL, Person, named, until
from tests.shell.typist import tab_to

KEY = Qt.Key


def stored(path: Path) -> tuple[NextStep, ...]:
    with open_file(path, write=False) as file:
        return file.assessment().next_steps


def part(person: Person) -> NextStepsPart:
    return person.page.items.detail.next_steps


def row(person: Person, number: int = 0) -> NextStepRow:
    return part(person).rows[number]


def plan(person: Person, text: str = "Add search clause") -> None:
    """Call the first item a gap, and type what is to be done."""
    person.presses(KEY.Key_3)
    person.clicks(row(person)._text)
    person.types(text)


def test_a_gap_has_an_empty_next_step_to_begin_with_and_others_have_none(reviewer: Person) -> None:
    assert not part(reviewer).isVisible()
    reviewer.presses(KEY.Key_2)
    assert part(reviewer).isVisible()
    assert len(part(reviewer).rows) == 1
    reviewer.presses(KEY.Key_1)
    reviewer.presses(KEY.Key_Down)
    assert not part(reviewer).isVisible()


def test_an_empty_next_step_is_not_stored(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_3)
    reviewer.clicks(row(reviewer)._text)
    reviewer.presses(KEY.Key_Tab, times=3)
    reviewer.presses(KEY.Key_Escape)
    assert stored(empty) == ()


def test_a_next_step_is_typed_and_saved_by_keyboard_alone(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_3)
    tab_to(reviewer, "Next step")
    reviewer.types("Add search clause")
    tab_to(reviewer, "Owner")
    reviewer.types("Superintendent")
    tab_to(reviewer, "Due")
    reviewer.types("1/15/2027")
    reviewer.presses(KEY.Key_Tab)

    (step,) = stored(empty)
    assert (step.item_id, step.text, step.owner) == ("1S-01", "Add search clause", "Superintendent")
    assert step.due == date(2027, 1, 15)
    assert row(reviewer)._due.field.text() == "2027-01-15"


def test_a_next_step_is_saved_after_a_pause_and_its_blanks_stay_under_the_typing_hand(
    reviewer: Person, empty: Path
) -> None:
    plan(reviewer, "Add ")
    until(lambda: stored(empty))
    reviewer.types("search clause")
    until(lambda: stored(empty)[0].text == "Add search clause")


def test_effort_and_state_are_chosen(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.presses(KEY.Key_Return)
    tab_to(reviewer, "Effort")
    reviewer.presses(KEY.Key_Down, times=3)

    assert stored(empty)[0].effort is Effort.MONEY


def test_a_text_that_is_no_date_is_said_to_be_none_and_not_stored(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.clicks(row(reviewer)._due.field)
    reviewer.types("next spring")
    reviewer.presses(KEY.Key_Tab)

    assert named(reviewer.page, QLabel, "“next spring” is no date. Write it like 2027-01-15.")
    assert stored(empty)[0].due is None
    reviewer.clicks(row(reviewer)._due.field)
    reviewer.replaces("2027-03-01")
    reviewer.presses(KEY.Key_Return)
    assert stored(empty)[0].due == date(2027, 3, 1)
    assert not row(reviewer)._due.is_wrong


def test_a_date_can_be_taken_away(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.clicks(row(reviewer)._due.field)
    reviewer.types("2027-03-01")
    reviewer.presses(KEY.Key_Return)
    reviewer.replaces("")
    reviewer.presses(KEY.Key_Return)
    assert stored(empty)[0].due is None


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
def test_a_date_is_chosen_from_the_calendar_by_keyboard(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.clicks(row(reviewer)._due.field)
    reviewer.types("2027-03-01")
    reviewer.presses(KEY.Key_Down, ALT)
    calendar = row(reviewer).findChild(QCalendarWidget)
    assert calendar is not None
    until(calendar.isVisible)
    until(lambda: calendar.isAncestorOf(reviewer.focus))
    reviewer.presses(KEY.Key_Right)
    reviewer.presses(KEY.Key_Return)

    until(lambda: stored(empty)[0].due == date(2027, 3, 2))
    assert row(reviewer)._due.field.text() == "2027-03-02"


def test_done_offers_to_call_the_item_in_place(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.presses(KEY.Key_Return)
    tab_to(reviewer, "State")
    reviewer.presses(KEY.Key_Down)
    assert stored(empty)[0].state is State.DONE
    assert reviewer.focus.property("text") == "Change the answer to “In place”"
    reviewer.presses(KEY.Key_Return)

    assert reviewer.page.session.response("1S-01").answer is Answer.IN_PLACE
    assert not part(reviewer).offer.isVisible()


def test_the_answer_can_be_left_as_it_is(reviewer: Person) -> None:
    plan(reviewer)
    reviewer.presses(KEY.Key_Return)
    tab_to(reviewer, "State")
    reviewer.presses(KEY.Key_Down)
    reviewer.clicks(named(reviewer.page, QPushButton, "Leave the answer as it is"))

    assert reviewer.page.session.response("1S-01").answer is Answer.NOT_IN_PLACE
    assert not part(reviewer).offer.isVisible()


def test_a_next_step_is_dropped_only_with_a_reason(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.presses(KEY.Key_Return)
    tab_to(reviewer, "State")
    reviewer.presses(KEY.Key_End)
    assert stored(empty)[0].state is State.OPEN
    assert reviewer.focus.accessibleName() == "Why is it dropped?"
    assert named(reviewer.page, QLabel, "A reason is needed; until then it is not dropped.")
    reviewer.types("The board chose another way")
    reviewer.presses(KEY.Key_Return)

    assert stored(empty)[0].state is State.DROPPED
    assert stored(empty)[0].reason == "The board chose another way"


def test_another_next_step_is_added_and_removed_and_removing_can_be_undone(
    reviewer: Person, empty: Path
) -> None:
    plan(reviewer, "First")
    reviewer.presses(KEY.Key_Return)
    reviewer.clicks(named(reviewer.page, QPushButton, "Add another next step"))
    assert reviewer.focus.accessibleName() == "Next step 2"
    reviewer.types("Second")
    reviewer.presses(KEY.Key_Return)
    assert [step.text for step in stored(empty)] == ["First", "Second"]

    reviewer.clicks(named(reviewer.page, QPushButton, "Remove next step 1"))
    assert [step.text for step in stored(empty)] == ["Second"]
    reviewer.presses(KEY.Key_Z, CTRL)
    assert sorted(step.text for step in stored(empty)) == ["First", "Second"]
    assert len(part(reviewer).rows) == 2


def test_undo_takes_back_a_next_step_and_redo_brings_it_again(reviewer: Person, empty: Path) -> None:
    plan(reviewer)
    reviewer.presses(KEY.Key_Escape)
    assert stored(empty)
    reviewer.presses(KEY.Key_Z, CTRL)
    assert stored(empty) == ()
    reviewer.presses(KEY.Key_Y, CTRL)
    assert [step.text for step in stored(empty)] == ["Add search clause"]
    assert row(reviewer)._text.text() == "Add search clause"


def test_owners_are_proposed_from_the_team_and_from_other_next_steps(reader: Person) -> None:
    reader.page.go_to_item("2S-03")
    completer = row(reader)._owner.completer()
    assert completer is not None
    model = completer.model()
    proposed = [model.index(number, 0).data() for number in range(model.rowCount())]
    assert "Records clerk" in proposed
    assert "Sheriff" in proposed


def test_a_next_step_is_saved_under_its_own_item_when_another_is_opened(
    reviewer: Person, empty: Path
) -> None:
    plan(reviewer, "for the first")
    reviewer.clicks(reviewer.answer_button(Answer.PARTLY, "1S-02"))

    assert [(step.item_id, step.text) for step in stored(empty)] == [("1S-01", "for the first")]
    assert row(reviewer)._text.text() == ""


def test_in_a_file_that_is_only_read_next_steps_are_read_and_nothing_more(
    person: Person, sample: Path
) -> None:
    with open_file(sample):
        person.window.open_path(sample)
        person.page.go_to_item("2S-03")
        person.settles()
        shown = row(person)

        assert shown._text.text() == "Add search clause to MOU"
        assert all(field.isReadOnly() for field in shown.findChildren(QLineEdit))
        assert not any(choice.isEnabled() for choice in shown.findChildren(Choice))
        assert not part(person)._add.isVisible()
        assert not shown._remove.isVisible()
