"""One look at the file of an open assessment, on another thread, so that a sleeping drive holds nobody up."""

import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from secure_desktop.errors import KnownProblem, NewerFormat
from secure_desktop.model.history import Entry
from secure_desktop.storage import lock
from secure_desktop.storage.glance import Glance, glance_at, may_be_written, what_became_of
from secure_desktop.storage.lock import Holder
from secure_desktop.storage.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from secure_desktop.storage.assessment_file import AssessmentFile


class Found(NamedTuple):
    """What a look found. `fresh` is the file opened anew, for a reader: to be used, or closed."""

    glance: Glance
    is_writable: bool
    holder: Holder | None = None
    fresh: "AssessmentFile | None" = None
    problem: KnownProblem | None = None
    history: tuple[Entry, ...] | None = None


class Looking:
    """Makes sure that a file which was opened anew is closed when nobody is there any more to take it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_over = False
        self._waiting: AssessmentFile | None = None

    def look(
        self, path: Path, seen: Glance, clock: "Callable[[], datetime]", *, holder: Holder | None
    ) -> Found:
        """Look at a file that is open to read. It is opened anew when it changed, or can be written now."""
        found = _look_as_reader(path, seen, clock, holder)
        with self._guard:
            if self._is_over and found.fresh is not None:
                found.fresh.close()
                return found._replace(fresh=None)
            self._waiting = found.fresh
        return found

    def take(self) -> "AssessmentFile | None":
        """Return the file that was opened anew; the caller closes it from now on."""
        with self._guard:
            fresh, self._waiting = self._waiting, None
            return fresh

    def end(self) -> None:
        """Take notice that nobody takes what is found any more."""
        with self._guard:
            self._is_over = True
            if self._waiting is not None:
                self._waiting.close()
                self._waiting = None


def look_as_writer(path: Path, *, wants_history: bool) -> Found:
    """Return how the file looks that is open for writing; with its history, as long as it is not kept in memory."""
    found = Found(glance_at(path), may_be_written(path))
    if not wants_history:
        return found
    try:
        with open_file(path, write=False) as there:
            return found._replace(history=there.history())
    except KnownProblem:  # the next look tries again
        return found


def _look_as_reader(
    path: Path, seen: Glance, clock: "Callable[[], datetime]", holder: Holder | None
) -> Found:
    glance, is_writable = glance_at(path), may_be_written(path)
    if not glance.is_there:
        return Found(glance, is_writable, holder, problem=what_became_of(path))
    is_doubtful = holder is not None and holder.is_doubtful
    wants_to_write = is_writable and not is_doubtful and lock.is_free(path)
    if not wants_to_write and glance == seen:
        return Found(glance, is_writable, holder)
    try:
        fresh = open_file(path, clock=clock, write=wants_to_write)
        try:
            fresh.assessment()
        except BaseException:
            fresh.close()
            raise
    except KnownProblem as problem:
        is_known = isinstance(problem, NewerFormat) and glance == seen  # it was opened to read all the same
        return Found(glance, is_writable, holder, problem=None if is_known else problem)
    if not wants_to_write:
        fresh.holder = holder
    elif fresh.is_read_only and (glance, holder) == (seen, fresh.holder):
        fresh.close()  # the system does not let us write after all, and there is nothing new to see
        return Found(glance, is_writable, holder)
    return Found(glance, is_writable, fresh.holder, fresh)
