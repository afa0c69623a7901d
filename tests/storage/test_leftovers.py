import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from secure_desktop.errors import KnownProblem, UnexpectedParts
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_figures
from tests.storage.snapshots import contents

CUT_OFF = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size = 1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE response SET note = 'half of a change'")
for n in range(400):
    c.execute("INSERT INTO journal VALUES (NULL, ?, '', '', '', 1, '', '', '', '', '')", ("x" * 500,))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def interrupted(sample: Path) -> Path:
    """A file whose last change was cut off by a crash; the journal still lies beside it."""
    subprocess.run([sys.executable, "-c", CUT_OFF, str(sample)], check=False)
    assert sample.with_name("sample.sqlite-journal").stat().st_size > 0
    return sample


def test_a_change_that_was_cut_off_is_taken_back_when_the_file_is_edited_again(
    interrupted: Path, sample_bytes: bytes
) -> None:
    with open_file(interrupted) as file:
        assert file.assessment().response("1S-01").note.startswith("The board weighed")
        assert file.record_response("1S-01", by="Ann", note="and goes on")
    assert list(contents(interrupted.parent)) == ["sample.sqlite"]


def test_a_change_that_was_cut_off_does_not_keep_anybody_from_reading(
    interrupted: Path, sample_bytes: bytes, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.sqlite"
    whole.write_bytes(sample_bytes)
    with open_file(whole) as file:
        history = file.history()
    before = contents(interrupted.parent)

    with open_file(interrupted, write=False) as file:
        assert file.assessment().response("1S-01").note.startswith("The board weighed")
        assert file.history() == history

    assert contents(interrupted.parent) == before


def journal_naming(victim: Path) -> bytes:
    name = os.fsencode(victim)
    return (
        bytes.fromhex("d9d505f920a163d7")
        + (0).to_bytes(4)
        + bytes(4)
        + (1).to_bytes(4)
        + (512).to_bytes(4)
        + (4096).to_bytes(4)
        + bytes(484)
        + (0xFFFFFFFF).to_bytes(4)
        + name
        + len(name).to_bytes(4)
        + (sum(name) & 0xFFFFFFFF).to_bytes(4)
        + bytes.fromhex("d9d505f920a163d7")
    )


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_journal_sent_along_does_not_delete_another_file(sample: Path, *, write: bool) -> None:
    victim = sample.with_name("thesis.txt")
    victim.write_text("years of work")
    sample.with_name("sample.sqlite-journal").write_bytes(journal_naming(victim))
    before = contents(sample.parent)

    if write:
        with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-journal” beside it"):
            open_file(sample)
    else:  # may do as if the journal were not there, but must not act on it
        with contextlib.suppress(UnexpectedParts):
            open_file(sample, write=False).close()

    assert contents(sample.parent) == before


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_journal_that_would_ruin_the_file_is_tried_on_a_copy_first(sample: Path, *, write: bool) -> None:
    header = bytes.fromhex("d9d505f920a163d7") + (0).to_bytes(4) + bytes(4) + (1).to_bytes(4)
    journal = header + (512).to_bytes(4) + (4096).to_bytes(4) + bytes(484)
    sample.with_name("sample.sqlite-journal").write_bytes(journal)
    before = contents(sample.parent)

    with pytest.raises(KnownProblem):
        open_file(sample, write=write)

    assert contents(sample.parent) == before


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_journal_that_is_no_file_is_refused(sample: Path, kind: str) -> None:
    journal = sample.with_name("sample.sqlite-journal")
    if kind == "folder":
        journal.mkdir()
    elif kind == "link":
        journal.symlink_to("nowhere")
    else:
        os.mkfifo(journal)

    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-journal” beside it"):
        open_file(sample)


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_an_index_of_wal_mode_that_is_no_file_is_refused(sample: Path, kind: str) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    index, victim = sample.with_name("sample.sqlite-shm"), sample.with_name("thesis.txt")
    victim.write_text("years of work")
    if kind == "folder":
        index.mkdir()
    elif kind == "link":
        index.symlink_to(victim)
    else:
        os.mkfifo(index)
    before = contents(sample.parent)

    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-shm” beside it"):
        open_file(sample)
    assert contents(sample.parent) == before


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_journal_of_many_gigabytes_is_not_copied(sample: Path, ending: str, *, write: bool) -> None:
    with sample.with_name(f"sample.sqlite{ending}").open("wb") as file:
        file.truncate(20 * 1024**3)

    if write or ending == "-wal":
        with pytest.raises(UnexpectedParts, match="beside it"):
            open_file(sample, write=write)
    else:  # as if it were not there: what holds nothing but zeros is no journal
        open_file(sample, write=False).close()
    assert sample.with_name(f"sample.sqlite{ending}").stat().st_size == 20 * 1024**3


@pytest.mark.parametrize("left", [b"", b"\x00" * 600, b"some other text"])
def test_a_journal_that_says_nothing_does_no_harm(sample: Path, left: bytes) -> None:
    sample.with_name("sample.sqlite-journal").write_bytes(left)

    with open_file(sample) as file:
        assert file.record_response("1S-01", by="Ann", note="fine")
    assert list(contents(sample.parent)) == ["sample.sqlite"]


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_file_that_some_tool_left_in_wal_mode_opens(sample: Path, *, write: bool) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()

    with open_file(sample, write=write) as file:
        assert file.assessment().response("1S-01").note
        if write:
            file.record_response("1S-01", by="Ann", note="in one file again")
    if write:
        assert sample.read_bytes()[18:20] == b"\x01\x01"
        assert list(contents(sample.parent)) == ["sample.sqlite"]


@pytest.fixture
def foreign_log(sample: Path, tmp_path: Path) -> bytes:
    """A write-ahead log of another file of ours, which says something else."""
    other = tmp_path / "other.sqlite"
    other.write_bytes(sample.read_bytes())
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE response SET note = 'what a stranger says'")
        return other.with_name("other.sqlite-wal").read_bytes()


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_write_ahead_log_sent_along_does_not_change_what_a_file_says(
    sample: Path, foreign_log: bytes, *, write: bool
) -> None:
    sample.with_name("sample.sqlite-wal").write_bytes(foreign_log)
    before = contents(sample.parent)

    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-wal” beside it"):
        open_file(sample, write=write)
    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-wal” beside it"):
        read_figures(sample)

    assert contents(sample.parent) == before


@pytest.mark.parametrize("left", [b"", b"\x00" * 600, b"some other text"])
def test_reading_adds_nothing_to_a_write_ahead_log_that_says_nothing(sample: Path, left: bytes) -> None:
    sample.with_name("sample.sqlite-wal").write_bytes(left)
    before = contents(sample.parent)

    with open_file(sample, write=False) as file:
        assert file.assessment().response("1S-01").note
    assert read_figures(sample)

    assert contents(sample.parent) == before
