"""How far a reading is, with the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.overview.folder_reading import ReadSoFar


class ProgressPart(QWidget):
    """A bar, its words, and Cancel. Hidden while nothing is read."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = MutedLabel(wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading"))
        self.cancel = Button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self._words)
        row.addWidget(self.cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What the words say."""
        return self._words.text()

    def begin(self) -> None:
        """Show that a reading has begun."""
        self._bar.setRange(0, 0)
        self._words.setText(self.tr("Looking for assessments…"))
        self.show()

    def show_part(self, part: ReadSoFar) -> None:
        """Show how far a reading is."""
        self._bar.setRange(0, part.total)
        self._bar.setValue(part.read)
        if part.total:
            self._words.setText(self.tr("{0} of {1} files").format(part.read, part.total))
        else:
            self._words.setText(self.tr("{0} files found").format(part.found))
