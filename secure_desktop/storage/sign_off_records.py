"""Sign-offs and signed revisions in the file."""

import json
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Revision, SignOff, link
from secure_desktop.model.strokes import strokes_from_json, strokes_json
from secure_desktop.storage import stored_row
from secure_desktop.storage.entering import enter
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.times import from_text, to_text

COLUMNS = (
    "id, revision, role, name, title, organization, decision, reason, attestations, drawing, scan, fingerprint,"
    " history_entries, history_digest, previous, signed_at, key, certificate, signature"
)
KINDS = (str, int, *(str,) * 10, int, *(str,) * 6)
_LINES = (3, 4, 5)
_REVISION = "number, fingerprint, signed_at, reopened_at, reopened_by, reopened_because"


def put_sign_off(db: Database, sign_off: SignOff, stamp: Stamp) -> Changes:
    """Record a sign-off behind those before it."""
    store_sign_off(db, sign_off)
    said = {
        "role": str(sign_off.role),
        "name": sign_off.name,
        "decision": str(sign_off.decision),
        "fingerprint": sign_off.fingerprint,
        "digest": link(sign_off),
    }
    enter(db, stamp, "sign_off", sign_off.id, "decision", None, canonical_json(said))
    return Changes(stamp.at, sign_off=True)


def store_sign_off(db: Database, sign_off: SignOff) -> None:
    """Put a sign-off into a row of its own, behind those before it; the history is the caller's business."""
    db.execute(
        f"INSERT INTO sign_off ({COLUMNS}) VALUES ({', '.join('?' * 19)})",  # noqa: S608
        (
            sign_off.id,
            sign_off.revision,
            str(sign_off.role),
            sign_off.name,
            sign_off.title,
            sign_off.organization,
            str(sign_off.decision),
            sign_off.reason,
            canonical_json(list(sign_off.attestations)),
            strokes_json(sign_off.drawing),
            sign_off.scan,
            sign_off.fingerprint,
            sign_off.history_entries,
            sign_off.history_digest,
            sign_off.previous,
            to_text(sign_off.signed_at),
            sign_off.key,
            sign_off.certificate,
            sign_off.signature,
        ),
    )


def store_revision(db: Database, revision: Revision, form: str) -> None:
    """Put a signed revision with the form that was signed into its row; the history is the caller's business."""
    db.execute(
        f"INSERT INTO revision ({_REVISION}, form) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (
            revision.number,
            revision.fingerprint,
            to_text(revision.signed_at),
            to_text(revision.reopened_at) if revision.reopened_at else "",
            revision.reopened_by,
            revision.reopened_because,
            form,
        ),
    )


def put_signed_form(db: Database, number: int, form: str, fingerprint: str, stamp: Stamp) -> None:
    """Keep what is being signed as this revision, whole."""
    db.execute(
        "INSERT INTO revision (number, form, fingerprint, signed_at) VALUES (?, ?, ?, ?)",
        (number, form, fingerprint, to_text(stamp.at)),
    )


def get_signed_form(db: Database, number: int) -> str | None:
    """Return what was signed as this revision; None when nobody signed it."""
    row = db.execute("SELECT form FROM revision WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else None


def put_reopening(db: Database, number: int, reason: str, stamp: Stamp) -> Changes:
    """Open a signed revision again as the next one."""
    db.execute(
        "UPDATE revision SET reopened_at = ?, reopened_by = ?, reopened_because = ? WHERE number = ?",
        (to_text(stamp.at), stamp.by, reason, number),
    )
    db.execute("UPDATE assessment SET revision = ?", (number + 1,))
    enter(
        db,
        stamp,
        "revision",
        str(number),
        "reopened",
        number,
        canonical_json({"as": number + 1, "reason": reason}),
    )
    return Changes(stamp.at, sign_off=True)


def get_sign_offs(db: Database) -> tuple[SignOff, ...]:
    """Return all sign-offs in the order in which they were made."""
    return tuple(map(sign_off_from, db.execute(f"SELECT {COLUMNS} FROM sign_off ORDER BY seq")))  # noqa: S608


def get_revisions(db: Database) -> tuple[Revision, ...]:
    """Return the revisions that were signed, in order."""
    rows = db.execute(f"SELECT {_REVISION} FROM revision ORDER BY number")  # noqa: S608
    return tuple(_revision(row) for row in rows)


def _revision(row: tuple[Any, ...]) -> Revision:
    stored_row.demand_lines(row, (4,))
    reopened_at = from_text(row[3]) if row[3] else None
    return Revision(row[0], row[1], from_text(row[2]), reopened_at, row[4], row[5])


def sign_off_from(row: tuple[Any, ...]) -> SignOff:
    """Return the sign-off that a row holds. Raises ValueError for what no version of the program wrote."""
    stored_row.demand_lines(row, _LINES)
    return SignOff(
        id=row[0],
        revision=row[1],
        role=Role(row[2]),
        name=row[3],
        title=row[4],
        organization=row[5],
        decision=Decision(row[6]),
        reason=row[7],
        attestations=_texts(row[8]),
        drawing=strokes_from_json(row[9]),
        scan=row[10],
        fingerprint=row[11],
        history_entries=row[12],
        history_digest=row[13],
        previous=row[14],
        signed_at=from_text(row[15]),
        key=row[16],
        certificate=row[17],
        signature=row[18],
    )


def _texts(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)
    except RecursionError as fault:
        raise ValueError("the statements of a sign-off go too deep") from fault
    if not isinstance(found, list) or not all(isinstance(entry, str) for entry in found):
        raise ValueError("the statements of a sign-off are something else")
    return tuple(found)
