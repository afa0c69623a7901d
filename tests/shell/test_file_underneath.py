"""What other programs do to the open file: it is noticed before anybody types in vain, and nothing typed is lost."""

import functools
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.storage import lock
from secure_desktop.storage.opening import open_file
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, PATIENCE, Person, named, until
from tests.storage.nobody import ROOT

KEY = Qt.Key
is_root = hasattr(os, "geteuid") and os.geteuid() == 0
needs_mounts = pytest.mark.skipif(not is_root or sys.platform != "linux", reason="only root may mount drives")


def looks_until(person: Person, condition: Callable[[], object]) -> None:
    """Let the window look at the file again and again, without waiting for its timer."""

    def look() -> object:
        person.page.watch.look()
        return condition()

    until(look)


def told(person: Person) -> str:
    return person.page.notices.banner.text


def changed_elsewhere(path: Path) -> Path:
    """Return a copy of a file in which Bob has answered the second item."""
    copy = path.with_name("copy.sqlite")
    shutil.copyfile(path, copy)
    with open_file(copy) as other:
        other.record_response("1S-02", by="Bob", answer=Answer.PARTLY, note="Bob's")
    return copy


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A drive that can be pulled out."""
    folder = tmp_path / "stick"
    folder.mkdir()
    mount(folder)
    yield folder
    while os.path.ismount(folder):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def mount(folder: Path, options: str = "size=8m") -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "stick", str(folder)], check=True)


def bind(source: Path, target: Path, *options: str) -> None:
    """Let a drive also appear elsewhere, over whatever appeared there before."""
    subprocess.run(["mount", "--bind", str(source), str(target)], check=True)
    for option in options:
        subprocess.run(["mount", "-o", f"remount,bind,{option}", str(target)], check=True)


def pull_out(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_file_that_another_program_replaced_is_told_before_anybody_types(
    reviewer: Person, empty: Path
) -> None:
    changed_elsewhere(empty).replace(empty)

    looks_until(reviewer, lambda: "“river.sqlite” was changed by another program at " in told(reviewer))

    banner = reviewer.page.notices.banner
    for way in ("Try again", "Combine with it…", "Save a copy…", "Open what is there now"):
        assert named(banner, QPushButton, way)


@needs_mounts
def test_a_reader_who_may_not_write_after_all_is_left_in_peace(
    person: Person, empty: Path, stick: Path
) -> None:
    path = stick / empty.name
    shutil.copyfile(empty, path)
    subprocess.run(["mount", "-o", "remount,nr_inodes=2", str(stick)], check=True)  # no room for a lock file
    person.window.open_path(path)
    assert person.page.session.is_read_only
    changes: list[object] = []
    person.page.session.changed.connect(changes.append)

    person.page.watch.look()
    until(lambda: not person.page.watch._is_looking)

    assert changes == []


def test_coming_back_to_the_window_is_enough_to_notice_it(reviewer: Person, empty: Path) -> None:
    reviewer.page.watch._timer.setInterval(10**6)
    changed_elsewhere(empty).replace(empty)

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    until(lambda: "was changed by another program" in told(reviewer))


@pytest.mark.parametrize("way", ["moved over it", "written over it"])
def test_both_can_be_combined_and_what_was_typed_is_part_of_it(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, way: str
) -> None:
    looks_until(reviewer, lambda: not reviewer.page.session.file.memory.wants_before)
    reviewer.presses(KEY.Key_1)
    theirs = changed_elsewhere(empty)
    with open_file(theirs) as other:
        other.record_response("1S-01", by="Bob", answer=Answer.NOT_IN_PLACE)
    if way == "moved over it":
        theirs.replace(empty)
    else:
        empty.write_bytes(theirs.read_bytes())
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    assert "was changed by another program at" in told(reviewer)

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Combine with it…"))

    until(lambda: reviewer.window.side.combine is not None, "the page that combines")
    own = empty.with_name("river (from the screen).sqlite")
    assert reviewer.page.session.path == empty
    assert reviewer.page.session.response("1S-02").note == "Bob's"
    with open_file(own, write=False) as file:
        assert file.assessment().response("1S-01").note == "an hour of work"
        assert file.assessment().response("1S-01").answer is Answer.IN_PLACE
    combine = reviewer.window.side.combine
    assert combine is not None
    until(lambda: not reviewer.page.session.is_busy)
    assert dialogs.told == []
    until(lambda: combine._combination is not None, "what differs")
    assert combine._combination is not None
    assert combine._combination.refused == ()


def test_what_is_there_now_can_be_opened(reviewer: Person, dialogs: FakeDialogs, empty: Path) -> None:
    changed_elsewhere(empty).replace(empty)
    looks_until(reviewer, lambda: told(reviewer))

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Open what is there now"))

    assert reviewer.page.session.response("1S-02").note == "Bob's"
    assert not reviewer.page.session.is_read_only
    assert told(reviewer) == ""
    assert dialogs.questions == []


def test_what_was_not_saved_is_asked_about_before_another_file_is_opened(
    reviewer: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    changed_elsewhere(empty).replace(empty)
    reviewer.presses(KEY.Key_1)

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Open what is there now"))

    assert [question[0] for question in dialogs.questions] == ["Your last change is not saved."]
    assert reviewer.page.session.has_unsaved


def test_the_same_content_put_in_place_anew_is_gone_on_with_without_a_word(
    reviewer: Person, empty: Path
) -> None:
    reviewer.presses(KEY.Key_1)
    copy = empty.with_name("copy.sqlite")
    shutil.copyfile(empty, copy)
    copy.replace(empty)
    seen = reviewer.page.session.file.seen

    looks_until(reviewer, lambda: reviewer.page.session.file.seen != seen)

    assert told(reviewer) == ""
    reviewer.presses(KEY.Key_2)
    assert reviewer.sees_saved()
    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.PARTLY


def test_a_folder_that_is_renamed_and_comes_back_goes_on_with_what_was_typed(
    reviewer: Person, empty: Path
) -> None:
    away = empty.parent.with_name("away")
    empty.parent.rename(away)
    looks_until(reviewer, lambda: told(reviewer).startswith("The drive or folder of “river.sqlite” is gone."))
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    assert reviewer.page.footer.saved_text == "✕ Not saved"

    away.rename(empty.parent)

    looks_until(reviewer, reviewer.sees_saved)
    assert told(reviewer) == ""
    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").note == "an hour of work"


def test_a_file_that_was_renamed_can_be_saved_elsewhere_with_what_was_typed(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    moved = empty.rename(empty.with_name("moved.sqlite"))
    before = moved.read_bytes()
    reviewer.presses(KEY.Key_1)
    assert told(reviewer).startswith("“river.sqlite” is no longer where it was")
    dialogs.choice = tmp_path / "elsewhere.sqlite"

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Save a copy…"))

    until(lambda: dialogs.news)
    assert moved.read_bytes() == before
    reviewer.presses(KEY.Key_Down)
    reviewer.page.take_focus()
    reviewer.presses(KEY.Key_3)
    assert reviewer.sees_saved()
    with open_file(dialogs.choice, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.IN_PLACE
        assert file.assessment().response("1S-02").answer is Answer.NOT_IN_PLACE
        assert len(file.history()) > 2


def test_a_file_that_was_cut_to_nothing_is_saved_from_memory(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    reviewer.presses(KEY.Key_1)
    empty.write_bytes(b"")
    looks_until(reviewer, lambda: "Another program has put something else in the place" in told(reviewer))
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    dialogs.choice = tmp_path / "elsewhere.sqlite"

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Save a copy…"))

    until(lambda: dialogs.news)
    assert "The content of attached files could not be copied any more" in dialogs.news[0][1]
    assert empty.read_bytes() == b""
    with open_file(dialogs.choice, write=False) as file:
        response = file.assessment().response("1S-01")
        assert (response.answer, response.note) == (Answer.IN_PLACE, "an hour of work")


def test_a_copy_that_cannot_be_written_leaves_everything_as_it_is(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    empty.unlink()
    reviewer.presses(KEY.Key_1)
    dialogs.choice = tmp_path / "nowhere" / "copy.sqlite"

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Save a copy…"))

    until(lambda: dialogs.told)
    assert reviewer.page.session.path == empty
    assert reviewer.page.session.has_unsaved
    assert told(reviewer).startswith("“river.sqlite” is no longer where it was")


@needs_mounts
def test_a_stick_that_is_pulled_out_and_plugged_in_again_goes_on(
    person: Person, empty: Path, stick: Path
) -> None:
    path = stick / "river.sqlite"
    shutil.copyfile(empty, path)
    person.window.open_path(path)
    person.settles()
    person.presses(KEY.Key_1)
    on_the_stick = path.read_bytes()
    pull_out(stick)
    person.presses(KEY.Key_F2)
    person.types("typed in the air")
    person.presses(KEY.Key_Escape)
    assert "is gone" in told(person) or "no longer where it was" in told(person)

    mount(stick)  # another drive to the system, with the same file
    path.write_bytes(on_the_stick)

    looks_until(person, person.sees_saved)
    assert told(person) == ""
    with open_file(path, write=False) as file:
        assert file.assessment().response("1S-01").note == "typed in the air"
    assert lock.lock_file(path).exists()
    person.presses(KEY.Key_W, CTRL)
    assert not lock.lock_file(path).exists()


@needs_mounts
def test_a_drive_that_becomes_read_only_is_told_before_anybody_types(
    person: Person, empty: Path, stick: Path
) -> None:
    drive = stick / "drive"
    drive.mkdir()
    shutil.copyfile(empty, stick / "river.sqlite")
    bind(stick, drive)
    path = drive / "river.sqlite"
    person.window.open_path(path)
    person.settles()
    bind(stick, drive, "ro")

    looks_until(person, lambda: told(person).startswith("“river.sqlite” is read-only"))
    person.presses(KEY.Key_1)
    assert person.page.footer.saved_text == "✕ Not saved"

    pull_out(drive)
    looks_until(person, person.sees_saved)
    assert told(person) == ""
    with open_file(path, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.IN_PLACE
    person.presses(KEY.Key_W, CTRL)
    pull_out(drive)


@pytest.mark.parametrize("text_size", [100, 200])
def test_in_a_small_window_every_way_on_can_be_reached_by_keyboard(
    reviewer: Person, empty: Path, text_size: int
) -> None:
    reviewer.window.preferences.theme.choose(text_size=text_size)
    reviewer.window.resize(900, 620)
    changed_elsewhere(empty).replace(empty)
    looks_until(reviewer, lambda: told(reviewer))
    area = reviewer.page.notices.area

    for way in ("Try again", "Combine with it…", "Save a copy…", "Open what is there now"):
        button = named(reviewer.page.notices.banner, QPushButton, way)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        area.ensureWidgetVisible(button)
        until(functools.partial(_is_in_view, button), way)

    assert area.height() <= reviewer.page.height() // 2
    assert not area.horizontalScrollBar().isVisible()


def _is_in_view(button: QPushButton) -> bool:
    return button.visibleRegion().contains(button.rect().center())


ASLEEP = """
import sys
from pathlib import Path
from PySide6.QtCore import QSocketNotifier, QTimer
from secure_desktop.shell.app import application, build

program = build(application())
program.window.show()
program.window.open_path(Path(sys.argv[1]))
page = program.window.assessment
page.watch.troubled.connect(lambda problem: print("told", type(problem).__name__, flush=True))
page.session.failed.connect(lambda problem: print("refused", type(problem).__name__, flush=True))
page.watch.relieved.connect(lambda: print("relieved", flush=True))
typed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
typed.activated.connect(lambda *_: page.answer(int(sys.stdin.readline())))
QTimer.singleShot(0, lambda: print("open", flush=True))
program.app.exec()
"""


class Sleeper:
    """The real program in a process of its own, which can be put to sleep."""

    def __init__(self, path: Path, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ASLEEP, str(path)],
            cwd=ROOT,
            env={**os.environ, "SECURE_DESKTOP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self.reads() == "open"

    def reads(self) -> str:
        """Return the next line that it prints."""
        assert self.process.stdout is not None
        end = threading.Timer(PATIENCE, self.process.kill)  # then it reads the end
        end.start()
        try:
            return self.process.stdout.readline().strip()
        finally:
            end.cancel()

    def presses(self, key: int) -> None:
        """Answer the first item by the key of a number, as soon as it is awake."""
        assert self.process.stdin is not None
        print(key, file=self.process.stdin, flush=True)

    def sleeps(self) -> None:
        """Stop as a computer that sleeps does."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)

    def wakes(self) -> None:
        """Go on."""
        self.process.send_signal(signal.SIGCONT)


@pytest.fixture
def sleeper(empty: Path, home: Path) -> Iterator[Callable[[], Sleeper]]:
    """Starts the real program."""
    started: list[Sleeper] = []

    def start() -> Sleeper:
        started.append(Sleeper(empty, home))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGSTOP")
def test_after_sleep_a_file_that_changed_is_told(sleeper: Callable[[], Sleeper], empty: Path) -> None:
    program = sleeper()
    program.sleeps()
    theirs = changed_elsewhere(empty)
    theirs.replace(empty)
    before = empty.read_bytes()
    program.wakes()

    assert program.reads() == "told FileChanged"
    assert empty.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGSTOP")
def test_after_sleep_nothing_is_written_onto_a_file_that_changed(
    sleeper: Callable[[], Sleeper], empty: Path
) -> None:
    program = sleeper()
    program.sleeps()
    program.presses(1)
    theirs = changed_elsewhere(empty)
    empty.write_bytes(theirs.read_bytes())  # in place: the program would not notice by itself
    before = empty.read_bytes()
    program.wakes()

    assert program.reads() in ("refused FileChanged", "told FileChanged")
    assert empty.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGSTOP")
def test_while_it_sleeps_it_keeps_the_right_to_write(sleeper: Callable[[], Sleeper], empty: Path) -> None:
    program = sleeper()
    program.sleeps()

    with open_file(empty) as second:
        assert second.holder is not None
        assert second.holder.pid == program.process.pid
