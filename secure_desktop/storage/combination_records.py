"""Combinations in the file: the rows they change, the copies' entries, and the entry that tells of them."""

import uuid
from collections.abc import Iterable

from sqlite_utils import Database

from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.combined import Combined
from secure_desktop.model.past_combinations import COMBINATION, COMBINED, UNDONE, PastCombination
from secure_desktop.model.result import Change, Rows
from secure_desktop.storage import evidence_store, journal, plan_records, records
from secure_desktop.storage.journal import Stamp


def put_combined(db: Database, result: Combined, stamp: Stamp) -> tuple[Changes, str]:
    """Write a combination into the file; return what changed, and the combination's id."""
    for entry in result.imported:
        journal.store(db, entry)
    entered = _enter(db, result.choices, stamp)
    subject = str(uuid.uuid4())
    journal.append(  # behind all that it brought, so that a file's own combinations can be told from the copies'
        db,
        stamp,
        kind=COMBINATION,
        subject=subject,
        field=COMBINED,
        before=canonical_json(result.before),
        after=canonical_json({**result.account, "entered": entered}),
    )
    return _write(db, result.rows, stamp), subject


def put_undone(
    db: Database,
    past: PastCombination,
    rows: Rows,
    changes: Iterable[Change],
    staying: Iterable[Change],
    stamp: Stamp,
) -> Changes:
    """Set back what a combination changed. `changes` stop counting with it, what is told as `staying` counts."""
    entered = _enter(db, changes, stamp)
    _enter(db, staying, stamp)
    journal.append(
        db,
        stamp,
        kind=COMBINATION,
        subject=past.subject,
        field=UNDONE,
        before=None,
        after=canonical_json({"entered": entered}),
    )
    return _write(db, rows, stamp)


def _enter(db: Database, changes: Iterable[Change], stamp: Stamp) -> list[str]:
    return [
        journal.append(
            db,
            stamp,
            kind=change.kind,
            subject=change.subject,
            field=change.field,
            before=change.before,
            after=change.after,
        )
        for change in changes
    ]


def _write(db: Database, rows: Rows, stamp: Stamp) -> Changes:
    for response in rows.responses:
        records.store_response(db, response)
    if rows.profile is not None:
        records.store_profile(db, rows.profile)
    if rows.participants is not None:
        records.store_participants(db, rows.participants)
    for evidence in rows.evidence:
        evidence_store.store_evidence(db, evidence)
    for evidence in rows.removed_evidence:
        evidence_store.erase_evidence(db, evidence)
    for step in rows.next_steps:
        plan_records.store_next_step(db, step)
    for step in rows.removed_next_steps:
        plan_records.erase_next_step(db, step)
    return Changes(
        stamp.at,
        items=frozenset(response.item_id for response in rows.responses),
        profile=rows.profile is not None,
        participants=rows.participants is not None,
        evidence=frozenset(entry.item_id for entry in (*rows.evidence, *rows.removed_evidence)),
        next_steps=frozenset(step.item_id for step in (*rows.next_steps, *rows.removed_next_steps)),
    )
