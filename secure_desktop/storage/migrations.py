"""From one file format to the next: named steps, only ever appended to.

The position of a step in MIGRATIONS is the format it leads to; a file says in `user_version` which it has.
"""

import sqlite3
from collections.abc import Callable, Sequence

from sqlite_utils import Database

from secure_desktop.storage import guards, schema

Migration = Callable[[Database], None]


def create_the_first_tables(db: Database) -> None:
    """Format 1: profile, rubric, participants, responses and the history."""
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    for statement in schema.ADDED_TABLES[0].values():
        db.execute(statement)


def add_evidence_plan_and_sign_off(db: Database) -> None:
    """Format 2: evidence with its content, next steps, signed revisions, sign-offs and the seal of the file."""
    for statement in schema.ADDED_TABLES[1].values():
        db.execute(statement)


def add_reviewer_and_earlier_assessment(db: Database) -> None:
    """Format 3: for whom a reviewer copy was made, and the earlier assessment that this one started from."""
    for statement in schema.ADDED_TABLES[2].values():
        db.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    create_the_first_tables,
    add_evidence_plan_and_sign_off,
    add_reviewer_and_earlier_assessment,
)


def format_of(connection: sqlite3.Connection) -> int:
    """Return the format of a file as SQLite reads it, after a change that was cut off was taken back."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def pending(found: int, steps: Sequence[Migration] = MIGRATIONS) -> Sequence[Migration]:
    """Return the steps that a file of format `found` still needs."""
    return steps[found:]


def migrate(db: Database, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a file to the newest format, all steps in one transaction or none."""
    found = format_of(db.conn)
    with guards.building(db.conn), db.atomic():
        for step in pending(found, steps):
            step(db)
        db.execute(f"PRAGMA user_version = {len(steps)}")
