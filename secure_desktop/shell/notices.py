"""What stands above every section of an assessment: that it can only be read, was not saved, is signed, or is a copy."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.changes import Changes
from secure_desktop.model.navigation import Kind
from secure_desktop.shell.backups.backup_notice import BackupNotice
from secure_desktop.shell.backups.restored_notice import RestoredNotice
from secure_desktop.shell.banner import Banner, SignedBanner
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.earlier_notices import EarlierNotices
from secure_desktop.shell.notice_area import NoticeArea
from secure_desktop.shell.reviewer.reviewer_strip import ReviewerStrip
from secure_desktop.shell.session import Session
from secure_desktop.shell.watching.file_notices import FileNotices


class Notices(QWidget):
    """The strips over one session. What was refused, with nothing typed that waits to be saved, is told in a box."""

    copy_requested = Signal()
    reopening_requested = Signal()
    retried = Signal()  # everything is saved again

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._kind = Kind.ABOUT
        self.banner = Banner()
        self.signed = SignedBanner()
        self.backups = BackupNotice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.reviewer = ReviewerStrip(session.assessment)
        self.earlier = EarlierNotices(session)
        self.file = FileNotices(session, clock)
        self.restored = RestoredNotice()
        column.addWidget(self.banner)
        column.addWidget(self.file)
        column.addWidget(self.backups)
        column.addWidget(self.restored)
        column.addWidget(self.signed)
        column.addWidget(self.reviewer)
        column.addWidget(self.earlier)
        self.area = NoticeArea(self)  # to be put into a layout in place of the notices themselves
        self.banner.copy_requested.connect(self.copy_requested)
        self.banner.retry_requested.connect(self._try_again)
        self.signed.reopening_requested.connect(self.reopening_requested)
        session.changed.connect(self._show_changes)
        session.failed.connect(self._show_problem)

    def show_section(self, kind: Kind) -> None:
        """Show what concerns a section of this kind; the sign-off and the way back say the rest themselves."""
        self._kind = kind
        self.earlier.show_section(kind)
        assessment = self._session.assessment
        can_reopen = assessment.is_locked and not self._session.is_read_only
        self.reviewer.setVisible(assessment.reviewer is not None and kind is not Kind.RETURN)
        self.signed.show_revision(assessment.revision)
        self.signed.setVisible(can_reopen and kind is not Kind.SIGN_OFF)

    def show_access(self, reason: str) -> None:
        """Say why the file can only be read; "" when it can be edited."""
        if reason:
            self._show_read_only(reason)
        else:
            self.banner.show_writable()
        self.show_section(self._kind)

    def show_trouble(self, problem: KnownProblem) -> None:
        """Say what happened to the file, before anybody types in vain."""
        self.banner.show_problem(problem)

    def end_trouble(self, reason: str) -> None:
        """The file is as we left it: save what could not be saved, and say again why it can only be read, if so."""
        if reason:
            self._show_read_only(reason)
        elif self._session.has_unsaved:
            self._try_again()
        else:
            self.banner.show_saved()

    def _show_read_only(self, reason: str) -> None:
        holder = self._session.file.holder
        self.banner.show_read_only(reason, is_doubtful=holder is not None and holder.is_doubtful)

    def _show_changes(self, changes: Changes) -> None:
        if not self._session.has_unsaved:
            self.banner.show_saved()
        if changes.sign_off:
            self.show_section(self._kind)

    def _show_problem(self, problem: KnownProblem) -> None:
        if self._session.has_unsaved:
            self.banner.show_problem(problem)
        else:
            self._dialogs.tell(problem)

    def _try_again(self) -> None:
        if self._session.retry():
            self.banner.show_saved()
            self.retried.emit()
