"""The first thing people see: begin, open, or go on with a recent assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from secure_desktop.settings import Recent
    from secure_desktop.shell.backups.last_backups_part import LastBackupsPart
    from secure_desktop.shell.backups.last_looks import LastBackups
    from secure_desktop.shell.coming_due import ComingDue
    from secure_desktop.shell.earlier.start_offer import StartOffer
    from secure_desktop.shell.recent_card import Presence, RecentCard
    from secure_desktop.shell.recents import DueEntry
    from secure_desktop.shell.theme import Theme


class StartPage(ScrollPage):
    """Start page: buttons, recent assessments, and the way to what the rubrics are."""

    new_requested = Signal()
    next_year_requested = Signal()
    open_requested = Signal()
    recent_requested = Signal(str)  # path
    removal_requested = Signal(str)  # path
    sample_requested = Signal()
    rubrics_requested = Signal()
    due_requested = Signal(str, str)  # path, item id
    check_requested = Signal()
    overview_requested = Signal()
    recovery_requested = Signal()
    improve_requested = Signal(str)  # path of a finished Checklist to Start
    restore_requested = Signal(str)  # path
    copy_requested = Signal(str)  # path

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", margin=54, parent=parent)
        self._theme = theme
        self._cards: dict[str, RecentCard] = {}
        self._due: dict[str, tuple[DueEntry, ...]] = {}
        self._coming_due: ComingDue | None = None
        self._seen: dict[str, Recent] = {}  # by path, what a fresh look has found
        self._offer: StartOffer | None = None
        self._backups: LastBackupsPart | None = None
        self.title.setText(self.tr("SECURe checklists for school–police partnerships"))
        self.lead.setText(
            self.tr(
                "Work through a checklist, keep every answer on this computer, and hand the board a PDF summary. No internet needed."
            )
        )
        self.column.setSpacing(14)
        self.column.addLayout(self._buttons())
        self.column.addSpacing(10)
        self._recent_title = SectionTitle(self.tr("Recent assessments"))
        self._recent_area = QWidget()
        self._recent = FlowLayout(self._recent_area, spacing=14)
        self._nothing = MutedLabel(
            self.tr(
                "Nothing here yet. Begin with a new assessment, or look around in the filled sample first."
            )
        )
        for widget in (self._recent_title, self._recent_area, self._nothing):
            widget.hide()
            self.column.addWidget(widget)
        self._last_of_recent = QWidget()  # what comes later stands before it
        self._last_of_recent.setFixedHeight(6)
        self.column.addWidget(self._last_of_recent)
        self.column.addLayout(self._links())
        self.column.addSpacing(6)
        self.column.addWidget(MutedLabel(self._origin()))

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Show the recent assessments, newest first."""
        from secure_desktop.shell.recent_card import RecentCard

        paths = {entry.path for entry in recent}
        self._show_due({path: due for path, due in self._due.items() if path in paths})
        self._seen = {path: entry for path, entry in self._seen.items() if path in paths}
        for card in self._cards.values():
            self._recent.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        for entry in recent:
            card = RecentCard(entry, self._theme)
            card.clicked.connect(lambda _=False, path=entry.path: self.recent_requested.emit(path))
            card.restore_requested.connect(lambda path=entry.path: self.restore_requested.emit(path))
            card.copy_requested.connect(lambda path=entry.path: self.copy_requested.emit(path))
            card.removal_requested.connect(lambda path=entry.path: self.removal_requested.emit(path))
            self._recent.addWidget(card)
            self._cards[entry.path] = card
        if recent:
            self._order_stops()
        self._recent_title.setVisible(bool(recent))
        self._recent_area.setVisible(bool(recent))
        self._nothing.setVisible(not recent)

    def update_recent(self, entry: Recent, presence: Presence, due: tuple[DueEntry, ...]) -> None:
        """Show what a fresh look at one of the files has found, and what comes due in it."""
        if entry.path in self._cards:
            self._cards[entry.path].show_recent(entry, presence)
            self._show_due({**self._due, entry.path: due})
            if presence.value == "there":
                self._seen[entry.path] = entry
                self._show_offer()

    def show_backups(self, backups: LastBackups, clock: Callable[[], datetime]) -> None:
        """Show when recent files were last backed up."""
        if self._backups is None:
            from secure_desktop.shell.backups.last_backups_part import LastBackupsPart

            self._backups = LastBackupsPart(clock)
            self._backups.restore_requested.connect(self.restore_requested)
            self._backups.copy_requested.connect(self.copy_requested)
            self.column.insertWidget(self.column.indexOf(self._last_of_recent), self._backups)
        self._backups.show_backups(backups)
        self._order_stops()

    def take_focus(self) -> None:
        """Move the keyboard to the first button."""
        self._first.setFocus()

    def _show_due(self, due: dict[str, tuple[DueEntry, ...]]) -> None:
        self._due = due
        entries = [entry for found in due.values() for entry in found]
        if self._coming_due is None:
            if not entries:
                return
            from secure_desktop.shell.coming_due import ComingDue

            self._coming_due = ComingDue(self._theme)
            self._coming_due.due_requested.connect(self.due_requested)
            self.column.insertWidget(self.column.indexOf(self._nothing) + 1, self._coming_due)
        self._coming_due.show_entries(entries)
        self._order_stops()

    def _show_offer(self) -> None:
        in_order = [self._seen[path] for path in self._cards if path in self._seen]
        if self._offer is None:
            if not any(entry.kind == "start" for entry in in_order):
                return
            from secure_desktop.shell.earlier.start_offer import StartOffer

            self._offer = StartOffer()
            self._offer.improve_requested.connect(self.improve_requested)
            self.column.insertWidget(self.column.indexOf(self._recent_area) + 1, self._offer)
        self._offer.show_recent(in_order)
        self._order_stops()

    def _order_stops(self) -> None:
        from secure_desktop.shell.tab_order import set_tab_order

        lines = self._coming_due.lines if self._coming_due is not None else ()
        offers = (self._offer.begin,) if self._offer is not None else ()
        backups = self._backups.stops if self._backups is not None else ()
        set_tab_order(self._overview, *self._cards.values(), *offers, *lines, *backups, *self._link_buttons)

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self._first = PrimaryButton(self.tr("New assessment"))
        opening = Button(self.tr("Open a file…"))
        continuing = Button(self.tr("Start from an earlier assessment…"))
        self._checking = Button(self.tr("Check a report…"))
        self._overview = Button(self.tr("Folder overview…"))
        for button, signal in (
            (self._first, self.new_requested),
            (opening, self.open_requested),
            (continuing, self.next_year_requested),
            (self._checking, self.check_requested),
            (self._overview, self.overview_requested),
        ):
            button.clicked.connect(signal)
            _make_tall(button)
            row.addWidget(button)
        return row

    def _links(self) -> FlowLayout:
        row = FlowLayout(spacing=18)
        self._link_buttons: list[LinkButton] = []
        for text, signal in (
            (self.tr("Explore with a filled sample"), self.sample_requested),
            (self.tr("What are the SECURe rubrics?"), self.rubrics_requested),
            (self.tr("Get an assessment back from a PDF…"), self.recovery_requested),
        ):
            link = LinkButton(text)
            link.clicked.connect(signal)
            row.addWidget(link)
            self._link_buttons.append(link)
        return row

    def _origin(self) -> str:
        return self.tr(
            "Adapted from the subject areas of the SECURe Local Implementation Rubric (U.S. Departments of Education "
            "and Justice, 2016). The wording and the item breakdown are this program's own, not the official text."
        )


def _make_tall(button: QPushButton) -> None:
    button.setMinimumHeight(round(button.fontMetrics().height() * 2.3))
