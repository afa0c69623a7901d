"""When the window backs up, and what it says when it cannot."""

import functools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.backup_errors import BackupsUnwritable
from secure_desktop.model.assessment import Answer
from secure_desktop.shell.backups.taking import Taking
from secure_desktop.shell.session import Session
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots
from tests import builders
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until
from tests.shell.test_combine_page import copies_with_differences

KEY = Qt.Key
FILES = Path(__file__).parents[1] / "files"


@pytest.fixture
def kept(home: Path) -> Snapshots:
    """The backups of this test's person."""
    return Snapshots(locations.backups_folder())


def id_of(path: Path) -> str:
    with open_file(path, write=False) as file:
        return file.assessment().id


def reasons(kept: Snapshots, path: Path) -> list[Reason]:
    return [one.reason for one in reversed(kept.of(id_of(path)))]


def answers_in(snapshot: Snapshot) -> int:
    with open_file(snapshot.path, write=False) as file:
        return len(file.assessment().responses)


def until_backed_up(person: Person) -> None:
    (taking,) = person.page.findChildren(Taking)
    until(lambda: not taking.is_under_way, "the end of a backup")
    person.settles()


# --- in the window ------------------------------------------------------------------------------------


def test_an_assessment_is_backed_up_once_it_is_open(reviewer: Person, kept: Snapshots, empty: Path) -> None:
    until(lambda: kept.of(id_of(empty)), "a backup")

    assert reasons(kept, empty) == [Reason.OPENED]


def test_what_was_recorded_is_backed_up_when_it_is_closed(
    reviewer: Person, kept: Snapshots, empty: Path
) -> None:
    until(lambda: kept.of(id_of(empty)), "a backup")
    reviewer.presses(KEY.Key_1)

    reviewer.window.show_start()

    assert reasons(kept, empty) == [Reason.OPENED, Reason.WORKING]
    assert answers_in(kept.of(id_of(empty))[0]) == 1


def test_nothing_is_backed_up_again_when_nothing_was_recorded(
    reviewer: Person, kept: Snapshots, empty: Path
) -> None:
    until(lambda: kept.of(id_of(empty)), "a backup")

    reviewer.window.show_start()
    reviewer.window.open_path(empty)
    until_backed_up(reviewer)

    assert reasons(kept, empty) == [Reason.OPENED]


def test_a_file_that_can_only_be_read_is_not_backed_up(person: Person, kept: Snapshots, empty: Path) -> None:
    with open_file(empty):
        person.window.open_path(empty)
        person.settles()
        until_backed_up(person)
        person.window.show_start()

    assert kept.notes() == ()


def test_a_file_is_backed_up_once_it_can_be_written_here(
    person: Person, kept: Snapshots, empty: Path
) -> None:
    with open_file(empty):
        person.window.open_path(empty)
        person.settles()
        until_backed_up(person)
        assert kept.notes() == ()

    person.page.watch.look()
    until(kept.notes, "a backup")

    assert reasons(kept, empty) == [Reason.OPENED]


def test_a_reviewer_copy_is_backed_up_once_something_is_recorded_in_it(
    person: Person, kept: Snapshots, empty: Path
) -> None:
    copy = copies_with_differences(empty, ["Principal"])[0]
    person.window.open_path(copy)
    person.settles()
    until_backed_up(person)
    assert kept.notes() == ()
    assert person.page.session.record_answer("2S-02", Answer.PARTLY)

    person.window.show_start()

    assert reasons(kept, copy) == [Reason.WORKING]


def test_what_there_was_is_backed_up_before_copies_are_combined(
    person: Person, kept: Snapshots, empty: Path
) -> None:
    from secure_desktop.exchange import combining

    (copy,) = copies_with_differences(empty, ["Principal"])
    person.window.open_path(empty)
    until(lambda: kept.of(id_of(empty)), "a backup")
    session = person.page.session
    assert session.record_answer("2S-02", Answer.PARTLY)
    combination = combining.prepare(session.file, [copy])
    done: list[object] = []

    session.combine(combination, {}, done=done.append, failed=done.append)
    until(lambda: done, "the combination")

    assert reasons(kept, empty) == [Reason.OPENED, Reason.BEFORE_COMBINE]
    assert answers_in(kept.of(id_of(empty))[0]) == 1
    assert len(session.assessment.responses) > 1


def test_a_file_of_an_older_format_is_backed_up_before_it_is_brought_up_to_date(
    person: Person, kept: Snapshots, tmp_path: Path
) -> None:
    path = tmp_path / "older.sqlite"
    path.write_bytes((FILES / "format-1.sqlite").read_bytes())

    person.window.open_path(path)
    until_backed_up(person)
    until(lambda: len(kept.of(id_of(path))) == 2, "two backups")

    assert reasons(kept, path) == [Reason.BEFORE_UPDATE, Reason.OPENED]
    assert kept.of(id_of(path))[1].path.read_bytes()[60:64] == (1).to_bytes(4)


# --- when it cannot be --------------------------------------------------------------------------------


@pytest.fixture
def blocked(home: Path) -> Iterator[Path]:
    """Something that lies where the backups should."""
    folder = locations.backups_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("somebody's")
    yield folder
    if folder.is_file():
        assert folder.read_text() == "somebody's"


def test_a_backup_that_cannot_be_taken_is_told_once_and_work_goes_on(
    blocked: Path, reviewer: Person, dialogs: FakeDialogs
) -> None:
    notice = reviewer.page.notices.backups
    until(lambda: notice.text, "a notice")
    assert notice.text.startswith(
        "⚠ No backup of “river.sqlite” was taken: the folder of the backups cannot be"
    )

    reviewer.clicks(named(reviewer.window, QPushButton, "What to do…"))
    assert [type(problem) for problem in dialogs.told] == [BackupsUnwritable]
    dialogs.told.clear()

    reviewer.clicks(named(reviewer.window, QPushButton, "Hide the notice about backups"))
    assert notice.text == ""
    reviewer.clicks(reviewer.answer_button(Answer.PARTLY))
    assert reviewer.sees_saved()

    reviewer.window.show_start()
    assert dialogs.told == []


def test_the_notice_goes_when_backups_are_taken_again(
    blocked: Path, reviewer: Person, kept: Snapshots, empty: Path
) -> None:
    notice = reviewer.page.notices.backups
    until(lambda: notice.text, "a notice")
    blocked.unlink()

    reviewer.page.session.keep_before(Reason.BEFORE_COMBINE)
    until(lambda: not notice.text, "no notice")

    assert reasons(kept, empty) == [Reason.BEFORE_COMBINE]


def test_what_cannot_be_backed_up_when_it_is_closed_is_told(
    reviewer: Person, kept: Snapshots, empty: Path, dialogs: FakeDialogs
) -> None:
    until(lambda: kept.of(id_of(empty)), "a backup")
    kept.folder.rename(kept.folder.with_name("away"))
    kept.folder.write_text("somebody's")
    reviewer.presses(KEY.Key_1)

    reviewer.window.show_start()

    assert [type(problem) for problem in dialogs.told] == [BackupsUnwritable]
    assert reviewer.window.assessment is None


def test_what_takes_the_place_of_the_file_is_not_told_as_a_matter_of_backups(
    reviewer: Person, kept: Snapshots, empty: Path, dialogs: FakeDialogs
) -> None:
    until(lambda: kept.of(id_of(empty)), "a backup")
    reviewer.presses(KEY.Key_1)
    empty.rename(empty.with_name("elsewhere.sqlite"))
    empty.write_bytes(b"another program's")

    reviewer.window.show_start()

    assert dialogs.told == []
    assert len(kept.of(id_of(empty.with_name("elsewhere.sqlite")))) == 1


# --- while somebody works -----------------------------------------------------------------------------


@pytest.fixture
def session(qapp: QObject, empty: Path) -> Iterator[Session]:
    """An open assessment, without a window."""
    session = Session(open_file(empty, clock=lambda: builders.NOW), name=lambda: "Ann")
    yield session
    session.close()


def test_what_is_recorded_is_backed_up_every_so_often(session: Session, kept: Snapshots, empty: Path) -> None:
    taking = Taking(session, kept, lambda: builders.NOW, session, every=1, pause=1)
    taken: list[Snapshot] = []
    taking.taken.connect(taken.append)

    for number, item in enumerate(("1S-01", "1S-02"), 1):
        assert session.record_answer(item, Answer.PARTLY)
        until(functools.partial(_has, taken, number), "a backup")

    assert [one.reason for one in taken] == [Reason.WORKING] * 2
    assert [answers_in(one) for one in taken] == [1, 2]


def test_a_backup_waits_for_a_pause(session: Session, kept: Snapshots) -> None:
    taking = Taking(session, kept, lambda: builders.NOW, session, every=1, pause=3_600_000)
    assert session.record_answer("1S-01", Answer.PARTLY)
    until(lambda: taking._is_due, "the time for a backup")

    assert taking._pause.isActive()
    assert not taking.is_under_way
    assert kept.notes() == ()


def test_a_backup_waits_until_another_thread_is_done_with_the_file(session: Session, kept: Snapshots) -> None:
    taking = Taking(session, kept, lambda: builders.NOW, session, every=1, pause=1)
    assert session.record_answer("1S-01", Answer.PARTLY)
    may_end, ended = threading.Event(), list[object]()
    session.read_behind(lambda _: may_end.wait(), done=ended.append, failed=ended.append)
    until(lambda: taking._is_due, "the time for a backup")
    until(taking._pause.isActive, "another look")
    assert kept.notes() == ()

    may_end.set()
    until(kept.notes, "a backup")

    assert ended == [True]


def test_closing_does_not_wait_for_a_backup_without_end(
    session: Session, kept: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secure_desktop.shell.backups.taking.LONGEST_WAIT", 0.01)
    may_go_on = threading.Event()
    taking = Taking(session, _Slow(kept.folder, may_go_on), lambda: builders.NOW, session)
    taken: list[Snapshot] = []
    taking.taken.connect(taken.append)
    assert session.record_answer("1S-01", Answer.PARTLY)

    session.close()

    assert taken == []
    may_go_on.set()
    until(kept.notes, "the backup, afterwards")


def _has(taken: list[Snapshot], number: int) -> bool:
    return len(taken) == number


class _Slow(Snapshots):
    """On a drive that takes its time."""

    def __init__(self, folder: Path, may_go_on: threading.Event) -> None:
        super().__init__(folder)
        self._may_go_on = may_go_on

    def take(self, *arguments: object, **named: object) -> Snapshot | None:
        self._may_go_on.wait()
        return super().take(*arguments, **named)  # type: ignore[arg-type]
