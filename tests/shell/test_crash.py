import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.errors import FileMissing
from secure_desktop.shell.text_dialog import TextDialog
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until

SECRET = "Maria Lopez thinks that /home/ann/river.sqlite is wrong"


@pytest.fixture
def caught(reviewer: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody in a program that catches its faults, as it does when people start it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reviewer.program.catcher.install()
    return reviewer


def stumble(path: Path) -> None:
    secret = SECRET
    raise ValueError(f"cannot read “{secret}” in '{path}'")


def in_a_slot(fault: "object") -> None:
    QTimer.singleShot(0, fault)  # type: ignore[call-overload]


def test_a_bug_in_a_slot_is_reported_without_personal_data_and_the_work_goes_on(
    caught: Person, empty: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caught.presses(Qt.Key.Key_F2)
    caught.types(SECRET)
    caught.presses(Qt.Key.Key_Escape)
    with while_open(TextDialog) as seen:
        in_a_slot(lambda: stumble(empty))
        until(lambda: seen and not seen[0].isVisible())
    caplog.clear()

    report = seen[0].text
    assert report.endswith("\nValueError")
    assert "tests/shell/test_crash.py" in report or "test_crash.py" in report
    for private in ("Maria", "Lopez", "river.sqlite", str(empty.parent), "/home/"):
        assert private not in report
        assert private not in (locations.log_folder() / "secure-desktop.log").read_text("utf-8")
    caught.presses(Qt.Key.Key_2)
    assert caught.sees_saved()


def test_the_report_can_be_copied(caught: Person, empty: Path, caplog: pytest.LogCaptureFixture) -> None:
    def copy(dialog: TextDialog) -> None:
        caught.clicks(named(dialog, QPushButton, "Copy"))

    with while_open(TextDialog, copy) as seen:
        in_a_slot(lambda: stumble(empty))
        until(lambda: seen and not seen[0].isVisible())
    caplog.clear()

    assert QGuiApplication.clipboard().text() == seen[0].text


def test_a_bug_that_strikes_again_while_its_report_is_shown_shows_no_second_one(
    caught: Person, empty: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def strike_again(_: TextDialog) -> None:
        caught.program.catcher.take(ValueError("again"))
        caught.settles()

    with while_open(TextDialog, strike_again) as seen:
        in_a_slot(lambda: stumble(empty))
        until(lambda: seen and not seen[0].isVisible())
    caplog.clear()

    assert len(seen) == 1


def test_a_known_problem_in_a_slot_is_told_as_one(caught: Person, dialogs: FakeDialogs) -> None:
    def meet() -> None:
        raise FileMissing(name="river.sqlite")

    in_a_slot(meet)
    until(lambda: dialogs.told)

    assert str(dialogs.told[0]).startswith("“river.sqlite” was not found.")


def test_a_bug_on_another_thread_is_reported_too(
    caught: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from secure_desktop.shell import recents

    def broken(*_: object) -> None:
        raise RuntimeError(f"'{SECRET}'")

    monkeypatch.setattr(recents, "look_at", broken)
    with while_open(TextDialog) as seen:
        caught.window.show_start()
        until(lambda: seen and not seen[0].isVisible())
    caplog.clear()

    assert seen[0].text.endswith("\nRuntimeError")
    assert "Maria" not in seen[0].text
