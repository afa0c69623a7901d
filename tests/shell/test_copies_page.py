"""Making reviewer copies in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop.errors import TargetUnwritable
from secure_desktop.model.assessment import Answer
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.shell.copies.copies_page import CopiesPage
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.test_accessibility import nameless
from tests.shell.test_text_size import SIZES, fits

KEY = Qt.Key


@pytest.fixture
def page(reviewer: Person) -> CopiesPage:
    """The page over an assessment with a team of two, in which one item is answered."""
    reviewer.presses(KEY.Key_2)
    session = reviewer.page.session
    session.record_participants([builders.participant(1), builders.participant(2)])
    reviewer.window.preferences._keep(reviewer.window.preferences.settings._replace(name="Ann Author"))
    reviewer.window.actions_by_name["copies"].trigger()
    shown = reviewer.window.side.shown
    assert isinstance(shown, CopiesPage)
    return shown


def make(person: Person, page: CopiesPage) -> None:
    """Press the button and wait."""
    person.clicks(page.make)
    until(lambda: not page.is_busy, "the copies")
    person.settles()


def type_names(person: Person, *names: str) -> None:
    """Type names, each on a line of its own."""
    for name in names:
        person.types(name)
        person.presses(KEY.Key_Return)


def reviewer_of(path: Path) -> Reviewer:
    """Return for whom a file was made."""
    with open_file(path, write=False) as file:
        found = file.assessment().reviewer
    assert found is not None
    return found


def test_a_copy_is_made_for_each_name_by_keyboard(reviewer: Person, page: CopiesPage, empty: Path) -> None:
    assert page.names.field.hasFocus()
    assert page.missing == "Type at least one name."
    assert not page.make.isEnabled()
    type_names(reviewer, "Sgt. Rivera", "", "  Principal   Okafor ", "Sgt. Rivera")
    assert page.make.text() == "Make 2 copies"
    while not page.make.hasFocus():
        reviewer.presses(KEY.Key_Tab)
    reviewer.presses(KEY.Key_Return)
    until(lambda: not page.is_busy)

    folder = empty.parent / "Reviewer copies"
    assert sorted(path.name for path in folder.iterdir()) == [
        "river – Principal Okafor.sqlite",
        "river – Sgt. Rivera.sqlite",
    ]
    made = reviewer_of(folder / "river – Sgt. Rivera.sqlite")
    assert made == Reviewer(
        "Sgt. Rivera", (1, 2), has_answers=True, has_evidence=True, made_at=builders.NOW, made_by="Ann Author"
    )
    assert page.made.sentence == "✓ 2 reviewer copies are ready."
    assert reviewer.focus is page.made.folder_button


def test_only_some_action_steps_and_no_answers_go_along_if_wanted(
    reviewer: Person, page: CopiesPage, empty: Path
) -> None:
    reviewer.types("Sgt. Rivera")
    reviewer.clicks(page.steps[1].box)
    reviewer.clicks(page.answers.box)
    reviewer.clicks(page.evidence.box)
    make(reviewer, page)

    path = empty.parent / "Reviewer copies" / "river – Sgt. Rivera.sqlite"
    made = reviewer_of(path)
    assert (made.steps, made.has_answers, made.has_evidence) == ((1,), False, False)
    with open_file(path, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.UNANSWERED


def test_somebody_has_to_be_asked_about_something(reviewer: Person, page: CopiesPage) -> None:
    reviewer.types("Sgt. Rivera")
    for line in page.steps:
        reviewer.clicks(line.box)

    assert page.missing == "Tick at least one action step."
    assert not page.make.isEnabled()
    reviewer.clicks(page.steps[0].box)
    page.folder.clear()
    assert page.missing == "Say where the copies go."


def test_names_are_taken_from_the_team(reviewer: Person, page: CopiesPage) -> None:
    for _ in range(2):
        reviewer.clicks(named(page, QPushButton, "Take Sample Person 2"))

    assert page.names.names == ("Sample Person 2",)
    assert page.make.text() == "Make 1 copy"


def test_a_name_that_is_taken_gets_a_number(reviewer: Person, page: CopiesPage, empty: Path) -> None:
    reviewer.types("Sgt. Rivera")
    make(reviewer, page)
    make(reviewer, page)

    names = sorted(path.name for path in (empty.parent / "Reviewer copies").iterdir())
    assert names == ["river – Sgt. Rivera 2.sqlite", "river – Sgt. Rivera.sqlite"]


def test_another_folder_is_chosen_and_shown(
    reviewer: Person, page: CopiesPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    reviewer.types("Sgt. Rivera")
    dialogs.choice = tmp_path
    reviewer.clicks(page.browse)
    make(reviewer, page)
    reviewer.clicks(page.made.folder_button)

    assert dialogs.opened == [tmp_path]
    assert (tmp_path / "river – Sgt. Rivera.sqlite").exists()


def test_a_folder_that_cannot_be_is_told_and_nothing_is_made(
    reviewer: Person, page: CopiesPage, dialogs: FakeDialogs, empty: Path
) -> None:
    reviewer.types("Sgt. Rivera")
    page.folder.setText(str(empty / "below a file"))
    make(reviewer, page)

    assert [type(problem) for problem in dialogs.told] == [TargetUnwritable]
    assert not page.made.isVisible()
    assert page.make.isEnabled()


def test_stopping_leaves_no_copy_behind(reviewer: Person, page: CopiesPage, empty: Path) -> None:
    type_names(reviewer, *(f"Reviewer {number}" for number in range(30)))
    page.progressed.connect(page.stop)
    make(reviewer, page)

    assert list((empty.parent / "Reviewer copies").iterdir()) == []
    assert not page.made.isVisible()
    assert page.back.text() == "Back"


def test_everything_on_the_page_has_a_name(reviewer: Person, page: CopiesPage) -> None:
    assert nameless(reviewer.window) == []
    reviewer.types("Sgt. Rivera")
    make(reviewer, page)
    assert nameless(reviewer.window) == []


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_the_page_is_cut(
    reviewer: Person, page: CopiesPage, size: tuple[int, int], text_size: int
) -> None:
    while reviewer.window.preferences.settings.text_size < text_size:
        reviewer.presses(KEY.Key_Plus, CTRL)
    reviewer.window.resize(*size)
    reviewer.types("A Reviewer with a Rather Long Name, Deputy Superintendent of Schools")
    fits(reviewer)
    make(reviewer, page)
    fits(reviewer)
    assert (reviewer.window.width(), reviewer.window.height()) == size
