"""The parts of an assessment that copies can differ in, and what stands in them, in the language of the screen."""

import json
from datetime import date

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Answer
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.register import RECORD, Kind, Register, Value
from secure_desktop.model.roles import Role
from secure_desktop.shell.moments import day_words
from secure_desktop.shell.words import answer_with_sign, effort_word, role_word, state_word

_LONGEST = 90  # characters of a text in a list to choose from


def part_words(register: Register, about: str = "") -> str:
    """Return what a register is called: "Answer", or "Owner of the next step “Revise the MOU”"."""
    words = _parts()[register.kind].get(register.field, register.field)
    return words.format(quoted(about)) if register.kind in _NAMED else words


def value_words(register: Register, value: Value) -> str:
    """Return what stands in a register, whole: "✓ In place", "“Nobody was told.”", "Remove it"."""
    if value is None:
        return _tr("Not on the team") if register.kind is Kind.PARTICIPANT else _tr("Remove it")
    if register.field == RECORD:
        return _tr("Keep it")
    text, *further = value
    words = _value(register, text)
    reason = further[0] if further else ""
    return _tr("{0}, because {1}").format(words, f"“{reason}”") if reason else words


def entry_words(entry: Entry, about: str) -> str:
    """Return what an entry of the history changed: "Answer: ○ Unanswered → ✓ In place"."""
    register = Register(Kind(entry.kind), entry.subject, entry.field)
    if entry.field in ("added", "removed"):
        part = part_words(register.record, about)
        return _tr("{0} removed").format(part) if entry.field == "removed" else _tr("{0} added").format(part)
    before, after = (_value(register, text or "") for text in (entry.before, entry.after))
    return _tr("{0}: {1} → {2}").format(part_words(register, about), before, after)


def standing_words(register: Register, value: Value) -> str:
    """Return what stands in a register, not as a wish but as a fact: "Kept" and "Removed" for a whole record."""
    if register.field == RECORD:
        return _tr("Removed") if value is None else _tr("Kept")
    return value_words(register, value)


def value_in_short(register: Register, value: Value) -> str:
    """Return what stands in a register on one line, cut when it is long."""
    words = " ".join(value_words(register, value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def quoted(text: str) -> str:
    """Return a text in quotation marks on one line, cut when it is long."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _LONGEST else f"“{words[:_LONGEST].rstrip()}…”"


_NAMED = (Kind.PARTICIPANT, Kind.EVIDENCE, Kind.NEXT_STEP)


def _parts() -> dict[Kind, dict[str, str]]:
    return {
        Kind.RESPONSE: {
            "answer": _tr("Answer"),
            "note": _tr("Note"),
            "marked": _tr("Mark for review"),
            "reason": _tr("Reason"),
        },
        Kind.PROFILE: {
            "district": _tr("School district"),
            "school_year": _tr("School year"),
            "state": _tr("State"),
            "agency": _tr("Law enforcement partner"),
        },
        Kind.PARTICIPANT: {"person": _tr("On the partnership team: {0}")},
        Kind.EVIDENCE: {
            RECORD: _tr("Evidence {0}"),
            "title": _tr("Title of the evidence {0}"),
            "place": _tr("Where the evidence {0} is"),
            "effective": _tr("Since when the evidence {0} is in effect"),
            "renew_by": _tr("Until when to renew the evidence {0}"),
        },
        Kind.NEXT_STEP: {
            RECORD: _tr("Next step {0}"),
            "text": _tr("Text of the next step {0}"),
            "owner": _tr("Owner of the next step {0}"),
            "due": _tr("Due date of the next step {0}"),
            "effort": _tr("Effort of the next step {0}"),
            "state": _tr("State of the next step {0}"),
            "reason": _tr("Reason for the state of the next step {0}"),
        },
    }


def _value(register: Register, text: str) -> str:
    kind, field = register.kind, register.field
    if kind is Kind.RESPONSE and field == "answer":
        return answer_with_sign(Answer(text)) if text in set(Answer) else text
    if kind is Kind.RESPONSE and field == "marked":
        return _tr("⚑ Marked for review") if text == "1" else _tr("Not marked")
    if kind is Kind.PARTICIPANT:
        return _person(text)
    if field in ("effective", "renew_by", "due"):
        return _day(text)
    if field == "effort":
        return {str(effort): effort_word(effort) for effort in Effort}.get(text, text)
    if field == "state" and kind is Kind.NEXT_STEP:
        return {str(state): state_word(state) for state in State}.get(text, text)
    if kind is Kind.RESPONSE and field == "note":
        return f"“{text}”" if text else _tr("No note")
    return f"“{text}”" if text else _tr("nothing")


def _person(text: str) -> str:
    said = json.loads(text)
    role = role_word(Role(said["role"])) if said.get("role") in set(Role) else ""
    parts = (said.get("name", ""), role, said.get("title", ""), said.get("organization", ""))
    return ", ".join(part for part in parts if part)


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text or _tr("No date")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Combining", text)
