"""Next steps in the file."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.register import day_text
from secure_desktop.storage.entering import as_text, changed_fields, day_from, enter, enter_fields
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.times import from_text, time_text

_SAID = ("text", "owner", "due", "effort", "state", "reason")
_EFFORTS = {str(effort): effort for effort in Effort}
_STATES = {str(state): state for state in State}
COLUMNS = "id, item_id, text, owner, due, effort, state, reason, changed_at, changed_by"
KINDS = (str,) * 10
_UPSERT = f"""
    INSERT INTO next_step ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        text = excluded.text, owner = excluded.owner, due = excluded.due, effort = excluded.effort,
        state = excluded.state, reason = excluded.reason,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
"""  # noqa: S608


def put_next_step(db: Database, step: NextStep, stamp: Stamp) -> Changes:
    """Record a next step, or what is said about it now."""
    before = find_next_step(db, step.id)
    changed = changed_fields(before, step, _SAID) if before else []
    if before and not changed:
        return Changes(stamp.at)
    store_next_step(db, replace(step, changed_at=stamp.at, changed_by=stamp.by))
    if before:
        enter_fields(db, stamp, "next_step", step.id, before, step, changed)
    else:
        enter(db, stamp, "next_step", step.id, "added", None, _as_json(step))
    return Changes(stamp.at, next_steps=frozenset({before.item_id if before else step.item_id}))


def store_next_step(db: Database, step: NextStep) -> None:
    """Put a next step that has a time into its row, as it is; the history is the caller's business."""
    db.execute(
        _UPSERT,
        (
            step.id,
            step.item_id,
            step.text,
            step.owner,
            day_text(step.due),
            str(step.effort),
            str(step.state),
            step.reason,
            time_text(step.changed_at),
            step.changed_by,
        ),
    )


def drop_next_step(db: Database, step: NextStep, stamp: Stamp) -> Changes:
    """Remove a next step; it stays in the history."""
    erase_next_step(db, step)
    enter(db, stamp, "next_step", step.id, "removed", _as_json(step), None)
    return Changes(stamp.at, next_steps=frozenset({step.item_id}))


def erase_next_step(db: Database, step: NextStep) -> None:
    """Take the row of a next step away."""
    db.execute("DELETE FROM next_step WHERE id = ?", (step.id,))


def find_next_step(db: Database, step_id: str) -> NextStep | None:
    """Return the next step with this id."""
    row = db.execute(f"SELECT {COLUMNS} FROM next_step WHERE id = ?", (step_id,)).fetchone()  # noqa: S608
    return next_step_from(row) if row else None


def get_next_steps(db: Database, places: Mapping[str, int]) -> tuple[NextStep, ...]:
    """Return all next steps by the place of their item, then as they were added. Raises KeyError for an unknown item."""
    rows = db.execute(f"SELECT {COLUMNS} FROM next_step ORDER BY rowid")  # noqa: S608
    return tuple(sorted(map(next_step_from, rows), key=lambda step: places[step.item_id]))


def next_step_from(row: tuple[Any, ...]) -> NextStep:
    """Return the next step that a row holds. Raises KeyError or ValueError for what no version wrote."""
    step_id, item_id, text, owner, due, effort, state, reason, changed_at, changed_by = row
    if len(text) > LONGEST_LINE or len(owner) > LONGEST_LINE or len(changed_by) > LONGEST_LINE:
        raise ValueError("a line is longer than any that can be entered")
    return NextStep(
        id=step_id,
        item_id=item_id,
        text=text,
        owner=owner,
        due=day_from(due),
        effort=_EFFORTS[effort],
        state=_STATES[state],
        reason=reason,
        changed_at=from_text(changed_at),
        changed_by=changed_by,
    )


def _as_json(step: NextStep) -> str:
    said = asdict(step)
    return canonical_json({name: as_text(said[name]) for name in ("item_id", *_SAID)})
