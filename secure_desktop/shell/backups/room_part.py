"""In the settings: where the backups lie and how much room they take."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.tasks import Task


class RoomPart(QWidget):
    """Looks on another thread how much room backups take. `open_folder` shows a folder in the system's way."""

    def __init__(self, open_folder: Callable[[Path], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_folder = open_folder
        self._folder = locations.backups_folder()
        self._room = PlainLabel(self.tr("Looking how much room they take…"))
        self.show_folder = Button(self.tr("Show folder"))
        self.show_folder.setAccessibleName(self.tr("Show the folder of the backups"))
        self.show_folder.clicked.connect(lambda: self._open_folder(self._folder))
        self.show_folder.setEnabled(self._folder.is_dir())
        row = FlowLayout(spacing=12)
        row.addWidget(self.show_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Backups")))
        column.addWidget(self._room)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "They are taken by themselves and lie on this computer only. Should it break down, a copy on a USB stick "
                    "is what is left."
                )
            )
        )
        column.addLayout(row)
        task = Task(_room_taken, self)
        task.done.connect(self._show_room)
        task.failed.connect(self._show_problem)
        task.start()

    @property
    def text(self) -> str:
        """What is said of the room that they take."""
        return self._room.text()

    def _show_room(self, size: int) -> None:
        if size:
            self._room.setText(self.tr("They take {0} in {1}").format(size_words(size), self._folder))
        else:
            self._room.setText(self.tr("There are none yet."))

    def _show_problem(self, fault: object) -> None:
        if isinstance(fault, KnownProblem):
            self._room.setText("⚠ " + " ".join(problem_texts(fault)))
        else:
            self._room.setText(self.tr("How much room they take could not be found out."))


def _room_taken() -> int:
    from secure_desktop.storage.snapshots import Snapshots

    return Snapshots(locations.backups_folder()).size()
