"""The earlier assessment that a file started from, whole, as the JSON that an export of it would be."""

from dataclasses import dataclass

from sqlite_utils import Database

from secure_desktop.model.canonical import digest
from secure_desktop.model.reconfirming import EarlierKind


@dataclass(frozen=True, slots=True)
class EarlierRecord:
    """The earlier assessment as text, and why it is kept."""

    kind: EarlierKind
    json: str


def put_earlier(db: Database, earlier: EarlierRecord) -> None:
    """Keep an earlier assessment, in place of the one that was kept before."""
    db.execute(
        "INSERT OR REPLACE INTO earlier (only_row, kind, json, digest) VALUES (1, ?, ?, ?)",
        (str(earlier.kind), earlier.json, digest(earlier.json)),
    )


def get_earlier(db: Database) -> EarlierRecord | None:
    """Return the earlier assessment that is kept; None when there is none.

    Raises:
        ValueError: when it is not what was put there.
    """
    row = db.execute("SELECT kind, json, digest FROM earlier").fetchone()
    if row is None:
        return None
    if digest(row[1]) != row[2]:
        raise ValueError("the earlier assessment in the file is not what its digest says")
    return EarlierRecord(EarlierKind(row[0]), row[1])
