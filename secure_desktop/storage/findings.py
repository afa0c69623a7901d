"""Which entries of a file cannot be read, told in words; looked for only when reading it has failed."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from secure_desktop.errors import DamagedFile, UnreadableEntries
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage import evidence_store, faults, plan_records, records, sign_off_records, stored_row

_MOST = 3  # are named; of the others, how many
_LONGEST_NAME = 40  # characters


@contextlib.contextmanager
def told(path: Path, db: Database) -> Iterator[None]:
    """Raise a known problem that names what cannot be read, in place of the fault that reading a file ends in.

    Raises:
        UnreadableEntries: when entries can be named.
        DamagedFile: when none can.
        KnownProblem: for other faults, as `faults.named` does.
    """
    try:
        with faults.named(path):
            try:
                yield
            except (AttributeError, KeyError, TypeError, ValueError) as fault:
                if isinstance(fault, UnicodeDecodeError):
                    raise
                raise DamagedFile(name=path.name) from fault
    except DamagedFile as problem:
        if entries := unreadable(db):
            raise UnreadableEntries(name=path.name, entries=_listed(entries)) from problem
        raise


def demand_readable(path: Path, db: Database) -> None:
    """Accept a file in which every entry is what it should be; for one whose pages SQLite has not checked against our tables.

    Raises:
        UnreadableEntries: when one is something else.
    """
    if entries := unreadable(db):
        raise UnreadableEntries(name=path.name, entries=_listed(entries))


def unreadable(db: Database) -> list[str]:
    """Return the entries of a file that are nothing the program wrote, such as "the answer to item 2.4"."""
    try:
        db.conn.text_factory = _lenient
        return list(_unreadable(db))
    except sqlite3.Error:
        return []
    finally:
        db.conn.text_factory = str


def _unreadable(db: Database) -> Iterator[str]:
    try:
        rubric = records.get_rubric(db)
    except ValueError:
        yield "the checklist"
        return
    for row in db.execute(f"SELECT {records.ASSESSMENT} FROM assessment"):  # noqa: S608
        if not _can_be_read(row, records.ASSESSMENT_KINDS, records.demand_assessment):
            yield "the name of the district, or what stands with it"
    for row in db.execute(f"SELECT {records.PARTICIPANT} FROM participant"):  # noqa: S608
        if not _can_be_read(row, records.PARTICIPANT_KINDS, records.participant_from):
            yield f"the participant {_quoted(row[1])}"
    for what, place, row in _about_items(db):
        if not _can_be_read(row, *_READERS[what]) or row[place] not in rubric:
            yield f"{what} {_item(rubric, row[place])}"
    for row in db.execute(f"SELECT {sign_off_records.COLUMNS} FROM sign_off"):  # noqa: S608
        if not _can_be_read(row, sign_off_records.KINDS, sign_off_records.sign_off_from):
            yield f"the sign-off by {_quoted(row[3])}"


_Read = Callable[[tuple[Any, ...]], object]
_READERS: dict[str, tuple[tuple[type, ...], _Read]] = {
    "the answer to": (records.RESPONSE_KINDS, records.response_from),
    "a next step for": (plan_records.KINDS, plan_records.next_step_from),
    "evidence for": (evidence_store.KINDS, evidence_store.evidence_from),
}


def _about_items(db: Database) -> Iterator[tuple[str, int, tuple[Any, ...]]]:
    for row in db.execute(f"SELECT {records.RESPONSE} FROM response"):  # noqa: S608
        yield "the answer to", 0, row
    for row in db.execute(f"SELECT {plan_records.COLUMNS} FROM next_step"):  # noqa: S608
        yield "a next step for", 1, row
    for row in db.execute(f"SELECT {evidence_store.COLUMNS} FROM evidence"):  # noqa: S608
        yield "evidence for", 1, row


def _can_be_read(row: tuple[Any, ...], kinds: tuple[type, ...], read: _Read) -> bool:
    try:
        stored_row.demand_kinds(row, kinds)
        read(row)
    except (KeyError, ValueError):
        return False
    return True


def _item(rubric: Rubric, item_id: object) -> str:
    if isinstance(item_id, str) and item_id in rubric:
        return f"item {rubric.label(item_id)}"
    return f"an item {_quoted(item_id)}, which the checklist does not have"


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else "?"
    return f"“{text.encode('utf-8', 'replace').decode('utf-8')[:_LONGEST_NAME]}”"


def _listed(entries: list[str]) -> str:
    named, more = "; ".join(entries[:_MOST]), len(entries) - _MOST
    return f"{named}; and {more} more" if more > 0 else named


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
