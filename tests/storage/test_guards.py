"""What SQLite may do with a file of ours, and what never."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from secure_desktop.errors import FileTooSlow, NotAPlainFile, UnexpectedParts
from secure_desktop.storage import faults, guards, inspection
from secure_desktop.storage.connection import allow_writing, connect, from_image, in_memory


@pytest.fixture(params=["in a file", "in memory", "from an image"])
def connection(sample: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """Each kind of connection that the program reads a file with."""
    with contextlib.closing(connect(sample, "rw")) as found:
        if request.param == "in a file":
            yield found
            return
        other = in_memory(found) if request.param == "in memory" else from_image(sample.read_bytes())
        with contextlib.closing(other):
            yield other


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'other.sqlite' AS other",
        "CREATE TABLE zz (a)",
        "CREATE TEMP TABLE zz (a)",
        "CREATE VIEW zz AS SELECT 1",
        "CREATE TRIGGER zz DELETE ON journal BEGIN SELECT 1; END",
        "CREATE INDEX zz ON journal (at)",
        "CREATE VIRTUAL TABLE zz USING fts5(a)",
        "DROP TABLE journal",
        "ALTER TABLE journal RENAME TO zz",
        "ANALYZE",
        "VACUUM",
        "VACUUM INTO 'other.sqlite'",
        "PRAGMA writable_schema = ON",
        "PRAGMA trusted_schema = ON",
        "PRAGMA temp_store_directory = '/'",
        "PRAGMA mmap_size = 1000000",
        "SELECT load_extension('x')",
        "SELECT hex(zeroblob(100000000))",
        "SELECT randomblob(100000000)",
        "SELECT printf('%*d', 100000000, 1)",
        "SELECT replace(note, 'a', note) FROM response",
        "SELECT group_concat(note) FROM response",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "SELECT * FROM pragma_table_info('journal')",
    ],
)
def test_what_reading_and_writing_rows_does_not_need_is_denied(
    connection: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnexpectedParts), faults.named(tmp_path / "received.sqlite"):
        connection.execute(statement).fetchall()
    assert not (tmp_path / "other.sqlite").exists()


def test_nothing_happens_on_behalf_of_a_trigger_or_a_view(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as stranger:
        stranger.execute("CREATE TRIGGER zz UPDATE ON response BEGIN DELETE FROM journal; END")
        stranger.execute("CREATE VIEW yy AS SELECT note FROM response")

    with contextlib.closing(connect(sample, "rw")) as connection:
        for statement in ("UPDATE response SET marked = 1", "SELECT * FROM yy"):
            with pytest.raises(sqlite3.DatabaseError):
                connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM journal").fetchone()[0] > 0


def test_a_value_of_an_impossible_size_is_refused(connection: sqlite3.Connection, sample: Path) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000)

    with pytest.raises(UnexpectedParts), faults.named(sample):
        connection.execute("SELECT json FROM rubric").fetchall()


def test_every_connection_has_the_limits(connection: sqlite3.Connection) -> None:
    for what, most in guards._LIMITS:
        assert connection.getlimit(what) == most


def test_a_query_that_does_not_end_is_given_up(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_SECONDS", 0.01)
    monkeypatch.setattr(guards, "_BYTES_A_SECOND", 10**9)
    endless = (
        "SELECT count(*) FROM journal a, journal b, journal c, journal d, journal e, journal f, journal g"
    )

    with contextlib.closing(connect(sample, "ro")) as connection:
        with pytest.raises(FileTooSlow, match=r"“sample\.sqlite” takes unusually long"), faults.named(sample):
            connection.execute(endless).fetchall()
        assert connection.execute("SELECT count(*) FROM journal").fetchone()[0] > 0


def test_a_query_that_nobody_waits_for_any_more_is_given_up(sample: Path) -> None:
    endless = (
        "SELECT count(*) FROM journal a, journal b, journal c, journal d, journal e, journal f, journal g"
    )

    with guards.while_wanted(lambda: False):
        connection = connect(sample, "ro")
    with contextlib.closing(connection), pytest.raises(FileTooSlow), faults.named(sample):
        connection.execute(endless).fetchall()


def test_a_larger_file_is_given_more_time(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = guards.Watch(lambda: True)
    watch.path = sample
    watch.started -= guards._SECONDS + 1

    assert watch.is_over()
    monkeypatch.setattr(guards, "_BYTES_A_SECOND", 1)
    assert not watch.is_over()


def test_nothing_is_written_before_somebody_has_looked(sample: Path) -> None:
    with contextlib.closing(connect(sample, "look")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM journal")
        connection.rollback()
        allow_writing(connection)
        connection.execute("DELETE FROM journal")
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)


def test_a_pipe_that_takes_the_place_of_a_file_keeps_nobody_waiting(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = inspection._plain_file

    def exchanged(path: Path) -> os.stat_result:
        status = looked(path)
        path.unlink()
        os.mkfifo(path)
        return status

    monkeypatch.setattr(inspection, "_plain_file", exchanged)

    with pytest.raises(NotAPlainFile):
        inspection.look_at(sample)
