"""An assessment as far as figures go: answers, dates and who signed, without notes, texts and attached files."""

import functools

from sqlite_utils import Database

from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.roles import Role
from secure_desktop.storage import journal, records, reviewer_record, sign_off_records
from secure_desktop.storage.entering import day_from
from secure_desktop.storage.times import from_text

ASSESSMENT = f"SELECT {records.ASSESSMENT} FROM assessment"  # noqa: S608
ROLES = "SELECT role FROM participant"
ANSWERS = "SELECT item_id, answer FROM response"
OPEN_STEPS = "SELECT item_id, due FROM next_step WHERE state = 'open' AND due <> ''"
RENEWALS = "SELECT item_id, renew_by FROM evidence WHERE renew_by <> ''"


def get_figures(db: Database) -> Assessment:
    """Return an assessment that is right in everything that an overview counts, and empty in everything else.

    Raises:
        ValueError, KeyError: when the content contradicts itself; the file is damaged.
    """
    row = db.execute(ASSESSMENT).fetchone()
    if row is None:
        raise ValueError("no assessment in the file")
    records.demand_assessment(row)
    created_at = from_text(row[2])
    rubric = records.get_rubric(db)
    steps = [_step(rubric.item(item).id, due) for item, due in db.execute(OPEN_STEPS)]
    renewals = [
        Evidence("", rubric.item(item).id, EvidenceKind.PLACE, "", renew_by=day_from(day))
        for item, day in db.execute(RENEWALS)
    ]
    return Assessment(
        id=row[0],
        rubric=rubric,
        profile=Profile(*row[3:]),
        participants=tuple(_seat(role) for (role,) in db.execute(ROLES)),
        responses={item: _response(rubric.item(item).id, answer) for item, answer in db.execute(ANSWERS)},
        created_at=created_at,
        changed_at=journal.last_change(db) or created_at,
        revision=row[1],
        evidence=tuple(renewals),
        next_steps=tuple(steps),
        sign_offs=sign_off_records.get_sign_offs(db),
        reviewer=reviewer_record.get_reviewer(db),
    )


# Values that are equal are shared: making a hundred of them for each file would take longer than reading it.
@functools.lru_cache(maxsize=2048)
def _response(item_id: str, answer: str) -> Response:
    return Response(item_id, Answer(answer))


@functools.lru_cache(maxsize=2048)
def _step(item_id: str, due: str) -> NextStep:
    return NextStep("", item_id, "", due=day_from(due))


@functools.lru_cache(maxsize=64)
def _seat(role: str) -> Participant:
    try:
        return Participant("", "", Role(role))
    except ValueError:
        return Participant("", "")
