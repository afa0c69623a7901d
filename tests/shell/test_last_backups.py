from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.shell.backups.last_backups_part import LastBackupsPart
from secure_desktop.shell.backups.restore_page import RestorePage
from secure_desktop.shell.drive.drive_page import DrivePage
from secure_desktop.shell.settings_dialog import SettingsDialog
from secure_desktop.storage.last_copies import remember_copy
from tests import builders
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import Person, until


def part(person: Person) -> LastBackupsPart:
    found = person.window.start._backups
    assert found is not None
    return found


def link(person: Person, text: str) -> QPushButton:
    """Return a link of the lines; new ones come into view with the next layout."""
    found = [stop for stop in part(person).stops if isinstance(stop, QPushButton) and stop.text() == text]
    until(found[0].isVisible)
    return found[0]


def goes_back_to_start(person: Person) -> LastBackupsPart:
    """Close the assessment once it was backed up, and wait for what the start page says."""
    until(lambda: list(locations.backups_folder().glob("*/*.sqlite")), "the backup of opening")
    person.window.show_start()
    until(lambda: person.window.start._backups is not None and part(person).texts, "the lines")
    return part(person)


def test_the_start_page_tells_the_last_backup_and_the_last_copy(reviewer: Person, clock: FixedClock) -> None:
    remember_copy(reviewer.page.session.assessment.id, builders.NOW - timedelta(days=21))
    clock.pass_minutes(1)

    (line,) = goes_back_to_start(reviewer).texts

    assert line.startswith("Sample District 12, Checklist to Start: last backup today ")
    assert line.endswith(", 1 minute ago · last copy on another drive 3 weeks ago")
    assert part(reviewer).warning == ""


def test_the_links_are_described_by_what_their_line_says_now(reviewer: Person, clock: FixedClock) -> None:
    goes_back_to_start(reviewer)
    clock.pass_minutes(5)

    reviewer.window.show_start()
    until(lambda: "5 minutes ago" in "".join(part(reviewer).texts))

    for text in ("Restore…", "Copy to USB stick…"):
        assert link(reviewer, text).accessibleDescription() == part(reviewer).texts[0]


def test_without_a_copy_on_another_drive_it_says_so_calmly(reviewer: Person) -> None:
    (line,) = goes_back_to_start(reviewer).texts

    assert line.endswith(", just now · no copy on another drive yet")


def test_links_lead_to_going_back_and_to_copying(reviewer: Person) -> None:
    goes_back_to_start(reviewer)

    reviewer.clicks(link(reviewer, "Restore…"))
    page = reviewer.window.side.shown
    assert isinstance(page, RestorePage)
    until(lambda: not page.is_reading)
    reviewer.presses(Qt.Key.Key_Escape)
    until(lambda: part(reviewer).texts)
    reviewer.clicks(link(reviewer, "Copy to USB stick…"))

    assert isinstance(reviewer.window.side.shown, DrivePage)


def test_a_file_that_is_gone_can_be_restored_from_the_start_page(reviewer: Person, empty: Path) -> None:
    goes_back_to_start(reviewer)
    empty.unlink()
    reviewer.window.show_start()
    until(lambda: "the file was not found" in "".join(part(reviewer).texts))

    reviewer.clicks(link(reviewer, "Restore…"))

    page = reviewer.window.side.shown
    assert isinstance(page, RestorePage)
    until(lambda: not page.is_reading)
    assert page.snapshots


def test_a_card_leads_there_too(reviewer: Person) -> None:
    goes_back_to_start(reviewer)
    (card,) = reviewer.window.start._cards.values()

    actions = {action.text(): action for action in card.actions()}
    actions["Restore…"].trigger()

    assert isinstance(reviewer.window.side.shown, RestorePage)


def test_a_folder_that_takes_no_backup_is_warned_of(person: Person, empty: Path) -> None:
    folder = locations.backups_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    person.window.preferences.remember(empty, builders.assessment())

    person.window.show_start()
    until(lambda: person.window.start._backups is not None and part(person).warning)

    assert part(person).warning.startswith("⚠ ")
    assert str(folder) in part(person).warning


def test_settings_tell_where_backups_lie_and_how_much_room_they_take(
    reviewer: Person, dialogs: FakeDialogs
) -> None:
    folder = locations.backups_folder()
    until(lambda: list(folder.glob("*/*.sqlite")), "the backup of opening")
    said: list[str] = []

    def look(dialog: SettingsDialog) -> None:
        until(lambda: "Looking" not in dialog.room.text)
        said.append(dialog.room.text)
        reviewer.clicks(dialog.room.show_folder)

    with while_open(SettingsDialog, look):
        reviewer.window.actions_by_name["settings"].trigger()

    assert said[0].startswith("They take ")
    assert said[0].endswith(f" KB in {folder}")
    assert dialogs.opened == [folder]


def test_settings_say_so_while_there_are_no_backups(person: Person) -> None:
    def look(dialog: SettingsDialog) -> None:
        until(lambda: dialog.room.text == "There are none yet.")
        assert not dialog.room.show_folder.isEnabled()

    with while_open(SettingsDialog, look):
        person.window.actions_by_name["settings"].trigger()
