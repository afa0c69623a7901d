"""The history of an assessment as a table: every change in words, with the item that it is about."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from secure_desktop.exchange.tables import Cell, Column, Table
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.history import Entry, items_of_records
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.past_combinations import COMBINATION, COMBINED, UNDONE
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.sign_off import Decision
from secure_desktop.model.words import ANSWERS, DECISIONS, EFFORTS, EVIDENCE_KINDS, ROLES, STATES

_COLUMNS = (
    Column("When (UTC)", 20),
    Column("By", 24),
    Column("Revision", 10),
    Column("What", 16),
    Column("Item", 7),
    Column("Id", 9),
    Column("Subject", 34),
    Column("Field", 20),
    Column("Before", 74),
    Column("After", 74),
)
_KINDS = {
    "assessment": "Assessment",
    "response": "Response",
    "profile": "District",
    "participant": "Participant",
    "next_step": "Next step",
    "evidence": "Evidence",
    "sign_off": "Sign-off",
    "revision": "Revision",
    COMBINATION: "Combination",
}
_FIELDS = {
    "answer": "Answer",
    "note": "Note",
    "marked": "Marked for review",
    "person": "Person",
    "district": "District",
    "school_year": "School year",
    "agency": "Law enforcement partner",
    "name": "Name",
    "role": "Role",
    "title": "Title",
    "organization": "Organization",
    "text": "Text",
    "owner": "Owner",
    "due": "Due",
    "effort": "Effort",
    "state": "State",
    "kind": "Kind",
    "place": "Where",
    "file_name": "File",
    "media_type": "Type",
    "size": "Bytes",
    "sha256": "SHA-256",
    "effective": "Effective",
    "renew_by": "Renew by",
    "decision": "Decision",
    "fingerprint": "Fingerprint",
    "as": "As revision",
    "reason": "Reason",
    "added": "Added",
    "removed": "Removed",
    "created": "Created",
    "reopened": "Reopened",
    "rebuilt": "Rebuilt",
    "rescued": "Rescued",
    "upgraded": "Rubric upgraded",
    "restored": "Restored",
    "number": "Backup",
    "taken_at": "Taken (UTC)",
    COMBINED: "Combined",
    UNDONE: "Undone",
    "source": "From",
    "at": "On",
    "id": "Rubric",
    "version": "Version",
}
"""The fields in words, in the order in which a whole record tells them."""

_WHOLE = (
    "added",
    "removed",
    "person",
    "decision",
    "reopened",
    "rebuilt",
    "rescued",
    "upgraded",
    "restored",
    COMBINED,
    UNDONE,
)
"""What is entered as a whole record, not field by field."""

_COUNTED = {"taken": "Changes taken in", "entered": "Decided when combining"}
_NOT_TOLD = ("item_id", "digest")  # the item has columns of its own; the digest links sign-offs for programs


def history_table(assessment: Assessment, entries: Sequence[Entry]) -> Table:
    """Return every change ever made, oldest first.

    What a combination keeps for being undone is not told. A change of a kind that is not known here stands there as
    the file holds it.
    """
    items = {("next_step", step.id): step.item_id for step in assessment.next_steps}
    items |= {("evidence", entry.id): entry.item_id for entry in assessment.evidence}
    items |= items_of_records(entries)  # also those that are gone by now
    return Table("History", _COLUMNS, tuple(_row(entry, assessment.rubric, items) for entry in entries))


def _row(entry: Entry, rubric: Rubric, items: Mapping[tuple[str, str], str]) -> tuple[Cell, ...]:
    item_id = entry.subject if entry.kind == "response" else items.get((entry.kind, entry.subject), "")
    is_known = item_id in rubric
    return (
        entry.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        entry.by,
        entry.revision,
        _KINDS.get(entry.kind, entry.kind),
        rubric.label(item_id) if is_known else "",
        item_id,
        rubric.item(item_id).short if is_known else "",
        _FIELDS.get(entry.field, entry.field),
        "" if entry.kind == COMBINATION else _value(entry, entry.before),
        _value(entry, entry.after),
    )


def _value(entry: Entry, text: str | None) -> Cell:
    if text is None:
        return ""
    if (entry.kind, entry.field) == ("assessment", "created"):
        return f"Rubric with the SHA-256 {text}"
    record = _record(entry, text)
    if not record:
        return _word(entry.kind, entry.field, text)
    if entry.kind == COMBINATION:
        return "\n".join(_combination(record))
    told = [*(name for name in _FIELDS if name in record), *(name for name in record if name not in _FIELDS)]
    words = ((name, _word(entry.kind, name, record[name])) for name in told if name not in _NOT_TOLD)
    return "\n".join(f"{_FIELDS.get(name, name)}: {word}" for name, word in words if word)


def _record(entry: Entry, text: str) -> Mapping[str, Any]:
    """Return the members of a record that the history holds whole, as JSON; none for a single value."""
    if entry.field not in _WHOLE:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _combination(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield whose copies were combined, and how many changes came from them."""
    for copy in record.get("copies") or ():
        told = copy if isinstance(copy, dict) else {}
        yield f"Copy: {', '.join(str(told[name]) for name in ('reviewer', 'file') if told.get(name))}"
    yield from (
        f"{word}: {len(found)}"
        for name, word in _COUNTED.items()
        if isinstance(found := record.get(name), list) and found
    )


def _word(kind: str, field: str, value: Any) -> str:
    """Return a value in the words of the screen; one that they do not have as it is."""
    text = "" if value is None else str(value)
    find = _WORDS.get((kind, field)) or _WORDS.get(("", field))
    if find is None:
        return text
    try:
        return find(text)
    except (KeyError, ValueError):
        return text


_WORDS: dict[tuple[str, str], Callable[[str], str]] = {
    ("response", "answer"): lambda text: ANSWERS[Answer(text)],
    ("response", "marked"): lambda text: {"0": "No", "1": "Yes"}[text],
    ("next_step", "effort"): lambda text: EFFORTS[Effort(text)] if text else "",
    ("next_step", "state"): lambda text: STATES[State(text)],
    ("evidence", "size"): lambda text: "" if text == "0" else text,  # evidence that is no file
    ("evidence", "kind"): lambda text: EVIDENCE_KINDS[EvidenceKind(text)],
    ("", "role"): lambda text: ROLES[Role(text)],
    ("", "decision"): lambda text: DECISIONS[Decision(text)],
}
