from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.model.assessment import Answer
from secure_desktop.shell.backups.restore_page import FIRST, RestorePage
from secure_desktop.shell.backups.showing import show_restore_page
from secure_desktop.shell.drive.drive_page import DrivePage
from secure_desktop.shell.drive.showing import show_drive_page
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots
from tests import builders
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import Person, named, until
from tests.storage.snapshots import contents

BACKUPS = "Open the newest backup…"


def backups() -> Snapshots:
    return Snapshots(locations.backups_folder())


def take(path: Path, reason: Reason = Reason.OPENED, *, minutes: int = 0) -> Snapshot:
    moment = builders.NOW - timedelta(minutes=minutes)
    taken = backups().take(path, reason, lambda: moment)
    assert taken is not None
    return taken


def answer(path: Path, item_id: str, answer: Answer, note: str = "") -> None:
    with open_file(path, clock=lambda: builders.NOW) as file:
        file.record_response(item_id, by="Ann", answer=answer, note=note)


def shown(person: Person) -> RestorePage:
    page = person.window.side.shown
    assert isinstance(page, RestorePage)
    until(lambda: not page.is_reading)
    return page


def opens(person: Person) -> RestorePage:
    person.window.actions_by_name["restore"].trigger()
    return shown(person)


def opens_the_oldest(person: Person) -> RestorePage:
    page = opens(person)
    page.choose(len(page.snapshots) - 1)
    until(lambda: not page.is_reading)
    return page


def says(page: RestorePage) -> list[str]:
    """Return the lines of what differs."""
    labels = page.held.list._column
    return [labels.itemAt(place).widget().text() for place in range(labels.count())]  # type: ignore[union-attr]


@pytest.fixture
def worked(empty: Path) -> Path:
    """An assessment with a backup from before an hour's work."""
    answer(empty, "1S-01", Answer.PARTLY, "The draft has no end date.")
    take(empty, minutes=60)
    answer(empty, "1S-01", Answer.IN_PLACE, "Signed in October.")
    answer(empty, "2S-01", Answer.NOT_IN_PLACE)
    return empty


@pytest.fixture
def worker(person: Person, worked: Path) -> Person:
    """Somebody with that assessment open."""
    person.window.open_path(worked)
    until(lambda: len(backups().of(person.page.session.assessment.id)) == 2, "the backup of opening")
    return person


def test_the_page_lists_backups_and_says_what_going_back_changes(worker: Person) -> None:
    page = opens_the_oldest(worker)

    assert [one.reason for one in page.snapshots] == [Reason.OPENED, Reason.OPENED]
    when, why, _size = page.model.rows[1]
    assert when.startswith("today ")
    assert when.endswith(" · 1 hour ago")
    assert why == "When it was opened"
    assert page.held.text == (
        "It holds 1 of 5 answers, 0 attached files, revision 1 (Draft). Going back changes 2 items. "
        "Each line says how it is now → how it is in the backup."
    )
    assert "Answer: In place → Partly" in says(page)
    assert "Note: “Signed in October.” → “The draft has no end date.”" in says(page)
    assert "Answer: Not in place → Unanswered" in says(page)


def test_going_back_keeps_the_present_file_and_opens_the_backup_in_its_place(
    worker: Person, dialogs: FakeDialogs, worked: Path
) -> None:
    page = opens_the_oldest(worker)
    dialogs.says_yes = True

    worker.clicks(page.held.restore)
    until(lambda: worker.window.side.shown is None)

    assert worker.page.session.path == worked
    assert worker.page.session.response("1S-01").answer is Answer.PARTLY
    kept = [name for name in contents(worked.parent) if "before restoring" in name]
    assert len(kept) == 1
    assert kept[0] in worker.page.notices.restored.text
    assert worker.page.notices.restored.text.startswith("✓ This is the backup of today ")
    with open_file(worked.with_name(kept[0])) as before:
        assert before.assessment().response("1S-01").note == "Signed in October."
    worker.clicks(worker.page.notices.restored.seen)
    assert worker.page.notices.restored.text == ""


def test_one_can_go_back_and_forth(worker: Person, dialogs: FakeDialogs) -> None:
    dialogs.says_yes = True
    opens_the_oldest(worker).held.restore.click()
    until(lambda: worker.window.side.shown is None)
    assert worker.page.session.response("1S-01").answer is Answer.PARTLY
    until(lambda: len(backups().of(worker.page.session.assessment.id)) == 3, "the backup of opening")

    page = opens(worker)
    page.choose(1)
    until(lambda: not page.is_reading)
    page.held.restore.click()
    until(lambda: worker.window.side.shown is None)

    assert worker.page.session.response("1S-01").note == "Signed in October."


def test_whoever_does_not_want_to_go_back_keeps_everything_as_it_is(
    worker: Person, dialogs: FakeDialogs, worked: Path
) -> None:
    page = opens_the_oldest(worker)
    before = contents(worked.parent)

    page.held.restore.click()

    assert "is kept beside it" in dialogs.questions[0][1]
    assert worker.window.side.shown is page
    assert contents(worked.parent) == before


def test_a_backup_can_be_saved_as_a_file_of_its_own(
    worker: Person, dialogs: FakeDialogs, worked: Path, tmp_path: Path
) -> None:
    page = opens_the_oldest(worker)
    dialogs.choice = tmp_path / "as it was.sqlite"

    worker.clicks(page.held.copy)
    until(lambda: page.text)

    assert page.text.startswith("✓ The backup is saved as a file of its own")
    assert dialogs.proposed[-1].parent == worked.parent
    with open_file(dialogs.choice) as copy:
        assert copy.assessment().response("1S-01").answer is Answer.PARTLY
    assert worker.page.session.response("1S-01").answer is Answer.IN_PLACE


def test_an_item_that_differs_can_be_looked_at(worker: Person) -> None:
    page = opens_the_oldest(worker)

    worker.clicks(page.held.list.stops[0])

    assert worker.window.side.shown is None
    assert worker.item == "1S-01"


def test_a_backup_that_says_the_same_is_called_that(person: Person, empty: Path) -> None:
    take(empty)
    person.window.open_path(empty)

    assert opens(person).held.text.endswith("It says the same as the file does now.")


def test_a_file_that_is_gone_comes_back_from_its_backup(
    person: Person, dialogs: FakeDialogs, worked: Path
) -> None:
    worked.unlink()
    dialogs.picks = 0
    person.window.open_path(worked)
    assert dialogs.ways[0][0] == BACKUPS
    page = shown(person)
    assert page.held.text.endswith("The file itself is missing, so there is nothing to compare with.")
    dialogs.says_yes = True

    page.held.restore.click()
    until(lambda: person.window.assessment is not None)

    assert person.page.session.path == worked
    assert person.page.session.response("1S-01").answer is Answer.PARTLY
    assert person.page.notices.restored.text.count("kept") == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[:20_000],
        lambda whole: whole[:5000] + bytes(6000) + whole[11_000:],
        lambda _: b"<!DOCTYPE html><title>Sign in</title>" * 40,
        lambda _: b"",
    ],
    ids=["cut", "holed", "web page", "empty"],
)
def test_a_file_that_was_spoiled_comes_back_and_is_kept_as_it_is(
    person: Person, dialogs: FakeDialogs, worked: Path, spoil: Callable[[bytes], bytes]
) -> None:
    worked.write_bytes(spoil(worked.read_bytes()))
    spoiled = contents(worked.parent)[worked.name]
    dialogs.picks = 0
    dialogs.says_yes = True

    person.window.open_path(worked)
    page = shown(person)
    page.held.restore.click()
    until(lambda: person.window.assessment is not None)

    assert person.page.session.response("1S-01").answer is Answer.PARTLY
    kept = {name: digest for name, digest in contents(worked.parent).items() if "before" in name}
    assert list(kept.values()) == [spoiled]


def test_without_a_backup_no_backup_is_offered(person: Person, dialogs: FakeDialogs, empty: Path) -> None:
    empty.write_bytes(b"")

    person.window.open_path(empty)

    assert BACKUPS not in dialogs.ways[0]


def test_a_page_without_backups_says_so(reviewer: Person) -> None:
    show_restore_page(reviewer.window, reviewer.page.session.path.with_name("never.sqlite"))

    assert shown(reviewer).text.startswith("There is no backup of this assessment")
    assert named(reviewer.window, QPushButton, "Back").hasFocus()


def test_a_backup_that_is_damaged_cannot_be_chosen(worker: Person) -> None:
    *_, oldest = backups().of(worker.page.session.assessment.id)
    oldest.path.write_bytes(b"no backup any more")

    page = opens_the_oldest(worker)

    assert page.held.text == "⚠ This backup cannot be read. Choose the one before it."
    assert not page.held.restore.isEnabled()


def test_many_backups_are_shown_step_by_step(person: Person, empty: Path) -> None:
    for number in range(FIRST + 2):
        answer(empty, "1S-01", Answer.PARTLY, f"Version {number}.")
        take(empty, minutes=(FIRST + 2 - number) * 24 * 60)
    person.window.open_path(empty)
    page = opens(person)
    assert len(page.model.rows) == FIRST

    person.clicks(named(page, QPushButton, f"Show all {FIRST + 2} backups"))

    assert len(page.model.rows) == FIRST + 2
    assert not page.more.isVisible()


def test_all_is_done_by_keyboard(worker: Person, dialogs: FakeDialogs) -> None:
    page = opens(worker)
    dialogs.says_yes = True

    assert page.table.hasFocus()
    worker.presses(Qt.Key.Key_Down)
    until(lambda: not page.is_reading)
    worker.presses(Qt.Key.Key_Tab)
    assert page.held.restore.hasFocus()
    worker.presses(Qt.Key.Key_Return)
    until(lambda: worker.window.side.shown is None)

    assert worker.page.session.response("1S-01").answer is Answer.PARTLY


def test_a_clock_that_was_wrong_is_marked_and_never_counted(worker: Person, clock: FixedClock) -> None:
    clock.moment -= timedelta(days=400)

    page = opens(worker)

    assert page.model.rows[0][0].endswith(" · ⚠ in the future: check the clock")


def test_a_name_that_would_turn_the_direction_is_shown_with_its_sign(person: Person, empty: Path) -> None:
    person.window.open_path(empty.rename(empty.with_name("river\u202e.sqlite")))
    window = person.window

    show_restore_page(window)
    page = shown(person)
    assert "“river[U+202E].sqlite”" in page.lead.text()
    window.side.leave()
    show_drive_page(window)
    drive = window.side.shown
    assert isinstance(drive, DrivePage)
    assert "“river[U+202E].sqlite”" in drive.lead.text()
    until(lambda: not drive.is_looking)


def test_esc_goes_back(worker: Person) -> None:
    opens(worker)

    worker.presses(Qt.Key.Key_Escape)

    assert worker.window.side.shown is None
