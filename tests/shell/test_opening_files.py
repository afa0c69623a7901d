import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from secure_desktop.commands.terminal import plain
from secure_desktop.errors import NewerFormat
from secure_desktop.model.assessment import Answer
from secure_desktop.signing_errors import Busy
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.schema import FORMAT
from tests.commands.console import Console
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.nobody import ROOT
from tests.storage.snapshots import contents

OFFERED = (NewerFormat,)

HOLDER = """
import sys
from pathlib import Path
from secure_desktop.storage.opening import open_file
with open_file(Path(sys.argv[1])) as file:
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(empty: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that edits the file."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(empty)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.communicate("")


@pytest.mark.parametrize("bad", [b for b in BAD_FILES if b.problem not in OFFERED], ids=lambda bad: bad.name)
def test_a_file_that_is_not_ours_is_told_in_the_words_of_the_command_line_and_left_as_it_is(
    person: Person, dialogs: FakeDialogs, console: Console, tmp_path: Path, sample_bytes: bytes, bad: BadFile
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    bad.make(folder / "received.sqlite", sample_bytes)
    before = contents(folder)

    person.window.open_path(folder / "received.sqlite")

    assert [type(problem) for problem in dialogs.told] == [bad.problem]
    problem = dialogs.told[0]
    assert console.refused("status", folder / "received.sqlite") == (
        f"{plain(problem.sentence_text())}\n{plain(problem.advice_text())}\n"
    )
    assert person.window.assessment is None
    assert person.window.start.isVisible()
    assert contents(folder) == before


def test_an_open_assessment_stays_open_when_another_file_cannot_be_opened(
    reviewer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = reviewer.page
    dialogs.choice = tmp_path

    reviewer.presses(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)

    assert len(dialogs.told) == 1
    assert reviewer.page is page
    reviewer.presses(Qt.Key.Key_1)
    assert reviewer.sees_saved()


def test_a_path_that_the_system_does_not_take_is_told(
    reviewer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = reviewer.page

    reviewer.window.open_path(tmp_path / f"{'x' * 300}.sqlite")

    assert len(dialogs.told) == 1
    assert reviewer.page is page


@pytest.fixture
def newer(sample: Path) -> Path:
    """A file of a format that a later version of the program has made."""
    sample.write_bytes(sample.read_bytes()[:60] + (99).to_bytes(4) + sample.read_bytes()[64:])
    return sample


def test_a_newer_format_is_opened_to_read_if_wanted(
    person: Person, dialogs: FakeDialogs, newer: Path
) -> None:
    before = contents(newer.parent)
    dialogs.says_yes = True

    person.window.open_path(newer)

    problem = NewerFormat(name="sample.sqlite", found=99, known=FORMAT)
    sentence, _, button = dialogs.questions[0]
    assert (sentence, button) == (problem.sentence_text(), "Open to read")
    assert person.page.session.is_read_only
    person.page.watch.look()
    until(lambda: not person.page.watch._is_looking)
    assert person.page.notices.banner.text.startswith("Read-only: changes cannot be saved here.")
    person.window.show_start()
    assert contents(newer.parent) == before


def test_a_newer_format_is_not_opened_if_not_wanted(
    person: Person, dialogs: FakeDialogs, newer: Path
) -> None:
    person.window.open_path(newer)

    assert len(dialogs.questions) == 1
    assert dialogs.told == []
    assert person.window.assessment is None


def test_a_file_that_somebody_else_edits_is_opened_to_read_and_the_holder_is_named(
    person: Person, empty: Path, holder: subprocess.Popen[str]
) -> None:
    person.window.open_path(empty)
    person.settles()

    assert person.window.isActiveWindow()
    told = person.page.notices.banner.text
    assert told.startswith("“river.sqlite” is being edited on ")
    assert "so it can only be read here. Close it there; then it can be edited here." in told
    assert not named(person.page, QPushButton, "Mark for review").isEnabled()
    person.clicks(person.answer_button(Answer.PARTLY))
    person.presses(Qt.Key.Key_1)
    person.presses(Qt.Key.Key_Space)
    assert not person.answer_button(Answer.PARTLY).isChecked()
    assert len(person.page.session.file.history()) == 1
    with pytest.raises(AssertionError):
        named(person.page.notices.banner, QPushButton, "Try again")


def test_a_file_that_was_closed_elsewhere_can_be_opened_again_to_edit_it(
    person: Person, empty: Path, holder: subprocess.Popen[str]
) -> None:
    person.window.open_path(empty)
    holder.communicate("")

    person.window.open_path(empty)
    person.presses(Qt.Key.Key_1)

    assert person.page.session.response("1S-01").answer is Answer.IN_PLACE


def test_opening_the_open_file_again_also_by_another_name_changes_nothing(
    reviewer: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    page = reviewer.page
    link = empty.with_name("link.sqlite")
    link.symlink_to(empty)

    for path in (empty, link, empty.parent / "." / empty.name):
        reviewer.window.open_path(path)

    assert reviewer.page is page
    assert dialogs.told == []
    reviewer.presses(Qt.Key.Key_2)
    assert reviewer.sees_saved()


def test_another_file_takes_the_place_of_the_open_one_and_its_lock_is_gone(
    reviewer: Person, empty: Path, sample: Path
) -> None:
    reviewer.window.open_path(sample)

    assert reviewer.page.session.path == sample
    with open_file(empty) as file:
        assert not file.is_read_only


def test_a_file_whose_name_is_not_utf_8_opens(person: Person, empty: Path, dialogs: FakeDialogs) -> None:
    odd = empty.with_name("raw\udcff.sqlite")
    empty.rename(odd)

    person.window.open_path(odd)
    person.presses(Qt.Key.Key_1)
    person.window.show_start()
    until(lambda: person.window.start._cards)

    assert dialogs.told == []
    with open_file(odd, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.IN_PLACE


def test_a_dropped_file_is_opened(person: Person, empty: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(empty))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    person.window.dropEvent(drop)

    until(lambda: person.window.assessment is not None)
    assert person.page.session.path == empty


def test_a_copy_is_not_silently_left_out_while_the_file_is_busy(
    reviewer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    large = tmp_path / "scan.bin"
    large.write_bytes(bytes(5_000_000))
    dialogs.choice = tmp_path / "copy.sqlite"
    reviewer.page.session.attach("1S-01", large)

    reviewer.window.save_copy()

    assert isinstance(dialogs.told[-1], Busy)
    until(lambda: not reviewer.page.session.is_busy)
    reviewer.window.save_copy()
    until(lambda: dialogs.news)
    assert dialogs.choice.exists()
