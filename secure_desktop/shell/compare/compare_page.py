"""Comparing assessments: choose files and signed revisions, read what became of every item, save it as a PDF."""

import functools
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.comparison import Comparison, Kind, compare
from secure_desktop.model.comparison_words import caution_sentence
from secure_desktop.model.trend import trend
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.compare.changes_part import ChangesPart
from secure_desktop.shell.compare.comparison_export import ComparisonExport
from secure_desktop.shell.compare.sources import Gathered, Refused, Source, Sources, gather, gather_from
from secure_desktop.shell.compare.sources_part import SourcesPart
from secure_desktop.shell.compare.steps_part import StepsPart
from secure_desktop.shell.compare.trend_part import TrendPart
from secure_desktop.shell.compare.words import translated
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.signing_errors import Busy


class ComparePage(ScrollPage):
    """Compares the open assessment, if there is one, with others; or any that are chosen."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    item_requested = Signal(str)  # item id, of the open assessment

    def __init__(
        self,
        theme: Theme,
        dialogs: Dialogs,
        session: Session | None,
        folder: Path,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=1100, parent=parent)
        self._dialogs = dialogs
        self._session = session
        self._folder = folder
        self._sources = Sources()
        self._refused: tuple[Refused, ...] = ()
        self._first: tuple[Path, ...] = ()
        self._is_busy = False
        self.title.setText(self.tr("Compare"))
        self.lead.setText(
            self.tr(
                "Compare two assessments of the same checklist, or two revisions of one: what improved, what slipped, what "
                "was not yet re-confirmed. Three or more show the trend. The files are only read."
            )
        )
        self.sources = SourcesPart()
        self._cautions = InfoBox()
        self._cautions_column = QVBoxLayout(self._cautions)
        self.headline = StrongLabel()
        self.trend = TrendPart(theme)
        self.steps = StepsPart(theme)
        self.changes = ChangesPart(theme)
        self.export = ComparisonExport(dialogs, clock)
        self._result = QWidget()
        self._lay_out()
        self._connect()
        self._show_busy(is_busy=False)
        self._show()

    @property
    def is_busy(self) -> bool:
        """Whether files are being read."""
        return self._is_busy

    @property
    def texts(self) -> tuple[str, ...]:
        """Every line of text that is shown."""
        labels = self.findChildren(PlainLabel)
        return tuple(label.text() for label in labels if label.isVisibleTo(self) and label.text())

    def take_focus(self) -> None:
        """Move the keyboard to the button that adds a file."""
        self.sources.add.setFocus()

    def start(self, paths: Sequence[Path] = ()) -> None:
        """Take the open assessment, with the signed revisions that it keeps, and these files.

        Where there are no files and no revisions to choose from, ask for files.
        """
        self._first = tuple(paths)
        if self._session is None:
            self._add_first()
        elif self._session.read_behind(gather_from, done=self._take_first, failed=self._fail) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
        else:
            self._show_busy(is_busy=True)

    def ask(self) -> None:
        """Ask for files and add them."""
        if self._is_busy:
            return
        kinds = self.tr("Assessments and sealed reports (*.sqlite *.pdf);;All files (*)")
        paths = self._dialogs.choose_several(self.tr("Compare assessments"), kinds, self._folder)
        if paths:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Read files on another thread and add them."""
        here = self._session
        own = [path for path in paths if here is not None and here.is_at(path)]
        others = [path for path in paths if path not in own]
        if own and here is not None:
            # The open file is read through its own connection alone; it is at hand already, or was removed.
            self._take_own(here)
        if not others:
            return
        self._show_busy(is_busy=True)
        task = Task(functools.partial(gather, others), self)
        task.done.connect(self._take)
        task.failed.connect(self._fail)
        task.start()

    def _lay_out(self) -> None:
        self.column.addWidget(self.sources)
        row = FlowLayout(spacing=12)
        self._working = WorkingSign(row, self.tr("Reading…"))
        self.column.addLayout(row)
        self.column.addWidget(self._cautions)
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 6, 0, 0)
        result.setSpacing(16)
        for part in (self.headline, self.export, self.trend, self.steps, self.changes):
            result.addWidget(part)
        self.column.addWidget(self._result)

    def _connect(self) -> None:
        self.sources.files_wished.connect(self.ask)
        self.sources.source_wished.connect(self._add_source)
        self.sources.removal_wished.connect(self._remove)
        self.sources.swap_wished.connect(self._swap)
        self.changes.item_requested.connect(self._go_to_item)
        self.export.fault_met.connect(self.fault_met)
        self.sources.left.connect(self.left)

    def _take_first(self, gathered: Gathered) -> None:
        self._take(gathered)
        self._add_first()

    def _add_first(self) -> None:
        if self._first:
            self.add(self._first)
        elif not self._sources.offered:
            self.ask()

    def _take_own(self, session: Session) -> None:
        self._refused = ()
        self._choose(Source(session.path, session.assessment))
        self._show()

    def _take(self, gathered: Gathered) -> None:
        self._show_busy(is_busy=False)
        self._refused = gathered.refused
        self._sources.keep_at_hand((*gathered.present, *gathered.earlier))
        for source in gathered.present:
            self._choose(source)
        self._show()
        self.take_focus()

    def _choose(self, source: Source) -> None:
        try:
            self._sources.add(source)
        except KnownProblem as problem:
            self._refused = (*self._refused, Refused(source.path, problem))

    def _add_source(self, source: Source) -> None:
        self._refused = ()
        self._choose(source)
        self._show()
        self.take_focus()

    def _remove(self, source: Source) -> None:
        self._refused = ()
        self._sources.remove(source)
        self._show()
        self.take_focus()

    def _swap(self) -> None:
        self._sources.swap()
        self._show()
        self.sources.swap.setFocus()

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.fault_met.emit(fault)

    def _show(self) -> None:
        self.sources.show_sources(self._sources, self._refused)
        chosen = [source.assessment for source in self._sources.chosen]
        is_result = len(chosen) > 1
        self._result.setVisible(is_result)
        self._cautions.hide()
        if is_result:
            course = trend(chosen)
            comparison = compare(chosen[0], chosen[-1])
            self._show_comparison(comparison)
            self.trend.setVisible(len(chosen) > 2)
            self.trend.show_trend(course)
            self.export.offer(comparison, course, self._sources.chosen[-1].path.parent)
        set_tab_order(*self.sources.stops, *self.export.stops, self.trend.table, *self.changes.stops)
        if is_result:
            announce(self, self.headline.text())

    def _show_comparison(self, comparison: Comparison) -> None:
        clear(self._cautions_column)
        for caution in comparison.cautions:
            sentence = caution_sentence(comparison, caution, translated)
            self._cautions_column.addWidget(PlainLabel(f"⚠ {sentence}"))
        self._cautions.setVisible(bool(comparison.cautions))
        self.headline.setText(self._headline(comparison))
        self.steps.show_comparison(comparison)
        self.changes.show_comparison(comparison)

    def _headline(self, comparison: Comparison) -> str:
        before, after = comparison.standings
        sentence = self.tr(
            "{0} improved, {1} slipped. In place: {2} of {3} applicable items earlier, {4} of {5} later."
        )
        return sentence.format(
            comparison.count(Kind.IMPROVED),
            comparison.count(Kind.SLIPPED),
            before.in_place,
            before.applicable,
            after.in_place,
            after.applicable,
        )

    def _go_to_item(self, item_id: str) -> None:
        here = self._session
        if here is None or item_id not in {item.id for item in here.assessment.asked_items}:
            return  # it is not in the open one, or is not asked in this reviewer copy
        if any(source.path == here.path for source in self._sources.chosen):
            self.item_requested.emit(item_id)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.sources.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)
