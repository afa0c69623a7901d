"""The history of an assessment: entries that say what was changed, by whom, when, before and after."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


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

    @property
    def content(self) -> tuple[object, ...]:
        """All that is the same in every copy of a file that has this entry; its place in the file is not."""
        return (
            self.id,
            self.at,
            self.by,
            self.copy,
            self.revision,
            self.kind,
            self.subject,
            self.field,
            self.before,
            self.after,
        )

    @property
    def order(self) -> tuple[datetime, str, str, str, str]:
        """By which entries of several copies are put into one order that does not depend on the copies' order."""
        return self.at, self.kind, self.subject, self.field, self.id


def items_of_records(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Return for every piece of evidence and every next step, by (kind, id), the id of its item."""
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.field in ("added", "removed") and (entry.kind, entry.subject) not in found:
            item_id = _item_told(entry.after or entry.before)
            if item_id:
                found[entry.kind, entry.subject] = item_id
    return found


def about_item(entries: Sequence[Entry], item_id: str) -> tuple[Entry, ...]:
    """Return what was ever entered about an item, its evidence and its next steps, in the order of the history."""
    records = items_of_records(entries)
    return tuple(
        entry
        for entry in entries
        if (entry.kind == "response" and entry.subject == item_id)
        or records.get((entry.kind, entry.subject)) == item_id
    )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order in which they were made, as far as anybody can tell.

    Those of one copy of the file stay in the order of its history, whatever its clock said; those of several copies are
    put between each other by their times.
    """
    latest: dict[str, datetime] = {}
    placed: list[tuple[datetime, int, Entry]] = []
    for entry in sorted(entries, key=lambda entry: entry.seq):
        latest[entry.copy] = max(entry.at, latest.get(entry.copy, entry.at))
        placed.append((latest[entry.copy], entry.seq, entry))
    return [entry for *_, entry in sorted(placed, key=lambda each: each[:2])]


def _item_told(text: str | None) -> str:
    try:
        said = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return ""
    item_id = said.get("item_id") if isinstance(said, dict) else None
    return item_id if isinstance(item_id, str) else ""
