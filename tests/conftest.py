"""What every test gets: a home of its own, and no log message that nobody asked for."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from secure_desktop import locations
from secure_desktop.cli import main
from secure_desktop.exchange.sample import fill_sample
from secure_desktop.library.shelf import Shelf, read_shelf
from secure_desktop.log import OwnerOnlyHandler
from secure_desktop.storage.opening import create_file
from tests import builders, offline
from tests.commands.console import Console, Outcome

hypothesis.settings.register_profile("here", database=None, deadline=None, max_examples=50)
hypothesis.settings.load_profile("here")
offline.forbid()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs, locks and own rubrics of this test alone, in a folder that is not there yet."""
    folder = tmp_path_factory.mktemp("person") / "home"
    monkeypatch.setenv(locations.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """What most systems take from the permissions of what is made: others may look, but not write."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_connection() -> Iterator[None]:
    """Fail when the program wants to open a connection, also when it lives with the refusal."""
    offline.attempts.clear()
    yield
    assert offline.attempts == []


@pytest.fixture(autouse=True)
def no_stray_log_messages(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on warnings in the log; a test that expects one looks at it and then clears `caplog`."""
    yield
    stray = [
        record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING
    ]
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, OwnerOnlyHandler)]:
        root.removeHandler(handler)
        handler.close()
    assert not stray


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The bundled rubrics."""
    return read_shelf(locations.rubrics())


@pytest.fixture(scope="session")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> bytes:
    """The content of a filled sample of the Checklist to Start."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    fill_sample("secure-start", path, shelf, clock=lambda: builders.MADE)
    return path.read_bytes()


@pytest.fixture
def sample(tmp_path: Path, sample_bytes: bytes) -> Path:
    """A filled sample of the Checklist to Start, in a folder of its own."""
    path = tmp_path / "files" / "sample.sqlite"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An assessment of a small rubric without any answer, in a folder of its own."""
    path = tmp_path / "files" / "river.sqlite"
    path.parent.mkdir(exist_ok=True)
    create_file(
        path, builders.rubric(), builders.assessment().profile, by="Ann Author", clock=lambda: builders.MADE
    )
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "MOU 2025.pdf"
    path.write_bytes(b"%PDF-1.7 the memorandum")
    return path


@pytest.fixture
def console(capsys: pytest.CaptureFixture[str]) -> Console:
    """The command line."""

    def call(arguments: list[str]) -> Outcome:
        code = main(arguments)
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return Console(call)
