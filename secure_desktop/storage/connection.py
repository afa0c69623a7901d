"""Connections to an assessment file, all with the same careful settings."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from secure_desktop.storage import guards
from secure_desktop.storage.guards import GuardedConnection

SQLITE_VERSION = sqlite3.sqlite_version

_PRAGMAS = """
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
"""
_TO_WRITE = """
    PRAGMA synchronous = EXTRA; -- FULL may lose the last commit in a power cut: it does not sync the folder
    PRAGMA secure_delete = ON;
    PRAGMA journal_mode = DELETE;
"""
_OF_MODE = {"ro": "", "rw": _TO_WRITE, "look": "PRAGMA query_only = ON;"}
_WAIT = 2.0  # seconds for another program's short lock


def connect(path: Path, mode: str) -> GuardedConnection:
    """Return a connection to a file that exists; `mode` is "ro" to read, "rw" to write, or "look".

    With "look" it can be written after `allow_writing`, and only then: whoever looks at a file that others may have made
    does that first. It may be handed from thread to thread, but only one at a time uses it. The file stays in
    rollback-journal mode, because a file in WAL mode loses its last changes when somebody copies it alone.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'ro' if mode == 'ro' else 'rw'}",
        uri=True,
        timeout=_WAIT,
        check_same_thread=False,
        factory=GuardedConnection,
    )
    connection.watch.path = path
    try:
        guards.limit(connection)
        connection.executescript(_PRAGMAS + _OF_MODE[mode])
        guards.confine(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def allow_writing(connection: sqlite3.Connection) -> None:
    """Let a connection that was made to "look" write, from now on."""
    connection.executescript("PRAGMA query_only = OFF;" + _TO_WRITE)


def in_memory(source: sqlite3.Connection) -> GuardedConnection:
    """Return a connection to a copy in memory of what another connection reads."""
    connection = _empty()
    source.backup(connection)
    guards.confine(connection)
    return connection


def from_image(image: bytes) -> GuardedConnection:
    """Return a connection to the bytes of an assessment file, in memory, exactly as they are."""
    connection = _empty()
    with guards.building(connection):  # SQLite attaches them, so to speak
        connection.deserialize(image)
    return connection


def _empty() -> GuardedConnection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, factory=GuardedConnection)
    guards.limit(connection)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def is_in_memory(connection: sqlite3.Connection) -> bool:
    """Return whether what a connection reads is no file."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "memory")


def wrap(connection: sqlite3.Connection) -> Database:
    """Return sqlite-utils over a connection, without the plugins that may be installed beside it."""
    return Database(connection, execute_plugins=False, recursive_triggers=False)
