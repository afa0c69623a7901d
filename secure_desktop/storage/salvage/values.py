"""From a row of a damaged file to a value of the model; what the program would never have written is refused."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from secure_desktop.model.assessment import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Answer,
    Participant,
    Profile,
    Response,
)
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.history import Entry
from secure_desktop.model.last_words import UNREADABLE
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.past_combinations import COMBINATION, own_combinations
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Revision, SignOff
from secure_desktop.model.strokes import strokes_from_json
from secure_desktop.storage.attachments import clean_name
from secure_desktop.storage.salvage.cells import Value
from secure_desktop.storage.times import from_text, to_text
from secure_desktop.storage.typed_text import storable

Values = Mapping[str, Value]
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_LONGEST_ENTRY = 10_000_000  # characters before or after a change; a record of what was combined may be long
_LONGEST_RECORD = 64_000_000  # characters of an earlier assessment or a signed form
_LARGEST = 2**53
_WHOLE = ("added", "removed", "person", "decision")  # entered as a whole record
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands once in a file: the assessment's id, its revision, when it was made, and about whom it is."""

    id: str
    revision: int
    created_at: datetime
    profile: Profile


def frame(row: Values) -> Frame:
    """Return the row of the assessment. Like all others here, raises ValueError for what cannot be one."""
    profile = Profile(*(_text(row, name) for name in ("district", "school_year", "state", "agency")))
    return Frame(_id(row, "id"), _number(row, "revision", 1), _time(row, "created_at"), profile)


def participant(row: Values) -> tuple[int, Participant]:
    """Return a participant with the place among all."""
    person = Participant(
        _id(row, "id"),
        _text(row, "name"),
        _role(row),
        _text(row, "title"),
        _text(row, "organization"),
    )
    return _number(row, "position"), person


def response(row: Values) -> Response:
    """Return what was recorded for an item."""
    return Response(
        _id(row, "item_id"),
        _one_of(Answer, row, "answer"),
        _text(row, "note", LONGEST_TEXT),
        _text(row, "reason", LONGEST_TEXT),
        bool(_number(row, "marked", 0, 1)),
        _time(row, "changed_at"),
        _text(row, "changed_by"),
    )


def entry(row: Values) -> Entry:
    """Return an entry of the history."""
    before, after = row["before"], row["after"]
    found = Entry(
        seq=_number(row, "seq", 1, 2**62),
        id=_id(row, "id"),
        at=_time(row, "at"),
        by=_text(row, "by"),
        copy=_text(row, "copy"),
        revision=_number(row, "revision", 1),
        kind=_id(row, "kind"),
        subject=_text(row, "subject"),
        field=_id(row, "field"),
        before=_text(row, "before", _LONGEST_ENTRY) if before is not None else None,
        after=_text(row, "after", _LONGEST_ENTRY) if after is not None else None,
    )
    if found.kind == COMBINATION:
        own_combinations([found])  # refuses what makes no sense
    elif found.field in _WHOLE:
        _demand_object(found.before)
        _demand_object(found.after)
    return found


def evidence(row: Values) -> Evidence:
    """Return the record of evidence."""
    kind = _one_of(EvidenceKind, row, "kind")
    name, sha256 = _text(row, "file_name"), _text(row, "sha256")
    is_file = kind is EvidenceKind.FILE
    if is_file != bool(sha256) or (is_file and (clean_name(name) != name or not _DIGEST.fullmatch(sha256))):
        raise ValueError("evidence whose kind and content do not go together")
    return Evidence(
        id=_id(row, "id"),
        item_id=_id(row, "item_id"),
        kind=kind,
        title=_text(row, "title"),
        place=_text(row, "place"),
        file_name=name,
        media_type=_text(row, "media_type"),
        size=_number(row, "size"),
        sha256=sha256,
        effective=_day(row, "effective"),
        renew_by=_day(row, "renew_by"),
        added_at=_time(row, "added_at"),
        added_by=_text(row, "added_by"),
    )


def next_step(row: Values) -> NextStep:
    """Return a next step."""
    return NextStep(
        id=_id(row, "id"),
        item_id=_id(row, "item_id"),
        text=_text(row, "text"),
        owner=_text(row, "owner"),
        due=_day(row, "due"),
        effort=_one_of(Effort, row, "effort"),
        state=_one_of(State, row, "state"),
        reason=_text(row, "reason", LONGEST_TEXT),
        changed_at=_time(row, "changed_at"),
        changed_by=_text(row, "changed_by"),
    )


def revision(row: Values) -> tuple[Revision, str]:
    """Return a signed revision with the form that was signed."""
    reopened = _text(row, "reopened_at")
    found = Revision(
        _number(row, "number", 1),
        _digest(row, "fingerprint"),
        _time(row, "signed_at"),
        _time(row, "reopened_at") if reopened else None,
        _text(row, "reopened_by"),
        _text(row, "reopened_because", LONGEST_TEXT),
    )
    return found, _text(row, "form", _LONGEST_RECORD)


def sign_off(row: Values) -> tuple[int, SignOff]:
    """Return a sign-off with its place; nobody has looked at its signature."""
    return _number(row, "seq", 1, 2**62), SignOff(
        id=_id(row, "id"),
        revision=_number(row, "revision", 1),
        role=_one_of(Role, row, "role"),
        name=_text(row, "name"),
        title=_text(row, "title"),
        organization=_text(row, "organization"),
        decision=_one_of(Decision, row, "decision"),
        reason=_text(row, "reason", LONGEST_TEXT),
        attestations=tuple(_listed(row, "attestations", str)),
        drawing=strokes_from_json(_text(row, "drawing", _LONGEST_RECORD)),
        scan=_text(row, "scan"),
        fingerprint=_digest(row, "fingerprint"),
        history_entries=_number(row, "history_entries"),
        history_digest=_digest(row, "history_digest"),
        previous=_text(row, "previous"),
        signed_at=_time(row, "signed_at"),
        key=_digest(row, "key"),
        certificate=_text(row, "certificate", LONGEST_TEXT),
        signature=_text(row, "signature", LONGEST_TEXT),
    )


def reviewer(row: Values) -> Reviewer:
    """Return for whom the file was made."""
    return Reviewer(
        _text(row, "name"),
        tuple(_listed(row, "steps", int)),
        bool(_number(row, "has_answers", 0, 1)),
        bool(_number(row, "has_evidence", 0, 1)),
        _time(row, "made_at"),
        _text(row, "made_by"),
    )


def earlier(row: Values) -> tuple[EarlierKind, str, str]:
    """Return the earlier assessment: why it is kept, its JSON, and the digest that it should have."""
    return _one_of(EarlierKind, row, "kind"), _text(row, "json", _LONGEST_RECORD), _digest(row, "digest")


def content(row: Values) -> tuple[str, bytes]:
    """Return the content of an attached file with the SHA-256 that it should have."""
    data = row["bytes"]
    if not isinstance(data, bytes):
        raise ValueError("content that is none")  # noqa: TRY004 - the file is damaged
    return _digest(row, "sha256"), data


def _demand_object(text: str | None) -> None:
    try:
        said = json.loads(text) if text is not None else {}
    except RecursionError as fault:
        raise ValueError("an entry goes too deep") from fault
    if not isinstance(said, dict):
        raise ValueError("an entry is no record")  # noqa: TRY004 - the file is damaged


def _text(row: Values, name: str, longest: int = LONGEST_LINE) -> str:
    value = row[name]
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"{name} is no text, or too long a one")
    return storable(value)


def _id(row: Values, name: str) -> str:
    if not (text := _text(row, name)).strip() or UNREADABLE in text:
        raise ValueError(f"{name} is empty or unreadable")
    return text


def _number(row: Values, name: str, least: int = 0, most: int = _LARGEST) -> int:
    value = row[name]
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{name} is no such number")
    return value


def _digest(row: Values, name: str) -> str:
    text = _text(row, name)
    if not _DIGEST.fullmatch(text):
        raise ValueError(f"{name} is no digest")
    return text


def _time(row: Values, name: str) -> datetime:
    text = _text(row, name)
    if not _TIME.fullmatch(text):
        raise ValueError(f"{name} is no time")
    found = from_text(text).astimezone(UTC)
    if to_text(found)[:19] != text[:19]:  # 31 February, or a year that no clock shows
        raise ValueError(f"{name} is no time")
    return found


def _day(row: Values, name: str) -> date | None:
    text = _text(row, name)
    return date.fromisoformat(text) if text else None


def _one_of(kind: type[E], row: Values, name: str) -> E:
    return kind(_text(row, name))


def _role(row: Values) -> Role:
    """Return the part somebody plays; a name is not given up because of that."""
    try:
        return _one_of(Role, row, "role")
    except ValueError:
        return Role.OTHER


def _listed(row: Values, name: str, kind: type[T]) -> list[T]:
    try:
        found = json.loads(_text(row, name, LONGEST_TEXT))
    except RecursionError as fault:
        raise ValueError(f"{name} goes too deep") from fault
    if not isinstance(found, list) or not all(type(one) is kind for one in found):
        raise ValueError(f"{name} is no such list")
    return found
