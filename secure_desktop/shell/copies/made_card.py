"""The copies that were made, and the way to them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import GoodLabel


class MadeCard(Card):
    """Hidden until copies were made; `paths` are where they lie."""

    def __init__(self, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self.paths: tuple[Path, ...] = ()
        self._sentence = GoodLabel()
        self._list = QVBoxLayout()
        self._list.setSpacing(3)
        self._where = MutedLabel()
        self.folder_button = Button(self.tr("Show in folder"))
        self.folder_button.clicked.connect(self._open)
        row = FlowLayout(spacing=12)
        row.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.addWidget(self._sentence)
        column.addLayout(self._list)
        column.addWidget(self._where)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "Send each file to its reviewer. When the files come back, choose Combine reviewers’ files in the "
                    "Team menu, or drop them on this window."
                )
            )
        )
        column.addLayout(row)
        self.hide()

    @property
    def sentence(self) -> str:
        """How many copies there are."""
        return self._sentence.text()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here."""
        return (self.folder_button,)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show which files were made; all lie in one folder."""
        self.paths = tuple(paths)
        one, many = self.tr("✓ 1 reviewer copy is ready."), self.tr("✓ {0} reviewer copies are ready.")
        self._sentence.setText(one if len(paths) == 1 else many.format(len(paths)))
        clear(self._list)
        for path in paths:
            self._list.addWidget(PlainLabel(path.name))
        self._where.setText(str(paths[0].parent))
        self.show()

    def _open(self) -> None:
        self._dialogs.open(self.paths[0].parent)
