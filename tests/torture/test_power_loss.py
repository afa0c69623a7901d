"""After the power failed, everything that was reported as saved is there, and every file is whole."""

import os
import sys
from pathlib import Path

import pytest

from tests.torture import system_calls
from tests.torture.committed import Expected
from tests.torture.disk import Disk
from tests.torture.jobs import JOBS
from tests.torture.power_loss import cut_power
from tests.torture.recording import NotUnderstoodError, record, tree_of

STATES = 24  # for each kind of work; `dev.py torture` opens many more

needs_strace = pytest.mark.skipif(
    not system_calls.is_here(), reason="strace is not here; it records what a program does to the disk"
)


@needs_strace
@pytest.mark.parametrize("kind", JOBS)
def test_nothing_that_was_reported_is_lost_when_the_power_fails(kind: str) -> None:
    outcome = cut_power(kind, STATES, seed=20261125)

    assert outcome.lost == []
    assert outcome.crashes == []
    assert outcome.states > 0
    assert outcome.reported > 0


CARELESS = """
import os, sys
path = os.path.join(sys.argv[1], "a.txt")
with open(path + ".new", "w") as file:
    file.write("new")
os.rename(path + ".new", path)
os.mkdir(os.path.join(sys.argv[1], "sub"))
os.link(path, os.path.join(sys.argv[1], "sub", "b.txt"))
os.write(1, b"done it\\n")
"""


@needs_strace
def test_the_recording_explains_what_a_program_did_to_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "a.txt").write_text("old")

    recording = record(
        [sys.executable, "-c", CARELESS, str(folder)], folder, at=tmp_path, variables=os.environ
    )

    disk = Disk(recording.before)
    for change in recording.changes:
        disk.take(change)
    assert disk.now() == tree_of(folder)
    assert disk.now().files == {"a.txt": b"new", "sub/b.txt": b"new"}
    assert disk.said == ["done it"]


MAPPED = """
import mmap, sys
with open(sys.argv[1] + "/a.txt", "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
    memory[0:1] = b"x"
"""


@needs_strace
def test_a_recording_that_would_miss_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")

    with pytest.raises(NotUnderstoodError):
        record([sys.executable, "-c", MAPPED, str(tmp_path)], tmp_path, at=tmp_path, variables=os.environ)


def test_a_state_counts_as_lost_that_is_neither_old_nor_new() -> None:
    expected = Expected({"a": "1"}, {"a": "2", "b": "1", "c": "1"}, together=True)

    assert expected.fault_of({"a": "1"}) == ""
    assert expected.fault_of({"a": "2", "b": "1", "c": "1"}) == ""
    assert expected.fault_of({"a": "3"}) == "a is neither old nor new"
    assert expected.fault_of({}) == "a is gone"
    assert expected.fault_of({"a": "2", "b": "1"}) == "only a part of the files that belong together is there"
    assert expected.fault_of({"a": "1", "x": "1"}) == "x is neither old nor new"
