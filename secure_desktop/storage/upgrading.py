"""A copy of an assessment file that answers the next version of its checklist."""

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from secure_desktop.model.assessment import Answer, Assessment, Response
from secure_desktop.model.canonical import canonical_json, digest, rubric_json
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.rubric_upgrade import RubricUpgrade
from secure_desktop.storage import copying, earlier_record, evidence_store, journal, plan_records, records
from secure_desktop.storage.connection import wrap
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.journal import Stamp


def write_upgraded(
    source: Database,
    assessment: Assessment,
    target: Path,
    upgrade: RubricUpgrade,
    earlier: EarlierRecord,
    stamp: Stamp,
) -> None:
    """Write a copy of a file, with an identity of its own, in which the new rubric stands in the place of the old one.

    The history comes along and tells every answer that is open again. What belonged to items that are gone stands in
    `earlier`; the content of their attached files stays in the file.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    with copying.changed_copy(source.conn, target, target.name) as copy:
        db = wrap(copy)
        earlier_record.put_earlier(db, earlier)  # first: it is why the content of evidence that goes stays
        _exchange(db, assessment, upgrade, replace(stamp, copy=records.get_copy(db)[0]))


def _exchange(db: Database, assessment: Assessment, upgrade: RubricUpgrade, stamp: Stamp) -> None:
    records.store_rubric(db, upgrade.rubric)
    journal.append(
        db,
        stamp,
        kind="assessment",
        subject=assessment.id,
        field="upgraded",
        before=_named(assessment.rubric),
        after=_named(upgrade.rubric),
    )
    for item in upgrade.asked:
        response = assessment.response(item.id)
        records.put_response(db, replace(response, answer=Answer.UNANSWERED), stamp)
    gone = {item.id for item in upgrade.removed}
    for item_id in sorted(gone):
        records.put_response(db, Response(item_id), stamp)
        db.execute("DELETE FROM response WHERE item_id = ?", (item_id,))
    for step in assessment.next_steps:
        if step.item_id in gone:
            plan_records.drop_next_step(db, step, stamp)
    for entry in assessment.evidence:
        if entry.item_id in gone:
            evidence_store.drop_evidence(db, entry, stamp)


def _named(rubric: Rubric) -> str:
    return canonical_json({"id": rubric.id, "version": rubric.version, "digest": digest(rubric_json(rubric))})
