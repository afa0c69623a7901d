"""Files that take long to open: the window goes on, and nobody has to wait."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressDialog, QPushButton

from secure_desktop.errors import FileTooSlow
from secure_desktop.shell.waiting import waited
from secure_desktop.storage import faults
from secure_desktop.storage.connection import connect
from secure_desktop.storage.opening import open_file
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until

ENDLESS = "SELECT count(*) FROM journal a, journal b, journal c, journal d, journal e, journal f, journal g"


@pytest.fixture
def kept_busy(sample: Path) -> Iterator[Path]:
    """An assessment file that another program has locked, so that SQLite waits for it."""
    with contextlib.closing(sqlite3.connect(sample)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield sample
        other.rollback()


def cancels(box: QProgressDialog) -> None:
    QTest.mouseClick(named(box, QPushButton, "Cancel"), Qt.MouseButton.LeftButton)


def test_a_file_that_takes_long_to_open_can_be_left_alone(
    person: Person, dialogs: FakeDialogs, kept_busy: Path
) -> None:
    said: list[str] = []

    def looks_and_cancels(box: QProgressDialog) -> None:
        said.extend(label.text() for label in box.findChildren(QLabel))
        cancels(box)

    with while_open(QProgressDialog, looks_and_cancels):
        person.window.open_path(kept_busy)

    assert said == ["“sample.sqlite” is being opened and checked. This takes longer than usual."]
    assert person.window.assessment is None
    assert not dialogs.told


def test_the_window_goes_on_while_a_file_is_opened(person: Person, sample: Path) -> None:
    window_is_alive = threading.Event()
    QTimer.singleShot(0, window_is_alive.set)

    def work() -> bool:
        return window_is_alive.wait(20)

    assert waited(work, sample, person.window.dialogs, person.window)


def test_an_endless_query_ends_when_nobody_waits_for_it(person: Person, sample: Path) -> None:
    ended: list[Exception] = []
    is_over = threading.Event()

    def work() -> None:
        try:
            with contextlib.closing(connect(sample, "ro")) as connection, faults.named(sample):
                connection.execute(ENDLESS).fetchall()
        except Exception as fault:
            ended.append(fault)
            raise
        finally:
            is_over.set()

    with while_open(QProgressDialog, cancels):
        assert waited(work, sample, person.window.dialogs, person.window) is None
    assert is_over.wait(4)  # the query's own time is five seconds
    assert [type(fault) for fault in ended] == [FileTooSlow]


def test_a_file_that_is_open_all_the_same_is_closed_again(person: Person, sample: Path) -> None:
    is_cancelled = threading.Event()
    undone: list[object] = []

    def work() -> str:
        is_cancelled.wait(20)
        return "the file"

    def cancels_first(box: QProgressDialog) -> None:
        cancels(box)
        is_cancelled.set()

    with while_open(QProgressDialog, cancels_first):
        assert waited(work, sample, person.window.dialogs, person.window, undo=undone.append) is None
    until(lambda: undone, "closing")
    assert undone == ["the file"]


def test_nobody_holds_a_file_whose_opening_was_cancelled(person: Person, sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as other, while_open(QProgressDialog, cancels):
        other.execute("BEGIN EXCLUSIVE")
        person.window.open_path(sample)

    def is_free() -> bool:
        with open_file(sample) as file:
            return not file.is_read_only

    until(is_free, "the right to write")


def test_what_went_wrong_while_the_box_was_shown_is_told_as_ever(
    person: Person, dialogs: FakeDialogs, kept_busy: Path
) -> None:
    person.window.open_path(kept_busy)

    assert [problem.sentence_text(problem.sentence) for problem in dialogs.told] == [
        "“sample.sqlite” cannot be read: another program is using it."
    ]
