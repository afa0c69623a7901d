"""Writing an assessment file anew from all that another one said: after it was lost or damaged, or from its export."""

import contextlib
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from secure_desktop.errors import FolderGiven, TargetExists
from secure_desktop.files import is_taken, written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.storage import (
    earlier_record,
    evidence_store,
    faults,
    file_seal,
    journal,
    migrations,
    plan_records,
    records,
    reviewer_record,
    sign_off_records,
)
from secure_desktop.storage.connection import connect, wrap
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.evidence_store import Content
from secure_desktop.storage.times import Clock, now, to_text


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file keeps beside what it says now.

    `forms` holds what was signed, by the number of the revision, as canonical JSON. `earlier` is the assessment that
    this one started from.
    """

    history: tuple[Entry, ...] = ()
    forms: Mapping[int, str] = field(default_factory=dict)
    earlier: EarlierRecord | None = None


def rebuild_file(
    path: Path,
    assessment: Assessment,
    kept: Kept,
    *,
    source: str,
    by: str,
    clock: Clock = now,
    copy: str = "",
    contents: Iterable[Content] = (),
) -> None:
    """Write a file that says what another one said, with those of the attached files whose content is given.

    Without a history its own begins with one entry: from which `source` it was rebuilt, when and by whom.
    `copy` is the identity that it gets; a new one unless told.

    Raises:
        TargetExists, FolderGiven: when there is something at `path`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    demand_free(path)
    with (
        written_whole(path) as draft,
        faults.named(path),
        contextlib.closing(connect(draft, "rw")) as connection,
    ):
        db = wrap(connection)
        migrations.migrate(db)
        copy = copy or str(uuid.uuid4())
        with db.atomic():
            _store(db, assessment, kept, copy)
            for entry in kept.history or (_only_entry(assessment, copy, source, by, clock),):
                journal.store(db, entry)
            for content in contents:
                evidence_store.put_content(db, content)
            if assessment.is_locked:
                file_seal.put_placeholder(connection)
        file_seal.seal(connection, draft)


def demand_free(path: Path) -> None:
    """Accept as the place of a new file a name that is free.

    Raises:
        TargetExists, FolderGiven: when there is something.
    """
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where the folder may not be looked at
        raise FolderGiven(name=path.name)
    if is_taken(path):
        raise TargetExists(name=path.name)


def _store(db: Database, assessment: Assessment, kept: Kept, copy: str) -> None:
    records.store_frame(
        db,
        assessment.id,
        assessment.profile,
        assessment.created_at,
        copy=copy,
        revision=assessment.revision,
    )
    records.store_rubric(db, assessment.rubric)
    records.store_participants(db, assessment.participants)
    for response in assessment.responses.values():
        records.store_response(db, response)
    for step in assessment.next_steps:
        plan_records.store_next_step(db, step)
    for entry in assessment.evidence:
        evidence_store.store_evidence(db, entry)
    for sign_off in assessment.sign_offs:
        sign_off_records.store_sign_off(db, sign_off)
    for revision in assessment.revisions:
        sign_off_records.store_revision(db, revision, kept.forms[revision.number])
    if assessment.reviewer is not None:
        reviewer_record.put_reviewer(db, assessment.reviewer)
    if kept.earlier is not None:
        earlier_record.put_earlier(db, kept.earlier)


def _only_entry(assessment: Assessment, copy: str, source: str, by: str, clock: Clock) -> Entry:
    """Return the entry that a history begins with that is lost.

    Its id is the one that the lost history began with, because the fingerprint rests on it, and its time is that of the
    last change before: nothing that the assessment says is newer.
    """
    told = {"source": source, "at": to_text(clock())}
    return Entry(
        seq=1,
        id=assessment.salt or str(uuid.uuid4()),
        at=assessment.changed_at,
        by=by,
        copy=copy,
        revision=assessment.revision,
        kind="assessment",
        subject=assessment.id,
        field="rebuilt",
        before=None,
        after=canonical_json(told),
    )
