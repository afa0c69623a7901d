"""The review and its plan: filtered, sorted, edited in place, exported, and what to mend before sign-off."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.next_step import NextStep, State
from secure_desktop.model.plan import Due, Order
from secure_desktop.shell.fields.choice import Choice
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.review.plan_model import Column
from secure_desktop.shell.review.plan_part import PlanPart
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.shell.cells import calms_down, clicks_cell, double_clicks, texts
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until

KEY = Qt.Key
EARLY, LATE = date(2026, 11, 2), date(2027, 6, 30)


@pytest.fixture
def planned(empty: Path) -> Path:
    """Three gaps: two with next steps, one of them overdue, and one without."""
    with open_file(empty) as file:
        for item_id in ("1S-01", "1S-02", "2S-01"):
            file.record_response(item_id, by="Ann", answer=Answer.PARTLY)
        file.record_response("1S-03", by="Ann", answer=Answer.NOT_APPLICABLE)
        file.record_next_step(builders.next_step(1, "1S-01", owner="Zoe", due=LATE), by="Ann")
        file.record_next_step(builders.next_step(2, "1S-02", owner="", due=EARLY), by="Ann")
        file.record_evidence(builders.evidence(1, "1S-01", renew_by=EARLY), by="Ann")
    return empty


@pytest.fixture
def at_review(person: Person, planned: Path) -> Person:
    person.window.open_path(planned)
    person.page.go_to(Section(Kind.REVIEW))
    calms_down(person)
    return person


def part(person: Person) -> PlanPart:
    return person.page.review.plan


def items(person: Person) -> list[str]:
    return [text.split()[0] for text in texts(part(person).table, Column.ITEM)]


def stored(path: Path) -> dict[str, NextStep]:
    with open_file(path, write=False) as file:
        return {step.text: step for step in file.assessment().next_steps}


def chooses(person: Person, choice: Choice, word: str) -> None:
    choice.setFocus()
    for _ in range(choice.count()):
        person.presses(KEY.Key_Up)
    while choice.currentText() != word:
        before = choice.currentIndex()
        person.presses(KEY.Key_Down)
        assert choice.currentIndex() > before, word
    calms_down(person)


def edits(person: Person, row: int, column: Column, text: str) -> None:
    """Type into a cell and leave it with Enter."""
    table = part(person).table
    clicks_cell(person, table, row, column)
    if not isinstance(person.focus, QLineEdit):
        person.presses(KEY.Key_Return)
    person.replaces(text)
    person.presses(KEY.Key_Return)
    calms_down(person)


def test_the_plan_lists_gaps_with_and_without_next_steps(at_review: Person) -> None:
    table = part(at_review).table
    assert items(at_review) == ["1.1", "1.2", "2.1"]
    assert texts(table, Column.NEXT_STEP) == ["Take next step 1.", "Take next step 2.", "Add a next step…"]
    assert texts(table, Column.OWNER) == ["Zoe", "–", "–"]
    assert texts(table, Column.DUE) == ["2027-06-30", "2026-11-02 overdue", "–"]
    assert texts(table, Column.ANSWER) == ["◐ Partly"] * 3


def test_a_screen_reader_hears_cells_and_their_columns(at_review: Person) -> None:
    table = QAccessible.queryAccessibleInterface(part(at_review).table)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Gaps and next steps"
    names = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert {"Next step", "Owner", "Take next step 1.", "2026-11-02 overdue"} <= set(names)


def test_the_plan_is_filtered_by_step_owner_state_and_date(at_review: Person) -> None:
    filters = part(at_review).filters
    chooses(at_review, filters.step, "2 Step 2 in short")
    assert items(at_review) == ["2.1"]
    chooses(at_review, filters.step, "All steps")
    chooses(at_review, filters.owner, "Zoe")
    assert items(at_review) == ["1.1"]
    chooses(at_review, filters.owner, "No owner yet")
    assert items(at_review) == ["1.2", "2.1"]
    chooses(at_review, filters.due, "Overdue")
    assert items(at_review) == ["1.2"]
    chooses(at_review, filters.state, "Dropped")
    assert items(at_review) == []
    assert named(at_review.page, QLabel, "Nothing in the plan is like that.")
    assert filters.filter.due is Due.OVERDUE


@pytest.mark.parametrize("order", list(Order))
def test_every_column_sorts_by_its_header_and_again_the_other_way(at_review: Person, order: Order) -> None:
    table = part(at_review).table
    column = list(Order).index(order)
    header = table.horizontalHeader()
    if order is not Order.ITEM:
        header.sectionClicked.emit(column)
        assert part(at_review).filters.order.value is order
        assert not part(at_review).filters.is_descending
    header.sectionClicked.emit(column)
    assert part(at_review).filters.is_descending


def test_the_plan_is_sorted_by_keyboard_and_what_has_no_value_comes_last(at_review: Person) -> None:
    chooses(at_review, part(at_review).filters.order, "Due")
    assert items(at_review) == ["1.2", "1.1", "2.1"]
    at_review.clicks(part(at_review).filters.reverse)
    assert items(at_review) == ["1.1", "1.2", "2.1"]


def test_the_first_next_step_is_added_where_it_is_missing(at_review: Person, planned: Path) -> None:
    edits(at_review, 2, Column.NEXT_STEP, "Ask the sheriff")

    assert stored(planned)["Ask the sheriff"].item_id == "2S-01"
    assert texts(part(at_review).table, Column.NEXT_STEP)[2] == "Ask the sheriff"


def test_text_owner_and_date_are_edited_in_place(at_review: Person, planned: Path) -> None:
    edits(at_review, 1, Column.NEXT_STEP, "Write the annex")
    edits(at_review, 1, Column.OWNER, "Ann")
    edits(at_review, 1, Column.DUE, "1/15/2027")

    step = stored(planned)["Write the annex"]
    assert (step.owner, step.due) == ("Ann", date(2027, 1, 15))
    assert items(at_review) == ["1.1", "1.2", "2.1"]


def test_a_row_that_no_longer_fits_stays_until_the_next_filter(at_review: Person) -> None:
    chooses(at_review, part(at_review).filters.owner, "No owner yet")
    edits(at_review, 0, Column.OWNER, "Ann")
    assert items(at_review) == ["1.2", "2.1"]
    chooses(at_review, part(at_review).filters.state, "Open")
    assert items(at_review) == ["2.1"]


def test_a_text_that_is_no_date_is_refused_in_words(at_review: Person, planned: Path) -> None:
    edits(at_review, 1, Column.DUE, "soon")

    assert named(at_review.page, QLabel, "“soon” is no date. Write it like 2027-01-15.")
    assert stored(planned)["Take next step 2."].due == EARLY


def choose_state(person: Person, row: int, downs: int) -> None:
    clicks_cell(person, part(person).table, row, Column.STATE)
    person.presses(KEY.Key_Return)
    choice = person.focus
    assert isinstance(choice, Choice)
    choice.setCurrentIndex(downs)
    choice.activated.emit(downs)
    calms_down(person)


def test_done_offers_to_call_the_item_in_place(at_review: Person, planned: Path) -> None:
    choose_state(at_review, 0, 1)
    assert stored(planned)["Take next step 1."].state is State.DONE
    at_review.clicks(named(at_review.page, QPushButton, "Change the answer to “In place”"))

    assert at_review.page.session.response("1S-01").answer is Answer.IN_PLACE


def test_dropping_asks_why(at_review: Person, planned: Path) -> None:
    choose_state(at_review, 0, 2)
    assert stored(planned)["Take next step 1."].state is State.OPEN
    at_review.clicks(named(at_review.page, QPushButton, "Drop it"))
    assert named(at_review.page, QLabel, "A reason is needed.")
    named(at_review.page, QLineEdit, "Why is it dropped?").setFocus()
    at_review.types("No money")
    at_review.presses(KEY.Key_Return)

    assert stored(planned)["Take next step 1."].state is State.DROPPED
    assert stored(planned)["Take next step 1."].reason == "No money"


def test_enter_and_a_double_click_lead_to_the_item(at_review: Person) -> None:
    clicks_cell(at_review, part(at_review).table, 1, Column.ITEM)
    at_review.presses(KEY.Key_Return)
    assert at_review.item == "1S-02"

    at_review.page.go_to(Section(Kind.REVIEW))
    double_clicks(at_review, part(at_review).table, 2, Column.ANSWER)
    assert at_review.item == "2S-01"


def test_the_rows_that_are_shown_are_exported(
    at_review: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    chooses(at_review, part(at_review).filters.owner, "Zoe")
    for name in ("plan.csv", "plan.xlsx", "plan.ics"):
        dialogs.choice = tmp_path / name
        at_review.clicks(named(at_review.page, QPushButton, "Export plan…"))
        until(lambda: at_review.page.review._export._task is None)
        assert str(tmp_path / name) in at_review.page.review._export._saved.text()

    table = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    assert "Take next step 1." in table
    assert "Take next step 2." not in table
    assert zipfile.is_zipfile(tmp_path / "plan.xlsx")
    assert b"BEGIN:VCALENDAR" in (tmp_path / "plan.ics").read_bytes()


def test_a_plan_that_cannot_be_written_is_told(
    at_review: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.choice = tmp_path / "no such folder" / "plan.csv"
    at_review.clicks(named(at_review.page, QPushButton, "Export plan…"))
    until(lambda: dialogs.told)
    assert at_review.page.review._export._saved.text() == ""


def test_the_check_lists_what_is_needed_first_and_leads_to_the_items(at_review: Person) -> None:
    box = at_review.page.review._before
    sentences = [link.accessibleName() for link in box.stops]
    assert sentences[:2] == [
        "1 item is unanswered. (needed)",
        "1 item is “not applicable” without a reason. (needed)",
    ]
    assert "1 gap has no next step." in sentences
    at_review.clicks(named(box, ItemLink, "1 gap has no next step."))
    calms_down(at_review)
    assert at_review.focus.accessibleName() == "1 gap has no next step."
    at_review.presses(KEY.Key_Tab)
    assert at_review.focus.accessibleName() == "2.1 Subject 1 of step 2"
    at_review.presses(KEY.Key_Return)
    assert at_review.item == "2S-01"


def test_the_register_marks_what_should_have_been_renewed(at_review: Person) -> None:
    table = at_review.page.review._register_table
    assert texts(table, 1) == ["Policy 1"]
    assert texts(table, 4) == ["2026-11-02 overdue"]
    double_clicks(at_review, table, 0, 0)
    assert at_review.item == "1S-01"


def test_a_plan_in_a_file_that_is_only_read_is_not_edited(person: Person, planned: Path) -> None:
    with open_file(planned):
        person.window.open_path(planned)
        person.page.go_to(Section(Kind.REVIEW))
        calms_down(person)
        assert texts(part(person).table, Column.NEXT_STEP)[2] == "–"
        clicks_cell(person, part(person).table, 1, Column.OWNER)
        person.presses(KEY.Key_Return)
        assert person.item == "1S-02"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
def test_a_large_plan_is_followed_row_by_row(person: Person, sample: Path) -> None:
    with open_file(sample) as file:
        gaps = [each.item_id for each in file.assessment().responses.values() if each.is_gap]
        for number in range(200):
            file.record_next_step(builders.next_step(number, gaps[number % len(gaps)]), by="Ann")
    person.window.open_path(sample)
    person.page.go_to(Section(Kind.REVIEW))
    calms_down(person)
    resets: list[None] = []
    part(person).model.modelReset.connect(lambda: resets.append(None))
    edits(person, 5, Column.OWNER, "Somebody new")

    assert "Somebody new" in texts(part(person).table, Column.OWNER)
    assert resets == []
