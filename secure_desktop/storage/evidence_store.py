"""Evidence in the file: its records, and the content of attached files, each content once."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.register import day_text
from secure_desktop.storage import stored_row
from secure_desktop.storage.entering import as_text, changed_fields, day_from, enter, enter_fields
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.times import from_text, time_text

_SAID = ("title", "place", "effective", "renew_by")  # what can be changed later; a file's content cannot
_KINDS = {str(kind): kind for kind in EvidenceKind}
COLUMNS = "id, item_id, kind, title, place, file_name, media_type, size, sha256, effective, renew_by, added_at, added_by"

KINDS = (str,) * 7 + (int,) + (str,) * 5
_LINES = (0, 1, 3, 4, 5, 6, 12)
_UPSERT = f"""
    INSERT INTO evidence ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        title = excluded.title, place = excluded.place,
        effective = excluded.effective, renew_by = excluded.renew_by
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Content:
    """The content of an attached file with the SHA-256 that it is kept under."""

    sha256: str
    data: bytes


def content_of(data: bytes) -> Content:
    """Return content under its own SHA-256."""
    return Content(hashlib.sha256(data).hexdigest(), data)


def put_evidence(db: Database, evidence: Evidence, stamp: Stamp) -> Changes:
    """Record evidence, or what is said about it now."""
    before = find_evidence(db, evidence.id)
    if before is None:
        store_evidence(db, replace(evidence, added_at=stamp.at, added_by=stamp.by))
        enter(db, stamp, "evidence", evidence.id, "added", None, _as_json(evidence))
        return Changes(stamp.at, evidence=frozenset({evidence.item_id}))
    changed = changed_fields(before, evidence, _SAID)
    if not changed:
        return Changes(stamp.at)
    store_evidence(db, evidence)
    enter_fields(db, stamp, "evidence", evidence.id, before, evidence, changed)
    return Changes(stamp.at, evidence=frozenset({before.item_id}))


def drop_evidence(db: Database, evidence: Evidence, stamp: Stamp) -> Changes:
    """Remove evidence; its record stays in the history, its content where something that was signed needs it."""
    erase_evidence(db, evidence)
    enter(db, stamp, "evidence", evidence.id, "removed", _as_json(evidence), None)
    return Changes(stamp.at, evidence=frozenset({evidence.item_id}))


def erase_evidence(db: Database, evidence: Evidence) -> None:
    """Take the row of evidence away, and its content where nothing that was signed needs it."""
    db.execute("DELETE FROM evidence WHERE id = ?", (evidence.id,))
    if evidence.sha256 and not _is_needed(db, evidence.sha256):
        db.execute("DELETE FROM content WHERE sha256 = ?", (evidence.sha256,))


def has_content(db: Database, sha256: str) -> bool:
    """Return whether something is kept under a SHA-256."""
    return db.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone() is not None


def put_content(db: Database, content: Content) -> None:
    """Keep the content of a file once; what is kept under its SHA-256 but is damaged is mended by it."""
    db.execute(
        "INSERT INTO content (sha256, bytes) VALUES (?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes WHERE bytes <> excluded.bytes",
        (content.sha256, content.data),
    )


def get_content(db: Database, sha256: str) -> bytes | None:
    """Return the content that is kept under a SHA-256, whatever it is by now; None when there is none."""
    row = db.execute("SELECT bytes FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    return bytes(row[0]) if row else None


def total_size(db: Database) -> int:
    """Return how many bytes all kept content has."""
    return int(db.execute("SELECT COALESCE(SUM(length(bytes)), 0) FROM content").fetchone()[0])


def find_evidence(db: Database, evidence_id: str) -> Evidence | None:
    """Return the evidence with this id."""
    row = db.execute(f"SELECT {COLUMNS} FROM evidence WHERE id = ?", (evidence_id,)).fetchone()  # noqa: S608
    return evidence_from(row) if row else None


def get_evidence(db: Database, places: Mapping[str, int]) -> tuple[Evidence, ...]:
    """Return all evidence by the place of its item, then as it was added. Raises KeyError for an unknown item."""
    rows = db.execute(f"SELECT {COLUMNS} FROM evidence ORDER BY rowid")  # noqa: S608
    return tuple(sorted(map(evidence_from, rows), key=lambda evidence: places[evidence.item_id]))


def store_evidence(db: Database, evidence: Evidence) -> None:
    """Put evidence into its row, as it is; where it has one, only what is said about it.

    The history is the caller's business.
    """
    db.execute(
        _UPSERT,
        (
            evidence.id,
            evidence.item_id,
            str(evidence.kind),
            evidence.title,
            evidence.place,
            evidence.file_name,
            evidence.media_type,
            evidence.size,
            evidence.sha256,
            day_text(evidence.effective),
            day_text(evidence.renew_by),
            time_text(evidence.added_at),
            evidence.added_by,
        ),
    )


def evidence_from(row: tuple[Any, ...]) -> Evidence:
    """Return the evidence that a row describes. Raises KeyError for an unknown kind, or as `stored_row.demand_lines` does."""
    stored_row.demand_lines(row, _LINES)
    return Evidence(
        id=row[0],
        item_id=row[1],
        kind=_KINDS[row[2]],
        title=row[3],
        place=row[4],
        file_name=row[5],
        media_type=row[6],
        size=row[7],
        sha256=row[8],
        effective=day_from(row[9]),
        renew_by=day_from(row[10]),
        added_at=from_text(row[11]),
        added_by=row[12],
    )


def _is_needed(db: Database, sha256: str) -> bool:
    """Return whether other evidence has the same content, or a signed revision, a scanned page or an item that is no more asked is made of it."""
    asked = (
        "SELECT 1 FROM evidence WHERE sha256 = ?",
        "SELECT 1 FROM revision WHERE instr(form, ?) > 0",
        "SELECT 1 FROM sign_off WHERE scan = ?",
        "SELECT 1 FROM earlier WHERE kind = 'upgrade' AND instr(json, ?) > 0",
    )
    return any(db.execute(question, (sha256,)).fetchone() for question in asked)


def _as_json(evidence: Evidence) -> str:
    said = asdict(evidence)
    kept = {
        name: as_text(value) for name, value in said.items() if name not in ("id", "added_at", "added_by")
    }
    return canonical_json(kept)
