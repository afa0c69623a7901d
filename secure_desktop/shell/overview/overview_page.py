"""All assessments under a folder: one table, filtered and sorted, the gaps they have in common, what is not readable."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.common_gaps import common_gaps
from secure_desktop.model.overview import Overview, OverviewEntry, Unread, without_copies
from secure_desktop.model.overview_rows import rubrics_in, school_years, select_entries, sort_entries
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import WarningBox
from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.overview.columns import columns_for
from secure_desktop.shell.overview.common_gaps_part import CommonGapsPart
from secure_desktop.shell.overview.entry_line import EntryLine
from secure_desktop.shell.overview.folder_reading import FolderReading, ReadSoFar
from secure_desktop.shell.overview.overview_export import OverviewExport
from secure_desktop.shell.overview.overview_filters import OverviewFilters
from secure_desktop.shell.overview.overview_table import OverviewTable
from secure_desktop.shell.overview.overview_words import found_sentence, legend, shown_sentence
from secure_desktop.shell.overview.progress_part import ProgressPart
from secure_desktop.shell.overview.unread_part import UnreadPart
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.theme import Theme

_TABLE_PART = 0.62  # of the page's height


class OverviewPage(ScrollPage):
    """Reads one folder after the other, and shows what was read while it goes on."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    open_requested = Signal(object)  # Path

    def __init__(
        self,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self._dialogs = dialogs
        self._clock = clock
        self._proposed = folder
        self._reading: FolderReading | None = None
        self._overview: Overview | None = None
        self._entries: list[OverviewEntry] = []  # as they are read, copies and all
        self._unread: list[Unread] = []
        self.title.setText(self.tr("Folder overview"))
        self.lead.setText(
            self.tr(
                "Choose a folder. Every assessment in it and in its folders is read, and none is changed, also while "
                "somebody edits it."
            )
        )
        self.choose = PrimaryButton(self.tr("Choose a folder…"))
        self.again = Button(self.tr("Read it again"))
        self.back = Button(self.tr("Back"))
        self.progress = ProgressPart()
        self._incomplete = WarningBox()
        self._incomplete_text = PlainLabel()
        self._found = PlainLabel()
        self.filters = OverviewFilters()
        self._shown = MutedLabel(wrap=False)
        self.everything = LinkButton(self.tr("Show all of them"))
        self.table = OverviewTable(theme)
        self._legend = MutedLabel(legend())
        self.line = EntryLine()
        self.gaps = CommonGapsPart()
        self.problems = UnreadPart()
        self.export = OverviewExport(dialogs, clock, lambda: self.shown_overview)
        self._lay_out()
        self._connect()
        self._show_state()

    @property
    def is_busy(self) -> bool:
        """Whether a folder is being read, or an overview written."""
        return self._reading is not None or self.export.is_busy

    @property
    def folder(self) -> Path | None:
        """The folder that is shown."""
        return Path(self._overview.folder) if self._overview is not None else None

    @property
    def shown_overview(self) -> Overview | None:
        """What is shown, in the order in which it is shown; None before anything was read."""
        if self._overview is None:
            return None
        entries = self.table.entries_model.entries
        is_whole = self._overview.is_complete and len(entries) == len(self._overview.entries)
        return replace(self._overview, entries=entries, is_complete=is_whole)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said about what was found, what is shown, and what is missing."""
        return self._found.text(), self._shown.text(), self._incomplete_text.text()

    def take_focus(self) -> None:
        """Move the keyboard to the table, or to the first button while there is none."""
        (self.table if self.table.isVisibleTo(self) else self.choose).setFocus()

    def ask(self) -> None:
        """Ask for a folder and read it."""
        chosen = self._dialogs.choose_folder(
            self.tr("Choose the folder with the assessments"), self.folder or self._proposed
        )
        if chosen is not None:
            self.read(chosen)

    def read(self, folder: Path) -> None:
        """Read a folder on another thread."""
        if self._reading is not None:
            return
        self._entries, self._unread = [], []
        made_at = self._clock()
        self._overview = Overview(str(folder), made_at, (), (), 0, is_complete=False)
        self._reading = FolderReading(folder, made_at, self)
        self._reading.progressed.connect(self._take_part)
        self._reading.done.connect(self._take_overview)
        self._reading.failed.connect(self._fail)
        self._reading.start()
        self.progress.begin()
        self._show_state()
        self.progress.cancel.setFocus()

    def cancel(self) -> None:
        """Stop reading; what was read so far stays shown."""
        if self._reading is not None:
            self._reading.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.give_room(round(self.viewport().height() * _TABLE_PART))

    def _lay_out(self) -> None:
        buttons = FlowLayout(spacing=12)
        for button in (
            self.choose,
            self.again,
            self.export.button,
            self.export.stop,
            self.export.working,
            self.back,
        ):
            buttons.addWidget(button)
        warning = QVBoxLayout(self._incomplete)
        warning.setContentsMargins(12, 8, 12, 8)
        warning.addWidget(self._incomplete_text)
        shown = FlowLayout(spacing=12)
        shown.addWidget(self._shown)
        shown.addWidget(self.everything)
        self.column.addLayout(buttons)
        for widget in (self.export, self.progress, self._incomplete, self._found, self.filters):
            self.column.addWidget(widget)
        self.column.addLayout(shown)
        for part in (self.table, self._legend, self.line, self.gaps, self.problems):
            self.column.addWidget(part)
        set_tab_order(
            self.choose,
            self.again,
            self.export.button,
            self.export.stop,
            self.back,
            self.progress.cancel,
            *self.filters.stops,
            self.everything,
            self.table,
            self.line.button,
            *self.gaps.stops,
            self.problems.table,
        )

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask)
        self.again.clicked.connect(lambda: self.read(self.folder or self._proposed))
        self.back.clicked.connect(self.left)
        self.progress.cancelled.connect(self.cancel)
        self.filters.changed.connect(lambda: self._show_rows(from_top=True))
        self.everything.clicked.connect(self.filters.clear)
        self.table.sorting_requested.connect(self.filters.sort_by)
        self.table.entry_chosen.connect(self.line.show_entry)
        self.table.open_requested.connect(self._ask_to_open)
        self.line.open_requested.connect(self._ask_to_open)
        self.export.fault_met.connect(self.fault_met)

    def _take_part(self, part: ReadSoFar) -> None:
        if self._reading is None or self._overview is None:
            return
        for result in part.fresh:
            if isinstance(result, Unread):
                self._unread.append(result)
            else:
                self._entries.append(result)
        self.progress.show_part(part)
        self._overview = replace(
            self._overview,
            entries=without_copies(self._entries),
            unread=tuple(self._unread),
            files=len(self._entries) + len(self._unread),
        )
        self._show_state()

    def _take_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._end_reading()
        announce(self, found_sentence(overview))
        self.take_focus()

    def _fail(self, fault: Exception) -> None:
        self._overview = None
        self._end_reading()
        self.choose.setFocus()
        self.fault_met.emit(fault)

    def _end_reading(self) -> None:
        if self._reading is not None:
            self._reading.deleteLater()
        self._reading = None
        self._entries, self._unread = [], []
        self.progress.hide()
        self._show_state()

    def _show_state(self) -> None:
        overview, is_reading = self._overview, self._reading is not None
        has_rows = overview is not None and bool(overview.entries)
        self.choose.setEnabled(not is_reading)
        self.again.setVisible(overview is not None and not is_reading)
        self._found.setVisible(overview is not None and not is_reading)
        is_cut = overview is not None and not overview.is_complete and not is_reading
        self._incomplete.setVisible(is_cut)
        self.lead.setVisible(overview is None)
        self.export.button.setVisible(overview is not None and not is_reading)
        self.filters.setVisible(has_rows)
        self.gaps.setVisible(has_rows)
        if overview is None:
            for later in (self.table, self._legend, self.line, self.problems, self._shown, self.everything):
                later.hide()
            return
        self._found.setText(found_sentence(overview))
        self._incomplete_text.setText(
            self.tr("Incomplete: the reading was stopped after {0} files.").format(overview.files)
        )
        self.filters.offer(rubrics_in(overview.entries), school_years(overview.entries))
        self.problems.show_unread(overview.unread)
        self._show_rows()

    def _show_rows(self, *, from_top: bool = False) -> None:
        overview = self._overview
        if overview is None:
            return
        chosen = select_entries(overview.entries, self.filters.filter)
        columns = columns_for(rubrics_in(chosen or overview.entries))
        self.filters.offer_columns(columns)
        key = next(column.key for column in columns if column.id == self.filters.column)
        rows = sort_entries(chosen, key, descending=self.filters.is_descending)
        self.table.show_entries(rows, columns, from_top=from_top)
        self.table.entries_model.mark_sorting(self.filters.column, descending=self.filters.is_descending)
        self.table.setVisible(bool(rows))
        self._legend.setVisible(bool(rows))
        self._shown.setText(shown_sentence(len(rows), len(overview.entries)))
        for part in (self._shown, self.everything):
            part.setVisible(len(rows) < len(overview.entries))
        self.gaps.show_gaps(common_gaps(rows))

    def _ask_to_open(self, entry: OverviewEntry) -> None:
        if self.folder is not None:
            self.open_requested.emit(self.folder / entry.file)
