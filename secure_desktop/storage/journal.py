"""The history of a file: every change, by whom, when, before and after. Rows are added, never changed."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.canonical import canonical_json, digest
from secure_desktop.model.history import Entry
from secure_desktop.storage.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Stamp:
    """Under which name and time, on which copy and in which revision a change is entered."""

    by: str
    at: datetime
    copy: str
    revision: int


def append(
    db: Database, stamp: Stamp, *, kind: str, subject: str, field: str, before: str | None, after: str | None
) -> str:
    """Enter one change and return the entry's id; the caller holds the transaction that also makes it."""
    entry = Entry(
        0,
        str(uuid.uuid4()),
        stamp.at,
        stamp.by,
        stamp.copy,
        stamp.revision,
        kind,
        subject,
        field,
        before,
        after,
    )
    store(db, entry)
    return entry.id


def store(db: Database, entry: Entry) -> None:
    """Put an entry behind the others, as it is; its `seq` is given anew."""
    db.execute(
        "INSERT INTO journal (id, at, by, copy, revision, kind, subject, field, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.id,
            to_text(entry.at),
            entry.by,
            entry.copy,
            entry.revision,
            entry.kind,
            entry.subject,
            entry.field,
            entry.before,
            entry.after,
        ),
    )


def entries(db: Database) -> Iterator[Entry]:
    """Yield the whole history, oldest first."""
    for row in db["journal"].rows_where(order_by="seq"):
        yield Entry(**{**row, "at": from_text(row["at"])})


def rows_after(db: Database, seq: int) -> list[tuple[Any, ...]]:
    """Return what was entered after an entry, as rows that begin with number and id; `entry_of` makes entries of them."""
    return db.execute(
        "SELECT seq, id, at, by, copy, revision, kind, subject, field, before, after FROM journal"
        " WHERE seq > ? ORDER BY seq",
        (seq,),
    ).fetchall()


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Return the entry that stands in a row of `rows_after`."""
    seq, identity, at, *others = row
    return Entry(seq, identity, from_text(at), *others)


def first_id(db: Database) -> str:
    """Return the id of the oldest entry: the same in all copies of a file, and never printed; "" without history."""
    row = db.execute("SELECT id FROM journal ORDER BY seq LIMIT 1").fetchone()
    return str(row[0]) if row else ""


_MOST = 2**63 - 1  # the largest number that SQLite takes


def digest_of(db: Database, entries: int) -> str:
    """Return the SHA-256 of the canonical JSON of the oldest `entries` entries: lists of their values as stored."""
    rows = db.execute(
        "SELECT id, at, by, copy, revision, kind, subject, field, before, after FROM journal ORDER BY seq LIMIT ?",
        (min(entries, _MOST),),
    )
    return digest(canonical_json([list(row) for row in rows]))


def digest_of_entries(listed: Iterable[Entry]) -> str:
    """Return the SHA-256 that `digest_of` returns for a history that begins with these entries."""
    return digest(
        canonical_json(
            [
                [
                    entry.id,
                    to_text(entry.at),
                    entry.by,
                    entry.copy,
                    entry.revision,
                    entry.kind,
                    entry.subject,
                    entry.field,
                    entry.before,
                    entry.after,
                ]
                for entry in listed
            ]
        )
    )


def count(db: Database) -> int:
    """Return how many entries the history has."""
    return int(db.execute("SELECT COUNT(*) FROM journal").fetchone()[0])


def last_id(db: Database) -> str:
    """Return the id of the newest entry, by which copies of a file can be told apart; "" for an empty history."""
    row = db.execute("SELECT id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def ids(db: Database) -> frozenset[str]:
    """Return the ids of all entries, by which histories of copies are compared."""
    return frozenset(str(row[0]) for row in db.execute("SELECT id FROM journal"))


def last(db: Database) -> tuple[int, str]:
    """Return the number and the id of the newest entry; 0 and "" for an empty history."""
    row = db.execute("SELECT seq, id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def last_change(db: Database) -> datetime | None:
    """Return when the newest entry was made, in UTC; None for an empty history."""
    row = db.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return from_text(row[0]) if row else None
