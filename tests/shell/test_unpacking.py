"""Opening a zip that somebody shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secure_desktop.exchange.locked_archive import write_archive
from secure_desktop.sharing_errors import NotOurZip, WrongZipPassword
from tests.builders import NOW
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, until

PASSWORD = "four words in a row"


def zipped(folder: Path, *files: Path, password: str = "") -> Path:
    archive = folder / "got by mail.zip"
    write_archive(archive, files, made_at=NOW, password=password)
    return archive


def test_the_assessment_in_a_zip_is_opened(person: Person, dialogs: FakeDialogs, sample: Path) -> None:
    dialogs.choice = zipped(sample.parent, sample)
    person.presses(Qt.Key.Key_O, CTRL)
    until(lambda: person.window.assessment)

    assert person.page.session.path == sample.parent / "got by mail" / "sample.sqlite"
    assert dialogs.questions == []


def test_a_locked_one_asks_until_the_password_is_right(
    person: Person, dialogs: FakeDialogs, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: Iterator[str] = iter(["four words in a roW", PASSWORD])
    asked: list[str] = []

    def answer(_title: str, prompt: str) -> str:
        asked.append(prompt)
        return next(typed)

    monkeypatch.setattr(dialogs, "ask_passphrase", answer)
    person.window.open_path(zipped(sample.parent, sample, password=PASSWORD))
    until(lambda: person.window.assessment)

    assert [type(problem) for problem in dialogs.told] == [WrongZipPassword]
    assert asked == ["“got by mail.zip” is locked. Its sender knows the password."] * 2
    assert person.page.session.path.name == "sample.sqlite"


def test_who_does_not_know_the_password_is_left_where_they_were(
    person: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    archive = zipped(sample.parent, sample, password=PASSWORD)
    person.window.open_path(archive)
    person.settles()

    assert person.window.assessment is None
    assert dialogs.told == []
    assert not archive.with_suffix("").exists()


def test_a_zip_without_an_assessment_is_shown_in_its_folder(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    pdf = tmp_path / "public.pdf"
    pdf.write_bytes(b"%PDF-")
    person.window.open_path(zipped(tmp_path, pdf))
    until(lambda: dialogs.opened)

    assert dialogs.opened == [tmp_path / "got by mail"]


def test_another_zip_is_refused_in_plain_words(person: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    program = tmp_path / "run me.exe"
    program.write_bytes(b"MZ")
    person.window.open_path(zipped(tmp_path, program))

    assert [type(problem) for problem in dialogs.told] == [NotOurZip]
