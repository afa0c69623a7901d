"""What a screen reader is told, and where the keyboard goes."""

import itertools
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListView,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)

from secure_desktop.errors import FileMissing
from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.key_dialog import KeyDialog
from secure_desktop.shell.settings_dialog import SettingsDialog
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.shell.dialogs_at_work import while_open
from tests.shell.person import CTRL, Person, named
from tests.shell.places import walk
from tests.shell.typist import name_of

ROLE = QAccessible.Role
MUTE = (ROLE.NoRole, ROLE.Client)


def nameless(top: QWidget) -> list[str]:
    """Return what can take the keyboard and has no name or no role."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible() or not widget.isEnabled() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name).strip() or spoken.role() in MUTE:
            found.append(f"{widget!r}: {spoken.role()} “{spoken.text(QAccessible.Text.Name)}”")
    return found


def test_everything_that_takes_the_keyboard_has_a_name_and_a_role(person: Person, sample: Path) -> None:
    seen = []
    for place in walk(person, sample):
        assert nameless(person.window) == [], place
        seen.append(place)
    assert seen[:4] == ["start", "new assessment", "about", "step 1"]
    assert {"sign-off", "search in vain", "check", "share, complete", "compare"} <= set(seen)


def test_a_file_that_can_only_be_read_has_names_too(person: Person, empty: Path) -> None:
    with open_file(empty):
        for place in walk(person, empty):
            assert nameless(person.window) == [], place


@pytest.mark.parametrize("name", ["settings", "signing_key", "keys", "rubrics", "places", "about"])
def test_everything_in_a_dialog_has_a_name_and_a_role(person: Person, name: str) -> None:
    def look(dialog: QDialog) -> None:
        assert nameless(dialog) == []
        assert dialog.windowTitle()

    kind: type[QDialog] = {"settings": SettingsDialog, "signing_key": KeyDialog}.get(name, TextDialog)
    with while_open(kind, look):
        person.window.actions_by_name[name].trigger()


def test_a_message_has_names(person: Person) -> None:
    def look(box: QMessageBox) -> None:
        assert nameless(box) == []

    with while_open(QMessageBox, look):
        Dialogs(person.window).tell(FileMissing(name="river.sqlite"))


def test_the_answers_are_radio_buttons_with_a_name_a_state_and_their_item(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_2)
    spoken = []
    for answer in (Answer.IN_PLACE, Answer.PARTLY):
        interface = QAccessible.queryAccessibleInterface(reviewer.answer_button(answer))
        state = interface.state()
        assert interface.role() == ROLE.RadioButton
        assert interface.text(QAccessible.Text.Description).startswith("1.1 The partners have agreed")
        spoken.append((interface.text(QAccessible.Text.Name), bool(state.checked)))

    assert spoken == [("In place", False), ("Partly", True)]


def test_the_sections_are_read_with_their_progress(reviewer: Person) -> None:
    interface = QAccessible.queryAccessibleInterface(reviewer.page.sections)
    rows = [interface.child(row) for row in range(interface.childCount())]

    assert interface.role() == ROLE.List
    assert rows[1].text(QAccessible.Text.Name) == "1 Step 1 in short, 0 of 3 answered"


def tab_stops(person: Person) -> list[QWidget]:
    first = person.focus
    stops = [first]
    while len(stops) < 200:
        person.presses(Qt.Key.Key_Tab)
        if person.focus is first:
            return stops
        stops.append(person.focus)
    raise AssertionError("Tab never comes back")


def test_tab_goes_through_a_step_as_it_is_read(reviewer: Person) -> None:
    stops = tab_stops(reviewer)
    start = next(index for index, stop in enumerate(stops) if isinstance(stop, QListView))
    names = [name_of(stop) for stop in (*stops[start:], *stops[:start])]

    assert names == [
        "Sections", "Search all items and notes", "Show",
        "In place", "Mark for review", "Source and provenance", "History of this item…", "Notes",
        "Attach a file…", "Note where it is filed…", "Add a link…",
        "In place", "In place",
        "Back", "Next unanswered", "Next: 2 Step 2 in short",
    ]  # fmt: skip


def test_tab_follows_the_details_to_another_card(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_Down)
    reviewer.presses(Qt.Key.Key_4)
    reviewer.presses(Qt.Key.Key_Escape)
    names = [name_of(stop) for stop in tab_stops(reviewer)]

    assert names[:6] == [
        "Not applicable", "Mark for review", "Source and provenance", "History of this item…", "Why does this item not apply?", "Notes",
    ]  # fmt: skip


def goes_downwards(person: Person) -> None:
    for before, after in itertools.pairwise(tab_stops(person)):
        if not isinstance(before, QListView):
            top = before.mapTo(person.window, before.rect().topLeft()).y()
            bottom = after.mapTo(person.window, after.rect().bottomLeft()).y()
            assert bottom > top, f"{name_of(before)} → {name_of(after)}"


@pytest.mark.parametrize("kind", [Kind.ABOUT, Kind.REVIEW, Kind.REPORT])
def test_tab_goes_down_every_page(reader: Person, kind: Kind) -> None:
    reader.window.resize(1180, 4000)
    reader.page.go_to(Section(kind))
    reader.settles()
    reader.page.sections.setFocus()

    goes_downwards(reader)


def test_tab_goes_down_the_start_page(reader: Person) -> None:
    reader.presses(Qt.Key.Key_W, CTRL)
    reader.settles()

    goes_downwards(reader)


def test_tab_goes_down_the_form_for_a_new_assessment_with_people(person: Person) -> None:
    person.window.resize(1180, 4000)
    person.presses(Qt.Key.Key_N, CTRL)
    for _ in range(2):
        person.clicks(named(person.window, QPushButton, "Add a person"))
    named(person.window, QRadioButton, "An empty checklist").setFocus()

    goes_downwards(person)


def test_no_screen_is_needed_for_these_tests() -> None:
    assert QApplication.platformName() == os.environ["QT_QPA_PLATFORM"]


def test_tab_goes_down_the_form_that_starts_from_an_earlier_assessment(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "river.sqlite"
    rubric = replace(builders.rubric(), id="river-start", title="River checklist")  # not on the shelf
    create_file(path, rubric, builders.assessment().profile, by="Ann")
    person.window.show_new(path)
    person.settles()
    named(person.window, QRadioButton, "An earlier assessment").setFocus()

    goes_downwards(person)
    assert named(person.window, QRadioButton, "River checklist").isChecked()
