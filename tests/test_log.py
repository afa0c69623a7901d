import contextlib
import errno
import logging
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from secure_desktop import locations, log
from secure_desktop.errors import OpenElsewhere


def crashed() -> Exception:
    try:
        try:
            dict[str, str]()["Juan Pérez"]
        except KeyError as fault:
            raise ValueError("cannot place “Juan's” note: 'secret'") from fault
    except ValueError as fault:
        return fault
    raise AssertionError


def test_a_crash_stands_in_the_log_without_what_people_typed(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = log.record_crash(crashed())
    caplog.clear()

    assert path == home / log.FILE_NAME
    written = path.read_text(encoding="utf-8")
    assert "KeyError\nwhich led to\n" in written
    assert "in crashed: raise ValueError(" in written
    assert written.endswith("\nValueError\n")
    assert str(Path(__file__).parent) not in written


def test_the_log_is_readable_by_its_owner_only(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = log.configure()
    logging.getLogger("secure_desktop.test").error("bug", exc_info=crashed())
    caplog.clear()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert "Pérez" not in path.read_text(encoding="utf-8").replace('["Juan Pérez"]', "")


def test_the_folder_around_the_log_is_its_owners_only(
    home: Path, monkeypatch: pytest.MonkeyPatch, usual_umask: None
) -> None:
    monkeypatch.setenv(locations.HOME_VARIABLE, str(home / "SECURe Desktop" / "log"))
    log.configure()

    assert stat.S_IMODE((home / "SECURe Desktop").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ValueError("Ann Author"), "ValueError"),
        (OSError(errno.ENOSPC, "No space left", "/home/ann/River.sqlite"), "OSError: ENOSPC"),
        (
            FileNotFoundError(errno.ENOENT, "No such file", "/home/ann/River.sqlite"),
            "FileNotFoundError: ENOENT",
        ),
        (OSError("River.sqlite is odd"), "OSError"),
        (
            AttributeError("'NoneType' object has no attribute 'note'"),
            "AttributeError: 'NoneType' object has no",
        ),
        (OpenElsewhere(name="River", host="PC-12", user="Ann", since="13:50"), "OpenElsewhere"),
        (UnicodeDecodeError("utf-8", b"Ann\xff", 3, 4, "invalid"), "UnicodeDecodeError"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_message_is_kept_only_where_nobody_can_have_typed_it(fault: Exception, words: str) -> None:
    described = log.described(fault)

    assert described.startswith(words)
    assert "Ann" not in described
    assert "River" not in described


def test_an_error_of_sqlite_is_named_by_its_code() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE person (name TEXT UNIQUE)")
        with pytest.raises(sqlite3.IntegrityError) as caught:
            connection.executemany("INSERT INTO person VALUES (?)", [("Ann",), ("Ann",)])

    assert log.described(caught.value).endswith("IntegrityError: SQLITE_CONSTRAINT_UNIQUE")


def test_what_a_library_says_is_kept_without_its_words(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = log.configure()
    logging.getLogger("elsewhere.sign").warning("no trust in %s", "Ann Author")
    logging.getLogger("secure_desktop.test").warning("our own words")
    caplog.clear()

    written = path.read_text(encoding="utf-8")
    assert re.search(r"WARNING elsewhere\.sign: said something in .*test_log\.py:\d+\n", written)
    assert "our own words" in written
    assert "Ann" not in written


def test_the_log_does_not_grow_for_ever(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = log.configure()
    logger = logging.getLogger("secure_desktop.test")
    for _ in range(60):
        logger.error("x" * 50_000)
    caplog.clear()

    logs = sorted(home.glob(f"{log.FILE_NAME}*"))
    assert len(logs) == 4
    assert all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in logs)
    assert sum(each.stat().st_size for each in logs) < 2_500_000
    assert path in logs


def test_configuring_twice_writes_once(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert log.configure() == log.configure()
    logging.getLogger("secure_desktop.test").warning("only once")
    caplog.clear()

    assert (home / log.FILE_NAME).read_text(encoding="utf-8").count("only once") == 1


def test_where_no_log_can_be_kept_there_is_one_for_the_moment(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.write_text("a file where the folder should be")

    path = log.record_crash(crashed())
    caplog.clear()

    try:
        assert "ValueError" in path.read_text(encoding="utf-8")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        path.unlink()
