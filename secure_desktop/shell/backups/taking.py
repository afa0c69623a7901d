"""When an open assessment is backed up: once it is open, every so often, before something risky, and when it is closed."""

import threading
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from secure_desktop.errors import FileReplaced, KnownProblem
from secure_desktop.shell.session import Session
from secure_desktop.shell.tasks import Task
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots

EVERY = 10 * 60 * 1000  # milliseconds from the first change that no backup has to the next backup
PAUSE = 2 * 1000  # milliseconds without a change before one is taken
LONGEST_WAIT = 1.5  # seconds that closing waits for the last one


class Taking(QObject):
    """Backs up what a session records, off the GUI thread. Files that are only read need no backup.

    Reviewer copies that are opened need none either, before something is recorded in them: the assessment that
    they are combined into has its own. What goes wrong keeps nobody from working.
    """

    taken = Signal(object)  # Snapshot
    failed = Signal(object)  # KnownProblem; one that goes on is told once
    recovered = Signal()  # backups are taken again
    crashed = Signal(object)  # an exception that is a bug
    _outcome_known = Signal(object, int)  # of a backup on another thread, and the changes that it has

    def __init__(
        self,
        session: Session,
        snapshots: Snapshots,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        every: int = EVERY,
        pause: int = PAUSE,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._snapshots = snapshots
        self._clock = clock
        self._changes = 0  # recorded since the file was opened
        self._backed_up = 0  # how many of them a backup has
        self._told: type[KnownProblem] | None = None
        self._is_ending = threading.Event()
        self._task: Task | None = None
        self._every = _single_shot(self, every, self._wait_for_pause)
        self._pause = _single_shot(self, pause, self._take_at_work)
        self._is_due = False
        session.keep_before = self.take_before
        session.changed.connect(self._count_change)
        session.closing.connect(self._finish)
        self._outcome_known.connect(self._take_notice)

    @property
    def is_under_way(self) -> bool:
        """Whether one is being taken."""
        return self._task is not None

    def take_first(self) -> None:
        """Take the one of a file that has just been opened, or can be written from now on."""
        if self._task is None and not self._session.is_read_only and self._session.reviewer is None:
            self._take(Reason.OPENED)

    def take_before(self, reason: Reason) -> None:
        """Take one on the thread that is going to do something risky, before it does. Raises nothing."""
        self._outcome_known.emit(*self._attempt(reason))

    def _count_change(self, _changes: object) -> None:
        self._changes += 1
        if self._is_due:
            self._pause.start()
        elif not self._every.isActive():
            self._every.start()

    def _wait_for_pause(self) -> None:
        self._is_due = True
        self._pause.start()

    def _take_at_work(self) -> None:
        if self._session.is_busy or self._task is not None:
            self._pause.start()
        elif self._changes > self._backed_up and not self._session.is_read_only:
            self._take(Reason.WORKING)

    def _take(self, reason: Reason) -> None:
        self._task = Task(lambda: self._attempt(reason), self)
        self._task.done.connect(lambda outcome: self._end(*outcome))
        self._task.start()

    def _end(self, outcome: object, changes: int) -> None:
        self._task = None
        self._take_notice(outcome, changes)

    def _attempt(self, reason: Reason) -> tuple[object, int]:
        """Return the backup, None when it would say nothing new, or what went wrong; and which changes it has."""
        changes = self._changes
        try:
            return self._snapshots.take(self._session.file, reason, self._clock, advance=self._go_on), changes
        except Exception as fault:  # noqa: BLE001 - looked at in `_take_notice`
            return fault, changes

    def _go_on(self, _part: float) -> None:
        if self._is_ending.is_set():
            raise _Ended

    def _take_notice(self, outcome: object, changes: int) -> None:
        self._is_due = False
        if isinstance(outcome, Exception):
            self._tell(outcome)
        else:
            self._backed_up = max(self._backed_up, changes)
            if self._told is not None:
                self._told = None
                self.recovered.emit()
            if isinstance(outcome, Snapshot):
                self.taken.emit(outcome)
        if self._changes > self._backed_up and not self._every.isActive():
            self._every.start()

    def _tell(self, fault: Exception) -> None:
        if isinstance(fault, (_Ended, FileReplaced)):  # what became of the file is told by whoever watches it
            return
        if not isinstance(fault, KnownProblem):
            self.crashed.emit(fault)
        elif type(fault) is not self._told:
            self._told = type(fault)
            self.failed.emit(fault)

    def _finish(self) -> None:
        """Back up what was recorded since the last one, as far as that takes no longer than people like to wait."""
        for timer in (self._every, self._pause):
            timer.stop()
        if self._session.is_read_only or self._changes == self._backed_up:
            return
        outcomes: list[tuple[object, int]] = []
        last = Task(lambda: outcomes.append(self._attempt(Reason.WORKING)), self)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._is_ending.set)
        last.start()
        if last.wait(LONGEST_WAIT) and outcomes:
            self._take_notice(*outcomes[0])
            self._every.stop()


class _Ended(Exception):  # noqa: N818 - not an error
    """The program ends; what a backup has of it by now goes."""


def _single_shot(parent: QObject, interval: int, ring: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(ring)
    return timer
