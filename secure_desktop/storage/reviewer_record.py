"""For whom a file was made, if it is a reviewer copy."""

import json

from sqlite_utils import Database

from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.times import from_text, to_text


def put_reviewer(db: Database, reviewer: Reviewer) -> None:
    """Make a file a reviewer copy."""
    db.execute(
        "INSERT OR REPLACE INTO reviewer (only_row, name, steps, has_answers, has_evidence, made_at, made_by)"
        " VALUES (1, ?, ?, ?, ?, ?, ?)",
        (
            reviewer.name,
            canonical_json(list(reviewer.steps)),
            int(reviewer.has_answers),
            int(reviewer.has_evidence),
            to_text(reviewer.made_at),
            reviewer.made_by,
        ),
    )


def get_reviewer(db: Database) -> Reviewer | None:
    """Return for whom the file was made; None for one that is no reviewer copy.

    Raises:
        ValueError: when the record contradicts itself; the file is damaged.
    """
    row = db.execute(
        "SELECT name, steps, has_answers, has_evidence, made_at, made_by FROM reviewer"
    ).fetchone()
    if row is None:
        return None
    return Reviewer(row[0], _numbers(row[1]), bool(row[2]), bool(row[3]), from_text(row[4]), row[5])


def _numbers(text: str) -> tuple[int, ...]:
    try:
        found = json.loads(text)
    except RecursionError as fault:
        raise ValueError("the action steps that a reviewer is asked about go too deep") from fault
    if not isinstance(found, list) or not all(type(entry) is int for entry in found):
        raise ValueError("the action steps that a reviewer is asked about are something else")
    return tuple(found)
