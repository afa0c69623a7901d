"""Rows to model and back. Every write enters the history and returns what it changed."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from secure_desktop.model.assessment import LONGEST_LINE, Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.canonical import digest, rubric_from_json, rubric_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.register import person_text
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage import (
    evidence_store,
    journal,
    plan_records,
    reviewer_record,
    sign_off_records,
    stored_row,
)
from secure_desktop.storage.entering import changed_fields, enter, enter_fields
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.times import from_text, time_text, to_text

_PROFILE = ("district", "school_year", "state", "agency")
_RESPONSE = ("answer", "note", "reason", "marked")

_UPSERT = """
    INSERT INTO response (item_id, answer, note, reason, marked, changed_at, changed_by)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (item_id) DO UPDATE SET
        answer = excluded.answer, note = excluded.note, reason = excluded.reason,
        marked = excluded.marked, changed_at = excluded.changed_at, changed_by = excluded.changed_by
"""


def put_new(db: Database, rubric: Rubric, profile: Profile, stamp: Stamp) -> None:
    """Fill the tables of a new file."""
    assessment_id = str(uuid.uuid4())
    store_frame(db, assessment_id, profile, stamp.at, copy=stamp.copy)
    key = store_rubric(db, rubric)
    journal.append(
        db, stamp, kind="assessment", subject=assessment_id, field="created", before=None, after=key
    )


def store_frame(
    db: Database, assessment_id: str, profile: Profile, created_at: datetime, *, copy: str, revision: int = 1
) -> None:
    """Put what there is once in a file into its row; the history is the caller's business."""
    db.execute(
        "INSERT INTO assessment (id, copy, revision, created_at, district, school_year, state, agency)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            assessment_id,
            copy,
            revision,
            to_text(created_at),
            *(getattr(profile, field) for field in _PROFILE),
        ),
    )


def put_copy(db: Database, copy: str) -> None:
    """Give a copied file an identity of its own, so that the history can tell the copies apart."""
    db.execute("UPDATE assessment SET copy = ?", (copy,))


def put_response(db: Database, response: Response, stamp: Stamp) -> Changes:
    """Record what was said about one item; Changes without items when that is what stands there."""
    before = get_response(db, response.item_id)
    changed = changed_fields(before, response, _RESPONSE)
    if not changed:
        return Changes(stamp.at)
    store_response(db, replace(response, changed_at=stamp.at, changed_by=stamp.by))
    enter_fields(db, stamp, "response", response.item_id, before, response, changed)
    return Changes(stamp.at, items=frozenset({response.item_id}))


def store_response(db: Database, response: Response) -> None:
    """Put a response into its row, as it is; one without a time has none. The history is the caller's business."""
    if response.changed_at is None:
        db.execute("DELETE FROM response WHERE item_id = ?", (response.item_id,))
        return
    db.execute(
        _UPSERT,
        (
            response.item_id,
            str(response.answer),
            response.note,
            response.reason,
            int(response.marked),
            time_text(response.changed_at),
            response.changed_by,
        ),
    )


def put_profile(db: Database, profile: Profile, stamp: Stamp) -> Changes:
    """Record whom the assessment is about."""
    before = get_profile(db)
    changed = changed_fields(before, profile, _PROFILE)
    if not changed:
        return Changes(stamp.at)
    store_profile(db, profile)
    enter_fields(db, stamp, "profile", "", before, profile, changed)
    return Changes(stamp.at, profile=True)


def store_profile(db: Database, profile: Profile) -> None:
    """Put into its row whom the assessment is about; the history is the caller's business."""
    db.execute(
        "UPDATE assessment SET district = ?, school_year = ?, state = ?, agency = ?",
        tuple(getattr(profile, field) for field in _PROFILE),
    )


def put_participants(db: Database, participants: Sequence[Participant], stamp: Stamp) -> Changes:
    """Record who is on the team, in this order; who is not named any more stays in the history."""
    before = {p.id: p for p in get_participants(db)}
    after = {p.id: p for p in participants}
    if list(before.values()) == list(after.values()):
        return Changes(stamp.at)
    store_participants(db, after.values())
    for participant_id in {**before, **after}:
        old, new = before.get(participant_id), after.get(participant_id)
        if old != new:
            enter(
                db,
                stamp,
                "participant",
                participant_id,
                "person",
                person_text(old) if old else None,
                person_text(new) if new else None,
            )
    return Changes(stamp.at, participants=True)


def store_participants(db: Database, participants: Iterable[Participant]) -> None:
    """Put the team into its rows, in this order; the history is the caller's business."""
    db.execute("DELETE FROM participant")
    for position, participant in enumerate(participants):
        db.execute(
            "INSERT INTO participant (id, position, name, role, title, organization) VALUES (?, ?, ?, ?, ?, ?)",
            (
                participant.id,
                position,
                participant.name,
                str(participant.role),
                participant.title,
                participant.organization,
            ),
        )


def store_rubric(db: Database, rubric: Rubric) -> str:
    """Put the rubric that is answered into its row, and return its digest; the history is the caller's business."""
    text = rubric_json(rubric)
    db.execute("DELETE FROM rubric")
    db.execute(
        "INSERT INTO rubric (digest, id, version, json) VALUES (?, ?, ?, ?)",
        (digest(text), rubric.id, rubric.version, text),
    )
    return digest(text)


def get_assessment(db: Database) -> Assessment:
    """Return everything that the file says.

    Raises:
        ValueError, KeyError: when the content contradicts itself; the file is damaged.
    """
    row = db.execute(f"SELECT {ASSESSMENT} FROM assessment").fetchone()  # noqa: S608
    if row is None:
        raise ValueError("no assessment in the file")
    demand_assessment(row)
    created_at = from_text(row[2])
    rubric = get_rubric(db)
    places = rubric.order
    return Assessment(
        id=row[0],
        rubric=rubric,
        profile=Profile(*row[3:]),
        participants=get_participants(db),
        responses=_responses(db, places),
        created_at=created_at,
        changed_at=journal.last_change(db) or created_at,
        revision=row[1],
        evidence=evidence_store.get_evidence(db, places),
        next_steps=plan_records.get_next_steps(db, places),
        sign_offs=sign_off_records.get_sign_offs(db),
        revisions=sign_off_records.get_revisions(db),
        salt=journal.first_id(db),
        reviewer=reviewer_record.get_reviewer(db),
    )


def _responses(db: Database, places: Mapping[str, int]) -> dict[str, Response]:
    found = {row[0]: response_from(row) for row in db.execute(f"SELECT {RESPONSE} FROM response")}  # noqa: S608
    if not found.keys() <= places.keys():
        raise ValueError("an answer to an item that the checklist does not have")
    return found


def get_copy(db: Database) -> tuple[str, int]:
    """Return the identity of this copy of the file, and the revision it is at."""
    row = db.execute("SELECT copy, revision FROM assessment").fetchone()
    return (row[0], row[1]) if row else ("", 1)


def get_rubric(db: Database) -> Rubric:
    """Return the rubric that was answered; files with the same one share it.

    Raises:
        ValueError: when it is not what its digest says, or no rubric.
    """
    text, key = db.execute("SELECT json, digest FROM rubric").fetchone() or ("", "")
    known = _parsed.get(key)
    if known is not None and known[0] == text:
        return known[1]
    if not isinstance(text, str) or digest(text) != key:  # on a damaged page there may be anything
        raise ValueError("the rubric in the file is not what its digest says")
    _parsed[key] = text, rubric_from_json(text)
    return _parsed[key][1]


def get_response(db: Database, item_id: str) -> Response:
    """Return what is recorded for an item; an empty Response when nothing is."""
    row = db.execute(f"SELECT {RESPONSE} FROM response WHERE item_id = ?", (item_id,)).fetchone()  # noqa: S608
    return response_from(row) if row else Response(item_id)


def get_profile(db: Database) -> Profile:
    """Return whom the assessment is about."""
    row = db.execute("SELECT district, school_year, state, agency FROM assessment").fetchone()
    return Profile(*row)


def get_participants(db: Database) -> tuple[Participant, ...]:
    """Return the team in its order."""
    rows = db.execute(f"SELECT {PARTICIPANT} FROM participant ORDER BY position, id")  # noqa: S608
    return tuple(map(participant_from, rows))


_parsed: dict[str, tuple[str, Rubric]] = {}  # by digest, with their text; there are only a few
_ANSWERS = {str(answer): answer for answer in Answer}
RESPONSE = "item_id, answer, note, reason, marked, changed_at, changed_by"  # columns
RESPONSE_KINDS = (str, str, str, str, int, str, str)
PARTICIPANT = "id, name, role, title, organization"  # columns
PARTICIPANT_KINDS = (str,) * 5
_PARTICIPANT_LINES = (1, 2, 3, 4)
ASSESSMENT = "id, revision, created_at, district, school_year, state, agency"  # columns
ASSESSMENT_KINDS = (str, int, str, str, str, str, str)
_ASSESSMENT_LINES = (3, 4, 5, 6)


def demand_assessment(row: Sequence[Any]) -> None:
    """Accept what there is once in a file. Raises as `stored_row.demand_lines` does."""
    stored_row.demand_lines(row, _ASSESSMENT_LINES)


def participant_from(row: Sequence[Any]) -> Participant:
    """Return the participant that a row describes. Raises as `stored_row.demand_lines` does."""
    stored_row.demand_lines(row, _PARTICIPANT_LINES)
    return Participant(row[0], row[1], _role(row[2]), row[3], row[4])


def response_from(row: Sequence[Any]) -> Response:
    """Return the response that a row holds. Raises KeyError or ValueError for what no version of the program wrote."""
    item_id, answer, note, reason, marked, changed_at, changed_by = row
    if len(changed_by) > LONGEST_LINE:
        raise ValueError("a name is longer than any that can be entered")
    return Response(item_id, _ANSWERS[answer], note, reason, bool(marked), from_text(changed_at), changed_by)


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        return Role.OTHER
