"""Making a copy for a reviewer: of what they are asked, with or without what stands there already, and nothing else."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from secure_desktop.combining_errors import (
    CopyOfAReviewerCopy,
    ReviewerMissing,
    SignedIsNotReviewed,
    UnknownActionStep,
)
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.history import Entry, items_of_records
from secure_desktop.model.past_combinations import COMBINATION, unknown_ids
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage import reviewer_record, typed_text
from secure_desktop.storage.connection import wrap

_OF_SIGNED_REVISIONS = ("sign_off", "revision", "file_seal")  # tables; two of them are also kinds of entries


def checked(reviewer: Reviewer, assessment: Assessment, name: str) -> Reviewer:
    """Return what is asked of a reviewer as a file can hold it.

    Raises:
        SignedIsNotReviewed, CopyOfAReviewerCopy: when no copies are made of such a file.
        ReviewerMissing, UnknownActionStep, TextTooLong: when it cannot be asked so.
    """
    if assessment.reviewer is not None:
        raise CopyOfAReviewerCopy(name=name, reviewer=assessment.reviewer.name)
    if assessment.is_locked:
        raise SignedIsNotReviewed(revision=assessment.revision, next=assessment.revision + 1)
    who = typed_text.line(reviewer.name).strip()
    if not who:
        raise ReviewerMissing
    numbers = [step.number for step in assessment.rubric.steps]
    strange = next((step for step in reviewer.steps if step not in numbers), None)
    if strange is not None or not reviewer.steps:
        raise UnknownActionStep(
            step="" if strange is None else strange,
            checklist=assessment.rubric.title,
            choices=", ".join(map(str, numbers)),
        )
    asked = tuple(number for number in numbers if number in reviewer.steps)
    return replace(reviewer, name=who, steps=asked, made_by=typed_text.line(reviewer.made_by))


def reduce(
    copy: sqlite3.Connection, reviewer: Reviewer, assessment: Assessment, history: tuple[Entry, ...]
) -> None:
    """Make a copy one for a reviewer: take out what they are not asked about, and what they are not to see."""
    reviewer_record.put_reviewer(wrap(copy), reviewer)
    rubric = assessment.rubric
    asked = {item.id for step in rubric.steps if step.number in reviewer.steps for item in step.items}
    for item in rubric:
        if item.id not in asked:
            for table in ("response", "next_step", "evidence"):
                copy.execute(f"DELETE FROM {table} WHERE item_id = ?", (item.id,))  # noqa: S608
    gone: set[str] = {*_OF_SIGNED_REVISIONS}
    if not reviewer.has_answers:
        gone |= {"response", "next_step"}
    if not reviewer.has_evidence:
        gone.add("evidence")
    is_whole = reviewer.has_answers and reviewer.has_evidence and len(reviewer.steps) == len(rubric.steps)
    if not is_whole:
        gone.add("earlier")  # it would tell what is left out
    for table in sorted(gone):
        copy.execute(f"DELETE FROM {table}")  # noqa: S608
    copy.execute("DELETE FROM content WHERE sha256 NOT IN (SELECT sha256 FROM evidence)")
    copy.executemany(
        "DELETE FROM journal WHERE id = ?",
        [(entry_id,) for entry_id in _ids_left_out(history, gone | {COMBINATION}, asked)],
    )


def _ids_left_out(history: tuple[Entry, ...], kinds: set[str], asked: set[str]) -> Iterator[str]:
    unknown, items = unknown_ids(history), items_of_records(history)
    for entry in history:
        item_id = entry.subject if entry.kind == "response" else items.get((entry.kind, entry.subject), "")
        is_not_asked = entry.kind in ("response", "next_step", "evidence") and item_id not in asked
        if entry.kind in kinds or entry.id in unknown or is_not_asked:
            yield entry.id
