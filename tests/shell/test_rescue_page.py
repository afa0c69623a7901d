"""A damaged file in the window: what can be read of it is shown, completed, and rescued into a new file."""

import contextlib
import hashlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from secure_desktop import locations
from secure_desktop.errors import DamagedFile, TargetExists, UnexpectedParts
from secure_desktop.model.assessment import Answer
from secure_desktop.model.canonical import digest
from secure_desktop.rescue_errors import NothingToRescue, NotTheSameAssessment
from secure_desktop.shell.backups.restore_page import RestorePage
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.rescue.items_model import ItemsModel
from secure_desktop.shell.rescue.rescue_page import RescuePage
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshots
from tests import builders
from tests.commands.console import Console
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, until
from tests.shell.test_accessibility import nameless
from tests.shell.test_text_size import fits
from tests.storage.bad_files import PAGE

KEY = Qt.Key


def run(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def damage(path: Path) -> None:
    """Damage the first page of the answers, the last one of the history and the one of the participants."""
    data = path.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    for kind, sign in ((0x0A, b"1S-01"), (0x0D, b"next_step")):
        place = max(n for n, page in enumerate(pages) if page[0] == kind and sign in page)
        pages[place] = bytes(PAGE)
    path.write_bytes(b"".join(pages))


def rubric_of(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT json FROM rubric").fetchone()[0])


def run_with(path: Path, statement: str, *values: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def state_of(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def shown_page(person: Person) -> RescuePage:
    page = person.window.side.shown
    assert isinstance(page, RescuePage)
    until(lambda: not page.is_busy, "the end of the reading")
    person.settles()
    return page


def rows_of(model: ItemsModel) -> list[str]:
    columns = range(model.columnCount())
    return [
        " | ".join(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


@pytest.fixture
def damaged(sample: Path) -> Path:
    damage(sample)
    return sample


@pytest.fixture
def page(person: Person, dialogs: FakeDialogs, damaged: Path) -> RescuePage:
    """The page on a damaged file, reached from the message that it was not opened."""
    dialogs.picks = 0
    person.window.open_path(damaged)
    return shown_page(person)


def test_a_damaged_file_leads_to_what_can_be_read_of_it(
    person: Person, dialogs: FakeDialogs, page: RescuePage, damaged: Path
) -> None:
    assert isinstance(dialogs.told[0], DamagedFile)
    assert dialogs.ways[0][0] == "Rescue what can be read…"
    assert "“sample.sqlite” itself stays as it is." in page.outcome.texts
    assert page.outcome.headline.text().startswith("◐ Not everything is sure: ")
    assert any(row.startswith("1.1 ") and "To check" in row for row in rows_of(page.items.model))


def test_nothing_is_written_by_reading(person: Person, damaged: Path) -> None:
    before = state_of(damaged.parent)

    person.window.side.show_rescue(damaged)
    shown_page(person)

    assert state_of(damaged.parent) == before


def test_each_action_step_can_be_looked_at(person: Person, page: RescuePage) -> None:
    person.clicks(page.items.stops[2])

    assert {row.split(".")[0] for row in rows_of(page.items.model)} == {"2"}


def test_it_is_rescued_into_a_new_file_that_opens(
    person: Person, dialogs: FakeDialogs, page: RescuePage, damaged: Path
) -> None:
    before = damaged.read_bytes()
    to_check = page.items.model.rowCount()
    dialogs.choice = damaged.with_name("new.sqlite")

    person.clicks(page.save)
    until(lambda: person.window.assessment is not None, "the new file")

    assert dialogs.proposed[-1].name == "sample (rescued).sqlite"
    assert person.page.session.path.name == "new.sqlite"
    assert damaged.read_bytes() == before
    sentence, detail = dialogs.news[-1]
    assert sentence == "“new.sqlite” holds what could be rescued."
    assert f"{to_check} items are marked for review" in detail
    marked = [response for response in person.page.session.assessment.responses.values() if response.marked]
    assert len(marked) >= to_check
    assert person.page.session.assessment.response("1S-01").answer is not Answer.UNANSWERED


def test_nothing_is_marked_when_that_is_not_wanted(
    person: Person, dialogs: FakeDialogs, page: RescuePage, damaged: Path
) -> None:
    dialogs.choice = damaged.with_name("new.sqlite")
    person.clicks(page.mark.box)

    person.clicks(page.save)
    until(lambda: person.window.assessment is not None, "the new file")

    assert dialogs.news[-1][1] == "Go on in it. The damaged file is as it was."


def test_a_name_that_is_taken_is_refused_and_the_page_stays(
    person: Person, dialogs: FakeDialogs, page: RescuePage, damaged: Path
) -> None:
    before = state_of(damaged.parent)
    dialogs.choice = damaged

    person.clicks(page.save)
    until(lambda: not page.is_busy)

    assert isinstance(dialogs.told[-1], TargetExists)
    assert person.window.side.shown is page
    assert state_of(damaged.parent) == before


def test_the_name_that_is_proposed_is_short_enough_for_every_system(
    person: Person, dialogs: FakeDialogs, damaged: Path
) -> None:
    path = damaged.rename(damaged.with_name(f"{'a' * 245}.sqlite"))
    dialogs.choice = None
    person.window.side.show_rescue(path)
    page = shown_page(person)

    person.clicks(page.save)

    name = dialogs.proposed[-1].name
    assert name.startswith("aaa")
    assert name.endswith("a (rescued).sqlite")
    assert len(name) <= 120


def test_the_page_cannot_be_left_while_the_new_file_is_written(
    person: Person, dialogs: FakeDialogs, page: RescuePage, damaged: Path
) -> None:
    dialogs.choice = damaged.with_name("new.sqlite")

    page.save.click()
    assert not page.back.isEnabled()
    until(lambda: person.window.assessment is not None, "the new file")

    assert dialogs.news[-1][0] == "“new.sqlite” holds what could be rescued."


def test_an_export_fills_in_what_is_missing(
    person: Person, dialogs: FakeDialogs, console: Console, sample: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.json"
    console.done("export", sample, "--format", "json", "-o", export)
    damage(sample)
    person.window.side.show_rescue(sample)
    page = shown_page(person)
    dialogs.choice = export

    person.clicks(page.add)
    shown_page(person)

    (line,) = [line for line in page.outcome.lines if "1.1" in line]
    assert line.startswith(
        "These items were filled in from a report or an export. They may have been changed since:"
    )
    assert any(row.startswith("1.1 ") and "Filled in" in row for row in rows_of(page.items.model))
    assert page.mark.isVisible()


def test_an_export_of_another_assessment_changes_nothing(
    person: Person, dialogs: FakeDialogs, console: Console, page: RescuePage, empty: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.json"
    console.done("export", empty, "--format", "json", "-o", export)
    before = page.outcome.lines
    dialogs.choice = export

    person.clicks(page.add)
    shown_page(person)

    assert isinstance(dialogs.told[-1], NotTheSameAssessment)
    assert page.outcome.lines == before
    assert page.save.isEnabled()


def test_the_list_can_be_copied(person: Person, page: RescuePage) -> None:
    person.clicks(page.outcome.copy)

    assert QGuiApplication.clipboard().text() == "\n".join(page.outcome.lines)
    assert "Entries of the history" in QGuiApplication.clipboard().text()


def test_of_a_file_with_foreign_parts_only_the_answers_are_taken(
    person: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    run(sample, "CREATE TRIGGER zz AFTER INSERT ON journal BEGIN DELETE FROM response; END")
    dialogs.picks = 0

    person.window.open_path(sample)
    page = shown_page(person)

    assert isinstance(dialogs.told[0], UnexpectedParts)
    assert dialogs.ways[0] == ("Copy only the answers into a new file…",)
    assert page.outcome.lines == ("Left behind, because this program did not make it: trigger “zz”.",)
    assert page.outcome.headline.text() == "✓ Everything came across."


def test_a_file_without_its_beginning_is_offered_too(
    person: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    sample.write_bytes(bytes(100) + sample.read_bytes()[100:])

    person.window.open_path(sample)

    assert dialogs.ways == [("Rescue what can be read…",)]


def test_a_file_with_nothing_in_it_is_told_and_another_can_be_chosen(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "zeros.sqlite"
    path.write_bytes(bytes(30_000))

    person.window.side.show_rescue(path)
    page = shown_page(person)

    assert isinstance(dialogs.told[0], NothingToRescue)
    assert person.focus is page.choose
    assert not page.save.isVisible()


def test_a_backup_is_offered_beside_where_there_is_one(person: Person, sample: Path) -> None:
    Snapshots(locations.backups_folder()).take(sample, Reason.OPENED, lambda: builders.NOW)
    damage(sample)
    person.window.side.show_rescue(sample)
    page = shown_page(person)

    person.clicks(page.backup)

    restore = person.window.side.shown
    assert isinstance(restore, RestorePage)
    until(lambda: not restore.is_reading)


def test_no_backup_is_offered_where_there_is_none(page: RescuePage) -> None:
    assert not page.backup.isVisible()


def test_the_menu_asks_for_a_file(person: Person, dialogs: FakeDialogs, damaged: Path) -> None:
    dialogs.choice = damaged

    person.window.actions_by_name["rescue"].trigger()
    page = shown_page(person)

    assert page.save.isVisible()


def test_reading_can_be_stopped(person: Person, damaged: Path) -> None:
    person.window.side.show_rescue(damaged)
    page = person.window.side.shown
    assert isinstance(page, RescuePage)
    page.progress.cancel.click()
    shown_page(person)

    assert not page.save.isVisible()
    assert person.focus is page.choose


def test_escape_goes_back(person: Person, page: RescuePage) -> None:
    person.presses(KEY.Key_Escape)

    assert person.window.side.shown is None
    assert person.window.start.isVisible()


def test_what_people_typed_is_shown_as_it_is(person: Person, sample: Path) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="<img src='/etc/passwd'><b>bold</b>")
    damage(sample)

    person.window.side.show_rescue(sample)
    page = shown_page(person)
    person.clicks(page.items.stops[1])

    assert any("<img src='/etc/passwd'><b>bold</b>" in row for row in rows_of(page.items.model))


def test_an_ampersand_in_an_action_step_is_no_key(person: Person, sample: Path) -> None:
    text = rubric_of(sample).replace('"Training"', '"Training & drills"')
    run_with(sample, "UPDATE rubric SET json = ?, digest = ?", text, digest(text))

    person.window.side.show_rescue(sample)
    page = shown_page(person)

    assert any(
        "Training && drills" in button.text() for button in page.items.stops if isinstance(button, Button)
    )


def test_of_a_list_of_thousands_the_beginning_is_shown_and_all_is_copied(
    person: Person, sample: Path
) -> None:
    run(
        sample,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO next_step"
        " SELECT 'zz' || i, '9S-99', 'Step ' || i, '', '', 'hours', 'open', '', '2026-01-01T00:00:00.000000Z', '' FROM n",
    )

    person.window.side.show_rescue(sample)
    page = shown_page(person)
    person.clicks(page.outcome.copy)

    shown = page.outcome.texts.splitlines()
    assert len(QGuiApplication.clipboard().text().splitlines()) >= 2000
    assert len(shown) < 400
    assert any("more stand in the list that can be copied" in line for line in shown)


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1180, 760), (900, 620)], ids=str)
def test_nothing_is_cut_and_everything_has_a_name(
    person: Person, page: RescuePage, size: tuple[int, int], text_size: int
) -> None:
    while person.window.preferences.settings.text_size < text_size:
        person.presses(KEY.Key_Plus, CTRL)
    person.window.resize(*size)

    person.settles()

    assert (person.window.width(), person.window.height()) == size
    fits(person)
    assert nameless(person.window) == []


def test_tab_goes_through_the_page_as_it_is_read(person: Person, page: RescuePage) -> None:
    stops = []
    for _ in range(6):
        stops.append(person.focus)
        person.presses(KEY.Key_Tab)

    assert stops == [page.save, page.add, page.back, page.mark.box, page.outcome.copy, page.items.stops[0]]
