from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from secure_desktop.errors import DamagedFile, FileMissing, NotADatabase
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.recovery_page import RecoveryPage
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person

BACK_FROM_A_PDF = "Get it back from a PDF…"


def test_a_file_that_is_lost_or_damaged_is_told_with_the_ways_on_from_there(
    person: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    sample.write_bytes(sample.read_bytes()[:20_000])

    person.window.open_path(sample)
    person.window.open_path(sample.with_name("gone.sqlite"))

    assert isinstance(dialogs.told[1], FileMissing)
    assert all(BACK_FROM_A_PDF in ways for ways in dialogs.ways)


def test_a_way_leads_to_its_page(person: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.picks = 0

    person.window.open_path(tmp_path / "gone.sqlite")

    assert isinstance(person.window.side.shown, RecoveryPage)


def test_a_file_that_never_was_an_assessment_comes_with_advice_alone(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = tmp_path / "sign-in.sqlite"
    page.write_text("<!DOCTYPE html><title>Sign in</title>" * 40, encoding="utf-8")

    person.window.open_path(page)

    assert isinstance(dialogs.told[0], NotADatabase)
    assert dialogs.ways == [()]


@pytest.mark.parametrize(("press", "chosen"), [("second", 1), ("first", 0), ("Close", None)])
def test_the_box_says_which_way_was_taken(person: Person, press: str, chosen: int | None) -> None:
    outcomes = []

    def push(box: QMessageBox) -> None:
        assert box.textFormat() is Qt.TextFormat.PlainText
        button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == press)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    with while_open(QMessageBox, push):
        outcomes.append(Dialogs(person.window).offer_ways(DamagedFile(name="a.sqlite"), ("first", "second")))

    assert outcomes == [chosen]


def test_escape_takes_no_way(person: Person) -> None:
    outcomes = []

    with while_open(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)):
        outcomes.append(Dialogs(person.window).offer_ways(DamagedFile(name="a.sqlite"), ("first",)))

    assert outcomes == [None]
