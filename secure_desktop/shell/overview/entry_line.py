"""The assessment in the current row, in words: what it is, where it lies, which copies there are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.overview import OverviewEntry, printable
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.moments import date_words

_MOST_COPIES = 5  # that are named


class EntryLine(InfoBox):
    """Says what a row cannot, and opens the assessment."""

    open_requested = Signal(object)  # OverviewEntry

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: OverviewEntry | None = None
        self._whose = StrongLabel()
        self._where = MutedLabel()
        self._copies = MutedLabel()
        self.button = Button(self.tr("Open the assessment"))
        self.button.clicked.connect(self._ask_to_open)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._whose, self._where, self._copies):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said."""
        return self._whose.text(), self._where.text(), self._copies.text()

    def show_entry(self, entry: OverviewEntry | None) -> None:
        """Tell about another assessment."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        profile = entry.profile
        parts = (profile.district, entry.rubric.title, profile.school_year, profile.agency)
        self._whose.setText(" · ".join(part for part in parts if part.strip()))
        self._where.setText(
            self.tr("Revision {0}, last changed {1}: {2}").format(
                entry.revision, date_words(entry.changed_at), printable(entry.file)
            )
        )
        self._copies.setText(self._about_copies(entry))
        self._copies.setVisible(bool(self._copies.text()))
        self.button.setAccessibleDescription(profile.district)

    def _about_copies(self, entry: OverviewEntry) -> str:
        lines = []
        if entry.reviewer:
            lines.append(self.tr("This is the reviewer copy of {0}.").format(entry.reviewer))
        if entry.copies:
            named = [printable(file) for file in entry.copies[:_MOST_COPIES]]
            more = len(entry.copies) - len(named)
            names = ", ".join(named) + (self.tr(" and {0} more").format(more) if more else "")
            count = len(entry.copies)
            lines.append(
                self.tr("1 copy: {0}").format(names)
                if count == 1
                else self.tr("{0} copies: {1}").format(count, names)
            )
        return "\n".join(lines)

    def _ask_to_open(self) -> None:
        if self._entry is not None:
            self.open_requested.emit(self._entry)
