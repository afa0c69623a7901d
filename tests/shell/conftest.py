"""The program in a window that nobody sees, and somebody who uses it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secure_desktop import locations
from secure_desktop.exchange.sample import fill_sample
from secure_desktop.library.shelf import Shelf
from secure_desktop.shell.app import application, build
from tests import builders
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import Person

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


KEPT: list[QApplication] = []  # until the process ends, as in a program; widgets must not outlive it


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    KEPT.append(application())
    return KEPT[0]


@pytest.fixture(scope="session")
def system_font(qapp: QApplication) -> QFont:
    """The font before any program has set its own."""
    return QFont(qapp.font())


@pytest.fixture
def clock() -> FixedClock:
    """Noon on the day of the report, until a test moves it."""
    return FixedClock()


@pytest.fixture
def person_comes(
    home: Path, qtbot: QtBot, qapp: QApplication, system_font: QFont, clock: FixedClock
) -> Iterator[Callable[[], Person]]:
    """Start the program anew, as often as wanted."""
    people: list[Person] = []

    def come() -> Person:
        qapp.setFont(system_font)
        person = Person(build(qapp, clock=clock, dialogs=FakeDialogs))
        people.append(person)
        qtbot.addWidget(person.window, before_close_func=_say_yes)
        person.comes()
        return person

    yield come
    QThreadPool.globalInstance().waitForDone()
    qapp.processEvents()
    for person in people:
        person.window.preferences.theme.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no event loop is there to do it


def _say_yes(window: object) -> None:
    dialogs = window.dialogs  # type: ignore[attr-defined]
    dialogs.says_yes = True


@pytest.fixture
def person(person_comes: Callable[[], Person]) -> Person:
    """Somebody before the start page."""
    return person_comes()


@pytest.fixture
def dialogs(person: Person) -> FakeDialogs:
    """The person's dialogs."""
    found = person.window.dialogs
    assert isinstance(found, FakeDialogs)
    return found


@pytest.fixture
def reader(person: Person, sample: Path) -> Person:
    """Somebody with the filled sample open."""
    person.window.open_path(sample)
    person.settles()
    return person


@pytest.fixture
def reviewer(person: Person, empty: Path) -> Person:
    """Somebody with an unanswered checklist of 3 and 2 items open, at the first item."""
    person.window.open_path(empty)
    person.settles()
    return person


@pytest.fixture(scope="session")
def improve_bytes(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> bytes:
    """The content of a filled sample of the Checklist to Improve."""
    path = tmp_path_factory.mktemp("improve") / "improve.sqlite"
    fill_sample("secure-improve", path, shelf, clock=lambda: builders.MADE)
    return path.read_bytes()


@pytest.fixture
def settings_file(home: Path) -> Path:
    """Where the program of this test keeps its settings."""
    return locations.settings_file()
