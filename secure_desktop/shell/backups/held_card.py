"""What a backup holds, what going back to it would change, and the buttons for it."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.form_differences import differences
from secure_desktop.shell.backups.backup_words import holds_words
from secure_desktop.shell.backups.backup_work import Held, Present
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.moments import to_the_minute
from secure_desktop.shell.sign_off.differences_list import DifferencesList, parts_of
from secure_desktop.shell.theme import Theme
from secure_desktop.storage.snapshots import Snapshot


class HeldCard(Card):
    """Hidden until a backup is chosen."""

    restore_requested = Signal(object)  # Snapshot
    copy_requested = Signal(object)  # Snapshot
    item_requested = Signal(str)  # item id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._title = StrongLabel()
        self._holds = PlainLabel()
        self._changes = PlainLabel()
        self.restore = PrimaryButton(self.tr("Restore this one…"))
        self.copy = Button(self.tr("Save as a separate file…"))
        self.list = DifferencesList(theme)
        self.restore.clicked.connect(lambda: self.restore_requested.emit(self._snapshot))
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self._snapshot))
        self.list.item_requested.connect(self.item_requested)
        row = FlowLayout(spacing=12)
        row.addWidget(self.restore)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._holds)
        column.addLayout(row)
        column.addWidget(self._changes)
        column.addWidget(self.list)
        self.hide()

    @property
    def text(self) -> str:
        """What is said of the chosen backup, without the list; "" while none is chosen."""
        return "" if self.isHidden() else f"{self._holds.text()} {self._changes.text()}".strip()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.restore, self.copy, *self.list.stops

    def show_snapshot(self, snapshot: Snapshot, now: datetime) -> None:
        """Show which backup is chosen, before it was looked into."""
        self._snapshot = snapshot
        self._title.setText(self.tr("Backup of {0}").format(to_the_minute(snapshot.taken_at, now)))
        self._say(self.tr("Reading the backup…"), "")
        self.show()

    def show_held(self, held: Held, present: Present) -> None:
        """Show what the chosen backup holds, and what differs from the present file."""
        if held.present is None:
            self._say(holds_words(held.assessment), self._why_not_compared(present))
            return
        self._say(holds_words(held.assessment), self._summary(held))
        self.list.show_differences(held.assessment.rubric, held.present, held.form)
        self.list.show()

    def show_problem(self, sentence: str) -> None:
        """Say why the chosen backup cannot be used."""
        self._say(sentence, "")
        self.restore.setEnabled(False)
        self.copy.setEnabled(False)

    def _say(self, holds: str, changes: str) -> None:
        self._holds.setText(holds)
        self._changes.setText(changes)
        self._changes.setVisible(bool(changes))
        self.list.hide()
        self.restore.setEnabled(True)
        self.copy.setEnabled(True)

    def _why_not_compared(self, present: Present) -> str:
        if present.is_missing:
            return self.tr("The file itself is missing, so there is nothing to compare with.")
        return self.tr("The file itself cannot be read, so it cannot be compared.")

    def _summary(self, held: Held) -> str:
        found = differences(held.present or {}, held.form)
        signatures = self._signatures(held)
        if not found.items and not parts_of(found) and not signatures:
            return self.tr("It says the same as the file does now.")
        lines = []
        if found.items:
            one, many = self.tr("Going back changes 1 item."), self.tr("Going back changes {0} items.")
            lines.append(one if len(found.items) == 1 else many.format(len(found.items)))
        elif parts_of(found):
            lines.append(self.tr("Going back changes no item."))
        lines += [signatures] if signatures else []
        lines.append(self.tr("Each line says how it is now → how it is in the backup."))
        return " ".join(lines)

    def _signatures(self, held: Held) -> str:
        there = len(held.assessment.sign_offs)
        if there == held.sign_offs_now:
            return ""
        return self.tr("⚠ Sign-offs: {0} now, {1} in the backup.").format(held.sign_offs_now, there)
