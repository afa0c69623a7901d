"""What came across of a damaged file, in numbers, and the list of what did not or is to be checked."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secure_desktop.exchange.rescue.counts import counts
from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import LargeLabel, StrongLabel
from secure_desktop.shell.rescue.rescue_words import count_line, finding_lines, headline
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.tone_box import ToneBox

_MOST_LINES = 200  # that are shown; thousands would hold up the window


class OutcomePart(QWidget):
    """The outcome in one sentence, a line for each part, and the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._box = ToneBox(theme)
        self.headline = LargeLabel()
        self._about = PlainLabel()
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(self.headline)
        inner.addWidget(self._about)
        self._parts = InfoBox()
        self._grid = QGridLayout(self._parts)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(1, 1)
        self._title = SectionTitle(self.tr("What did not come across, and what to check"))
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.copy = Button(self.tr("Copy this list"))
        self.copy.clicked.connect(self._copy)
        row = FlowLayout(spacing=12)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self._box, self._parts, self._title, self._list):
            column.addWidget(widget)
        column.addLayout(row)

    @property
    def texts(self) -> str:
        """Everything that stands in it, as one text."""
        return "\n".join(label.text() for label in self.findChildren(PlainLabel))

    @property
    def lines(self) -> tuple[str, ...]:
        """The list."""
        return self._lines

    def show_rescued(self, found: Rescued) -> None:
        """Show what was rescued."""
        self._box.show_tone("in-place" if found.is_complete else "partly")
        self.headline.setText(headline(found))
        assessment = found.assessment
        about = (assessment.profile.district, assessment.profile.school_year, assessment.rubric.title)
        self._about.setText(
            self.tr("{0}. “{1}” itself stays as it is.").format(
                " · ".join(text for text in about if text), found.name
            )
        )
        clear(self._grid)
        for counted in counts(found):
            line = count_line(counted)
            if line is not None:
                row = self._grid.rowCount()
                self._grid.addWidget(StrongLabel(line.name, wrap=False), row, 0)
                self._grid.addWidget(PlainLabel(line.text), row, 1)
        self._lines = finding_lines(found)
        clear(self._column)
        for text in self._lines[:_MOST_LINES]:
            self._column.addWidget(PlainLabel(f"•  {text}"))
        if (more := len(self._lines) - _MOST_LINES) > 0:
            self._column.addWidget(
                PlainLabel(self.tr("{0} more stand in the list that can be copied.").format(more))
            )
        for widget in (self._title, self._list, self.copy):
            widget.setVisible(bool(self._lines))
        announce(self, headline(found))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))
        announce(self.copy, self.tr("The list was copied."))
