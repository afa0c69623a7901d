"""Attached files on their way out: opened as a temporary read-only copy, or saved."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from secure_desktop.errors import KnownProblem
from secure_desktop.files import written_whole
from secure_desktop.model.evidence import Evidence
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.items.temporary_files import TemporaryFiles
from secure_desktop.shell.session import Session
from secure_desktop.signing_errors import Busy, ContentMissing

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile

_OPENED_LINKS = ("http://", "https://", "mailto:")


class AttachedFiles(QObject):
    """Opens and saves what is attached, on another thread; what goes wrong is told by the dialogs."""

    def __init__(self, session: Session, dialogs: Dialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._copies = TemporaryFiles()

    def open(self, evidence: Evidence) -> None:
        """Open a temporary read-only copy with the program that the system has for it."""
        self._read(
            lambda file: self._copies.copy_of(evidence.file_name, file.content(evidence.sha256)),
            evidence,
            then=self._dialogs.open,
        )

    def ask_and_save(self, evidence: Evidence) -> None:
        """Ask where to, and write the file there as it was attached."""
        target = self._dialogs.choose_target(
            self.tr("Save the attached file"),
            self.tr("All files (*)"),
            self._session.path.with_name(evidence.file_name),
        )
        if target is None:
            return

        def save(file: "AssessmentFile") -> Path:
            content = file.content(evidence.sha256)
            with written_whole(target) as draft:
                draft.write_bytes(content)
            return target

        self._read(save, evidence, then=self._tell_saved)

    def follow(self, evidence: Evidence) -> None:
        """Open the page that a link leads to; addresses of other kinds are only text."""
        if leads_to_a_page(evidence.place):
            self._dialogs.open_address(evidence.place)

    def _read(
        self, job: "Callable[[AssessmentFile], Path]", evidence: Evidence, *, then: Callable[[Path], Any]
    ) -> None:
        failed = functools.partial(self._tell_fault, evidence)
        task = self._session.read_behind(job, done=then, failed=failed)
        if task is None:
            self._dialogs.tell(Busy(name=self._session.path.name))

    def _tell_saved(self, target: Path) -> None:
        self._dialogs.inform(
            self.tr("The file is saved as it was attached."), self.tr("It lies here: {0}").format(target)
        )

    def _tell_fault(self, evidence: Evidence, fault: Exception) -> None:
        if isinstance(fault, ContentMissing) and not self._session.is_read_only:
            if self._dialogs.offer(fault, self.tr("Choose the original…")):
                self._put_back(evidence)
        elif isinstance(fault, KnownProblem):
            self._dialogs.tell(fault)
        else:
            self._session.crashed.emit(fault)

    def _put_back(self, evidence: Evidence) -> None:
        source = self._dialogs.choose_existing(
            self.tr("Choose the original of “{0}”").format(evidence.file_name),
            self.tr("All files (*)"),
            self._session.path.parent,
        )
        if source is not None and self._session.attach(evidence.item_id, source) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))


def leads_to_a_page(address: str) -> bool:
    """Return whether a link's address is of a kind that is safe to open."""
    return address.strip().casefold().startswith(_OPENED_LINKS)
