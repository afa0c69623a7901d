"""An open assessment file as the window knows it: what it says, and commands carried out here or on another thread."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.changes import Changes
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Rubric
from secure_desktop.signing_errors import Busy, NotSigned, SignedAlready, TextMissing

if TYPE_CHECKING:
    from secure_desktop.shell.tasks import Task
    from secure_desktop.storage.assessment_file import AssessmentFile
    from secure_desktop.storage.snapshots import Reason

_FUTILE = (NotSigned, SignedAlready, TextMissing)  # trying again would end the same way


class FileSession(QObject):
    """One open assessment file. Every command is durable when it returns True.

    On False nothing was recorded and `failed` has told why. While `is_busy`, another thread has the file
    to itself: what it said before is shown, and commands are refused.
    """

    changed = Signal(object)  # Changes
    failed = Signal(object)  # KnownProblem
    crashed = Signal(object)  # an exception that is a bug
    busy_changed = Signal(bool)  # whether another thread has the file to itself
    closing = Signal()  # the file is about to be closed; nothing is recorded any more
    closed = Signal()

    def __init__(
        self, file: "AssessmentFile", *, name: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._own_name = name
        self._saved_at: datetime | None = None
        self._unsaved: dict[tuple[str, ...], Callable[[], bool]] = {}  # by what it is about; each tries again
        self._frozen: Assessment | None = None  # what is shown while another thread writes to the file
        self._task: Task | None = None
        self._is_closed = False
        self.keep_before: Callable[[Reason], None] = lambda _: (
            None
        )  # backs up before something risky; raises nothing
        self.undo_stack = QUndoStack(self)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    def is_at(self, path: Path) -> bool:
        """Return whether `path` leads to the file that is open here, and not to another one in its place."""
        try:
            is_here = self.path.samefile(path)
        except (
            OSError,
            ValueError,
        ):  # one of them is not there, or the drive or the folder does not let us look
            return False
        return is_here and (self.is_read_only or self._file.is_in_its_place())

    @functools.cached_property
    def reviewer(self) -> Reviewer | None:
        """For whom this file was made, if it is a reviewer copy."""
        return self.assessment.reviewer

    @property
    def by(self) -> str:
        """Under which name changes are entered: in a reviewer copy the reviewer's, whatever the settings say."""
        return self.reviewer.name if self.reviewer is not None else self._own_name()

    @property
    def file(self) -> "AssessmentFile":
        """The open file itself, for copies of it."""
        return self._file

    @property
    def assessment(self) -> Assessment:
        """All that the file says now; while something long is being written, what it said before."""
        return self._frozen or self._file.assessment()

    @property
    def rubric(self) -> Rubric:
        """The rubric that the assessment answers."""
        return self.assessment.rubric

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be recorded from here."""
        return self._file.is_read_only

    @property
    def is_editable(self) -> bool:
        """Whether answers, notes and plans can change from here: writable, and not signed."""
        return not self.is_read_only and not self.assessment.is_locked

    @property
    def is_busy(self) -> bool:
        """Whether another thread has the file; until it is done, nothing else can be."""
        return self._frozen is not None

    @property
    def saved_at(self) -> datetime | None:
        """When the last change became durable, in UTC; None before the first one."""
        return self._saved_at

    @property
    def has_unsaved(self) -> bool:
        """Whether something could not be recorded and has not been since; `retry` tries it again."""
        return bool(self._unsaved)

    def retry(self) -> bool:
        """Try again to record what could not be recorded, the oldest first; return whether all of it is now."""
        can_write = self.go_on()
        outcomes = [again() for again in list(self._unsaved.values())]  # all are tried, also after a failure
        return can_write and all(outcomes)

    def items_touched_by(self, step: Callable[[], None]) -> list[str]:
        """Carry out a step, such as undoing, and return the ids of the items that it changed."""
        touched: list[str] = []

        def note(changes: Changes) -> None:
            touched.extend(changes.items)

        self.changed.connect(note)
        step()
        self.changed.disconnect(note)
        return touched

    def close(self) -> None:
        """Close the file, once nothing is being written to it. The session is of no use afterwards."""
        if self._task is not None:
            self._task.wait()
        self.closing.emit()
        self._is_closed = True
        self.undo_stack.clear()  # its commands know the session; freed in a heap they take the process down
        self._file.close()
        self.closed.emit()

    def is_same_assessment(self, other: "AssessmentFile") -> bool:
        """Return whether a file can be shown on the pages of this one: the same assessment, against the same rubric."""
        there, here = other.assessment(), self.assessment
        return (there.id, there.rubric, there.reviewer) == (here.id, here.rubric, here.reviewer)

    def take_news(self, fresh: "AssessmentFile") -> None:
        """Go on with the file as it was opened anew, and tell by `changed` that everything may be another."""
        self._file.become(fresh)
        self.changed.emit(_everything(self.assessment))

    def move_to(
        self, target: Path, *, done: Callable[[bool], None], failed: Callable[[Exception], None]
    ) -> "Task | None":
        """Write what is on screen into a new file, on another thread, and go on working there; None when busy already.

        What could not be recorded so far is recorded there. `done` is told whether the copy is whole; see
        `save_last_known`.
        """
        from secure_desktop.storage.last_known import save_last_known
        from secure_desktop.storage.opening import open_file

        by, clock = self.by, self._file.clock

        def write() -> "tuple[bool, AssessmentFile]":
            is_whole = save_last_known(self._file, target, by=by)
            fresh = open_file(target, clock=clock)
            fresh.assessment()
            return is_whole, fresh

        def take(outcome: "tuple[bool, AssessmentFile]") -> None:
            is_whole, fresh = outcome
            if self._is_closed:
                fresh.close()
                return
            self._file.become(fresh)
            self.retry()
            self.changed.emit(_everything(self.assessment))
            done(is_whole)

        return self._start_work(write, done=take, failed=failed)

    def go_on(self) -> bool:
        """Return whether the file can be written; when it came back as it was, such as on a drive, it is opened again."""
        from secure_desktop.storage.coming_back import go_on

        return not self.is_busy and go_on(self._file)

    def what_became_of_it(self) -> KnownProblem:
        """Return the problem that says what stands in the place of the file."""
        from secure_desktop.storage.glance import what_became_of

        return what_became_of(self.path)

    def read_behind(
        self,
        job: "Callable[[AssessmentFile], Any]",
        *,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> "Task | None":
        """Let another thread read the file and hand its result, or its fault, to one of the two; None when busy already."""
        return self._start_work(lambda: job(self._file), done=done, failed=failed)

    def _name(self) -> str:
        return self.by

    def _carry_out_behind(self, command: Callable[[], Changes]) -> "Task | None":
        """Let another thread carry out a command; `changed`, `failed` or `crashed` follows. None when busy already."""
        return self._start_work(command, done=self._tell, failed=self._tell_fault)

    def _start_work(
        self, work: Callable[[], Any], *, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> "Task | None":
        from secure_desktop.shell.tasks import Task

        if self.is_busy:
            return None
        self.busy_changed.emit(True)  # before: what was typed can still be saved
        self._frozen = self.assessment
        self._task = Task(work, self)
        for outcome, taker in ((self._task.done, done), (self._task.failed, failed)):
            outcome.connect(self._end_work)
            outcome.connect(taker)
        return self._task.start()

    def _tell_fault(self, fault: Exception) -> None:
        if isinstance(fault, KnownProblem):
            self.failed.emit(fault)
        else:
            self.crashed.emit(fault)

    def _end_work(self, _outcome: object) -> None:
        self._frozen = self._task = None
        self.busy_changed.emit(False)

    def _tell(self, changes: Changes) -> None:
        self._saved_at = changes.at
        if changes.sign_off:
            self.undo_stack.clear()  # what was signed cannot be taken back, nor what was before a new revision
        self.changed.emit(changes)

    def _carry_out(
        self, command: Callable[[], Changes], about: tuple[str, ...], *, again: Callable[[], bool]
    ) -> bool:
        try:
            if self.is_busy:
                raise Busy(name=self.path.name)
            changes = command()
        except _FUTILE as problem:
            self.failed.emit(problem)
            return False
        except KnownProblem as problem:
            self._unsaved[about] = again
            self.failed.emit(problem)
            return False
        self._unsaved.pop(about, None)
        self._tell(changes)
        return True


def _everything(assessment: Assessment) -> Changes:
    """Return the reach of what somebody else may have changed."""
    items = frozenset(item.id for item in assessment.rubric)
    return Changes(
        assessment.changed_at,
        items=items,
        profile=True,
        participants=True,
        evidence=items,
        next_steps=items,
        sign_off=True,
    )
