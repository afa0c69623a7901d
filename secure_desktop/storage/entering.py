"""Entering a change into the history, field by field or as a whole record."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.register import day_text
from secure_desktop.storage import journal
from secure_desktop.storage.journal import Stamp


def changed_fields(before: object, after: object, fields: Iterable[str]) -> list[str]:
    """Return the names of the fields in which two records differ."""
    return [field for field in fields if getattr(before, field) != getattr(after, field)]


def enter_fields(
    db: Database, stamp: Stamp, kind: str, subject: str, before: object, after: object, fields: Iterable[str]
) -> None:
    """Enter one change for every one of the fields."""
    for field in fields:
        enter(db, stamp, kind, subject, field, getattr(before, field), getattr(after, field))


def enter(db: Database, stamp: Stamp, kind: str, subject: str, field: str, before: Any, after: Any) -> None:
    """Enter one change; None stands for "nothing was there" or "nothing is there any more"."""
    journal.append(
        db, stamp, kind=kind, subject=subject, field=field, before=as_text(before), after=as_text(after)
    )


def as_text(value: Any) -> str | None:
    """Return a value as the history holds it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    return day_text(value) if isinstance(value, date) else str(value)


def day_from(text: str) -> date | None:
    """Return the day that `day_text` wrote; None also for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
