"""Databases: values that nobody expects, through tables that are as they should be; and pages, byte by byte."""

import contextlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from secure_desktop.model.canonical import digest
from tests.fuzzing.mutations import json_nodes, odd
from tests.fuzzing.mutations.plain_bytes import spoil

_JSON = {"json", "before", "after", "form", "attestations", "drawing", "steps"}
_DAYS = ("", "2027-01-15", "9999-12-31", "0001-01-01", "2026-W01-1", "20270115", "1900-01-01", "2199-02-28")
_TIMES = (
    "2026-11-23T12:00:00.000000Z",
    "1900-01-01T00:00:00.000000Z",
    "8999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00",
    "1970-01-01T00:00:00.000000Z",
    "2026-11-23T12:00:00+23:59",
    "",
)
_PLAUSIBLE: Mapping[str, Sequence[Any]] = {
    "due": _DAYS,
    "effective": _DAYS,
    "renew_by": _DAYS,
    "at": _TIMES,
    "added_at": _TIMES,
    "changed_at": _TIMES,
    "created_at": _TIMES,
    "made_at": _TIMES,
    "reopened_at": _TIMES,
    "signed_at": _TIMES,
    "answer": ("in-place", "partly", "not-in-place", "not-applicable", "unanswered"),
    "effort": ("", "hours", "weeks", "money"),
    "state": ("open", "done", "dropped"),
    "kind": (
        "file",
        "place",
        "link",
        "response",
        "profile",
        "participant",
        "combination",
        "assessment",
        "evidence",
    ),
    "field": (
        "answer",
        "note",
        "marked",
        "reason",
        "person",
        "added",
        "removed",
        "combined",
        "undone",
        "due",
    ),
    "role": ("superintendent", "law-enforcement", "principal", "school-board", "parent", ""),
    "decision": ("signed", "declined"),
    "item_id": ("1S-01", "1S-02", "1S-03", "2S-01", "2S-02"),
    "subject": ("1S-01", "1S-02", "2S-01", "", "44444444-4444-4444-8444-000000000001"),
    "revision": (1, 2, 3, 2**31, 2**63 - 1),
    "number": (1, 2, 2**63 - 1),
    "size": (0, 1, 2**40, 2**63 - 1),
    "marked": (0, 1),
    "history_entries": (0, 1, 10**6, 2**63 - 1, -1),
    "file_name": ("a.pdf", "x.exe", "../x", "CON", "\u202egnp.pdf", "a" * 300),
}
"""By column, values that a reader may take, so that it gets to what it does with them."""

_SCHEMA = (
    "CREATE TRIGGER zz AFTER UPDATE ON response BEGIN DELETE FROM journal; END",
    "CREATE VIEW zz AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "CREATE INDEX zz ON journal (hex(after))",
    "CREATE TABLE zz (a, b AS (hex(zeroblob(100000000))))",
    "ALTER TABLE response ADD COLUMN zz TEXT",
    "DROP TABLE evidence",
    "CREATE TABLE '\u202ezz' (a CHECK (length(hex(zeroblob(100000000))) > 1))",
    "ANALYZE",
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA user_version = 99",
    "PRAGMA user_version = 1",
    "PRAGMA application_id = 7",
)


_LARGEST_VALUE = 20_000_000  # bytes


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a database with one to three rows changed, or its tables."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.setlimit(
            sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE
        )  # what is set as a trap shall not close here
        try:
            connection.deserialize(data)
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for _ in range(random.randrange(1, 4)):
                with contextlib.suppress(sqlite3.IntegrityError, sqlite3.OperationalError, OverflowError):
                    _change(random, connection)
            if random.randrange(3) > 0:
                _make_right(connection)
            return connection.serialize()
        except (sqlite3.Error, ValueError, MemoryError):
            return spoil(random, data, others)


def pages(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file with pages exchanged, doubled, zeroed or spoilt in their heads."""
    if not data:
        return spoil(random, data, others)
    size = int.from_bytes(data[16:18]) if len(data) > 100 else 512
    size = max(size, 512)
    count = max(len(data) // size, 1)  # of whole pages
    one, other = random.randrange(count) * size, random.randrange(count) * size
    way = random.randrange(5)
    if way == 0:
        return _put(data, one, data[other : other + size])
    if way == 1:
        return _put(data, one, bytes(size))
    if way == 2:
        return data[:one]
    if way == 3:  # the head of a page, or of the file
        place = one + random.randrange(12) if random.random() < 0.7 else random.randrange(100)
        return _put(data, place, random.choice((b"\x00", b"\xff", b"\x01", b"\x05", b"\x0d", b"\x7f\xff")))
    page = bytearray(data[one : one + size])
    for _ in range(random.randrange(1, 6)):
        page[random.randrange(len(page))] = random.randrange(256)
    return _put(data, one, bytes(page))


def _put(data: bytes, place: int, content: bytes) -> bytes:
    return data[:place] + content + data[place + len(content) :]


def _change(random: Random, connection: sqlite3.Connection) -> None:
    if random.randrange(12) == 0:
        connection.execute(random.choice(_SCHEMA))
        return
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = random.choice(tables)
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    rows = connection.execute(f'SELECT * FROM "{table}" LIMIT 50').fetchall()
    if not rows:
        _insert(random, connection, table, [None] * len(columns))
        return
    row = list(random.choice(rows))
    if random.randrange(5) == 0:
        _insert(random, connection, table, row)
        return
    key = columns[0]
    if random.randrange(8) == 0:
        connection.execute(f'DELETE FROM "{table}" WHERE "{key}" IS ?', (row[0],))
        return
    place = random.randrange(len(columns))
    value = _value(random, columns[place], row[place])
    connection.execute(
        f'UPDATE "{table}" SET "{columns[place]}" = {_bound(value)} WHERE "{key}" IS ?',
        (_plain(value), row[0]),
    )


def _insert(random: Random, connection: sqlite3.Connection, table: str, row: list[Any]) -> None:
    row[0] = _plain(odd.value(random))
    row = [
        random.choice(odd.TEXTS[:40:3]).encode("utf-8", "replace").decode() if cell is None else cell
        for cell in row
    ]
    connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" for _ in row)})', row)


def _value(random: Random, column: str, before: Any) -> Any:
    if column in _JSON and isinstance(before, str) and random.random() < 0.8:
        with contextlib.suppress(ValueError):
            return json_nodes.to_bytes(json_nodes.change(random, json.loads(before))).decode("ascii")
    if column in _PLAUSIBLE and random.random() < 0.8:
        return random.choice(_PLAUSIBLE[column])
    if isinstance(before, str) and random.random() < 0.6:
        return random.choice(odd.TEXTS)
    if random.randrange(6) == 0:
        return b"\xff\xfe" if random.random() < 0.5 else b"\xed\xa0\x80"
    return odd.value(random)


def _bound(value: Any) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"


def _plain(value: Any) -> Any:
    """Return a value as a database can hold it."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value


def _make_right(connection: sqlite3.Connection) -> None:
    """Let the digests of texts be theirs again, so that the reader gets further."""
    with contextlib.suppress(sqlite3.Error, UnicodeEncodeError, TypeError, AttributeError):
        for table in ("rubric", "earlier"):
            for key, text in connection.execute(f"SELECT rowid, json FROM {table}").fetchall():
                connection.execute(f"UPDATE {table} SET digest = ? WHERE rowid = ?", (digest(text), key))
