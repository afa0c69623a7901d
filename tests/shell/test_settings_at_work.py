import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from secure_desktop import settings
from secure_desktop.settings import Settings
from secure_desktop.shell.settings_dialog import SettingsDialog
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def dialogs_of(person: Person) -> FakeDialogs:
    dialogs = person.window.dialogs
    assert isinstance(dialogs, FakeDialogs)
    return dialogs


@pytest.mark.parametrize(
    "text", ["{", "", "name = 'toml'", b"\xff\xfe\x00", "[" * 100_000, '{"name": "\\ud8"}']
)
def test_settings_that_cannot_be_understood_are_set_aside_and_the_program_starts(
    person_comes: Callable[[], Person], settings_file: Path, text: str | bytes
) -> None:
    write(settings_file, text)
    before = settings_file.read_bytes()

    person = person_comes()

    assert person.window.preferences.settings == Settings()
    kept = settings_file.with_name("settings.json.bad")
    assert kept.read_bytes() == before
    [(sentence, detail)] = dialogs_of(person).news
    assert sentence == "Your settings could not be read and were reset."
    assert str(kept) in detail


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_settings_that_cannot_be_read_just_now_are_told_and_left_until_they_can_be(
    person_comes: Callable[[], Person], settings_file: Path, sample: Path
) -> None:
    settings_file.parent.mkdir(parents=True)
    settings_file.symlink_to(settings_file)  # nobody can read it

    person = person_comes()
    person.window.open_path(sample)

    [(sentence, detail)] = dialogs_of(person).news
    assert sentence == "Your settings cannot be read just now."
    assert str(settings_file) in detail
    assert person.window.preferences.name() == ""
    assert [path.name for path in settings_file.parent.glob("settings*")] == ["settings.json"]
    assert settings_file.is_symlink()

    settings_file.unlink()
    before = (
        Settings(name="Ann", theme="dark").with_recent(settings.Recent("/a.sqlite")).with_place("a", "1S-02")
    )
    settings.save(before, settings_file)
    person.window.actions_by_name["larger"].trigger()

    kept = settings.load(settings_file)
    assert (kept.name, kept.theme, kept.text_size, kept.places["a"]) == ("Ann", "dark", 125, "1S-02")
    assert [entry.path for entry in kept.recent] == [str(sample), "/a.sqlite"]
    assert person.window.preferences.settings == kept


def test_a_folder_in_the_place_of_the_settings_is_set_aside(settings_file: Path) -> None:
    settings_file.mkdir(parents=True)

    assert settings.load(settings_file) == Settings()
    assert settings_file.with_name("settings.json.bad").is_dir()


def test_the_settings_of_a_home_that_is_no_folder_are_the_defaults(settings_file: Path) -> None:
    settings_file.parent.write_text("no folder")

    assert settings.load(settings_file, unread=lambda path: pytest.fail(str(path))) == Settings()


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"name": 5, "text_size": "large", "theme": 3, "recent": {}, "places": [], "geometry": 7},
        {"text_size": True, "theme": ["dark"], "recent": ["x", {"path": 1}, {}], "places": None},
        {"text_size": 110, "theme": "pink", "recent": None, "geometry": None},
        {"text_size": [100], "theme": {}, "future": {"of": "the program"}},
    ],
)
def test_settings_that_make_no_sense_get_their_defaults(settings_file: Path, data: object) -> None:
    write(settings_file, json.dumps(data))

    assert settings.load(settings_file) == Settings()


def test_one_bad_value_costs_only_itself(settings_file: Path) -> None:
    recent = [{"path": "/a.sqlite", "answered": "many", "total": 1.5}, 7]
    write(settings_file, json.dumps({"name": "Ann", "text_size": 7, "theme": "dark", "recent": recent}))

    loaded = settings.load(settings_file)

    assert (loaded.name, loaded.text_size, loaded.theme) == ("Ann", 100, "dark")
    assert [(entry.path, entry.answered, entry.total) for entry in loaded.recent] == [("/a.sqlite", 0, 0)]


def test_a_window_that_was_off_screen_or_nonsense_comes_back_visible(
    person_comes: Callable[[], Person], settings_file: Path
) -> None:
    write(settings_file, json.dumps({"geometry": "bm9uc2Vuc2U="}))

    assert person_comes().window.width() > 600


def test_a_folder_that_takes_no_settings_stops_nobody(person: Person, settings_file: Path) -> None:
    settings_file.parent.mkdir(exist_ok=True)
    settings_file.mkdir()

    person.window.actions_by_name["larger"].trigger()

    assert person.window.preferences.settings.text_size == 125


def test_the_name_stands_in_the_history_from_then_on(reviewer: Person) -> None:
    def introduce(dialog: SettingsDialog) -> None:
        named(dialog, QLineEdit, "Your name").setFocus()
        reviewer.types("María López")

    reviewer.presses(Qt.Key.Key_1)
    with while_open(SettingsDialog, introduce):
        reviewer.window.actions_by_name["settings"].trigger()
    reviewer.comes()
    reviewer.presses(Qt.Key.Key_2)

    history = reviewer.page.session.file.history()
    assert [entry.by for entry in history[-2:]] == ["", "María López"]


def test_settings_are_kept_for_the_next_start(person_comes: Callable[[], Person]) -> None:
    def choose(dialog: SettingsDialog) -> None:
        named(dialog, QLineEdit, "Your name").setText("Ann")
        named(dialog, QComboBox, "Text size").setCurrentIndex(2)
        named(dialog, QComboBox, "Colors").setCurrentIndex(2)

    first = person_comes()
    with while_open(SettingsDialog, choose):
        first.presses(Qt.Key.Key_Comma, CTRL)
    assert first.window.preferences.theme.is_dark
    first.window.close()

    kept = person_comes().window.preferences.settings
    assert (kept.name, kept.text_size, kept.theme) == ("Ann", 150, "dark")


def test_the_text_grows_and_shrinks_by_key_and_stops_at_its_ends(person: Person) -> None:
    normal = QApplication.font().pointSizeF()
    sizes = []
    for key in (Qt.Key.Key_Plus,) * 5 + (Qt.Key.Key_Minus,) + (Qt.Key.Key_0,) + (Qt.Key.Key_Minus,):
        person.presses(key, CTRL)
        sizes.append(round(QApplication.font().pointSizeF() / normal * 100))

    assert sizes == [125, 150, 175, 200, 200, 175, 100, 100]
