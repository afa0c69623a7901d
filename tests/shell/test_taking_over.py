"""A file that somebody else edits: the second one reads, sees what is saved, and goes on when the first is gone."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.signing_errors import Busy
from secure_desktop.storage import lock
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Snapshots
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import CTRL, PATIENCE, Person, named, until
from tests.storage.nobody import ROOT

KEY = Qt.Key

COLLEAGUE = """
import sys
from pathlib import Path
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file

file = open_file(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    if line.strip() == "close":
        file.close()
    else:
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY, note=line.strip())
    print("done", flush=True)
"""

IN_THE_MIDDLE = """
import sys, time
from pathlib import Path
from secure_desktop.model.assessment import Response
from secure_desktop.storage import records
from secure_desktop.storage.opening import open_file

file = open_file(Path(sys.argv[1]))
file.record_response("1S-01", by="Ann", note="before it")
file._db.conn.set_authorizer(None)
file._db.conn.execute("PRAGMA cache_size = 1")  # so that a part of the change is in the file before its end
with file.atomic("Ann") as stamp:
    for item in ("1S-01", "1S-02"):
        records.put_response(file._db, Response(item, note="n" * 90_000), stamp)
    print("in the middle", flush=True)
    time.sleep(60)
"""


class Colleague:
    """Somebody who edits the file in another process."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", COLLEAGUE, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._wait("open")

    def notes(self, text: str) -> None:
        """Save a note to the first item."""
        self._say(text)

    def closes(self) -> None:
        """Close the file."""
        self._say("close")

    def crashes(self) -> None:
        """End at once, without closing anything."""
        self._process.kill()
        self._process.communicate()

    def _say(self, text: str) -> None:
        assert self._process.stdin is not None
        print(text, file=self._process.stdin, flush=True)
        self._wait("done")

    def _wait(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == f"{word}\n"


@pytest.fixture
def colleague(empty: Path) -> Iterator[Colleague]:
    """A colleague who has the file open."""
    found = Colleague(empty)
    yield found
    found.crashes()


@pytest.fixture
def second(colleague: Colleague, person: Person, empty: Path) -> Person:
    """Somebody who opened the file after the colleague, at the first item."""
    person.window.open_path(empty)
    person.settles()
    assert person.page.session.is_read_only
    return person


def looks_until(person: Person, condition: Callable[[], object]) -> None:
    """Let the window look at the file again and again, without waiting for its timer."""

    def look() -> object:
        person.page.watch.look()
        return condition()

    until(look)


def can_edit(person: Person) -> Callable[[], bool]:
    return lambda: not person.page.session.is_read_only


def test_a_reader_sees_what_the_writer_saves(second: Person, colleague: Colleague) -> None:
    colleague.notes("seen elsewhere")

    looks_until(second, lambda: second.page.items.detail.note.toPlainText() == "seen elsewhere")

    assert second.answer_button(Answer.PARTLY).isChecked()
    assert second.page.session.is_read_only
    assert "is being edited on" in second.page.notices.banner.text


def test_a_reader_can_edit_when_the_writer_has_closed(
    second: Person, colleague: Colleague, clock: FixedClock, empty: Path
) -> None:
    colleague.notes("the last word")
    colleague.closes()

    looks_until(second, can_edit(second))

    told = second.page.notices.file.taking_over.text
    user = lock.read_holder(empty).user
    assert told.startswith(f"You can edit now: {user} on ")
    assert "closed it at" in told
    assert f"{clock.moment.astimezone():%M:%S}" in told
    assert second.page.notices.banner.text == ""
    assert second.page.items.detail.note.toPlainText() == "the last word"
    second.page.take_focus()
    second.presses(KEY.Key_1)
    assert second.sees_saved()
    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.IN_PLACE
        assert file.assessment().response("1S-01").note == "the last word"


def test_a_reader_can_edit_when_the_writer_has_crashed(second: Person, colleague: Colleague) -> None:
    colleague.crashes()

    looks_until(second, can_edit(second))

    second.presses(KEY.Key_F2)
    second.types("goes on")
    second.presses(KEY.Key_Escape)
    assert second.sees_saved()


def test_the_section_about_the_district_can_be_edited_then(second: Person, colleague: Colleague) -> None:
    second.page.go_to(Section(Kind.ABOUT))
    colleague.closes()
    looks_until(second, can_edit(second))

    second.page.about._profile.take_focus()
    second.replaces("River Valley")
    second.presses(KEY.Key_Tab)

    assert second.page.session.assessment.profile.district == "River Valley"
    assert second.sees_saved()


@pytest.mark.parametrize("kind", [Kind.REVIEW, Kind.SIGN_OFF, Kind.REPORT])
def test_every_section_takes_it_in_while_it_is_shown(
    second: Person, colleague: Colleague, kind: Kind
) -> None:
    second.page.go_to(Section(kind))
    colleague.notes("anything")
    colleague.closes()

    looks_until(second, can_edit(second))

    assert second.is_at(kind)
    assert second.page.session.response("1S-01").note == "anything"


def test_the_notice_goes_by_its_button_and_the_keyboard_is_at_the_item(
    second: Person, colleague: Colleague
) -> None:
    colleague.closes()
    looks_until(second, can_edit(second))

    second.clicks(named(second.page.notices.file, QPushButton, "Hide the notice that you can edit now"))

    assert second.page.notices.file.taking_over.text == ""
    second.presses(KEY.Key_2)
    assert second.page.session.response("1S-01").answer is Answer.PARTLY


def test_nobody_takes_over_what_a_third_one_has_taken(
    second: Person, colleague: Colleague, empty: Path
) -> None:
    colleague.closes()
    with open_file(empty) as third:
        assert not third.is_read_only
        third.record_response("1S-02", by="Cy", note="the third")
        looks_until(second, lambda: second.page.session.response("1S-02").note == "the third")
        assert second.page.session.is_read_only
    looks_until(second, can_edit(second))


def test_a_window_that_was_closed_meanwhile_leaves_no_lock(
    second: Person, colleague: Colleague, empty: Path
) -> None:
    colleague.closes()
    second.page.watch.look()
    second.presses(KEY.Key_W, CTRL)
    assert second.window.assessment is None

    until(lambda: lock.is_free(empty) and not lock.lock_file(empty).exists())


def test_a_crash_is_told_once_with_the_time_up_to_which_everything_is_here(
    person: Person, colleague: Colleague, empty: Path
) -> None:
    colleague.notes("just before")
    colleague.crashes()
    with open_file(empty, write=False) as file:
        last = file.history()[-1].at.astimezone()
    person.window.desk.clock = lambda: last  # the same day

    person.window.open_path(empty)

    told = person.page.notices.file.interruption.text
    assert told.startswith("The program was not closed properly. Everything up to ")
    assert told.endswith(" is here.")
    assert f"{last:%M:%S}" in told
    person.presses(KEY.Key_W, CTRL)
    person.window.open_path(empty)
    assert person.page.notices.file.interruption.text == ""


def test_a_change_that_was_cut_off_in_the_middle_is_told(person: Person, empty: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", IN_THE_MIDDLE, str(empty)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.kill()
    process.communicate()
    assert empty.with_name(f"{empty.name}-journal").exists()

    person.window.open_path(empty)

    told = person.page.notices.file.interruption.text
    assert told.startswith(
        "The last change to “river.sqlite” was interrupted (power loss or crash). It was opened as of "
    )
    assert told.endswith(", before that change.")
    assert person.page.session.response("1S-01").note == "before it"


def test_a_file_that_was_closed_properly_is_opened_without_a_word(reviewer: Person) -> None:
    assert reviewer.page.notices.file.interruption.text == ""
    assert reviewer.page.notices.file.taking_over.text == ""


def test_a_lock_of_another_computer_is_no_block_but_a_warning(person: Person, empty: Path) -> None:
    there = {"user": "ann", "host": "PC-12", "pid": 1, "since": "2026-11-25T13:50:00.000000Z"}
    lock.lock_file(empty).write_text(json.dumps(there))

    person.window.open_path(empty)

    assert not person.page.session.is_read_only
    told = person.page.notices.file.interruption.text
    assert told.startswith("“river.sqlite” was not closed on PC-12 (ann), or it is still open there.")


def test_what_a_lock_file_says_is_shown_on_one_line_with_what_would_mislead(
    person: Person, empty: Path
) -> None:
    there = {"user": "ann\u202e\nbob", "host": "PC" + "-12" * 1000, "pid": 1, "since": ""}
    lock.lock_file(empty).write_text(json.dumps(there))

    person.window.open_path(empty)

    told = person.page.notices.file.interruption.text
    assert "(ann[U+202E] bob)" in told
    assert "\n" not in told
    assert len(told) < 400


# --- a holder of whom nobody knows whether they are there -----------------------------------------------


@pytest.fixture
def doubting(second: Person, colleague: Colleague, dialogs: FakeDialogs) -> Person:
    """Somebody who reads a file, in a folder that cannot tell whether the colleague still edits it."""
    second.page.watch._timer.setInterval(10**6)
    colleague.notes("the last one")
    colleague.crashes()
    file = second.page.session.file
    assert file.holder is not None
    file.holder = replace(file.holder, is_doubtful=True)
    second.page.show_access(second.window.desk.read_only_reason(second.page.session))
    dialogs.says_yes = True
    return second


def edit_all_the_same(person: Person) -> None:
    person.clicks(named(person.page.notices.banner, QPushButton, "Edit here all the same…"))


def test_the_right_to_edit_can_be_taken_from_them_and_the_file_is_backed_up(doubting: Person) -> None:
    edit_all_the_same(doubting)

    assert can_edit(doubting)()
    assert doubting.page.session.response("1S-01").note == "the last one"
    assert doubting.page.notices.file.taking_over.text == "You can edit now."
    backups = Snapshots(locations.backups_folder())
    until(lambda: backups.of(doubting.page.session.assessment.id))


def test_a_look_that_was_under_way_does_not_undo_it(doubting: Person) -> None:
    doubting.page.watch.look()
    doubting.page.notices.banner.force_requested.emit()

    until(lambda: not doubting.page.watch._is_looking)

    assert can_edit(doubting)()


def test_it_is_not_taken_while_another_thread_reads_the_file(doubting: Person, dialogs: FakeDialogs) -> None:
    session, go_on = doubting.page.session, threading.Event()
    session.read_behind(lambda _: go_on.wait(PATIENCE), done=lambda _: None, failed=session.crashed.emit)

    edit_all_the_same(doubting)

    assert [type(problem) for problem in dialogs.told] == [Busy]
    go_on.set()
    until(lambda: not session.is_busy)
    assert session.is_read_only


def test_another_assessment_in_its_place_is_told_and_not_shown_on_its_pages(
    doubting: Person, empty: Path, sample: Path
) -> None:
    district = doubting.page.session.assessment.profile.district
    sample.replace(empty)

    edit_all_the_same(doubting)

    assert "“river.sqlite” was changed by another program at " in doubting.page.notices.banner.text
    assert doubting.page.session.is_read_only
    assert doubting.page.session.assessment.profile.district == district
    assert lock.is_free(empty)


def test_a_damaged_file_in_its_place_is_told(doubting: Person, empty: Path, dialogs: FakeDialogs) -> None:
    empty.write_bytes(empty.read_bytes()[:5000])

    edit_all_the_same(doubting)

    assert len(dialogs.told) == 1
    assert doubting.page.session.is_read_only
