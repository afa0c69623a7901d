"""Looks after the file of an open assessment: every few seconds, and when somebody comes back to the window."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from secure_desktop.errors import FileReplaced, KnownProblem, ReadOnlyFile
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.watching.conflict_watch import ConflictWatch
from secure_desktop.shell.watching.looking import Found, Looking, look_as_writer
from secure_desktop.storage.lock import Holder

if TYPE_CHECKING:
    from secure_desktop.shell.session import Session
    from secure_desktop.storage.assessment_file import AssessmentFile
    from secure_desktop.storage.glance import Glance

PAUSE = 3000  # milliseconds between two looks; each costs a few questions to the drive


class FileWatch(QObject):
    """A reader sees what the writer saves and goes on writing when they are gone; a writer is told what became of it.

    `news_came` comes after `Session.changed`, when a reader sees a newer state. `troubled` is told once for each
    problem, `relieved` when the file is again as we left it. `conflicts` looks for conflict copies beside it.
    """

    took_over = Signal(object)  # the Holder who had it; None when it only was read-only
    news_came = Signal()
    troubled = Signal(object)  # KnownProblem
    relieved = Signal()

    def __init__(
        self, session: "Session", clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self.conflicts = ConflictWatch(session, self)
        self._looking = Looking()
        self._is_looking = False
        self._looked_at: tuple[Path, bool] | None = None  # by the look under way, and whether as a reader
        self._trouble: KnownProblem | None = None
        self._tried: Glance | None = None  # what could not be gone on with
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        session.closed.connect(self._end)
        session.failed.connect(self._note)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()
        self.conflicts.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._look_when_active)

    def look(self) -> None:
        """Look now, on another thread; nothing while one look is under way, or another thread has the file."""
        if self._is_looking or self._session.is_busy:
            return
        self._is_looking = True
        file = self._session.file
        self._looked_at = file.path, file.is_read_only
        if file.is_read_only:
            work = functools.partial(
                self._looking.look, file.path, file.seen, self._clock, holder=file.holder
            )
        else:
            work = functools.partial(look_as_writer, file.path, wants_history=file.memory.wants_before)
        task = Task(work, self)
        task.done.connect(self._take)
        task.failed.connect(self._give_up)
        task.start()

    def go_on_with(self, fresh: "AssessmentFile") -> None:
        """Go on with the file as somebody opened it anew, without having waited for whoever had it."""
        self._take_fresh(fresh, None)

    def _look_when_active(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _take(self, found: Found) -> None:
        self._is_looking = False
        fresh, file = self._looking.take(), self._session.file
        is_past = self._looked_at != (
            file.path,
            file.is_read_only,
        )  # the work went on elsewhere, or as a writer
        if self._session.is_busy or not self._timer.isActive() or is_past:
            if fresh is not None:
                fresh.close()  # the next look opens it again
            return
        if fresh is not None:
            self._take_fresh(fresh, file.holder)
        elif self._session.is_read_only:
            self._show(found.problem)
        else:
            self._show(self._problem_of_writer(found))
            if found.history is not None and self._trouble is None:
                self._session.file.memory.take_before(found.history)

    def _take_fresh(self, fresh: "AssessmentFile", before: Holder | None) -> None:
        session = self._session
        if not session.is_same_assessment(fresh):
            problem = session.what_became_of_it()
            fresh.close()
            self._show(problem)
            return
        session.take_news(fresh)
        self._show(None)
        if session.is_read_only:
            self.news_came.emit()
        else:
            self.took_over.emit(before)

    def _problem_of_writer(self, found: Found) -> KnownProblem | None:
        file = self._session.file
        try:
            if found.glance != file.seen:  # it may be our own change meanwhile: look again, more closely
                file.demand_writable()
        except KnownProblem as problem:
            if found.glance != self._tried and self._session.go_on():
                return None
            self._tried = found.glance
            return problem
        return None if found.is_writable else ReadOnlyFile(name=file.path.name)

    def _note(self, problem: KnownProblem) -> None:
        """Take note of what a command met before a look did, to tell when it is over."""
        if isinstance(problem, (FileReplaced, ReadOnlyFile)):
            self._trouble = problem

    def _show(self, problem: KnownProblem | None) -> None:
        if str(problem) == str(self._trouble):
            return
        self._trouble = problem
        if problem is None:
            self.relieved.emit()
        else:
            self.troubled.emit(problem)

    def _give_up(self, fault: Exception) -> None:
        self._is_looking = False
        self._session.crashed.emit(fault)

    def _end(self) -> None:
        self._timer.stop()
        self._looking.end()
