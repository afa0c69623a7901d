"""The history of an assessment as a table: every change in words, with the item that it is about."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from typing import Any

from secure_desktop.exchange.tables import Cell, Column, Table
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.roles import Role
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
    Column("Before", 44),
    Column("After", 44),
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
}
"""The fields in words, in the order in which a whole record tells them."""

_WHOLE = ("added", "removed", "person", "decision", "reopened")
"""What is entered as a whole record, not field by field."""

_NOT_TOLD = ("item_id", "digest")  # the item has columns of its own; the digest links sign-offs for programs


def history_table(assessment: Assessment, entries: Iterable[Entry]) -> Table:
    """Return every change ever made, oldest first.

    A change of a kind that is not known here stands there as the file holds it.
    """
    items = _Items(assessment)
    return Table("History", _COLUMNS, tuple(_row(entry, items) for entry in entries))


class _Items:
    """Finds the item that a change is about, also when the next step or the evidence is gone by now."""

    def __init__(self, assessment: Assessment) -> None:
        self._rubric = assessment.rubric
        self._known = {step.id: step.item_id for step in assessment.next_steps}
        self._known |= {entry.id: entry.item_id for entry in assessment.evidence}

    def cells(self, entry: Entry) -> tuple[Cell, Cell, Cell]:
        """Return the item's number, id and short text."""
        item_id = entry.subject if entry.kind == "response" else self._of_record(entry)
        if item_id in self._rubric:
            return self._rubric.label(item_id), item_id, self._rubric.item(item_id).short
        return "", item_id, ""

    def _of_record(self, entry: Entry) -> str:
        for text in (entry.before, entry.after):
            said = _record(entry, text).get("item_id")
            if isinstance(said, str):
                self._known.setdefault(entry.subject, said)
        return self._known.get(entry.subject, "")


def _row(entry: Entry, items: _Items) -> tuple[Cell, ...]:
    return (
        entry.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        entry.by,
        entry.revision,
        _KINDS.get(entry.kind, entry.kind),
        *items.cells(entry),
        _FIELDS.get(entry.field, entry.field),
        _value(entry, entry.before),
        _value(entry, entry.after),
    )


def _value(entry: Entry, text: str | None) -> Cell:
    if text is None:
        return ""
    if entry.kind == "assessment" and entry.field == "created":
        return f"Rubric with the SHA-256 {text}"
    record = _record(entry, text)
    if not record:
        return _word(entry.kind, entry.field, text)
    told = [*(name for name in _FIELDS if name in record), *(name for name in record if name not in _FIELDS)]
    words = ((name, _word(entry.kind, name, record[name])) for name in told if name not in _NOT_TOLD)
    return "\n".join(f"{_FIELDS.get(name, name)}: {word}" for name, word in words if word)


def _record(entry: Entry, text: str | None) -> Mapping[str, Any]:
    """Return the members of a record that the history holds whole, as JSON; none for a single value."""
    if text is None or entry.field not in _WHOLE:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


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
