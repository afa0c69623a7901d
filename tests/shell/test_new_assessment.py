from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QRadioButton, QWidget

from secure_desktop import locations
from secure_desktop.errors import DistrictMissing, TargetExists
from secure_desktop.model.rubric import Checklist
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.storage.opening import open_file
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named


@pytest.fixture
def beginner(person: Person) -> Person:
    """Somebody before the form for a new assessment."""
    person.presses(Qt.Key.Key_N, CTRL)
    return person


def field(person: Person, name: str) -> QLineEdit:
    return named(person.window, QLineEdit, name)


def fill(person: Person, name: str, text: str) -> None:
    field(person, name).setFocus()
    person.replaces(text)


def start(person: Person) -> None:
    person.clicks(named(person.window, QPushButton, "Start the checklist"))


def test_the_keyboard_begins_at_the_choice_of_the_checklist(beginner: Person) -> None:
    assert isinstance(beginner.focus, QRadioButton)
    assert beginner.focus.text() == "Checklist to Start"


def test_a_name_is_proposed_that_follows_what_is_typed(beginner: Person) -> None:
    fill(beginner, "School district", "River: Valley/12")
    beginner.clicks(named(beginner.window, QRadioButton, "Checklist to Improve"))

    proposed = Path(field(beginner, "File").text())
    assert proposed.parent == locations.documents()
    assert proposed.name == "River Valley 12 – Checklist to Improve – 2026–27.sqlite"


def test_a_name_that_somebody_typed_stays(beginner: Person, tmp_path: Path) -> None:
    fill(beginner, "File", str(tmp_path / "mine.sqlite"))
    fill(beginner, "School district", "River")

    assert field(beginner, "File").text() == str(tmp_path / "mine.sqlite")


def test_a_name_without_a_folder_lies_in_the_folder_that_is_proposed(beginner: Person) -> None:
    fill(beginner, "School district", "River")
    fill(beginner, "File", "mine")
    start(beginner)

    assert beginner.page.session.path == locations.documents() / "mine.sqlite"


def test_the_wizard_opens_at_the_first_item(beginner: Person) -> None:
    beginner.clicks(named(beginner.window, QRadioButton, "Checklist to Improve"))
    fill(beginner, "School district", "River")
    start(beginner)

    assert beginner.page.session.rubric.checklist is Checklist.IMPROVE
    assert beginner.item == beginner.page.session.rubric.items[0].id
    assert beginner.window.windowTitle().startswith("River – Checklist to Improve")


def test_a_district_is_needed_and_the_keyboard_goes_there(beginner: Person, dialogs: FakeDialogs) -> None:
    start(beginner)

    assert [type(problem) for problem in dialogs.told] == [DistrictMissing]
    assert beginner.focus is field(beginner, "School district")
    assert beginner.window.assessment is None


def test_a_file_that_is_there_is_not_overwritten_and_the_form_stays_filled(
    beginner: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    (tmp_path / "thesis.sqlite").write_text("years of work")
    fill(beginner, "School district", "River")
    fill(beginner, "File", str(tmp_path / "thesis.sqlite"))
    start(beginner)

    assert [type(problem) for problem in dialogs.told] == [TargetExists]
    assert (tmp_path / "thesis.sqlite").read_text() == "years of work"
    assert field(beginner, "School district").text() == "River"


def test_a_place_can_be_chosen(beginner: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.choice = tmp_path / "chosen.sqlite"
    beginner.clicks(named(beginner.window, QPushButton, "Choose another place…"))
    fill(beginner, "School district", "River")
    start(beginner)

    assert beginner.page.session.path == tmp_path / "chosen.sqlite"


def test_the_team_is_recorded_without_people_who_have_no_name(beginner: Person, tmp_path: Path) -> None:
    for name in ("Ann", "", "Ben"):
        beginner.clicks(named(beginner.window, QPushButton, "Add a person"))
        beginner.types(name)
    fill(beginner, "School district", "River")
    fill(beginner, "File", str(tmp_path / "team.sqlite"))
    start(beginner)
    beginner.window.close()

    with open_file(tmp_path / "team.sqlite", write=False) as file:
        assert [who.name for who in file.assessment().participants] == ["Ann", "Ben"]


class HesitantDialogs(Dialogs):
    """The real file pickers, and somebody who does not want to replace anything."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.questions: list[str] = []

    def ask(self, sentence: str, detail: str, button: str) -> bool:
        self.questions.append(sentence)
        return False


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("new", "new.pdf"), ("new.PDF", "new.PDF"), ("new.txt", "new.txt.pdf"), ("old", None)],
)
def test_a_summary_gets_its_suffix_and_replaces_nothing_unasked(
    person: Person, tmp_path: Path, typed: str, chosen: str | None
) -> None:
    (tmp_path / "old.pdf").write_bytes(b"%PDF-")
    dialogs = HesitantDialogs(person.window)
    found: list[Path | None] = []

    def choose(picker: QFileDialog) -> None:
        picker.findChildren(QLineEdit, "fileNameEdit")[0].setText(typed)
        picker.accept()

    with while_open(QFileDialog, choose):
        found.append(dialogs.choose_pdf(tmp_path / "proposed.pdf"))

    assert found == [tmp_path / chosen if chosen else None]
    assert dialogs.questions == ([] if chosen else ["“old.pdf” exists already."])
