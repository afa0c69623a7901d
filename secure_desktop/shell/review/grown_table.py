"""A table that is as tall as its rows, so that the page scrolls and not the table."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex

ITEM_ID = int(Qt.ItemDataRole.UserRole)  # the role under which a row's first cell holds its item's id

CELL_PADDING = 9  # pixels at the left and right of a cell's text, by the style rules


class WrappingDelegate(QStyledItemDelegate):
    """Gives each cell the height that its whole text needs; Qt's own forgets the padding of the style rules."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = QRect(0, 0, max(option.rect.width() - 2 * CELL_PADDING - 2, 40), 10_000)
        text = str(index.data() or "")
        height = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(room.width(), height + round(option.fontMetrics.height() * 0.9))


class GrownTable(QTableView):
    """Rows that wrap. `widths` are, by column, average characters; what is left goes to the columns in `flexible`.

    Enter or a double click in a cell that cannot be edited leads to the row's item.
    """

    item_requested = Signal(str)  # item id

    def __init__(
        self, name: str, widths: tuple[int, ...], flexible: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._widths = widths
        self._flexible = flexible
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._fit)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab leads on; the arrows go from cell to cell
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self.setItemDelegate(WrappingDelegate(self))
        self.doubleClicked.connect(self._follow)

    def set_widths(self, widths: tuple[int, ...], flexible: tuple[int, ...]) -> None:
        """Take other widths, for a model that has other columns now."""
        self._widths = widths
        self._flexible = flexible
        self._later.start()

    def show_model(self, model: QAbstractTableModel) -> None:
        """Show a model, and follow it in height."""
        self.setModel(model)
        model.modelReset.connect(self._later.start)
        model.dataChanged.connect(lambda *_: self._later.start())
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self._follow(index)
        elif event.text().strip():
            event.ignore()  # letters are not for a search here, and digits must not reach a hidden card
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            bring_into_view(self, current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._later.start()

    def _fit(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        least = [width * unit for width in self._widths]
        spare = max(0, self.viewport().width() - sum(least)) // len(self._flexible)
        for column, width in enumerate(least):
            self.setColumnWidth(column, width + (spare if column in self._flexible else 0))
        self.resizeRowsToContents()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if sum(least) > self.viewport().width() else 0
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + below + 2)

    def _follow(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            item_id = index.siblingAtColumn(0).data(ITEM_ID)
            if item_id:
                self.item_requested.emit(item_id)


def bring_into_view(table: QTableView, index: Index) -> None:
    """Scroll the page around a table so far that a cell can be seen."""
    parent = table.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    content = parent.widget() if parent is not None else None
    if parent is not None and content is not None:
        cell = table.visualRect(index)
        place = table.viewport().mapTo(content, cell.center())
        parent.ensureVisible(0, place.y(), 0, cell.height())
