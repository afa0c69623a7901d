"""Copying an assessment to a USB stick: choose it, wait until the copy was read back, and only then pull it out."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from secure_desktop.exchange.visible import visible
from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.drive.copied_card import CopiedCard
from secure_desktop.shell.drive.drive_choice import DriveChoice
from secure_desktop.shell.drive.drive_work import carry_over, draft_file, draft_open_file
from secure_desktop.shell.drive.drives import Drive, carried_drives, drive_of, is_carried
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.progress import Progress, Stopped
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.storage.drive_copy import Draft, DriveCopy

_LOOK_AGAIN = 2000  # milliseconds


class DrivePage(ScrollPage):
    """Lies over the open assessment or the start page until it is left. The assessment itself is only read."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    copied = Signal(object)  # the DriveCopy

    def __init__(
        self,
        source: Session | Path,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._source = source
        self._dialogs = dialogs
        self._clock = clock
        self._progress: Progress | None = None
        self._is_looking = False
        self._wanted: Drive | None = None  # where the copy under way goes
        path = source if isinstance(source, Path) else source.path
        self.title.setText(self.tr("Copy to USB stick"))
        self.lead.setText(
            self.tr(
                "A copy of “{0}” is written to the drive, read back from there and compared. So you know that it is good "
                "before you pull the drive out."
            ).format(visible(path.name))
        )
        self.choice = DriveChoice()
        self.other = LinkButton(self.tr("Choose another folder…"))
        self.copy_button = PrimaryButton(self.tr("Copy and read back"))
        self.back = Button(self.tr("Back"))
        self.cancel = Button(self.tr("Cancel"))
        self.result = CopiedCard(dialogs)
        self._lay_out()
        self.choice.changed.connect(self._show_choice)
        self.other.clicked.connect(self._ask_for_folder)
        self.copy_button.clicked.connect(self.copy)
        self.back.clicked.connect(self.left)
        self.cancel.clicked.connect(self.stop)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_AGAIN)
        self._watch.timeout.connect(self.look)
        self._watch.start()
        self.look()

    @property
    def is_busy(self) -> bool:
        """Whether a copy is under way."""
        return self._progress is not None

    @property
    def is_looking(self) -> bool:
        """Whether it is being looked which drives are plugged in."""
        return self._is_looking

    @property
    def working(self) -> str:
        """What is being done; "" while nothing is."""
        return self._working.text() if self.is_busy else ""

    def take_focus(self) -> None:
        """Move the keyboard to what can be done first."""
        (self.copy_button if self.copy_button.isEnabled() else self.other).setFocus()

    def look(self) -> None:
        """Look on another thread which drives are plugged in."""
        if self._is_looking or self.is_busy or not self._watch.isActive():
            return
        self._is_looking = True
        task = Task(carried_drives, self)
        task.done.connect(self._show_drives)
        task.failed.connect(self.fault_met)
        task.start()

    def copy(self) -> None:
        """Copy to what is chosen, on other threads."""
        drive = self.choice.chosen
        if drive is None or self.is_busy:
            return
        progress = Progress(self)
        progress.advanced.connect(self._show_progress)
        if not self._start_drafting(progress):
            self._dialogs.tell(Busy(name=self._path.name))
            return
        self._progress, self._wanted = progress, drive
        self._show_busy(is_busy=True)

    def stop(self) -> None:
        """Let a copy that is under way not come to be."""
        if self._progress is not None:
            self._progress.stop()
            self._working.setText(self.tr("Stopping…"))
            self.back.setEnabled(True)  # a drive that hangs must not keep anybody here

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # left; a window that is minimized goes on
            self.stop()
            self._watch.stop()
        super().hideEvent(event)

    @property
    def _path(self) -> Path:
        return self._source if isinstance(self._source, Path) else self._source.path

    def _lay_out(self) -> None:
        self._working = MutedLabel(wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._note = PlainLabel(self.tr("There is no copy."))
        links, row = FlowLayout(spacing=10), FlowLayout(spacing=12)
        links.addWidget(self.other)
        for widget in (self.copy_button, self.back, self.cancel, self._working, self._bar):
            row.addWidget(widget)
        self.column.addWidget(self.choice)
        self.column.addLayout(links)
        self.column.addLayout(row)
        self.column.addWidget(self._note)
        self.column.addWidget(self.result)
        self._note.hide()
        self._show_busy(is_busy=False)
        self._show_choice()

    def _start_drafting(self, progress: Progress) -> bool:
        if isinstance(self._source, Path):
            task = Task(functools.partial(draft_file, self._source, progress), self)
            task.done.connect(self._carry)
            task.failed.connect(self._fail)
            task.start()
            return True
        drafting = functools.partial(draft_open_file, progress)
        return self._source.read_behind(drafting, done=self._carry, failed=self._fail) is not None

    def _carry(self, draft: "Draft") -> None:
        if self._progress is None or self._wanted is None:
            draft.discard()
            return
        work = functools.partial(carry_over, draft, self._wanted, self._progress, self._clock)
        task = Task(work, self)
        task.done.connect(self._show_copied)
        task.failed.connect(self._fail)
        task.start()

    def _show_drives(self, drives: tuple[Drive, ...]) -> None:
        self._is_looking = False
        if not self.is_busy:
            had_nothing = self.choice.chosen is None
            self.choice.show_drives(drives)
            if had_nothing and self.other.hasFocus() and self.copy_button.isEnabled():
                self.copy_button.setFocus()

    def _show_choice(self) -> None:
        self.copy_button.setEnabled(self.choice.chosen is not None and not self.is_busy)
        set_tab_order(
            *self.choice.stops,
            self.other,
            self.copy_button,
            self.back,
            self.cancel,
            self.result.folder_button,
        )

    def _ask_for_folder(self) -> None:
        folder = self._dialogs.choose_folder(self.tr("Where the copy is to lie"), self._path.parent)
        if folder is not None:
            self.choice.choose_folder(drive_of(folder))
            self.copy_button.setFocus()

    def _show_progress(self, stage: str, share: float) -> None:
        if self._progress is None or not self._bar.isVisible():
            return
        words = {
            "drafting": self.tr("Preparing the copy…"),
            "writing": self.tr("Writing to the drive…"),
            "reading-back": self.tr("Reading it back…"),
        }[stage]
        if self._working.text() != self.tr("Stopping…"):
            self._working.setText(words)
            self._bar.setAccessibleName(words)
        self._bar.setRange(0, 100)
        self._bar.setValue(round(share * 100))

    def _show_copied(self, copy: "DriveCopy") -> None:
        drive = self._wanted or drive_of(copy.path.parent)
        self._show_busy(is_busy=False)
        self.result.show_copy(copy, drive.name, is_carried=is_carried(copy.path.parent))
        self.ensureWidgetVisible(self.result)
        self.copied.emit(copy)
        self.look()

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.copy_button.setFocus()
        self._note.show()
        if not isinstance(fault, Stopped):
            self.fault_met.emit(fault)
        self.look()

    def _show_busy(self, *, is_busy: bool) -> None:
        if is_busy:
            self.result.hide()
            self._note.hide()
            self._working.setText(self.tr("Preparing the copy…"))
            self._bar.setAccessibleName(self._working.text())
            self._bar.setRange(0, 0)
        else:
            self._progress = None
        for sign in (self.cancel, self._working, self._bar):
            sign.setVisible(is_busy)
        if is_busy:
            self.cancel.setFocus()
        for widget in (self.choice, self.other, self.back):
            widget.setEnabled(not is_busy)
        self.copy_button.setEnabled(not is_busy and self.choice.chosen is not None)
