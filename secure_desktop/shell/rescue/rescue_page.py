"""Rescuing a damaged file: what can be read is shown first; only then, and where somebody says, a file is written."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.file_names import free_name, named_after
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.fields.tick_line import TickLine
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.rescue.items_part import ItemsPart
from secure_desktop.shell.rescue.outcome_part import OutcomePart
from secure_desktop.shell.rescue.progress_row import ProgressRow
from secure_desktop.shell.rescue.reading import Damaged, Reading
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme

if TYPE_CHECKING:
    from secure_desktop.exchange.rescue.rescue import Rescued
    from secure_desktop.library.shelf import Shelf
    from secure_desktop.storage.times import Clock


class RescuePage(ScrollPage):
    """Reads one damaged file, and writes what is left of it as a new one. The damaged file is only read."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    backup_wished = Signal(object)  # the path of the damaged file
    written = Signal(object, int)  # the path of the new file, and how many items are marked in it

    def __init__(
        self,
        theme: Theme,
        dialogs: Dialogs,
        folder: Path,
        *,
        name: Callable[[], str],
        clock: "Clock",
        shelf: "Callable[[], Shelf]",
        has_backups: Callable[[Path], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=1000, parent=parent)
        self._dialogs = dialogs
        self._folder = folder
        self._name = name
        self._clock = clock
        self._shelf = shelf
        self._has_backups = has_backups
        self._damaged: Damaged | None = None
        self._reading: Reading | None = None
        self._is_busy = False
        self.title.setText(self.tr("Rescue a damaged file"))
        self.lead.setText(
            self.tr(
                "What can still be read of a damaged assessment file is shown here and can be written into a new file. The "
                "damaged file is only read. A backup, if there is one, is better: it is whole."
            )
        )
        self.choose = PrimaryButton(self.tr("Choose a damaged file…"))
        self.save = PrimaryButton(self.tr("Rescue into a new file…"))
        self.add = Button(self.tr("Add a signed report or an export…"))
        self.backup = Button(self.tr("Open the newest backup…"))
        self.back = Button(self.tr("Back"))
        self.mark = TickLine(
            self.tr("Mark the items that are not sure for review in the new file"), theme, ticked=True
        )
        self.progress = ProgressRow()
        self.outcome = OutcomePart(theme)
        self.items = ItemsPart(theme)
        self._result = QWidget()
        self._lay_out()
        self._connect()
        self.backup.hide()
        self._show_state()

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._is_busy

    def take_focus(self) -> None:
        """Move the keyboard to the button for what people do next."""
        (self.save if self._damaged is not None else self.choose).setFocus()

    def ask(self) -> None:
        """Ask for a damaged file and read it."""
        kinds = self.tr("Assessments (*.sqlite);;All files (*)")
        path = self._dialogs.choose_existing(self.tr("Rescue a damaged file"), kinds, self._folder)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a damaged file on another thread, and show what is left of it."""
        if not self._is_busy:
            self._damaged = None
            self._begin(self.tr("Reading “{0}”…").format(path.name)).read(path)

    def ask_for_source(self) -> None:
        """Ask for a signed report or an export, and fill in what is missing."""
        if self._damaged is None or self._is_busy:
            return
        kinds = self.tr("Reports, exports and copies (*.pdf *.json *.sqlite);;All files (*)")
        title = self.tr("Add a signed report or an export")
        path = self._dialogs.choose_existing(title, kinds, self._folder)
        if path is not None:
            self._begin(self.tr("Reading “{0}”…").format(path.name)).add(self._damaged, path)

    def ask_and_save(self) -> None:
        """Ask where to, and write what was rescued there."""
        damaged = self._damaged
        if damaged is None or self._is_busy:
            return
        target = self._dialogs.choose_target(
            self.tr("Where to keep the rescued assessment"),
            self.tr("Assessments (*.sqlite)"),
            free_name(named_after(damaged.path.with_suffix(".sqlite"), self.tr("{0} (rescued)"))),
            overwrite=False,
        )
        if target is None:
            return
        self._show_busy(self.tr("Writing “{0}”…").format(target.name))
        marks = self.mark.is_ticked and self._can_mark
        work = functools.partial(_write, damaged.found, target, self._name(), self._clock, mark=marks)
        task = Task(work, self)
        task.done.connect(functools.partial(self._finish, marked=len(damaged.found.to_check) if marks else 0))
        task.failed.connect(self._fail)
        task.start()

    @property
    def _can_mark(self) -> bool:
        """Whether there is something to mark in a file that can be changed."""
        damaged = self._damaged
        return damaged is not None and bool(damaged.found.to_check) and not damaged.found.is_as_signed

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=12)
        for widget in (self.save, self.choose, self.add, self.backup, self.back):
            row.addWidget(widget)
        self.column.addLayout(row)
        self.column.addWidget(self.mark)
        self.column.addWidget(self.progress)
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 6, 0, 0)
        result.setSpacing(20)
        result.addWidget(self.outcome)
        result.addWidget(self.items)
        self.column.addWidget(self._result)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask)
        self.add.clicked.connect(self.ask_for_source)
        self.save.clicked.connect(self.ask_and_save)
        self.back.clicked.connect(self.left)
        self.backup.clicked.connect(self._wish_backup)
        self.progress.cancelled.connect(self._stop)

    def _begin(self, words: str) -> Reading:
        self._reading = Reading(self._shelf, self)
        self._reading.progressed.connect(self.progress.show_part)
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self._fail)
        self._reading.stopped.connect(self._end)
        self._show_busy(words, can_stop=True)
        return self._reading

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    def _show(self, damaged: Damaged) -> None:
        self._damaged = damaged
        self.backup.setVisible(self._has_backups(damaged.path))
        self.outcome.show_rescued(damaged.found)
        self.items.show_rescued(damaged.found)
        set_tab_order(
            self.save, self.add, self.backup, self.back, self.mark.box, self.outcome.copy, *self.items.stops
        )
        self._end()
        self.ensureVisible(0, 0)

    def _wish_backup(self) -> None:
        if self._damaged is not None:
            self.backup_wished.emit(self._damaged.path)

    def _finish(self, target: Path, *, marked: int) -> None:
        self._end()
        self.written.emit(target, marked)

    def _fail(self, fault: Exception) -> None:
        self._end()
        self.fault_met.emit(fault)

    def _end(self) -> None:
        if self._reading is not None:
            self._reading.deleteLater()
            self._reading = None
        self._is_busy = False
        self.progress.hide()
        self._show_state()
        self.take_focus()

    def _show_busy(self, words: str, *, can_stop: bool = False) -> None:
        self._is_busy = True
        self.progress.begin(words, can_stop=can_stop)
        self._show_state()
        if can_stop:
            self.progress.cancel.setFocus()

    def _show_state(self) -> None:
        has_found = self._damaged is not None
        self.choose.setVisible(not has_found)
        self.save.setVisible(has_found)
        self.add.setVisible(has_found)
        self._result.setVisible(has_found)
        self.mark.setVisible(self._can_mark)
        self.mark.setEnabled(not self._is_busy)
        for button in (self.choose, self.save, self.add, self.backup):
            button.setEnabled(not self._is_busy)
        self.back.setEnabled(not self._is_busy or self._reading is not None)


def _write(found: "Rescued", target: Path, name: str, clock: "Clock", *, mark: bool) -> Path:
    from secure_desktop.exchange.rescue.writing import write_rescued

    write_rescued(found, target, by=name, mark=mark, clock=clock)
    return target
