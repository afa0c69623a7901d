"""A copy of a file that is changed before anybody sees it."""

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.errors import DamagedFile, TargetExists
from secure_desktop.files import is_taken, written_whole
from secure_desktop.storage import faults, guards, records
from secure_desktop.storage.connection import connect, wrap
from secure_desktop.storage.soundness import is_whole


@contextlib.contextmanager
def changed_copy(source: sqlite3.Connection, target: Path, name: str) -> Iterator[sqlite3.Connection]:
    """Hand out a copy with an identity of its own, in a transaction; checked and compact it becomes `target`.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        DamagedFile: when the copy is not whole; `name` is what it was made from.
        KnownProblem: when it could not be written.
    """
    if is_taken(target):
        raise TargetExists(name=target.name)
    with (
        written_whole(target) as draft,
        faults.named(target),
        contextlib.closing(connect(draft, "rw")) as copy,
    ):
        source.backup(copy)
        with copy:
            records.put_copy(wrap(copy), str(uuid.uuid4()))
            yield copy
        with guards.building(copy):
            copy.execute("VACUUM")  # what was left out must not stand in free pages
        if not is_whole(copy):
            raise DamagedFile(name=name)
