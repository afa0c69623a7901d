"""The locks of an open file hold, whoever reads its bytes meanwhile in the same process."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.glance import glance_at
from secure_desktop.storage.inspection import look_at
from secure_desktop.storage.leftovers import private_copy
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_quickly
from secure_desktop.storage.reading_beside import Kept, first_bytes, reading

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks go with their descriptor there")

ANOTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError:
    print("kept out")
else:
    print("let in")
"""


def is_kept_out(path: Path) -> bool:
    """Whether another program cannot write to a file just now."""
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout == "kept out\n"


def opened_and_closed(path: Path) -> None:
    with open_file(path, write=False) as there:
        there.history()


def copied(path: Path) -> None:
    with private_copy(path):
        pass


@contextlib.contextmanager
def writing(file: AssessmentFile) -> Iterator[None]:
    """Be in the middle of a change."""
    with file.atomic("Ann"):
        file._db.execute("UPDATE assessment SET state = 'in the middle'")
        yield


@pytest.mark.parametrize("look", [glance_at, look_at, read_quickly, opened_and_closed, copied])
@pytest.mark.parametrize("name", ["river.sqlite", "linked.sqlite"])
def test_a_look_lets_nobody_in_who_was_kept_out(
    empty: Path, look: Callable[[Path], object], name: str
) -> None:
    other = empty.with_name(name)
    if other != empty:
        other.hardlink_to(empty)

    with open_file(empty) as file, writing(file):
        assert is_kept_out(empty)
        look(other)
        assert is_kept_out(empty)

    assert not is_kept_out(empty)


def test_a_look_that_began_before_the_file_was_opened_does_no_harm_when_it_ends(empty: Path) -> None:
    with reading(empty) as early:
        assert early.read(6) == b"SQLite"
        file = open_file(empty)
        change = contextlib.ExitStack()
        change.enter_context(file)
        change.enter_context(writing(file))

    assert is_kept_out(empty)
    change.close()


def test_everything_is_let_go_when_the_last_one_closes_the_file(empty: Path) -> None:
    before = descriptors()
    first, second = open_file(empty), open_file(empty, write=False)
    for _ in range(3):
        glance_at(empty)
    during = descriptors()
    for _ in range(30):
        glance_at(empty)

    assert descriptors() == during
    second.close()
    first.close()
    assert descriptors() == before


def test_a_file_reads_the_same_through_the_descriptor_that_is_kept(sample: Path) -> None:
    whole = sample.read_bytes()
    kept = Kept(sample)
    with reading(sample) as one, reading(sample) as other:
        one.seek(5_000)
        assert other.read() == whole
        assert one.read(100) == whole[5_000:5_100]
        assert one.seek(-10, os.SEEK_END) == len(whole) - 10
        assert one.read() == whole[-10:]
    kept.close()


def test_the_first_bytes_are_those_of_the_file_whether_it_is_open_or_not(sample: Path) -> None:
    before = first_bytes(sample, 100)
    kept = Kept(sample)
    with reading(sample) as other:
        other.seek(5_000)
        assert first_bytes(sample, 100) == before == (sample.stat(), sample.read_bytes()[:100])
    kept.close()


def test_the_first_bytes_of_what_is_no_plain_file_are_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert first_bytes(pipe, 100) == (pipe.stat(), b"")
    assert first_bytes(tmp_path, 100)[1] == b""
    with pytest.raises(FileNotFoundError):
        first_bytes(tmp_path / "nothing", 100)


def test_a_file_that_goes_on_as_another_keeps_its_locks(empty: Path) -> None:
    file = open_file(empty, write=False)
    file.become(open_file(empty))

    with writing(file):
        look_at(empty)
        assert is_kept_out(empty)
    file.close()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
