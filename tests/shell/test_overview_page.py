import csv
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from secure_desktop.errors import FileMissing, TargetExists
from secure_desktop.model.assessment import Answer
from secure_desktop.shell.overview.overview_page import OverviewPage
from tests.overviews import districts, rows, write_file
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, SHIFT, Person, named, until

KEY = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two districts in three files with a copy, and a text that only has the name of an assessment."""
    found = tmp_path / "districts"
    districts(found)
    return found


def read(person: Person, folder: Path) -> OverviewPage:
    person.window.side.show_overview()
    page = person.window.side.overview
    assert page is not None
    page.read(folder)
    return settled(person, page)


def settled(person: Person, page: OverviewPage) -> OverviewPage:
    until(lambda: not page.is_busy, "the overview")
    until(lambda: not page.filters._pause.isActive(), "the search")
    person.settles()
    return page


def shown(page: OverviewPage) -> list[tuple[str, str]]:
    return [(entry.profile.district, entry.rubric.title[-5:]) for entry in page.table.entries_model.entries]


def headings(page: OverviewPage) -> list[str]:
    model = page.table.entries_model
    return [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in range(model.columnCount())]


def cell(page: OverviewPage, row: int, heading: str) -> str:
    model = page.table.entries_model
    return str(model.index(row, [each.strip(" ↑↓") for each in headings(page)].index(heading)).data())


def test_a_folder_is_chosen_and_read(person: Person, dialogs: FakeDialogs, folder: Path) -> None:
    dialogs.choice = folder
    person.clicks(named(person.window.start, QPushButton, "Folder overview…"))
    page = person.window.side.overview
    assert page is not None
    settled(person, page)

    found, copies, problems, moment = page.texts[0].split(" · ")
    assert found == f"3 assessments in “{folder}”"
    assert (copies, problems) == ("1 copy of them", "1 file is not readable")
    assert moment.startswith("read at ")
    assert shown(page) == [("Hill", "Start"), ("Hill", "prove"), ("River", "Start")]
    assert [cell(page, 2, name) for name in ("In place", "Answered", "Gaps", "Sign-off", "Overdue", "Next due")] == [
        "1 of 5", "2 of 5", "1", "○ Draft", "1", "2027-01-15",
    ]  # fmt: skip
    assert cell(page, 2, "Step 1") == "✓1 ◐1 ○1"
    assert person.focus is page.table


def test_nothing_is_read_when_no_folder_is_chosen(person: Person, dialogs: FakeDialogs) -> None:
    person.presses(KEY.Key_O, CTRL | SHIFT)
    page = person.window.side.overview

    assert page is not None
    assert not page.is_busy
    assert not page.table.isVisible()
    assert person.focus is page.choose


def test_the_keyboard_opens_an_assessment_and_the_overview_is_still_there(
    person: Person, folder: Path
) -> None:
    page = read(person, folder)
    person.presses(KEY.Key_Down, times=2)
    assert page.line.texts[0] == "River · Checklist to Start · 2026–27 · County Sheriff"
    assert page.line.texts[2] == "1 copy: River (1).sqlite"
    person.presses(KEY.Key_Return)

    assert person.page.session.path == folder / "north" / "River.sqlite"
    person.presses(KEY.Key_W, CTRL)
    person.presses(KEY.Key_O, CTRL | SHIFT)
    assert person.window.side.shown is page
    assert shown(page)[2] == ("River", "Start")
    assert page.table.currentIndex().row() == 2


def test_a_double_click_and_the_button_open_too(person: Person, folder: Path) -> None:
    page = read(person, folder)
    place = page.table.visualRect(page.table.entries_model.index(1, 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.page.session.path.name == "Hill 2.sqlite"

    person.window.side.show_overview()
    page.table.setCurrentIndex(page.table.entries_model.index(0, 0))
    person.clicks(page.line.button)
    assert person.page.session.path.name == "Hill.sqlite"


def test_a_heading_sorts_and_sorts_the_other_way_round(person: Person, folder: Path) -> None:
    page = read(person, folder)
    header = page.table.horizontalHeader()
    place = [each.strip(" ↑") for each in headings(page)].index("Answered")
    for expected, sign in (
        ([("Hill", "Start"), ("Hill", "prove"), ("River", "Start")], "↑"),
        ([("River", "Start"), ("Hill", "Start"), ("Hill", "prove")], "↓"),
    ):
        at = QPoint(header.sectionViewportPosition(place) + 10, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        person.settles()
        assert shown(page) == expected
        assert headings(page)[place] == f"Answered {sign}"
    assert page.filters.order.currentText() == "Answered"


def test_other_rows_are_shown_from_the_top(person: Person, folder: Path) -> None:
    page = read(person, folder)
    person.presses(KEY.Key_Down, times=2)
    page.filters.reverse.click()
    person.settles()

    assert shown(page)[0] == ("River", "Start")
    assert page.table.currentIndex().row() == 0
    assert page.line.texts[0].startswith("River")


def test_filters_and_search_leave_what_is_like_that(person: Person, folder: Path) -> None:
    page = read(person, folder)
    page.filters.rubric.setCurrentIndex(page.filters.rubric.findText("Checklist to Start"))
    person.settles()
    assert shown(page) == [("Hill", "Start"), ("River", "Start")]
    assert page.texts[1] == "2 of 3 are shown."
    assert "1 Step 1 in short" in headings(page)
    assert page.table.isVisible()

    page.filters.words.setFocus()
    person.types("riv")
    settled(person, page)
    assert shown(page) == [("River", "Start")]
    person.types("zz")
    settled(person, page)
    assert page.texts[1] == "None of the 3 assessments is like that."
    assert not page.table.isVisible()
    person.clicks(page.everything)
    assert len(shown(page)) == 3
    assert not page.everything.isVisible()


def test_assessments_with_gaps_in_a_step_can_be_picked(person: Person, tmp_path: Path) -> None:
    for name, item in (("A", "1S-01"), ("B", "2S-01")):
        write_file(tmp_path / "d" / f"{name}.sqlite", name, {item: Answer.PARTLY})
    page = read(person, tmp_path / "d")
    page.filters.gap_step.setCurrentIndex(2)
    person.settles()

    assert [district for district, _ in shown(page)] == ["B"]


def test_the_most_common_gaps_are_those_of_what_is_shown(person: Person, folder: Path) -> None:
    page = read(person, folder)
    assert list(page.gaps.model.rows) == [
        ("1.1 Subject 1 of step 1", "Checklist to Start", "2 of 2 (100\u00a0%)", "✕ 1", "◐ 1"),
        ("1.1 Subject 1 of step 1", "Checklist to Improve", "1 of 1 (100\u00a0%)", "✕ 0", "◐ 1"),
    ]
    assert not page.gaps.table.isColumnHidden(1)

    page.filters.words.setText("river")
    settled(person, page)
    assert list(page.gaps.model.rows) == [
        ("1.1 Subject 1 of step 1", "Checklist to Start", "1 of 1 (100\u00a0%)", "✕ 0", "◐ 1"),
    ]
    assert page.gaps.table.isColumnHidden(1)


def test_what_is_not_readable_is_listed_in_words(person: Person, folder: Path) -> None:
    page = read(person, folder)

    ((file, sentence, advice),) = page.problems.model.rows
    assert file == "notes.sqlite"
    assert "it looks like a text file" in sentence
    assert advice.startswith("Choose a file that this program made")


def test_cells_are_spoken_with_their_heading_and_without_signs(person: Person, folder: Path) -> None:
    page = read(person, folder)
    spoken = page.table.entries_model.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Step 1: 1 in place, 1 partly, 1 unanswered"
    interface = QAccessible.queryAccessibleInterface(page.table)
    assert interface.role() == QAccessible.Role.Table


def test_the_row_that_the_keyboard_is_in_can_be_seen_in_a_small_window(person: Person, folder: Path) -> None:
    for _ in range(4):
        person.presses(KEY.Key_Plus, CTRL)
    person.window.resize(900, 620)
    page = read(person, folder)
    page.verticalScrollBar().setValue(0)
    person.presses(KEY.Key_Down, times=2)
    person.settles()

    row = page.table.visualRect(page.table.currentIndex()).center()
    assert page.viewport().rect().contains(page.table.viewport().mapTo(page.viewport(), row))


def test_names_that_look_like_markup_are_text(person: Person, tmp_path: Path) -> None:
    write_file(tmp_path / "d" / "a.sqlite", "<b>River</b><img src=x>", {})
    page = read(person, tmp_path / "d")

    assert page.line.texts[0].startswith("<b>River</b><img src=x> · ")
    assert page.line._whose.textFormat() == Qt.TextFormat.PlainText


def many(folder: Path, count: int) -> None:
    write_file(folder / "0.sqlite", "River", {"1S-01": Answer.PARTLY})
    good = (folder / "0.sqlite").read_bytes()
    for number in range(1, count):
        path = folder / f"{number}.sqlite"
        path.write_bytes(good)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("UPDATE assessment SET id = ?, district = ?", (f"id {number}", f"River {number}"))
        connection.commit()
        connection.close()


def test_a_reading_that_is_cancelled_shows_what_was_read_and_says_so(person: Person, tmp_path: Path) -> None:
    many(tmp_path / "d", 150)
    person.window.side.show_overview()
    page = person.window.side.overview
    assert page is not None
    page.read(tmp_path / "d")
    assert page.progress.isVisible()
    assert person.focus is page.progress.cancel
    person.presses(KEY.Key_Space)
    settled(person, page)

    assert not page.progress.isVisible()
    assert page.texts[2].startswith("Incomplete: the reading was stopped after ")
    assert len(shown(page)) < 150
    overview = page.shown_overview
    assert overview is not None
    assert not overview.is_complete


def test_leaving_while_a_folder_is_read_does_no_harm(person: Person, tmp_path: Path) -> None:
    many(tmp_path / "d", 50)
    person.window.side.show_overview()
    page = person.window.side.overview
    assert page is not None
    page.read(tmp_path / "d")
    person.clicks(page.back)
    assert person.window.start.isVisible()
    settled(person, page)
    person.presses(KEY.Key_O, CTRL | SHIFT)

    assert len(shown(page)) == 50


def test_closing_the_window_while_a_folder_is_read_does_no_harm(person: Person, tmp_path: Path) -> None:
    many(tmp_path / "d", 50)
    person.window.side.show_overview()
    page = person.window.side.overview
    assert page is not None
    page.read(tmp_path / "d")
    person.window.close()

    assert len(list((tmp_path / "d").iterdir())) == 50


def test_a_folder_that_went_away_is_told(person: Person, dialogs: FakeDialogs, folder: Path) -> None:
    page = read(person, folder)
    (folder / "north" / "River.sqlite").unlink()
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    (folder / "north").rmdir()
    folder.rmdir()
    person.clicks(page.again)
    settled(person, page)

    assert [type(problem) for problem in dialogs.told] == [FileMissing]
    assert not page.table.isVisible()
    assert person.focus is page.choose


def test_what_is_shown_is_exported_in_its_order(person: Person, dialogs: FakeDialogs, folder: Path) -> None:
    page = read(person, folder)
    page.filters.words.setText("hill")
    settled(person, page)
    page.filters.reverse.click()
    dialogs.choice = folder.parent / "o.csv"
    person.clicks(page.export.button)
    settled(person, page)

    assert dialogs.proposed[-1] == folder.parent / "districts – overview.xlsx"
    assert page.export.saved_text.startswith("✓ Saved ")
    assert page.export.saved_text.endswith(f": {dialogs.choice}")
    with dialogs.choice.open(encoding="utf-8-sig", newline="") as file:
        assert [line["District"] for line in csv.DictReader(file)] == ["Hill", "Hill"]


@pytest.mark.parametrize(("picked", "with_notes"), [(0, 0), (1, 1), (None, None)])
def test_a_database_holds_notes_only_when_somebody_wants_them(
    person: Person, dialogs: FakeDialogs, folder: Path, picked: int | None, with_notes: int | None
) -> None:
    page = read(person, folder)
    dialogs.choice, dialogs.picks = folder.parent / "o.sqlite", picked
    person.clicks(page.export.button)
    settled(person, page)

    assert dialogs.questions[-1][2] == "Without notes | With notes"
    if with_notes is None:
        assert not dialogs.choice.exists()
    else:
        assert rows(dialogs.choice, "SELECT with_notes, assessments FROM run") == [(with_notes, 3)]


def test_an_assessment_is_never_replaced_by_an_export(
    person: Person, dialogs: FakeDialogs, folder: Path
) -> None:
    page = read(person, folder)
    before = (folder / "Hill.sqlite").read_bytes()
    dialogs.choice, dialogs.picks = folder / "Hill.sqlite", 0
    person.clicks(page.export.button)
    settled(person, page)

    assert [type(problem) for problem in dialogs.told] == [TargetExists]
    assert (folder / "Hill.sqlite").read_bytes() == before


def test_writing_can_be_stopped(person: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    many(tmp_path / "d", 150)
    page = read(person, tmp_path / "d")
    dialogs.choice, dialogs.picks = tmp_path / "o.sqlite", 0
    page.export.ask_and_export()
    page.export.stop.click()
    settled(person, page)

    assert not dialogs.choice.exists()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    assert dialogs.told == []
    assert page.export.button.isEnabled()
