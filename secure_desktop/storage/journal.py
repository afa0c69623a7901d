"""The history of a file: every change, by whom, when, before and after. Rows are added, never changed."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from secure_desktop.storage.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Stamp:
    """Under which name and time, on which copy and in which revision a change is entered."""

    by: str
    at: datetime
    copy: str
    revision: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `kind` and `subject` say of what ("response", "2S-03"), `field` which part of it."""

    seq: int
    id: str
    at: datetime
    by: str
    copy: str
    revision: int
    kind: str
    subject: str
    field: str
    before: str | None
    after: str | None


def append(
    db: Database, stamp: Stamp, *, kind: str, subject: str, field: str, before: str | None, after: str | None
) -> None:
    """Enter one change; the caller holds the transaction that also makes it."""
    db.execute(
        "INSERT INTO journal (id, at, by, copy, revision, kind, subject, field, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(uuid.uuid4()),
            to_text(stamp.at),
            stamp.by,
            stamp.copy,
            stamp.revision,
            kind,
            subject,
            field,
            before,
            after,
        ),
    )


def entries(db: Database) -> Iterator[Entry]:
    """Yield the whole history, oldest first."""
    for row in db["journal"].rows_where(order_by="seq"):
        yield Entry(**{**row, "at": from_text(row["at"])})


def last_id(db: Database) -> str:
    """Return the id of the newest entry, by which copies of a file can be told apart; "" for an empty history."""
    row = db.execute("SELECT id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def last_change(db: Database) -> datetime | None:
    """Return when the newest entry was made, in UTC; None for an empty history."""
    row = db.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return from_text(row[0]) if row else None
