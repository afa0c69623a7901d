"""Writing what was rescued as a new file, with its history and an entry that says where it came from."""

import uuid
from pathlib import Path

from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.storage.evidence_store import Content
from secure_desktop.storage.rebuilding import Kept, rebuild_file
from secure_desktop.storage.times import Clock, now
from secure_desktop.storage.typed_text import line


def write_rescued(rescued: Rescued, target: Path, *, by: str, clock: Clock = now) -> None:
    """Write what was rescued as a file of its own; the damaged one is not touched.

    A file that was signed and came across whole is written as it was signed. Any other gets an entry of the history that
    says what it was rescued from, and entries for what the history that was found does not explain, so that it can be
    combined with its copies again.

    Raises:
        TargetExists, FolderGiven: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    copy = str(uuid.uuid4())
    kept = rescued.kept
    if kept.history and not rescued.is_as_signed:
        kept = Kept((*kept.history, *_entries(rescued, copy, line(by), clock)), kept.forms, kept.earlier)
    rebuild_file(
        target,
        rescued.assessment,
        kept,
        source=rescued.name,
        by=line(by),
        clock=clock,
        copy=copy,
        contents=(Content(sha256, data) for sha256, data in rescued.contents.items()),
    )


def _entries(rescued: Rescued, copy: str, by: str, clock: Clock) -> list[Entry]:
    assessment, at = rescued.assessment, clock()
    told = canonical_json({"source": rescued.name})
    said: list[tuple[str, str, str, str | None, str | None]]
    said = [("assessment", assessment.id, "rescued", None, told)]
    said += [(str(c.kind), c.subject, c.field, c.before, c.after) for c in rescued.changes]
    return [
        Entry(0, str(uuid.uuid4()), at, by, copy, assessment.revision, kind, subject, field, before, after)
        for kind, subject, field, before, after in said
    ]
