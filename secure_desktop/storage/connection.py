"""Connections to an assessment file, all with the same careful settings."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

SQLITE_VERSION = sqlite3.sqlite_version

_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_TO_WRITE = (
    "PRAGMA synchronous = EXTRA",  # FULL may lose the last commit in a power cut: it does not sync the folder
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = DELETE",
)
_WAIT = 2.0  # seconds for another program's short lock


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to a file that exists; `mode` is "ro" or "rw".

    It may be handed from thread to thread, but only one at a time uses it. The file stays in rollback-journal
    mode, because a file in WAL mode loses its last changes when somebody copies it alone.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT, check_same_thread=False
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    try:
        for pragma in (*_PRAGMAS, *_TO_WRITE) if mode == "rw" else _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection to a copy in memory of what another connection reads."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    source.backup(connection)
    return connection


def from_image(image: bytes) -> sqlite3.Connection:
    """Return a connection to the bytes of an assessment file, in memory, exactly as they are."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.deserialize(image)
    return connection


def is_in_memory(connection: sqlite3.Connection) -> bool:
    """Return whether what a connection reads is no file."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "memory")


def wrap(connection: sqlite3.Connection) -> Database:
    """Return sqlite-utils over a connection, without the plugins that may be installed beside it."""
    return Database(connection, execute_plugins=False)
