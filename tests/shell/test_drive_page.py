import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton

from secure_desktop.drive_errors import DriveGone
from secure_desktop.shell.drive.drive_page import DrivePage
from secure_desktop.shell.drive.drives import Drive, drive_of
from secure_desktop.shell.drive.showing import show_drive_page
from secure_desktop.signing_errors import Busy
from secure_desktop.storage.last_copies import last_copies
from secure_desktop.storage.opening import open_file
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import Person, named, until
from tests.storage.drives import Stick, plugged_in
from tests.storage.snapshots import contents


@pytest.fixture
def stick() -> Iterator[Stick]:
    """A USB stick, where desktops show those."""
    folder = Path("/media") / f"KINGSTON {os.getpid()}"
    try:
        with plugged_in(folder) as stick:
            yield stick
    finally:
        if folder.exists():
            folder.rmdir()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Another folder on the drive of the assessment."""
    path = tmp_path / "elsewhere"
    path.mkdir()
    return path


def shown(person: Person) -> DrivePage:
    page = person.window.side.shown
    assert isinstance(page, DrivePage)
    until(lambda: not page.is_looking)
    return page


def opens(person: Person) -> DrivePage:
    person.window.actions_by_name["copy_to_drive"].trigger()
    return shown(person)


def copies(page: DrivePage) -> None:
    page.copy()
    until(lambda: not page.is_busy)


def offered(page: DrivePage, folder: Path) -> list[QRadioButton]:
    """Return the button of a drive; there may be others, also of tests that run at the same time."""
    buttons = page.choice.findChildren(QRadioButton)
    return [b for b in buttons if b.isVisible() and b.accessibleDescription() == str(folder)]


def choose(page: DrivePage, folder: Path) -> None:
    until(lambda: offered(page, folder))
    (button,) = offered(page, folder)
    button.click()
    assert page.choice.chosen == drive_of(folder)


def test_a_stick_shows_up_and_gets_a_copy_that_was_read_back(
    reviewer: Person, stick: Stick, clock: FixedClock
) -> None:
    page = opens(reviewer)
    choose(page, stick.folder)
    until(page.copy_button.hasFocus)

    reviewer.presses(Qt.Key.Key_Return)
    until(lambda: page.result.text)

    said = f"✓ The copy on “{stick.folder.name}” is complete and was read back: "
    assert page.result.text.startswith(said)
    assert page.result.text.endswith("Eject the drive before you pull it out.")
    assert list(contents(stick.folder)) == ["river.sqlite"]
    with open_file(stick.folder / "river.sqlite") as there:
        assert there.assessment() == reviewer.page.session.assessment
    assert last_copies() == {reviewer.page.session.assessment.id: clock.moment}


def test_a_stick_that_is_written_to_elsewhere_stays_under_the_mouse(reviewer: Person, tmp_path: Path) -> None:
    choice = opens(reviewer).choice
    stick = Drive("KINGSTON", tmp_path, 15_000_000_000, 1)
    choice.show_drives([stick])
    stops = choice.stops

    choice.show_drives([stick._replace(free=stick.free - 4096)])
    assert choice.stops == stops

    choice.show_drives([stick._replace(free=1_000_000)])
    assert choice.stops != stops


def test_a_stick_may_be_plugged_in_later(reviewer: Person, tmp_path: Path) -> None:
    page = opens(reviewer)
    folder = Path("/media") / f"LATER {os.getpid()}"
    try:
        with plugged_in(folder):
            page.look()
            until(lambda: offered(page, folder))
            assert page.copy_button.isEnabled()
        page.look()
        until(lambda: not offered(page, folder))
    finally:
        if folder.exists():
            folder.rmdir()


def test_a_stick_that_was_pulled_out_is_never_taken_for_the_folder_that_is_left(
    reviewer: Person, dialogs: FakeDialogs, stick: Stick
) -> None:
    page = opens(reviewer)
    choose(page, stick.folder)
    stick.pull_out()

    copies(page)

    assert isinstance(dialogs.told[0], DriveGone)
    assert page.result.text == ""
    assert contents(stick.folder) == {}


def test_any_folder_can_be_chosen_and_the_same_drive_is_called_that(
    reviewer: Person, dialogs: FakeDialogs, folder: Path
) -> None:
    page = opens(reviewer)
    dialogs.choice = folder

    reviewer.clicks(named(page, QPushButton, "Choose another folder…"))
    reviewer.clicks(page.copy_button)
    until(lambda: page.result.text)

    assert "⚠ It is on the same drive as the assessment" in page.result.text
    assert list(contents(folder)) == ["river.sqlite"]
    assert last_copies() == {}
    reviewer.clicks(page.result.folder_button)
    assert dialogs.opened == [folder]


def test_whoever_stops_it_gets_no_copy_and_may_go_back(reviewer: Person, folder: Path) -> None:
    page = opens(reviewer)
    page.choice.choose_folder(drive_of(folder))

    page.copy()
    assert reviewer.focus is page.cancel
    reviewer.presses(Qt.Key.Key_Return)
    until(lambda: not page.is_busy)

    assert contents(folder) == {}
    assert named(page, QPushButton, "Back").isEnabled()
    assert page.result.text == ""
    copies(page)
    assert page.result.text


def test_whoever_leaves_stops_it(reviewer: Person, folder: Path) -> None:
    page = opens(reviewer)
    page.choice.choose_folder(drive_of(folder))

    page.copy()
    reviewer.window.side.leave()
    until(lambda: not reviewer.page.session.is_busy)
    reviewer.settles()

    assert contents(folder) == {}


def test_an_assessment_that_is_not_open_can_be_copied_too(person: Person, empty: Path, folder: Path) -> None:
    show_drive_page(person.window, empty)
    page = shown(person)
    page.choice.choose_folder(drive_of(folder))

    copies(page)

    assert page.result.path == folder / "river.sqlite"
    person.presses(Qt.Key.Key_Escape)
    assert person.window.side.shown is None


def test_while_the_assessment_is_at_work_it_is_not_copied(
    reviewer: Person, dialogs: FakeDialogs, folder: Path, paper: Path
) -> None:
    page = opens(reviewer)
    page.choice.choose_folder(drive_of(folder))
    reviewer.page.session.attach("1S-01", paper)

    page.copy()

    assert isinstance(dialogs.told[0], Busy)
    assert not page.is_busy
    until(lambda: not reviewer.page.session.is_busy)


def test_without_an_open_assessment_the_menu_offers_no_copy(person: Person) -> None:
    assert not person.window.actions_by_name["copy_to_drive"].isEnabled()


def test_a_window_that_is_minimized_goes_on_copying(reviewer: Person, folder: Path) -> None:
    page = opens(reviewer)
    page.choice.choose_folder(drive_of(folder))

    page.copy()
    reviewer.window.showMinimized()
    until(lambda: not page.is_busy)
    reviewer.window.showNormal()

    assert list(contents(folder)) == ["river.sqlite"]
