"""What is said of a file that has just been written: when, where it lies, and the ways to it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import clock_time


class WrittenPart(QWidget):
    """Hidden until something was written. `open_button` opens it, `folder_button` shows the folder that it lies in."""

    def __init__(self, dialogs: Dialogs, open_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._path = Path()
        self._saved = GoodLabel()
        self._place = PlainLabel()
        self.open_button = Button(open_text)
        self.open_button.clicked.connect(lambda: self._dialogs.open(self._path))
        self.folder_button = Button(self.tr("Show in folder"))
        self.folder_button.clicked.connect(lambda: self._dialogs.open(self._path.parent))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._saved)
        column.addWidget(self._place)
        row = FlowLayout(spacing=12)
        row.addWidget(self.open_button)
        row.addWidget(self.folder_button)
        column.addLayout(row)
        self.hide()

    def show_written(self, path: Path, at: datetime) -> None:
        """Say that a file is complete since a moment, in UTC."""
        self._path = path
        self._saved.setText(self.tr("✓ Saved {0}").format(clock_time(at)))
        self._place.setText(str(path))
        self.show()
