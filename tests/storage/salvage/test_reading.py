"""A damaged file is only read: nothing appears beside it, and what it says about itself is not believed."""

import contextlib
import hashlib
import os
import sqlite3
import tracemalloc
from pathlib import Path

import pytest

from secure_desktop import errors
from secure_desktop.errors import KnownProblem
from secure_desktop.rescue_errors import NothingToRescue, TooMuchToRescue
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.salvage.limits import Limits
from secure_desktop.storage.salvage.reading import read_remains
from tests.storage.bad_files import BAD_FILES, PAGE, BadFile


def folder_of(path: Path) -> dict[str, str]:
    return {
        entry.name: hashlib.sha256(entry.read_bytes()).hexdigest()
        for entry in path.parent.iterdir()
        if entry.is_file()
    }


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_every_bad_file_is_read_or_refused_in_words(
    bad: BadFile, sample_bytes: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "received.sqlite"
    bad.make(path, sample_bytes)
    before = folder_of(path) if path.is_file() else {}

    with contextlib.suppress(KnownProblem):
        assert not read_remains(path).is_empty

    assert (folder_of(path) if path.is_file() else {}) == before


def test_a_good_file_remains_whole(sample: Path) -> None:
    remains = read_remains(sample)

    with open_file(sample, write=False) as file:
        assert {entry.item_id: entry for entry in remains.responses} == file.assessment().responses
        assert remains.entries == file.history()
    assert remains.is_whole


def test_a_change_that_was_cut_off_is_taken_back_in_a_copy(sample: Path, tmp_path: Path) -> None:
    good = sample.read_bytes()
    with contextlib.closing(sqlite3.connect(sample, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE response SET note = 'cut off'")
        connection.execute("UPDATE journal SET by = hex(zeroblob(300))")
        torn, journal = sample.read_bytes(), Path(f"{sample}-journal").read_bytes()
        connection.rollback()
    path = tmp_path / "torn.sqlite"
    path.write_bytes(torn)
    path.with_name("torn.sqlite-journal").write_bytes(journal)
    before = folder_of(path)

    remains = read_remains(path)

    assert torn != good
    assert "cut off" not in [entry.note for entry in remains.responses]
    assert remains.is_whole
    assert folder_of(path) == before


def test_a_foreign_journal_does_no_harm(sample: Path) -> None:
    victim = sample.with_name("victim.txt")
    victim.write_text("Somebody's work.")
    name = str(victim).encode()
    head = (
        bytes.fromhex("d9d505f920a163d7")
        + bytes(4)
        + bytes(4)
        + (1).to_bytes(4)
        + (512).to_bytes(4)
        + (PAGE).to_bytes(4)
    )
    tail = (1).to_bytes(4) + name + len(name).to_bytes(4) + (sum(name) & 0xFFFFFFFF).to_bytes(4)
    Path(f"{sample}-journal").write_bytes(head.ljust(512, b"\x00") + tail + bytes.fromhex("d9d505f920a163d7"))

    remains = read_remains(sample)

    assert victim.read_text() == "Somebody's work."
    assert remains.is_whole


def test_a_journal_that_calls_the_file_huge_is_not_believed(sample: Path) -> None:
    pages = 4 * 2**20  # 16 GB; SQLite makes the file so large, with a hole in it
    head = (
        bytes.fromhex("d9d505f920a163d7")
        + bytes(8)
        + pages.to_bytes(4)
        + (512).to_bytes(4)
        + PAGE.to_bytes(4)
    )
    Path(f"{sample}-journal").write_bytes(head.ljust(PAGE, b"\x00"))
    tracemalloc.start()

    try:
        remains = read_remains(sample)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert remains.is_whole
    assert most < 2**28


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.sqlite"
    os.mkfifo(path)

    with pytest.raises(errors.NotAPlainFile):
        read_remains(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.sqlite"
    with path.open("wb") as file:
        file.truncate(2**31)

    with pytest.raises(errors.FileTooLarge):
        read_remains(path)


def test_a_file_that_takes_too_long_is_given_up(sample: Path) -> None:
    clock = iter(range(0, 10_000, 40))

    with pytest.raises(TooMuchToRescue):
        read_remains(sample, limits=Limits(seconds=60), seconds=lambda: next(clock))


def test_nothing_is_rescued_of_a_file_of_zeros(tmp_path: Path) -> None:
    path = tmp_path / "zeros.sqlite"
    path.write_bytes(bytes(50_000))

    with pytest.raises(NothingToRescue):
        read_remains(path)


def test_what_is_no_value_of_ours_is_counted_and_not_taken(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute("UPDATE response SET changed_at = 'yesterday' WHERE item_id = '1S-01'")
        connection.execute("UPDATE journal SET at = '2026-02-31T00:00:00Z' WHERE seq = 3")
        connection.commit()

    remains = read_remains(sample)

    assert "1S-01" not in [entry.item_id for entry in remains.responses]
    assert remains.unreadable == {"response": 1, "journal": 1}


def test_the_content_of_a_file_that_is_not_what_was_attached_is_not_taken(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute("DELETE FROM content")
        connection.execute("INSERT INTO content VALUES (?, ?)", ("ab" * 32, b"something else"))
        connection.commit()

    remains = read_remains(sample)

    assert remains.contents == {}
    assert remains.unreadable == {"content": 1}
