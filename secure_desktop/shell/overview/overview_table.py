"""The table of assessments, which scrolls by itself: there may be thousands."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from secure_desktop.model.overview import OverviewEntry
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.overview.bar_delegate import ROW, BarDelegate
from secure_desktop.shell.overview.columns import TableColumn
from secure_desktop.shell.overview.overview_model import OverviewModel
from secure_desktop.shell.review.grown_table import CELL_PADDING, Index, bring_into_view
from secure_desktop.shell.theme import Theme

_FEWEST = 4  # rows that are shown even where there is little room


class OverviewTable(QTableView):
    """A row for each assessment. Enter or a double click asks for it to be opened; a click on a heading, to sort."""

    open_requested = Signal(object)  # OverviewEntry
    entry_chosen = Signal(object)  # OverviewEntry, or None
    sorting_requested = Signal(str)  # column id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries_model = OverviewModel(theme, self)
        self._room = 0
        self.setModel(self.entries_model)
        self.setItemDelegate(BarDelegate(theme, self))
        self.setAccessibleName(self.tr("Assessments"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab leads on; the arrows go from cell to cell
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        wrapped = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)  # a header takes it for an alignment, too
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | wrapped)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(
            lambda place: self.sorting_requested.emit(self.entries_model.columns[place].id)
        )
        self.doubleClicked.connect(lambda index: self._ask_to_open(index.row()))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)

    @property
    def current_entry(self) -> OverviewEntry | None:
        """The assessment in the current row."""
        row = self.currentIndex().row()
        return self.entries_model.entries[row] if 0 <= row < len(self.entries_model.entries) else None

    def show_entries(
        self, entries: tuple[OverviewEntry, ...], columns: tuple[TableColumn, ...], *, from_top: bool = False
    ) -> None:
        """Show other rows; the current one stays current if it is among them, unless they are shown from the top."""
        current, column = self.current_entry, max(self.currentIndex().column(), 0)
        is_other = [each.id for each in columns] != [each.id for each in self.entries_model.columns]
        place = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self.entries_model.show_entries(entries, columns)
        if is_other:
            self._set_widths()
        ids = {entry.id: row for row, entry in enumerate(entries)}
        row = ids.get(current.id, 0) if current is not None and not from_top else 0
        if entries:
            self.setCurrentIndex(self.entries_model.index(row, min(column, len(columns) - 1)))
            self.verticalScrollBar().setValue(0 if from_top else place[0])
            self.horizontalScrollBar().setValue(place[1])
        self.entry_chosen.emit(self.current_entry)
        self._later.start()

    def give_room(self, height: int) -> None:
        """Take at most this height, unless so little would show too few rows."""
        if height != self._room:
            self._room = height
            self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_to_open(self.currentIndex().row())
        elif event.text().strip():
            event.ignore()  # letters are not for a search here
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            bring_into_view(self, current)
        if current.row() != previous.row():
            self.entry_chosen.emit(self.current_entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_widths()
            self._later.start()

    def _ask_to_open(self, row: int) -> None:
        if 0 <= row < len(self.entries_model.entries):
            self.open_requested.emit(self.entries_model.entries[row])

    def _set_widths(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        for place, column in enumerate(self.entries_model.columns):
            self.setColumnWidth(place, column.width * unit)

    def _fit(self) -> None:
        row = round(self.fontMetrics().height() * ROW)
        if self.verticalHeader().defaultSectionSize() != row:
            self.verticalHeader().setDefaultSectionSize(row)
        count = len(self.entries_model.entries)
        fitting = max(_FEWEST, self._room // row)
        self.horizontalHeader().setFixedHeight(self._heading_height())
        around = self._heading_height() + self.horizontalScrollBar().sizeHint().height() + 4
        self.setFixedHeight(around + row * max(1, min(count, fitting)))

    def _heading_height(self) -> int:
        """Return the height that the headings take when they wrap; Qt reckons with one line."""
        header = self.horizontalHeader()
        metrics = QFontMetrics(scaled_font(header.font(), 1.0, bold=True))
        heights = [
            metrics.boundingRect(
                QRect(0, 0, max(header.sectionSize(place) - 2 * CELL_PADDING - 2, 40), 10_000),
                int(Qt.TextFlag.TextWordWrap),
                str(self.entries_model.headerData(place, Qt.Orientation.Horizontal)),
            ).height()
            for place in range(len(self.entries_model.columns))
        ]
        return max([metrics.height(), *heights]) + round(metrics.height() * 0.8)
