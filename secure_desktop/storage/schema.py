"""The tables of an assessment file, and the marks by which a file is known as one."""

import functools
import re
from collections.abc import Iterable

APPLICATION_ID = 0x53454355  # "SECU", in bytes 68 to 71 of the file
FORMAT = 1  # the file format that this version writes, in bytes 60 to 63 (user_version)
LARGEST_FILE = 200 * 1024 * 1024  # bytes

TABLES = {
    "assessment": """
        CREATE TABLE assessment (
            id TEXT PRIMARY KEY,
            only_row INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (only_row = 1),
            copy TEXT NOT NULL,
            revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
            created_at TEXT NOT NULL,
            district TEXT NOT NULL,
            school_year TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT '',
            agency TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "rubric": """
        CREATE TABLE rubric (
            digest TEXT PRIMARY KEY,
            only_row INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (only_row = 1),
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT
    """,
    "participant": """
        CREATE TABLE participant (
            id TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            organization TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "response": """
        CREATE TABLE response (
            item_id TEXT PRIMARY KEY,
            answer TEXT NOT NULL CHECK (
                answer IN ('in-place', 'partly', 'not-in-place', 'not-applicable', 'unanswered')
            ),
            note TEXT NOT NULL DEFAULT '',
            reason TEXT NOT NULL DEFAULT '',
            marked INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
            changed_at TEXT NOT NULL,
            changed_by TEXT NOT NULL DEFAULT ''
        ) STRICT, WITHOUT ROWID
    """,
    "journal": """
        CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            at TEXT NOT NULL,
            by TEXT NOT NULL,
            copy TEXT NOT NULL,
            revision INTEGER NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            field TEXT NOT NULL,
            before TEXT,
            after TEXT
        ) STRICT
    """,
}


def unexpected(found: Iterable[tuple[str, str, str | None]]) -> str | None:
    """Return a name for the first part of a file's schema that is not ours, or None.

    `found` are rows of (type, name, sql) from sqlite_master. The indexes that SQLite makes for
    PRIMARY KEY and UNIQUE carry no sql and are fine.
    """
    missing = set(TABLES)
    for kind, name, sql in found:
        if kind == "index" and sql is None:
            continue
        if kind != "table" or name not in TABLES or _plain(sql or "") != _plain(TABLES[name]):
            return f"{kind} “{name}”"
        missing.discard(name)
    return f"no table “{min(missing)}”" if missing else None


def misses_a_table(found: Iterable[tuple[str, str, str | None]]) -> bool:
    """Return whether a newer format lacks one of the tables that this version reads."""
    return not set(TABLES) <= {name for kind, name, _ in found if kind == "table"}


@functools.lru_cache(maxsize=64)
def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
