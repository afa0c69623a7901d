"""Opening a zip that somebody shared: its password is asked for, and the assessment in it is opened."""

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from secure_desktop.errors import KnownProblem
from secure_desktop.file_names import free_name
from secure_desktop.sharing_errors import WrongZipPassword
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.tasks import Task


class Unpacking(QObject):
    """Unpacks one zip into a new folder beside it, on another thread."""

    unpacked = Signal(object)  # the files, as a tuple of paths
    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(self, archive: Path, dialogs: Dialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._dialogs = dialogs

    def start(self) -> None:
        """Ask for the password if there is one, as often as it is mistyped, and unpack."""
        from secure_desktop.exchange.locked_archive import is_locked

        try:
            needs_password = is_locked(self._archive)
        except KnownProblem as problem:
            self.fault_met.emit(problem)
            return
        password = self._password() if needs_password else ""
        if password is not None:
            self._unpack(password)

    def _password(self) -> str | None:
        prompt = self.tr("“{0}” is locked. Its sender knows the password.").format(self._archive.name)
        return self._dialogs.ask_passphrase(self.tr("Open a locked zip"), prompt)

    def _unpack(self, password: str) -> None:
        from secure_desktop.exchange.locked_archive import unpack

        target = free_name(self._archive.with_suffix(""), is_folder=True)
        task = Task(functools.partial(unpack, self._archive, target, password=password), self)
        for outcome in (task.done, task.failed):
            outcome.connect(lambda _: QGuiApplication.restoreOverrideCursor())
        task.done.connect(self.unpacked)
        task.failed.connect(self._take_fault)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        task.start()

    def _take_fault(self, fault: Exception) -> None:
        self.fault_met.emit(fault)
        if isinstance(fault, WrongZipPassword):
            self.start()


def open_zip(
    archive: Path,
    dialogs: Dialogs,
    parent: QObject,
    *,
    open_path: Callable[[Path], None],
    take_fault: Callable[[object], None],
) -> None:
    """Unpack a zip and open the assessment in it; where there is none, show the folder."""

    def go_on(files: tuple[Path, ...]) -> None:
        assessments = [path for path in files if path.suffix == ".sqlite"]
        if len(assessments) == 1:
            open_path(assessments[0])
        else:
            dialogs.open(files[0].parent)

    work = Unpacking(archive, dialogs, parent)
    work.unpacked.connect(go_on)
    work.fault_met.connect(take_fault)
    work.start()
