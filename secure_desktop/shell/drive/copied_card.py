"""The copy that was read back: where it is, and what to mind before the drive is pulled out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.moments import clock_time

if TYPE_CHECKING:
    from secure_desktop.storage.drive_copy import DriveCopy


class CopiedCard(Card):
    """Hidden until there is a copy."""

    def __init__(self, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._path = Path()
        self._sentence = GoodLabel()
        self._mind = PlainLabel()
        self._place = MutedLabel()
        self.folder_button = Button(self.tr("Show in folder"))
        self.folder_button.clicked.connect(lambda: self._dialogs.open(self._path.parent))
        row = FlowLayout(spacing=12)
        row.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        for label in (self._sentence, self._mind, self._place):
            column.addWidget(label)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; "" while there is nothing to say."""
        return "" if self.isHidden() else f"{self._sentence.text()} {self._mind.text()}".strip()

    @property
    def path(self) -> Path:
        """Where the copy is."""
        return self._path

    def show_copy(self, copy: "DriveCopy", drive: str, *, is_carried: bool) -> None:
        """Say that a copy is good, on a drive of this name."""
        self._path = copy.path
        self._sentence.setText(
            self.tr("✓ The copy on “{0}” is complete and was read back: {1}.").format(
                drive, clock_time(copy.read_back_at)
            )
        )
        self._mind.setText(self._to_mind(copy, is_carried=is_carried))
        self._mind.setVisible(bool(self._mind.text()))
        self._place.setText(str(copy.path))
        self.show()
        self.folder_button.setFocus()
        announce(self, self.text)

    def _to_mind(self, copy: "DriveCopy", *, is_carried: bool) -> str:
        if is_carried:
            return self.tr("Eject the drive before you pull it out.")
        if not copy.is_on_other_drive:
            return self.tr(
                "⚠ It is on the same drive as the assessment: should that drive fail, both are lost."
            )
        return ""
