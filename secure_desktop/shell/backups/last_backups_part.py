"""On the start page: when the recent assessments were last backed up, and the ways to go back and to copy them."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import WarningBox
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel, SectionTitle
from secure_desktop.shell.earlier.line_label import LineLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.moments import ago, to_the_minute
from secure_desktop.shell.problems import problem_texts

if TYPE_CHECKING:
    from secure_desktop.shell.backups.last_looks import LastBackup, LastBackups

_MOST = 3  # files that are there; all that are gone and can come back stand here, too


class LastBackupsPart(QWidget):
    """A calm line for each of the newest files; a warning only where no backup can be taken."""

    restore_requested = Signal(str)  # path
    copy_requested = Signal(str)  # path

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._shown: tuple[LastBackup, ...] = ()
        self._labels: list[LineLabel] = []
        self._links: list[tuple[LinkButton, str]] = []  # each with the path of its file
        self._warning = PlainLabel()
        self._box = WarningBox()
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(self._warning)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionTitle(self.tr("Backups")))
        column.addWidget(self._box)
        column.addLayout(self._lines)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(link for link, _ in self._links)

    @property
    def warning(self) -> str:
        """Why no backups can be taken or read; "" while they can."""
        return "" if self._box.isHidden() else self._warning.text()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(label.text() for label in self._labels)

    def show_backups(self, backups: "LastBackups") -> None:
        """Show what a fresh look has found. What stands there already stays, so that nobody clicks beside it."""
        there = [file for file in backups.files if file.is_there][:_MOST]
        gone = [file for file in backups.files if not file.is_there and file.taken_at is not None]
        shown = (*gone, *there)
        if _ways(shown) != _ways(self._shown):
            clear(self._lines)
            self._labels, self._links = [], []
            for file in shown:
                self._lines.addLayout(self._line(file))
        self._shown = shown
        said = {file.path: self._said(file) for file in shown}
        for label, file in zip(self._labels, shown, strict=True):
            label.setText(said[file.path])
        for link, path in self._links:
            link.setAccessibleDescription(said[path])
        problem = backups.problem
        self._warning.setText("⚠ " + " ".join(problem_texts(problem)) if problem is not None else "")
        self._box.setVisible(problem is not None)
        self.setVisible(bool(shown or problem))

    def _line(self, file: "LastBackup") -> FlowLayout:
        row, label = FlowLayout(spacing=12), LineLabel()
        row.addWidget(label)
        self._labels.append(label)
        if file.taken_at is not None:
            self._add_link(row, self.tr("Restore…"), file, self.restore_requested)
        if file.is_there:
            self._add_link(row, self.tr("Copy to USB stick…"), file, self.copy_requested)
        return row

    def _add_link(self, row: FlowLayout, text: str, file: "LastBackup", signal: SignalInstance) -> None:
        link = LinkButton(text)
        link.clicked.connect(lambda: signal.emit(file.path))
        row.addWidget(link)
        self._links.append((link, file.path))

    def _said(self, file: "LastBackup") -> str:
        now, name = self._clock(), self.tr("{0}, {1}").format(file.district, file.checklist)
        if file.taken_at is None:
            return self.tr("{0}: no backup yet; one is taken when you open it").format(name)
        taken = self.tr("{0}, {1}").format(to_the_minute(file.taken_at, now), ago(file.taken_at, now))
        if not file.is_there:
            return self.tr("{0}: the file was not found; its last backup is of {1}").format(name, taken)
        if file.copied_at is None:
            return self.tr("{0}: last backup {1} · no copy on another drive yet").format(name, taken)
        return self.tr("{0}: last backup {1} · last copy on another drive {2}").format(
            name, taken, ago(file.copied_at, now)
        )


def _ways(files: tuple["LastBackup", ...]) -> list[tuple[str, bool, bool]]:
    """Return which links there are for files."""
    return [(file.path, file.is_there, file.taken_at is not None) for file in files]
