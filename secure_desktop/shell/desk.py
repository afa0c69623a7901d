"""What the window does with files: open, create, copy, look at the recent ones. Heavy imports wait here."""

import contextlib
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from secure_desktop import locations
from secure_desktop.errors import KnownProblem, NewerFormat
from secure_desktop.settings import Recent

if TYPE_CHECKING:
    from datetime import date, datetime

    from secure_desktop.library.shelf import Shelf
    from secure_desktop.model.rubric import Rubric
    from secure_desktop.shell.backups.last_looks import LastBackups
    from secure_desktop.shell.dialogs import Dialogs
    from secure_desktop.shell.new_assessment_page import NewAssessment, NewAssessmentPage
    from secure_desktop.shell.recent_card import Presence
    from secure_desktop.shell.recents import DueEntry
    from secure_desktop.shell.session import Session
    from secure_desktop.storage.assessment_file import AssessmentFile

SAMPLE = "secure-start"


class Desk(QObject):
    """Files in, sessions out. What goes wrong is told by `refused` or `file_refused`; nothing is half done then."""

    refused = Signal(object)  # KnownProblem
    file_refused = Signal(object, object)  # KnownProblem, the path of a file that was not opened
    recent_seen = Signal(object, object, object)  # Recent, Presence, what comes due in it
    backups_seen = Signal(object)  # LastBackups
    fault_met = Signal(object)  # an exception that is a bug
    created = Signal(object)  # the path of a new assessment file

    def __init__(
        self, *, clock: "Callable[[], datetime]", name: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self._name = name
        self._shelf: Shelf | None = None

    def warm_up(self) -> None:
        """After the first paint: load on another thread what people will need next."""
        from secure_desktop.shell.tasks import Task

        task = Task(_load_what_comes_next, self)
        task.done.connect(self._keep_shelf)
        task.failed.connect(self.take_fault)
        task.start()

    def look_at_recent(self, recent: Sequence[Recent]) -> None:
        """Look on another thread whether recent files are there and how far they are; tell by `recent_seen`."""
        from secure_desktop.shell.tasks import Task

        today = self.clock().astimezone().date()
        for entry in recent:
            task = Task(functools.partial(_fresh, entry, today), self)
            task.done.connect(lambda seen: self.recent_seen.emit(*seen))
            task.failed.connect(self.take_fault)
            task.start()

    def look_at_backups(self, recent: Sequence[Recent]) -> None:
        """Look on another thread when recent files were last backed up; tell by `backups_seen`."""
        from secure_desktop.shell.tasks import Task

        task = Task(functools.partial(_last_backups, recent), self)
        task.done.connect(self.backups_seen)
        task.failed.connect(self.take_fault)
        task.start()

    def rubrics(self) -> tuple["Rubric", ...]:
        """Return the rubrics on the shelf, the checklist to start with first."""
        from secure_desktop.model.rubric import Checklist

        order = {checklist: place for place, checklist in enumerate(Checklist)}
        return tuple(
            sorted(self.shelf().rubrics.values(), key=lambda rubric: (order[rubric.checklist], rubric.id))
        )

    def offered(self) -> tuple["Rubric", ...]:
        """Return what a new assessment can answer: each rubric, and behind it the same with other wordings."""
        shelf, found = self.shelf(), list["Rubric"]()
        for rubric in self.rubrics():
            found.append(rubric)
            for overlay in shelf.overlays.get(rubric.id, ()):
                with contextlib.suppress(
                    KnownProblem
                ):  # one that does not fit the rubric; its check says why
                    found.append(shelf.rubric(rubric.id, overlay.name))
        return tuple(found)

    def take_shelf(self, shelf: "Shelf") -> None:
        """Use a shelf that was read anew."""
        self._shelf = shelf

    def shelf(self) -> "Shelf":
        """Return the shelf of rubrics."""
        if self._shelf is None:
            self._shelf = _load_what_comes_next()
        return self._shelf

    def folder(self) -> Path:
        """Return the folder that files are proposed in, made if it can be."""
        from secure_desktop.files import make_folder

        folder = locations.documents()
        try:
            make_folder(folder, mode=0o777)
        except OSError:
            return Path.home()
        return folder

    def log_folder(self) -> Path:
        """Return the folder of the log files, made if it can be."""
        from secure_desktop.files import make_folder

        folder = locations.log_folder()
        with contextlib.suppress(OSError):
            make_folder(folder)
        return folder

    def open(self, path: Path, dialogs: "Dialogs") -> "Session | None":
        """Open a file and return its session, or tell why not and return None."""
        from secure_desktop.shell.session import Session

        try:
            file = self._opened(path, dialogs)
        except NewerFormat as problem:
            if not dialogs.offer(problem, self.tr("Open to read")):
                return None
            try:
                file = self._opened(path, dialogs, accept_newer=True)
            except KnownProblem as again:
                self.file_refused.emit(again, path)
                return None
        except KnownProblem as problem:
            self.file_refused.emit(problem, path)
            return None
        return Session(file, name=self._name) if file is not None else None

    def create(self, wish: "NewAssessment", page: "NewAssessmentPage") -> None:
        """Write a new assessment file and tell by `created`; with much evidence to copy, on another thread."""
        from secure_desktop.shell.tasks import Task

        if wish.path.parent == locations.documents():
            self.folder()
        work = functools.partial(_write_new, wish, self._name(), self.clock)
        if wish.earlier is None:
            try:
                work()
            except KnownProblem as problem:
                self.refused.emit(problem)
            else:
                self.created.emit(wish.path)
            return
        page.show_busy(is_busy=True)
        task = Task(work, page)
        task.done.connect(self.created)
        task.failed.connect(lambda _: page.show_busy(is_busy=False))
        task.failed.connect(self.take_fault)
        task.start()

    def make_sample(self) -> Path | None:
        """Return the filled sample, made now if it is not there; None, told, when that cannot be done."""
        from secure_desktop.exchange.sample import fill_sample

        target = self.folder() / self.tr("Sample District 12 – Checklist to Start.sqlite")
        if target.exists():
            return target
        try:
            fill_sample(SAMPLE, target, self.shelf(), clock=self.clock)
        except KnownProblem as problem:
            self.refused.emit(problem)
            return None
        return target

    def copy_name(self, path: Path) -> Path:
        """Return a free name for a copy of a file, beside it."""
        from secure_desktop.file_names import free_name, named_after

        return free_name(named_after(path, self.tr("{0} (copy)")))

    def read_only_reason(self, session: "Session") -> str:
        """Return why nothing can be recorded in a session; "" when it can."""
        if not session.is_read_only:
            return ""
        holder = session.file.holder
        if holder is not None:
            from secure_desktop.shell.problems import problem_texts
            from secure_desktop.storage.guarded_file import in_use

            return " ".join(problem_texts(in_use(session.path, holder)))
        return self.tr(
            "Read-only: changes cannot be saved here. Save a copy in a folder of your own to work on it."
        )

    def take_fault(self, fault: object) -> None:
        """Pass on what went wrong on another thread: a known problem, or a bug."""
        if isinstance(fault, KnownProblem):
            self.refused.emit(fault)
        else:
            self.fault_met.emit(fault)

    def _opened(
        self, path: Path, dialogs: "Dialogs", *, accept_newer: bool = False
    ) -> "AssessmentFile | None":
        """Open a file and read it once, which finds a content that contradicts itself; None when that was cancelled."""
        from secure_desktop.shell.waiting import waited
        from secure_desktop.storage.opening import open_file

        def read() -> "AssessmentFile":
            file = open_file(
                path, clock=self.clock, accept_newer=accept_newer, before_update=self._keep_before_update
            )
            try:
                file.assessment()
            except BaseException:
                file.close()
                raise
            return file

        return waited(read, path, dialogs, self, undo=lambda file: file.close())

    def _keep_before_update(self, path: Path) -> None:
        from secure_desktop.storage.snapshots import Reason, Snapshots

        with contextlib.suppress(KnownProblem):  # told of the next one, which follows when the file is open
            Snapshots(locations.backups_folder()).take(path, Reason.BEFORE_UPDATE, self.clock)

    def _keep_shelf(self, shelf: "Shelf") -> None:
        self._shelf = self._shelf or shelf


def _write_new(wish: "NewAssessment", name: str, clock: "Callable[[], datetime]") -> Path:
    from secure_desktop.storage.opening import create_file, open_file

    if wish.earlier is None:
        create_file(
            wish.path, wish.rubric, wish.profile, by=name, participants=wish.participants, clock=clock
        )
        return wish.path
    from secure_desktop.exchange.next_year import start_from

    with open_file(wish.earlier, write=False) as earlier:
        start_from(
            earlier,
            wish.path,
            wish.rubric,
            profile=wish.profile,
            participants=wish.participants,
            by=name,
            clock=clock,
        )
    return wish.path


def _load_what_comes_next() -> "Shelf":
    from secure_desktop.exchange import next_year  # noqa: F401
    from secure_desktop.library.shelf import read_shelf
    from secure_desktop.shell import assessment_page  # noqa: F401 - so that opening a file need not wait
    from secure_desktop.storage import opening  # noqa: F401

    return read_shelf(locations.rubrics(), locations.own_rubrics())


def _fresh(entry: Recent, today: "date") -> "tuple[Recent, Presence, tuple[DueEntry, ...]]":
    from secure_desktop.shell.recents import look_at

    return look_at(entry, today)


def _last_backups(recent: Sequence[Recent]) -> "LastBackups":
    from secure_desktop.shell.backups.last_looks import look_at_backups

    return look_at_backups(recent)
