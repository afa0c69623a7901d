"""Whether a file's history explains what stands in it, and whether two files tell the same of the same entries."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from secure_desktop.model.history import Entry
from secure_desktop.model.register import RECORD, WITH_RECORD, Kind, Register, Value, registers_of
from secure_desktop.model.side import Side

_NOTHING_SAID = {"answer": "unanswered", "note": "", "reason": "", "marked": "0"}
_NEVER_CHANGED = {
    Kind.EVIDENCE: ("item_id", "kind", "file_name", "media_type", "size", "sha256"),
    Kind.NEXT_STEP: ("item_id",),
}


def contradicts_itself(side: Side) -> bool:
    """Return whether something stands in a file that its history does not explain."""
    ids = [entry.id for entry in side.entries]
    if len(set(ids)) < len(ids):
        return True
    about: defaultdict[Register, list[Entry]] = defaultdict(list)
    for (
        entry
    ) in side.entries:  # also those of combinations that were undone: what came after them may rest on them
        for register in registers_of(entry):
            about[register].append(entry)
    try:
        return any(
            not _explains(side, register, value, about[register]) for register, value in side.values.items()
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return True


def contradict(one: Side, other: Side) -> bool:
    """Return whether two files tell different things about one entry, or say different things for the same reasons."""
    content = {entry.id: entry.content for entry in one.entries}
    if any(content.get(entry.id, entry.content) != entry.content for entry in other.entries):
        return True
    return any(
        one.value(register) != other.value(register) and one.ids_of(register) == other.ids_of(register)
        for register in {*one.values, *other.values}
        if not register.is_of_record or (one.value(register.record) and other.value(register.record))
    )


def _explains(side: Side, register: Register, value: Value, about: list[Entry]) -> bool:
    if not about and (register.kind is Kind.PROFILE or side.is_rebuilt):
        return True  # as it was created or rebuilt; compared with the other files
    if register.field == RECORD:
        record = side.record(register)
        never = _NEVER_CHANGED[register.kind]
        added = [_told(entry.after) for entry in about if entry.field == "added"]
        return any(all(said.get(name) == record[name] for name in never) for said in added)
    told = zip(register.fields, value or (), strict=True)
    return all(text in _texts_told(field, register, about) for field, text in told)


def _texts_told(field: str, register: Register, about: Iterable[Entry]) -> set[str]:
    """Return everything that ever stood in a field, by the history."""
    told = {_NOTHING_SAID[field]} if register.kind is Kind.RESPONSE else set[str]()
    for entry in about:
        if entry.field == field:
            told |= {entry.before or "", entry.after or ""}
        elif register.kind in WITH_RECORD and entry.field == "added":
            told.add(_told(entry.after).get(field) or "")
    return told


def _told(text: str | None) -> Mapping[str, Any]:
    said = json.loads(text or "{}")
    return said if isinstance(said, dict) else {}
