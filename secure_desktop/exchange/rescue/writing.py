"""Writing what was rescued as a new file, with its history and an entry that says where it came from."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from secure_desktop.exchange.rescue.histories import unexplained
from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.model.result import Change
from secure_desktop.storage.evidence_store import Content
from secure_desktop.storage.journal import Stamp
from secure_desktop.storage.rebuilding import rebuild_file
from secure_desktop.storage.times import Clock, now
from secure_desktop.storage.typed_text import line, storable


def write_rescued(rescued: Rescued, target: Path, *, by: str, mark: bool = False, clock: Clock = now) -> None:
    """Write what was rescued as a file of its own; the damaged one is not touched.

    A file that was signed and came across whole is written as it was signed. Any other gets an entry of the history that
    says what it was rescued from, and entries for what the history that was found does not explain, so that it can be
    combined with its copies again. With `mark` the items that are not sure are marked for review.

    Raises:
        TargetExists, FolderGiven: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    stamp = Stamp(line(by), clock(), str(uuid.uuid4()), rescued.assessment.revision)
    assessment, kept, source = rescued.assessment, rescued.kept, storable(rescued.name)
    if not rescued.is_as_signed:
        assessment = _marked(rescued, stamp) if mark else assessment
        if kept.history:
            kept = replace(kept, history=(*kept.history, *_entries(rescued, source, assessment, stamp)))
    rebuild_file(
        target,
        assessment,
        kept,
        source=source,
        by=stamp.by,
        clock=clock,
        copy=stamp.copy,
        contents=(Content(sha256, data) for sha256, data in rescued.contents.items()),
    )


def _marked(rescued: Rescued, stamp: Stamp) -> Assessment:
    assessment = rescued.assessment
    marked = {
        item_id: replace(assessment.response(item_id), marked=True, changed_at=stamp.at, changed_by=stamp.by)
        for item_id in rescued.to_check
    }
    return replace(assessment, responses={**assessment.responses, **marked})


def _entries(rescued: Rescued, source: str, assessment: Assessment, stamp: Stamp) -> Iterator[Entry]:
    told = Change("assessment", assessment.id, "rescued", None, canonical_json({"source": source}))
    for change in (told, *unexplained(assessment, rescued.kept.history)):
        yield Entry(
            seq=0,  # given when it is stored
            id=str(uuid.uuid4()),
            at=stamp.at,
            by=stamp.by,
            copy=stamp.copy,
            revision=stamp.revision,
            kind=str(change.kind),
            subject=change.subject,
            field=change.field,
            before=change.before,
            after=change.after,
        )
