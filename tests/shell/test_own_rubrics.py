"""Rubrics of one's own, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QRadioButton

from secure_desktop.errors import FileMissing
from secure_desktop.shell.rubrics.rubrics_page import RubricsPage
from tests.library.authored import OVERLAY, RUBRIC, written
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until

KEY = Qt.Key
FAULTY = RUBRIC.replace('title = "River checklist"\n', "").replace('id = "R-3"', 'id = "R-1"')


def page_of(person: Person) -> RubricsPage:
    page = person.window.side.shown
    assert isinstance(page, RubricsPage)
    until(lambda: not page.is_busy, "the check")
    person.settles()
    return page


@pytest.fixture
def page(person: Person) -> RubricsPage:
    """The page, from the menu."""
    person.window.actions_by_name["own_rubrics"].trigger()
    return page_of(person)


def chooses(person: Person, dialogs: FakeDialogs, path: Path) -> RubricsPage:
    dialogs.choice = path
    person.clicks(named(person.window, QPushButton, "Choose a file…"))
    return page_of(person)


def adds(person: Person, dialogs: FakeDialogs, path: Path) -> RubricsPage:
    chooses(person, dialogs, path)
    person.clicks(named(person.window, QPushButton, "Add it to my rubrics"))
    return page_of(person)


def test_a_rubric_is_checked_added_and_offered_for_a_new_assessment_at_once(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path, home: Path
) -> None:
    chooses(person, dialogs, written(tmp_path, RUBRIC))

    for text in (
        "✓ “river.toml” passed its check.",
        "River checklist",
        "Id river-start, version 1.0. Checklist to Start.",
        "3 items in 2 action steps: 3 core, 0 supplementary.",
        "Language: en. Publisher, as the file says: River School District.",
    ):
        assert text in page.texts
    assert any("nobody’s official text" in text for text in page.texts)
    assert not (home / "rubrics").exists()
    assert person.focus is page.card.add

    person.presses(KEY.Key_Return)
    page_of(person)
    assert (home / "rubrics" / "river-start.toml").read_text(encoding="utf-8") == RUBRIC
    assert "River checklist (river-start 1.0), 3 items" in page.texts
    assert person.focus is page.begin

    person.presses(KEY.Key_Return)
    person.settles()
    assert named(person.window, QRadioButton, "River checklist").isVisible()


def test_the_keyboard_is_at_the_button_that_chooses_a_file(person: Person, page: RubricsPage) -> None:
    assert person.focus is page.choose


def test_a_wording_is_offered_behind_its_rubric(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    adds(person, dialogs, written(tmp_path, RUBRIC))
    chooses(person, dialogs, written(tmp_path, OVERLAY, "es.toml"))
    assert (
        "“Español”, another wording of the rubric river-start. Action steps with other texts: 1; items: 1."
        in page.texts
    )
    person.clicks(page.card.add)
    page_of(person)
    person.clicks(page.begin)
    person.settles()

    choice = named(person.window, QRadioButton, "Lista del río (wording: Español)")
    choice.setChecked(True)
    assert choice.isVisible()


def test_rubrics_with_the_same_title_are_told_apart(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    adds(person, dialogs, written(tmp_path, RUBRIC.replace("River checklist", "Checklist to Start")))
    person.clicks(page.begin)
    person.settles()

    version = person.window.desk.shelf().rubric("secure-start").version
    assert named(person.window, QRadioButton, "Checklist to Start (river-start 1.0)").isVisible()
    assert named(person.window, QRadioButton, f"Checklist to Start (secure-start {version})").isVisible()


def test_every_finding_is_listed_and_can_be_copied(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path, home: Path
) -> None:
    chooses(person, dialogs, written(tmp_path, FAULTY))
    told = "Rubric: “title” is missing.\nStep 2, item “R-1”: the id is used twice; it stands first in step 1."

    assert page.findings.headline == "✕ “river.toml” cannot be used yet: 2 things are to be mended."
    assert page.findings.field.toPlainText() == told
    assert person.focus is page.findings.field
    person.clicks(page.findings.copy)
    assert QGuiApplication.clipboard().text() == told
    assert not page.card.isVisible()
    assert not (home / "rubrics").exists()


def test_a_file_that_was_mended_is_checked_again(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    chooses(person, dialogs, written(tmp_path, FAULTY))
    written(tmp_path, RUBRIC)
    person.clicks(named(page, QPushButton, "Check it again"))
    page_of(person)

    assert page.card.isVisible()
    assert not page.findings.isVisible()


@pytest.mark.parametrize("yes", [False, True])
def test_another_rubric_of_that_id_is_replaced_only_when_that_is_confirmed(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path, home: Path, *, yes: bool
) -> None:
    adds(person, dialogs, written(tmp_path, RUBRIC))
    newer = RUBRIC.replace('version = "1.0"', 'version = "1.1"')
    dialogs.says_yes = yes
    adds(person, dialogs, written(tmp_path, newer))

    assert "River checklist (river-start 1.0)" in dialogs.questions[-1][0]
    kept = (home / "rubrics" / "river-start.toml").read_text(encoding="utf-8")
    assert kept == (newer if yes else RUBRIC)


def test_a_rubric_is_removed_only_when_that_is_confirmed(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path, home: Path
) -> None:
    adds(person, dialogs, written(tmp_path, RUBRIC))
    removal = named(page, QPushButton, "Remove River checklist")
    person.clicks(removal)
    assert (home / "rubrics" / "river-start.toml").exists()

    dialogs.says_yes = True
    person.clicks(removal)
    page_of(person)
    assert not (home / "rubrics" / "river-start.toml").exists()
    assert "✓ Removed: River checklist." in page.texts
    assert "There are none yet." in page.texts
    assert "river-start" not in person.window.desk.shelf().rubrics


def test_a_file_in_the_folder_that_cannot_be_used_is_listed_and_its_faults_can_be_read(
    person: Person, dialogs: FakeDialogs, home: Path
) -> None:
    (home / "rubrics").mkdir(parents=True)
    written(home / "rubrics", FAULTY, "broken.toml")
    person.window.actions_by_name["own_rubrics"].trigger()
    page = page_of(person)
    assert "✕ broken.toml cannot be used." in page.texts

    person.clicks(named(page, QPushButton, "What is wrong with broken.toml"))
    page_of(person)
    assert "2 things" in page.findings.headline


def test_texts_of_a_stranger_are_shown_as_they_are(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    evil = RUBRIC.replace("River checklist", "<b>Official</b> \\u202egnp.exe").replace(
        "River School District", "A" * 20_000
    )
    chooses(person, dialogs, written(tmp_path, evil))

    assert "<b>Official</b> [U+202E]gnp.exe" in page.texts
    assert max(map(len, page.texts)) < 1000


def test_thousands_of_long_findings_leave_the_page_readable(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    many = RUBRIC + "\n".join(f'x{number} = "{"y" * 50}"' for number in range(2000))
    long = RUBRIC.replace('id = "R-2"', f'id = "{"<" * 100_000}"')
    chooses(person, dialogs, written(tmp_path, many))
    assert page.findings.field.toPlainText().endswith("… and 1500 more. Copy the list to read all of it.")
    person.clicks(page.findings.copy)
    assert QGuiApplication.clipboard().text().count("\n") == 1999

    chooses(person, dialogs, written(tmp_path, long))
    assert len(page.findings.field.toPlainText()) < 1000


@pytest.mark.parametrize(
    "content", [b"\x00\xff" * 1000, b"SQLite format 3\x00", b"<html>", b"x = " + b"[" * 100_000], ids=repr
)
def test_what_is_no_rubric_at_all_gets_a_sentence(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "river.toml"
    path.write_bytes(content)
    chooses(person, dialogs, path)

    assert page.findings.field.toPlainText().startswith("It is not ")


def test_a_file_that_is_gone_is_told(
    person: Person, dialogs: FakeDialogs, page: RubricsPage, tmp_path: Path
) -> None:
    chooses(person, dialogs, tmp_path / "nowhere.toml")

    assert [type(problem) for problem in dialogs.told] == [FileMissing]
    assert not page.findings.isVisible()
