"""Going back to a backup: the list of them, what each holds and would change, and the way back."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.visible import visible
from secure_desktop.file_names import free_name, named_after
from secure_desktop.files import is_folder
from secure_desktop.shell.backups.backup_words import reason_words
from secure_desktop.shell.backups.backup_work import (
    Held,
    Present,
    backups_of,
    look_at_present,
    look_into,
)
from secure_desktop.shell.backups.held_card import HeldCard
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import ago, to_the_minute
from secure_desktop.shell.overview.text_table import TextModel
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.storage.restoring import save_as
from secure_desktop.storage.snapshots import Snapshot, Snapshots

FIRST = 10  # backups that are shown at once
_WIDTHS, _FLEXIBLE = (20, 18, 12), (0, 1)  # average characters; columns


class RestorePage(ScrollPage):
    """Lies over the open assessment, or over the start page for a file that may be missing or damaged."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    restore_requested = Signal(object)  # Snapshot; nothing was done yet
    item_requested = Signal(str)  # item id

    def __init__(
        self,
        source: Session | Path,
        snapshots: Snapshots,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=1000, parent=parent)
        self._session = source if isinstance(source, Session) else None
        self.path = source.path if isinstance(source, Session) else source
        self._snapshots = snapshots
        self._dialogs = dialogs
        self._clock = clock
        self._found: tuple[Snapshot, ...] = ()
        self._present = Present(self.path)
        self._chosen: Snapshot | None = None
        self._work: Task | None = None
        self.title.setText(self.tr("Restore"))
        self.lead.setText(
            self.tr(
                "The program keeps backups of “{0}” on this computer. Choose one to see what is different in it. Going back "
                "never loses the present file: it is kept under another name."
            ).format(visible(self.path.name))
        )
        self.model = TextModel((self.tr("When"), self.tr("Why it was taken"), self.tr("Size")), self)
        self.table = GrownTable(self.tr("Backups, newest first"), _WIDTHS, flexible=_FLEXIBLE)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.show_model(self.model)
        self.more = LinkButton("")
        self.held = HeldCard(theme)
        self.back = Button(self.tr("Back"))
        self._said = GoodLabel()
        self._nothing = PlainLabel()
        self._lay_out()
        self._connect()
        self._load()

    @property
    def is_busy(self) -> bool:
        """Whether something is under way that must come to its end."""
        return self._work is not None

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The backups that there are, newest first."""
        return self._found

    @property
    def text(self) -> str:
        """What is said below the list; "" while nothing is."""
        labels = (self._nothing, self._said)
        return " ".join(label.text() for label in labels if not label.isHidden())

    @property
    def is_reading(self) -> bool:
        """Whether backups are being looked for, or one is being read."""
        return self._sign.is_shown and not self.is_busy

    def take_focus(self) -> None:
        """Move the keyboard to the list, or to the way back while there is none."""
        (self.table if self._found else self.back).setFocus()

    def choose(self, place: int) -> None:
        """Choose a backup by its place in the list."""
        self.table.selectRow(place)

    def work(
        self, job: Callable[[], Any], *, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Let another thread do something that must come to its end; meanwhile nothing else can be done here."""
        self._work = Task(job, self)
        for outcome, taker in ((self._work.done, done), (self._work.failed, failed)):
            outcome.connect(self._end_work)
            outcome.connect(taker)
        self._show_busy(is_busy=True)
        self._work.start()

    def _lay_out(self) -> None:
        links, row = FlowLayout(spacing=10), FlowLayout(spacing=12)
        links.addWidget(self.more)
        row.addWidget(self.back)
        self._sign = WorkingSign(row, self.tr("Looking for backups…"))
        self.column.addWidget(self.table)
        self.column.addLayout(links)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.held)
        self.column.addWidget(self._said)
        self.column.addLayout(row)
        for widget in (self.table, self.more, self._nothing, self._said):
            widget.hide()
        self._order_stops()

    def _connect(self) -> None:
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._show_row)
        self.more.clicked.connect(self._show_all)
        self.back.clicked.connect(self.left)
        self.held.item_requested.connect(self.item_requested)
        self.held.restore_requested.connect(self._ask_and_restore)
        self.held.copy_requested.connect(self._ask_and_save)

    def _order_stops(self) -> None:
        set_tab_order(self.table, self.more, *self.held.stops, self.back)

    def _load(self) -> None:
        self._sign.show(is_busy=True)
        task = Task(self._loading(), self)
        task.done.connect(self._show_found)
        task.failed.connect(self._show_unreadable)
        task.start()

    def _loading(self) -> Callable[[], tuple[tuple[Snapshot, ...], Present]]:
        snapshots, path, session = self._snapshots, self.path, self._session
        open_copy = (session.assessment.id, session.file.copy_id) if session is not None else None
        now = Present(path, session.assessment) if session is not None else None
        return lambda: (backups_of(snapshots, path, open_copy), now or look_at_present(path))

    def _show_found(self, found: tuple[tuple[Snapshot, ...], Present]) -> None:
        self._sign.show(is_busy=False)
        self._found, self._present = found
        if not self._found:
            self._nothing.setText(
                self.tr(
                    "There is no backup of this assessment on this computer. The first one is taken when it is opened."
                )
            )
            self._nothing.show()
            return
        self._show_rows(self._found[:FIRST])
        self.table.show()
        self.table.setFocus()
        self.choose(0)

    def _show_rows(self, found: tuple[Snapshot, ...]) -> None:
        now = self._clock()
        self.model.show_rows(
            tuple(
                (
                    self.tr("{0} · {1}").format(to_the_minute(one.taken_at, now), ago(one.taken_at, now)),
                    reason_words(one.reason),
                    size_words(one.size),
                )
                for one in found
            )
        )
        self.more.setText(self.tr("Show all {0} backups").format(len(self._found)))
        self.more.setVisible(len(found) < len(self._found))

    def _show_all(self) -> None:
        place = self.table.currentIndex().row()
        self._show_rows(self._found)
        self.choose(max(place, 0))
        self.table.setFocus()

    def _show_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not 0 <= current.row() < len(self._found) or self.is_busy:
            return
        snapshot = self._found[current.row()]
        if snapshot == self._chosen:
            return
        self._chosen = snapshot
        self._said.hide()
        self.held.show_snapshot(snapshot, self._clock())
        self._sign.show(is_busy=True, text=self.tr("Reading the backup…"))
        task = Task(functools.partial(look_into, snapshot, self._present), self)
        task.done.connect(self._show_held)
        task.failed.connect(functools.partial(self._show_bad, snapshot))
        task.start()

    def _show_held(self, held: Held) -> None:
        if held.snapshot == self._chosen:
            self._sign.show(is_busy=False)
            self.held.show_held(held, self._present)
            self._order_stops()

    def _show_bad(self, snapshot: Snapshot, fault: Exception) -> None:
        if snapshot != self._chosen:
            return
        self._sign.show(is_busy=False)
        if isinstance(fault, KnownProblem):
            self.held.show_problem(self.tr("⚠ This backup cannot be read. Choose the one before it."))
        else:
            self.fault_met.emit(fault)

    def _show_unreadable(self, fault: Exception) -> None:
        self._sign.show(is_busy=False)
        if isinstance(fault, KnownProblem):
            self._nothing.setText("⚠ " + " ".join(problem_texts(fault)))
            self._nothing.show()
        else:
            self.fault_met.emit(fault)

    def _ask_and_restore(self, snapshot: Snapshot) -> None:
        when = to_the_minute(snapshot.taken_at, self._clock())
        if self._present.is_missing:
            detail = self.tr("The file is written again where it was: {0}").format(self.path)
        else:
            detail = self.tr(
                "“{0}” as it is now is kept beside it under another name, and nothing in it is lost. What was entered after "
                "the backup stands only there."
            ).format(self.path.name)
        if self._dialogs.ask(
            self.tr("Go back to the backup of {0}?").format(when), detail, self.tr("Restore this one")
        ):
            self.restore_requested.emit(snapshot)

    def _ask_and_save(self, snapshot: Snapshot) -> None:
        moment = snapshot.taken_at.astimezone()
        pattern = self.tr("{0} (backup of {1})").format("{0}", f"{moment:%Y-%m-%d %H-%M}")
        folder = self.path.parent if is_folder(self.path.parent) else Path.home()
        target = self._dialogs.choose_copy(
            free_name(named_after(folder / f"{self.path.stem}.sqlite", pattern))
        )
        if target is not None:
            self._said.hide()
            self.work(
                functools.partial(save_as, snapshot, target),
                done=lambda _: self._show_saved(target),
                failed=self.fault_met.emit,
            )

    def _show_saved(self, target: Path) -> None:
        self._said.setText(self.tr("✓ The backup is saved as a file of its own: {0}").format(target))
        self._said.show()
        self.ensureWidgetVisible(self._said)

    def _end_work(self, _outcome: object) -> None:
        self._work = None
        self._show_busy(is_busy=False)

    def _show_busy(self, *, is_busy: bool) -> None:
        for widget in (self.table, self.more, self.held, self.back):
            widget.setEnabled(not is_busy)
        self._sign.show(is_busy=is_busy, text=self.tr("One moment…"))
