from pathlib import Path

import pytest

from secure_desktop.library.shelf import Shelf, every_wording
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file
from tests.exchange.rescue.damage import Trial
from tests.exchange.rescue.full import write_full


@pytest.fixture(scope="session")
def full_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a file with everything in it, unsigned."""
    path = tmp_path_factory.mktemp("full") / "full.sqlite"
    write_full(path)
    return path.read_bytes()


@pytest.fixture
def full(tmp_path: Path, full_bytes: bytes) -> Path:
    """That file."""
    path = tmp_path / "full.sqlite"
    path.write_bytes(full_bytes)
    return path


@pytest.fixture(scope="session")
def rubrics(shelf: Shelf) -> tuple[Rubric, ...]:
    """The rubrics of the program, with their wordings."""
    return tuple(every_wording(shelf))


@pytest.fixture
def trial(full: Path, tmp_path: Path, rubrics: tuple[Rubric, ...]) -> Trial:
    """Something to damage and to rescue."""
    folder = tmp_path / "trial"
    folder.mkdir()
    with open_file(full, write=False) as file:
        return Trial(full.read_bytes(), file.assessment(), rubrics, folder)
