"""The tables that exports are made of: answers, plan, evidence, people and open points, each as columns and rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from secure_desktop.model.assessment import Assessment, Participant
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.plan import PlanRow
from secure_desktop.model.quality import Concern, check, open_points
from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.signing import latest
from secure_desktop.model.words import ANSWERS, DECISIONS, EFFORTS, EVIDENCE_KINDS, ROLES, STATES

Cell = str | int | date | None
"""Text, a number, a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and how wide it is, in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title; each row has a cell for every column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


_ITEM = (Column("Item", 7), Column("Id", 9), Column("Action step", 26), Column("Subject", 34))
_SAID = (Column("Answer", 15), Column("Note", 50), Column("Reason", 30))
_SHOWN = (Column("Evidence", 10), Column("Evidence titles", 34))
_NEXT = (
    Column("Next step", 44),
    Column("Owner", 22),
    Column("Due", 12),
    Column("Effort", 14),
    Column("State", 10),
    Column("Reason dropped", 30),
)
_REGISTER = (
    Column("Item", 7),
    Column("Id", 9),
    Column("Subject", 34),
    Column("Title", 40),
    Column("Kind", 16),
    Column("Where", 50),
    Column("Bytes", 12),
    Column("SHA-256", 68),
    Column("Effective", 12),
    Column("Renew by", 12),
    Column("Added by", 24),
)
_POINTS = (Column("Open point", 40), Column("Item", 7), Column("Id", 9), Column("Subject", 44))
_OPEN = {
    Concern.NO_EVIDENCE: "“In place” with no evidence",
    Concern.NO_NEXT_STEP: "Gap without a next step",
    Concern.NO_OWNER: "Next step without an owner",
    Concern.NO_DATE: "Next step without a due date",
    Concern.DATE_PAST: "Date that is past",
    Concern.SAME_NOTE: "Same note as others",
    Concern.NAMES_STUDENT: "Text that looks as if it names a student",
}
_PEOPLE = (
    Column("Name", 30),
    Column("Role", 28),
    Column("Title", 30),
    Column("Organization", 34),
    Column("Decision", 12),
    Column("Date", 12),
)


def whole_checklist(assessment: Assessment) -> tuple[PlanRow, ...]:
    """Return every item with each of its next steps; an item without one stands there once."""
    return tuple(
        PlanRow(assessment.rubric.label(item.id), step, item, assessment.response(item.id), entry)
        for step in assessment.rubric.steps
        for item in step.items
        for entry in assessment.steps_of(item.id) or (None,)
    )


def plan_table(assessment: Assessment, rows: Iterable[PlanRow]) -> Table:
    """Return rows of the plan with everything that is known about each."""
    cells = ((*_item(row), *_said(row), *_shown(assessment, row), *_next_step(row.next_step)) for row in rows)
    return Table("Plan", (*_ITEM, *_SAID, *_SHOWN, *_NEXT), tuple(cells))


def answers_table(assessment: Assessment) -> Table:
    """Return every item with its whole text and what was recorded for it."""
    columns = (*_ITEM, Column("Text", 60), *_SAID, Column("Marked for review", 18), *_SHOWN)
    return Table("Answers", columns, tuple(_answers(assessment)))


def evidence_table(assessment: Assessment) -> Table:
    """Return the register of all evidence."""
    return Table(
        "Evidence", _REGISTER, tuple(_register_row(assessment, entry) for entry in assessment.evidence)
    )


def people_table(assessment: Assessment) -> Table:
    """Return the participants, then whoever else decided about this revision, with the decisions."""
    decided = {(entry.role, entry.name.casefold()): entry for entry in latest(assessment)}
    people: list[tuple[Participant | SignOff, SignOff | None]] = [
        (person, decided.pop((person.role, person.name.casefold()), None))
        for person in assessment.participants
    ]
    people += [(entry, entry) for entry in decided.values()]
    rows = (
        (person.name, ROLES[person.role], person.title, person.organization, *_decision(entry))
        for person, entry in people
    )
    return Table("People", _PEOPLE, tuple(rows))


def open_points_table(assessment: Assessment, day: date) -> Table:
    """Return what the check finds open as of a day, a row for each item that it is about."""
    rubric = assessment.rubric
    rows = (
        (_OPEN[point.concern], rubric.label(item_id), item_id, rubric.item(item_id).short)
        for point in open_points(check(assessment, day))
        for item_id in point.items
    )
    return Table("Open points", _POINTS, tuple(rows))


def evidence_name(evidence: Evidence) -> str:
    """Return what people call a piece of evidence: its title, or where it is."""
    return evidence.title or evidence.file_name or evidence.place


def _item(row: PlanRow) -> tuple[Cell, ...]:
    return row.label, row.item.id, row.step.heading, row.item.short


def _said(row: PlanRow) -> tuple[Cell, ...]:
    return ANSWERS[row.response.answer], row.response.note, row.response.reason


def _shown(assessment: Assessment, row: PlanRow) -> tuple[Cell, ...]:
    evidence = assessment.evidence_of(row.item.id)
    return len(evidence), "; ".join(map(evidence_name, evidence))


def _next_step(step: NextStep | None) -> Sequence[Cell]:
    if step is None:
        return ("", "", None, "", "", "")
    effort = EFFORTS[step.effort] if step.effort else ""
    return step.text, step.owner, step.due, effort, STATES[step.state], step.reason


def _answers(assessment: Assessment) -> Iterator[tuple[Cell, ...]]:
    for step in assessment.rubric.steps:
        for item in step.items:
            row = PlanRow(assessment.rubric.label(item.id), step, item, assessment.response(item.id))
            marked = "Yes" if row.response.marked else ""
            yield *_item(row), item.text, *_said(row), marked, *_shown(assessment, row)


def _register_row(assessment: Assessment, evidence: Evidence) -> tuple[Cell, ...]:
    rubric, is_file = assessment.rubric, evidence.kind is EvidenceKind.FILE
    return (
        rubric.label(evidence.item_id),
        evidence.item_id,
        rubric.item(evidence.item_id).short,
        evidence.title,
        EVIDENCE_KINDS[evidence.kind],
        evidence.file_name if is_file else evidence.place,
        evidence.size if is_file else None,
        evidence.sha256,
        evidence.effective,
        evidence.renew_by,
        evidence.added_by,
    )


def _decision(entry: SignOff | None) -> tuple[Cell, ...]:
    if entry is None:
        return "", None
    return DECISIONS[entry.decision], entry.signed_at.astimezone().date()
