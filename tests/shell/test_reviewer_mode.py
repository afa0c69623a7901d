"""A reviewer copy in the window: only what is asked, under the reviewer's name."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Filter, Kind, Section
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.reviewer.return_page import ReturnPage
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reviewer_record import put_reviewer
from tests.shell.copies import RIVERA, reviewer_copy
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.test_accessibility import nameless
from tests.shell.test_text_size import SIZES, fits

KEY = Qt.Key


@pytest.fixture
def copy(empty: Path) -> Path:
    """A copy that asks Sgt. Rivera about the second action step, of 2 items."""
    return reviewer_copy(empty)


@pytest.fixture
def rivera(person: Person, copy: Path) -> Person:
    """Sgt. Rivera with the copy open, at the first item that is asked about."""
    person.window.open_path(copy)
    person.settles()
    return person


def give_back(person: Person) -> ReturnPage:
    """Return the page that says how the file goes back, shown."""
    person.page.go_to(Section(Kind.RETURN))
    person.settles()
    return person.page.give_back


def rows(person: Person) -> list[str]:
    model = person.page.sections.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_only_the_action_steps_that_are_asked_about_are_shown(rivera: Person) -> None:
    assert rows(rivera) == [
        "About the district",
        "2 Step 2 in short, 0 of 2 answered",
        "Send it back, 0 of 2 answered",
    ]
    assert rivera.item == "2S-01"


def test_the_window_and_the_side_panel_carry_the_reviewers_name(rivera: Person) -> None:
    assert rivera.window.windowTitle() == (
        "Review by Sgt. Rivera – Sample District 12 – Checklist to Start – SECURe Desktop"
    )
    assert rivera.page._side._reviewer.text() == "Review by Sgt. Rivera"


def test_a_strip_says_what_the_file_is(rivera: Person) -> None:
    assert rivera.page.notices.reviewer.text == (
        "Reviewer copy for Sgt. Rivera, made by Ann Author on 23 Nov 2026: action step 2."
    )


def test_a_copy_without_answers_says_that_they_are_left_out_on_purpose(person: Person, empty: Path) -> None:
    person.window.open_path(
        reviewer_copy(empty, replace(RIVERA, steps=(1, 2), has_answers=False, made_by=""))
    )

    assert person.page.notices.reviewer.text == (
        "Reviewer copy for Sgt. Rivera, made on 23 Nov 2026: all action steps. "
        "What others answered is not shown, on purpose."
    )


def test_an_assessment_of_its_own_has_no_such_strip(reviewer: Person) -> None:
    assert reviewer.page.notices.reviewer.text == ""
    assert reviewer.window.actions_by_name["sign_off"].isEnabled()


def test_everything_is_entered_under_the_reviewers_name_whatever_the_settings_say(
    rivera: Person, copy: Path
) -> None:
    rivera.window.preferences._keep(rivera.window.preferences.settings._replace(name="Somebody Else"))
    rivera.presses(KEY.Key_3)
    rivera.presses(KEY.Key_F2)
    rivera.types("Nobody was told.")
    rivera.presses(KEY.Key_Escape)

    with open_file(copy, write=False) as file:
        entered = [entry for entry in file.history() if entry.kind == "response"]
    assert [(entry.field, entry.by) for entry in entered] == [
        ("answer", "Sgt. Rivera"),
        ("note", "Sgt. Rivera"),
    ]


def test_no_report_and_no_sign_off_can_be_chosen(rivera: Person) -> None:
    actions = rivera.window.actions_by_name
    unusable = ("export", "export_public", "export_plan", "sign_off", "reopen")
    assert [name for name in unusable if actions[name].isEnabled()] == []
    assert actions["save_copy"].isEnabled()


def test_the_search_finds_only_what_is_asked_about(rivera: Person) -> None:
    rivera.presses(KEY.Key_F, CTRL)
    rivera.types("Subject")
    until(lambda: rivera.page.items._title.text() == "2 items found")
    assert rivera.page.items._hint.text().startswith("Searched in your action steps.")

    rivera.presses(KEY.Key_Escape)
    rivera.page.show_only(Filter.UNANSWERED)
    assert rivera.page.items._title.text() == "2 items found"


def test_next_unanswered_goes_round_the_asked_items_and_ends_at_the_way_back(rivera: Person) -> None:
    rivera.presses(KEY.Key_1)
    rivera.presses(KEY.Key_U, CTRL)
    assert rivera.item == "2S-02"

    rivera.presses(KEY.Key_2)
    rivera.presses(KEY.Key_U, CTRL)
    assert rivera.is_at(Kind.RETURN)
    assert rivera.page.give_back.title.text() == "Thank you, Sgt. Rivera"
    assert rivera.page.give_back.lead.text() == "2 of 2 items have an answer; 2 of them you changed yourself."
    assert rows(rivera)[-1] == "Send it back, 2 of 2 answered"


def test_the_arrows_do_not_lead_into_a_step_that_is_not_asked_about(rivera: Person) -> None:
    rivera.presses(KEY.Key_Up)
    assert rivera.item == "2S-01"

    rivera.page.go_to_item("1S-01")
    assert rivera.item == "2S-01"


def test_the_last_page_says_whereto_the_file_goes_and_shows_it(
    rivera: Person, dialogs: FakeDialogs, copy: Path
) -> None:
    rivera.presses(KEY.Key_1)
    page = give_back(rivera)

    assert page.title.text() == "Thank you so far, Sgt. Rivera"
    assert page.lead.text() == (
        "1 of 2 items have an answer; 1 of them you changed yourself. "
        "You can send the file back as it is, or go on first."
    )
    named(page, ItemLink, "2.2 Subject 2 of step 2")
    rivera.clicks(named(page, QPushButton, "Show in folder"))
    assert dialogs.opened == [copy.parent]


def test_without_answers_every_answer_is_the_reviewers_own(person: Person, sample: Path) -> None:
    person.window.open_path(reviewer_copy(sample, replace(RIVERA, steps=(1,), has_answers=False)))
    person.settles()
    assert rows(person)[-1] == "Send it back, 0 of 11 answered"
    for _ in range(11):
        person.presses(KEY.Key_1)
        person.presses(KEY.Key_Down)

    assert give_back(person).lead.text() == "You have answered all 11 items."


def test_what_is_unanswered_can_be_gone_to_from_the_last_page(rivera: Person) -> None:
    rivera.clicks(named(give_back(rivera), ItemLink, "2.2 Subject 2 of step 2"))

    assert rivera.item == "2S-02"


def test_the_district_can_only_be_read(rivera: Person) -> None:
    rivera.page.go_to(Section(Kind.ABOUT))

    fields = [field for field in rivera.page.about.findChildren(QLineEdit) if field.isVisible()]
    assert [field for field in fields if not field.isReadOnly() and field.isEnabled()] == []
    assert "Whoever made this copy" in rivera.page.about.lead.text()


def test_a_place_that_is_not_asked_about_is_not_gone_back_to(person: Person, empty: Path, copy: Path) -> None:
    person.window.open_path(empty)
    person.page.go_to_item("1S-02")
    person.window.open_path(copy)
    person.settles()

    assert person.item == "2S-01"


def test_a_copy_that_asks_about_steps_that_do_not_exist_asks_about_all(person: Person, empty: Path) -> None:
    copy = reviewer_copy(empty)
    with open_file(copy) as file, file.atomic("Ann"):
        put_reviewer(file._db, replace(RIVERA, steps=(9,)))
    person.window.open_path(copy)

    assert len(rows(person)) == 4


def test_the_start_page_tells_a_copy_from_the_assessment(rivera: Person, copy: Path) -> None:
    rivera.presses(KEY.Key_W, CTRL)
    rivera.settles()
    until(lambda: str(copy) in rivera.window.start._cards)

    spoken = rivera.window.start._cards[str(copy)].accessibleName()
    assert "Review by Sgt. Rivera" in spoken
    assert "Reviewer copy" in spoken
    assert "0 of 2 answered" in spoken


def test_every_section_of_a_copy_has_names(person: Person, sample: Path) -> None:
    person.window.open_path(reviewer_copy(sample, replace(RIVERA, steps=(1, 3), has_answers=False)))
    for section in (Section(Kind.ABOUT), Section(Kind.STEP, 3), Section(Kind.RETURN)):
        person.page.go_to(section)
        person.settles()
        assert nameless(person.window) == [], section


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_a_copy_is_cut(
    person: Person, sample: Path, size: tuple[int, int], text_size: int
) -> None:
    while person.window.preferences.settings.text_size < text_size:
        person.presses(KEY.Key_Plus, CTRL)
    person.window.resize(*size)
    person.window.open_path(reviewer_copy(sample, replace(RIVERA, steps=(1, 3), has_answers=False)))
    for section in (Section(Kind.ABOUT), Section(Kind.STEP, 3), Section(Kind.RETURN)):
        person.page.go_to(section)
        person.settles()
        fits(person, str(section))


def test_what_a_reviewer_answered_is_there_when_the_file_is_opened_again(rivera: Person, copy: Path) -> None:
    rivera.presses(KEY.Key_2)
    rivera.presses(KEY.Key_W, CTRL)

    with open_file(copy, write=False) as file:
        assert file.assessment().response("2S-01").answer is Answer.PARTLY
