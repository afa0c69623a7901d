"""The whole job, in a process of its own: without a network, for its owner only, and with a log that tells nothing."""

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from secure_desktop import locations, log
from tests.privacy.whole_job import EXPORTS, PRIVATE
from tests.storage.nobody import ROOT

NAMESPACE = ("unshare", "--map-root-user", "--net")
CALLS = ("strace", "--follow-forks", "--quiet=all", "--trace=%network", "--output")


@dataclass(frozen=True)
class Job:
    """The whole job, done. `calls` are its system calls about networks; None where nobody could watch."""

    folder: Path
    printed: str
    calls: str | None

    @property
    def home(self) -> Path:
        """Where settings, keys and logs are."""
        return self.folder / "home"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("whole")
    watched = folder / "calls"
    can_watch = works(*CALLS, str(watched), "true")
    command = [*CALLS, str(watched)] if can_watch else []
    command += NAMESPACE if works(*NAMESPACE, "true") else ()
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.privacy.whole_job", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", locations.HOME_VARIABLE: str(folder / "home")},
        umask=0,  # as careless as a system can be
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Job(folder, done.stdout, watched.read_text(encoding="utf-8") if can_watch else None)


def works(*command: str) -> bool:
    return bool(shutil.which(command[0])) and subprocess.call(command, stderr=subprocess.DEVNULL) == 0


def test_the_whole_job_is_done_where_there_is_no_network(job: Job) -> None:
    assert job.printed.endswith("DONE\n")
    made = {path.name for path in job.folder.iterdir()}
    assert {f"export-{kind}" for kind in EXPORTS} | {"report.pdf", "shared", "overview.sqlite"} <= made


def test_nobody_asks_the_system_for_a_way_to_another_computer(job: Job) -> None:
    if job.calls is None:
        pytest.skip("strace is not here to watch the system calls")

    assert re.findall(r".*AF_INET.*", job.calls) == []


def test_what_the_program_writes_is_readable_by_its_owner_only(job: Job) -> None:
    ours = {
        path
        for path in job.folder.rglob("*")
        if not path.name.endswith(("paper.pdf", "calls", "broken.sqlite"))
    }

    open_to_others = {path.name for path in ours if stat.S_IMODE(path.stat().st_mode) & 0o077}

    assert len(ours) > 15
    assert open_to_others == set()


def test_the_log_says_where_it_happened_and_nothing_that_people_typed(job: Job) -> None:
    written = (job.home / log.FILE_NAME).read_text(encoding="utf-8")

    assert "whole_job.py" in written
    assert "ValueError\nwhich led to\n" in written
    assert [word for word in (*PRIVATE, str(job.folder)) if word in written] == []


def test_no_part_of_the_program_knows_how_to_use_a_network() -> None:
    for source in (ROOT / "secure_desktop").rglob("*.py"):
        tree = ast.parse(source.read_text(encoding="utf-8"))
        names = {
            name
            for node in ast.walk(tree)
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [each.name for each in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        }
        assert not any(name.startswith(("PySide6.QtNetwork", "PySide6.QtWeb")) for name in names), source
