"""The tables of an assessment file, and the marks by which a file is known as one."""

import functools
import re
from collections import ChainMap
from collections.abc import Iterable, Mapping

APPLICATION_ID = 0x53454355  # "SECU", in bytes 68 to 71 of the file
FORMAT = 3  # the file format that this version writes, in bytes 60 to 63 (user_version)
LARGEST_FILE = 200 * 1024 * 1024  # bytes

_FIRST_TABLES = {
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

_SIGN_OFF_TABLES = {
    "evidence": """
        CREATE TABLE evidence (
            id TEXT PRIMARY KEY,
            item_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('file', 'place', 'link')),
            title TEXT NOT NULL DEFAULT '',
            place TEXT NOT NULL DEFAULT '',
            file_name TEXT NOT NULL DEFAULT '',
            media_type TEXT NOT NULL DEFAULT '',
            size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
            sha256 TEXT NOT NULL DEFAULT '',
            effective TEXT NOT NULL DEFAULT '',
            renew_by TEXT NOT NULL DEFAULT '',
            added_at TEXT NOT NULL,
            added_by TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "content": """
        CREATE TABLE content (
            sha256 TEXT PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT
    """,
    "next_step": """
        CREATE TABLE next_step (
            id TEXT PRIMARY KEY,
            item_id TEXT NOT NULL,
            text TEXT NOT NULL,
            owner TEXT NOT NULL DEFAULT '',
            due TEXT NOT NULL DEFAULT '',
            effort TEXT NOT NULL DEFAULT '' CHECK (effort IN ('', 'hours', 'weeks', 'money')),
            state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
            reason TEXT NOT NULL DEFAULT '',
            changed_at TEXT NOT NULL,
            changed_by TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "revision": """
        CREATE TABLE revision (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            form TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            signed_at TEXT NOT NULL,
            reopened_at TEXT NOT NULL DEFAULT '',
            reopened_by TEXT NOT NULL DEFAULT '',
            reopened_because TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "sign_off": """
        CREATE TABLE sign_off (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            revision INTEGER NOT NULL,
            role TEXT NOT NULL,
            name TEXT NOT NULL,
            title TEXT NOT NULL DEFAULT '',
            organization TEXT NOT NULL DEFAULT '',
            decision TEXT NOT NULL CHECK (decision IN ('signed', 'declined')),
            reason TEXT NOT NULL DEFAULT '',
            attestations TEXT NOT NULL,
            drawing TEXT NOT NULL DEFAULT '',
            scan TEXT NOT NULL DEFAULT '',
            fingerprint TEXT NOT NULL,
            history_entries INTEGER NOT NULL,
            history_digest TEXT NOT NULL,
            previous TEXT NOT NULL DEFAULT '',
            signed_at TEXT NOT NULL,
            key TEXT NOT NULL,
            certificate TEXT NOT NULL,
            signature TEXT NOT NULL
        ) STRICT
    """,
    "file_seal": """
        CREATE TABLE file_seal (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32)
        ) STRICT
    """,
}

_SHARING_TABLES = {
    "reviewer": """
        CREATE TABLE reviewer (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            name TEXT NOT NULL,
            steps TEXT NOT NULL,
            has_answers INTEGER NOT NULL CHECK (has_answers IN (0, 1)),
            has_evidence INTEGER NOT NULL CHECK (has_evidence IN (0, 1)),
            made_at TEXT NOT NULL,
            made_by TEXT NOT NULL DEFAULT ''
        ) STRICT
    """,
    "earlier": """
        CREATE TABLE earlier (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            kind TEXT NOT NULL CHECK (kind IN ('year', 'upgrade')),
            json TEXT NOT NULL,
            digest TEXT NOT NULL
        ) STRICT
    """,
}

ADDED_TABLES = (_FIRST_TABLES, _SIGN_OFF_TABLES, _SHARING_TABLES)
"""The tables that each format adds to the one before it, from format 1 on; each with its whole definition."""


def tables_of(file_format: int) -> Mapping[str, str]:
    """Return every table of a format by its name."""
    return ChainMap(*ADDED_TABLES[:file_format])


def unexpected(found: Iterable[tuple[str, str, str | None]], file_format: int) -> str | None:
    """Return a name for the first part of a schema that a file of this format does not have from us, or None.

    `found` are rows of (type, name, sql) from sqlite_master. The indexes that SQLite makes for
    PRIMARY KEY and UNIQUE carry no sql and are fine.
    """
    rows = tuple(found)
    if (file_format, rows) in _fitting:
        return None
    part = _first_unexpected(rows, file_format)
    if part is None and len(_fitting) < _MOST_FITTING:
        _fitting.add((file_format, rows))
    return part


def unexpected_in_newer(found: Iterable[tuple[str, str, str | None]]) -> str | None:
    """Return a name for the first part of a schema that no format will ever have, or None.

    A newer format may have more tables, columns and indexes, but nothing that could run.
    """
    for kind, name, sql in found:
        if sql is None and kind == "index":
            continue
        if not isinstance(sql, str) or not _NEVER_RUNS.get(kind, _NOTHING).fullmatch(_plain(sql)):
            return _told(kind, name)
    return None


def columns_of(table: str) -> list[str]:
    """Return the columns that this version knows of a table."""
    return _COLUMN.findall(tables_of(FORMAT)[table])


MOST_PARTS = 200
"""Far more parts than any format has; more of them need not be read to be found strange."""

_LONGEST_NAME = 60  # characters
_COLUMN = re.compile(r"^ +([a-z_0-9]+) (?:TEXT|INTEGER|BLOB)\b", re.MULTILINE)
_NOTHING = re.compile(r"(?!)")
_NEVER_RUNS = {
    "table": re.compile(
        r"CREATE TABLE \w+ \((?!.*\b(?:AS|GENERATED)\b).*\)[A-Z ,]*", re.IGNORECASE | re.DOTALL
    ),
    "index": re.compile(r"CREATE (?:UNIQUE )?INDEX \w+ ON \w+ ?\([\w, ]+\)", re.IGNORECASE),
}


_fitting: set[tuple[int, tuple[tuple[str, str, str | None], ...]]] = (
    set()
)  # whole schemas that were found to be ours
_MOST_FITTING = 16


def _first_unexpected(found: Iterable[tuple[str, str, str | None]], file_format: int) -> str | None:
    tables = tables_of(file_format)
    missing = set(tables)
    for kind, name, sql in found:
        if kind == "index" and sql is None:
            continue
        is_ours = kind == "table" and name in tables and isinstance(sql, str)
        if not is_ours or _plain(sql or "") != _plain(tables[name]):
            return _told(kind, name)
        missing.discard(name)
    return f"no table “{min(missing)}”" if missing else None


def _told(kind: object, name: object) -> str:
    """Return in a few characters what a part of a schema is called; a stranger may have called it anything."""
    return f"{str(kind)[:_LONGEST_NAME]} “{str(name)[:_LONGEST_NAME]}”"


@functools.lru_cache(maxsize=64)
def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
