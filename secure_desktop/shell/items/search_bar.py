"""Search over all items, and the filter: one row above the cards."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from secure_desktop.model.navigation import Filter
from secure_desktop.shell.controls import PAGE_MARGIN, PlainLabel
from secure_desktop.shell.forms import line_edit
from secure_desktop.shell.words import filter_word

_PAUSE = 120  # milliseconds; a fast typist's search is done once, at the end

_NARROWEST = 12  # characters of the search field; the filter gives way to it


class SearchBar(QFrame):
    """What to show of the checklist: a filter and words. `has_earlier` adds the filter that an earlier assessment needs."""

    changed = Signal()

    def __init__(self, *, has_earlier: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = line_edit(placeholder=self.tr("Search all items and notes"))
        self._field.setAccessibleName(self.tr("Search all items and notes"))
        self._field.setClearButtonEnabled(True)
        self._choice = QComboBox()
        for which in Filter:
            if has_earlier or which is not Filter.NOT_RECONFIRMED:
                self._choice.addItem(filter_word(which), which)
        self._label = PlainLabel(self.tr("Show"), wrap=False)
        self._label.setBuddy(self._choice)
        self._choice.setAccessibleName(self.tr("Show"))
        self._choice.setMinimumWidth(120)  # pixels; the longest filter must not widen the page at 200 %
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self._field.textChanged.connect(lambda _: self._pause.start())
        self._choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 0)
        row.addWidget(self._field, 1)
        row.addSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._choice)

    @property
    def filter(self) -> Filter:
        """The chosen filter."""
        return Filter(self._choice.currentData())

    @property
    def words(self) -> str:
        """The words to look for."""
        return self._field.text()

    @property
    def is_active(self) -> bool:
        """Whether less than everything is wanted."""
        return self.filter is not Filter.ALL or bool(self.words.strip())

    @property
    def last_stop(self) -> QWidget:
        """The last widget that Tab reaches here."""
        return self._choice

    def choose(self, which: Filter) -> None:
        """Take a filter."""
        self._choice.setCurrentIndex(self._choice.findData(which))

    def reset(self) -> None:
        """Want everything again, without telling anybody."""
        self._pause.stop()
        self.blockSignals(True)
        self._field.clear()
        self._choice.setCurrentIndex(0)
        self._pause.stop()
        self.blockSignals(False)

    def take_focus(self) -> None:
        """Move the keyboard to the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrowest = self.fontMetrics().averageCharWidth() * _NARROWEST
        self._field.setMinimumWidth(narrowest)
        wanted = narrowest + self._label.sizeHint().width() + self._choice.sizeHint().width()
        self._label.setVisible(wanted + 2 * PAGE_MARGIN <= self.width())  # what is chosen says more

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_active:
            self.reset()
            self.changed.emit()
        else:
            super().keyPressEvent(event)
