"""Where a job is done: a folder with the home of whoever does it, and the process that does it there."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from secure_desktop import locations
from tests.torture.jobs import JOBS

ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def job_folder(kind: str) -> Iterator[Path]:
    """Hand out a folder that is ready for a job, in which this process is at home meanwhile."""
    with ready_folder(JOBS[kind].prepare) as folder:
        yield folder


@contextlib.contextmanager
def ready_folder(prepare: Callable[[Path], object]) -> Iterator[Path]:
    """Hand out a folder that was made ready by a person in it, who is at home there meanwhile."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="torture-", dir=shared if shared.is_dir() else None) as name:
        folder = Path(name).resolve() / "work"
        for part in ("home", "tmp"):
            (folder / part).mkdir(parents=True)
        with at_home_in(folder):
            prepare(folder)
            yield folder


@contextlib.contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    """Let the program keep what is its own in a folder."""
    before = os.environ.get(locations.HOME_VARIABLE)
    os.environ[locations.HOME_VARIABLE] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ[locations.HOME_VARIABLE]
        else:
            os.environ[locations.HOME_VARIABLE] = before


def variables_in(folder: Path) -> Mapping[str, str]:
    """Return the environment of a process that works in the folder of a job."""
    return {
        **os.environ,
        locations.HOME_VARIABLE: str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def command_for(kind: str, folder: Path) -> list[str]:
    """Return the command that does a job."""
    return [sys.executable, "-m", "tests.torture.job_process", kind, str(folder)]
