from pathlib import Path

import pytest

from tests.storage.ready import sign, write_ready


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """An assessment of a small rubric that can be signed, in a folder of its own."""
    path = tmp_path / "files" / "ready.sqlite"
    path.parent.mkdir(exist_ok=True)
    write_ready(path)
    return path


@pytest.fixture
def signed(ready: Path) -> Path:
    """An assessment that the superintendent has signed."""
    sign(ready)
    return ready
