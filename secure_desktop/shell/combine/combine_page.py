"""Combining reviewers' files into the open assessment: pick them, choose where they differ, combine."""

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.changes import Changes
from secure_desktop.model.combining import Combination
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import FooterBar, InfoBox
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.combine.combine_result import CombineResult
from secure_desktop.shell.combine.combine_words import choices_left, what_it_comes_to
from secure_desktop.shell.combine.conflict_table import ConflictTable
from secure_desktop.shell.combine.further_lists import FurtherLists
from secure_desktop.shell.combine.refused_box import RefusedBox
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.name_hint import NameHint
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile


class CombinePage(QWidget):
    """Shows what would become of combining. Nothing is written before somebody presses the button for it."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    item_requested = Signal(str)  # item id
    lets_undo_changed = Signal()

    def __init__(
        self, session: Session, theme: Theme, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._theme = theme
        self._paths: list[Path] = []
        self._combination: Combination | None = None
        self._stops: tuple[QWidget, ...] = ()
        self._left = -1  # choices, as announced last
        self._done_at = 0  # the place in the undo stack behind what was combined
        self._page = ScrollPage(self.tr("Combine reviewers’ files"), margin=37)
        self.choose = Button(self.tr("Choose files…"))
        self.choose.clicked.connect(self.ask)
        self.refused = RefusedBox()
        self._keys = MutedLabel(
            self.tr(
                "↑ ↓ go from choice to choice, 1 to 9 choose an opinion, J joins notes, space shows the opinions."
            )
        )
        self.table = self._new_table()
        self.lists = FurtherLists()
        self.result = CombineResult(session, theme)
        self.result.left.connect(self.left)
        self.result.item_requested.connect(self.item_requested)
        self.result.undo_requested.connect(lambda: self._step(session.undo_stack.undo))
        self.result.redo_requested.connect(lambda: self._step(session.undo_stack.redo))
        session.changed.connect(self._follow)
        self._kept = InfoBox()
        kept = QVBoxLayout(self._kept)
        kept.setContentsMargins(14, 9, 14, 9)
        kept.addWidget(
            PlainLabel(
                self.tr(
                    "Every opinion and note is kept in the history of the combined file, with who said it and when."
                )
            )
        )
        self._nameless = NameHint(
            self.tr("Enter your name in the settings (Ctrl+,), so that the history can tell who chose."),
            lambda: session.by,
        )
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.left)
        self.count = PlainLabel(wrap=False)
        self.combine = PrimaryButton(self.tr("Combine into this file"))
        self.combine.clicked.connect(self._combine)
        self._lay_out()
        self._show_state()

    @property
    def is_busy(self) -> bool:
        """Whether files are being read or combined."""
        return self._working.is_shown

    @property
    def lets_undo(self) -> bool:
        """Whether something was combined, so that undo and redo make sense here."""
        return not self.result.isHidden()

    @property
    def lead(self) -> str:
        """What the page says in its first lines."""
        return self._page.lead.text()

    @property
    def combination(self) -> Combination | None:
        """What is proposed now."""
        return self._combination

    def take_focus(self) -> None:
        """Move the keyboard to the first choice, or to where files are chosen."""
        if self.table.questions:
            self.table.take_focus()
        elif self.combine.isEnabled():
            self.combine.setFocus()
        else:
            self.choose.setFocus()

    def ask(self) -> None:
        """Ask for files, and add them."""
        paths = self._dialogs.choose_several(
            self.tr("Combine reviewers’ files"),
            self.tr("Assessments (*.sqlite);;All files (*)"),
            self._session.path.parent,
        )
        if paths:
            self.add(paths)

    def add(self, paths: Iterable[Path]) -> None:
        """Read files on another thread, together with those that were added before, and show what differs."""
        if self.is_busy:
            return
        wanted = [*self._paths, *paths]
        task = self._session.read_behind(
            functools.partial(_prepare, wanted),
            done=functools.partial(self._show, wanted),
            failed=self._fail,
        )
        if task is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._show_busy(self.tr("Reading the files…"))

    def _show(self, paths: Sequence[Path], combination: Combination) -> None:
        self._paths = list(paths)
        self._combination = combination
        self._show_busy("")
        former = self.table
        self.table = self._new_table()
        self._page.column.replaceWidget(former, self.table)
        former.hide()
        former.deleteLater()
        self.table.show_combination(combination, self._session.kept_choices)
        self.lists.show_combination(combination)
        self.refused.show_refused(combination.refused)
        self._show_state()
        self.take_focus()
        announce(self, self.lead)

    def _fail(self, fault: Exception) -> None:
        self._show_busy("")
        self._show_state()
        self.fault_met.emit(fault)

    def _combine(self) -> None:
        if self._combination is None or not self.combine.isEnabled():
            return
        task = self._session.combine(
            self._combination, self.table.choices, done=self._finish, failed=self._fail
        )
        if task is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._show_busy(self.tr("Combining…"))

    def _finish(self, changes: Changes) -> None:
        """Show what became of it, in place of the proposal."""
        files = len(self._combination.sides) - 1 if self._combination is not None else 0
        self._show_busy("")
        parts = (
            self.choose,
            self.refused,
            self._keys,
            self.table,
            self.lists,
            self._kept,
            self._nameless,
            self._bar,
        )
        for part in parts:
            part.hide()
        self._page.title.setText(self.tr("Combined"))
        self._page.lead.setText(self._session.path.name)
        self._done_at = self._session.undo_stack.index()
        self.result.show_changes(changes, files)
        self._page.ensureVisible(0, 0)
        announce(self, self.result.sentence)
        self.lets_undo_changed.emit()

    def _follow(self, _changes: Changes) -> None:
        if self.lets_undo:
            is_undone = self._session.undo_stack.index() < self._done_at
            self._page.title.setText(self.tr("Undone") if is_undone else self.tr("Combined"))
            self.result.show_state(is_undone=is_undone)
            announce(self, self.result.sentence)

    def _step(self, step: Callable[[], None]) -> None:
        if not self._session.is_busy:
            step()

    def _show_busy(self, text: str) -> None:
        self._working.show(is_busy=bool(text), text=text)
        for widget in (self.choose, self.table, self.combine):
            widget.setEnabled(not text)

    def _show_state(self) -> None:
        """Say how far it is, and let somebody combine once nothing is left to choose."""
        if self.lets_undo:
            return  # it is done
        combination = self._combination
        has_news = combination is not None and combination.brings_news
        self._page.lead.setText(self._lead())
        choose, more = self.tr("Choose files…"), self.tr("Add more files…")
        self.choose.setText(more if combination is not None else choose)
        for widget in (self.lists, self._kept, self.count, self.combine):
            widget.setVisible(has_news)
        self._nameless.follow(is_wanted=has_news)
        self._keys.setVisible(bool(combination is not None and combination.differing))
        if combination is None:
            return
        waiting = len(combination.open_conflicts(self.table.choices))
        self.table.show_moot(combination)
        self.count.setText(choices_left(waiting))
        self.combine.setEnabled(has_news and waiting == 0 and not self.is_busy)
        if waiting != self._left:
            self._left = waiting
            announce(self, self.count.text())
        self._order_stops()

    def _lead(self) -> str:
        combination = self._combination
        if combination is None:
            return self.tr(
                "Choose the files that came back from reviewers, as many as you like, or drop them on this window. "
                "You see what differs before anything is written."
            )
        if not combination.brings_news:
            return self.tr(
                "There is nothing to combine: these files bring nothing that this one does not have."
            )
        return what_it_comes_to(combination, self._session.path.name)

    def _new_table(self) -> ConflictTable:
        table = ConflictTable(self._theme)
        table.changed.connect(self._keep)
        table.changed.connect(self._show_state)
        table.edited.connect(self._keep)
        table.completed.connect(self._show_state)
        table.done.connect(self._go_to_the_end)
        table.wants_to_be_seen.connect(lambda row: self._page.ensureWidgetVisible(row, 0, 24))
        return table

    def _keep(self) -> None:
        self._session.kept_choices = {**self._session.kept_choices, **self.table.chosen}

    def _go_to_the_end(self) -> None:
        (self.combine if self.combine.isEnabled() else self.cancel).setFocus()

    def _order_stops(self) -> None:
        stops = (self.choose, *self.table.stops, *self.lists.stops, self.cancel, self.combine)
        if stops != self._stops:
            self._stops = stops
            set_tab_order(*stops)

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=12)
        row.addWidget(self.choose)
        self._working = WorkingSign(row)
        self._page.column.addLayout(row)
        for part in (
            self.refused,
            self._keys,
            self.table,
            self.lists,
            self._kept,
            self._nameless,
            self.result,
        ):
            self._page.column.addWidget(part)
        self.table.hide()
        self._bar = FooterBar()
        foot = QHBoxLayout(self._bar)
        foot.setContentsMargins(30, 12, 30, 12)
        rows = FlowLayout(spacing=12, at_the_end=2)
        rows.addWidget(self.cancel)
        rows.addWidget(self.count)
        rows.addWidget(self.combine)
        foot.addLayout(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._page, 1)
        column.addWidget(self._bar)
        self._show_busy("")


def _prepare(paths: Sequence[Path], file: "AssessmentFile") -> Combination:
    from secure_desktop.exchange import combining

    return combining.prepare(file, paths)
