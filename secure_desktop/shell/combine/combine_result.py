"""What came of combining: which items are others now, the way to them, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.changes import Changes
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme


class CombineResult(QWidget):
    """Hidden until files were combined."""

    item_requested = Signal(str)  # item id
    left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._files = 0
        self._changes: Changes | None = None
        self._links: list[ItemLink] = []
        self._sentence = GoodLabel()
        self._further = PlainLabel()
        self._marked = MutedLabel(
            self.tr(
                "They are marked ⇄ in the checklist until you close the file. Every opinion is in the history of its item."
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.back = PrimaryButton(self.tr("Back to the assessment"))
        self.undo = Button(self.tr("Undo the combination"))
        self.redo = Button(self.tr("Combine again"))
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self._lay_out()
        self.hide()

    @property
    def sentence(self) -> str:
        """What was done, in a sentence."""
        return self._sentence.text()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (self.back, self.undo, self.redo, *self._links)

    def show_changes(self, changes: Changes, files: int) -> None:
        """Show what a combination of so many files changed."""
        self._changes, self._files = changes, files
        self.show_state(is_undone=False)
        self.show()
        self.back.setFocus()

    def show_state(self, *, is_undone: bool) -> None:
        """Say whether the combination stands, or was taken back."""
        if self._changes is None:
            return
        touched = self._touched()
        if is_undone:
            said = self.tr(
                "The combination is undone. The answers are as they were before; the history tells of both."
            )
        else:
            one, many = (
                self.tr("✓ 1 file is combined into this one."),
                self.tr("✓ {0} files are combined into this one."),
            )
            said = one if self._files == 1 else many.format(self._files)
        self._sentence.setText(said)
        self._further.setText(self._what_changed(len(touched)))
        self._links = []
        clear(self._list)
        for item_id in () if is_undone else touched:
            self._list.addWidget(self._link(item_id))
        for widget in (self._further, self.undo):
            widget.setVisible(not is_undone)
        self._marked.setVisible(bool(touched) and not is_undone)
        self.redo.setVisible(is_undone)

    def _touched(self) -> list[str]:
        changes = self._changes
        if changes is None:
            return []
        touched = changes.items | changes.evidence | changes.next_steps
        return [item.id for item in self._session.rubric if item.id in touched]

    def _what_changed(self, count: int) -> str:
        changes = self._changes
        parts = []
        if count == 1:
            parts.append(self.tr("1 item is different now."))
        elif count:
            parts.append(self.tr("{0} items are different now.").format(count))
        else:
            parts.append(self.tr("No item is different now."))
        if changes is not None and changes.profile:
            parts.append(self.tr("What is said about the district changed."))
        if changes is not None and changes.participants:
            parts.append(self.tr("The partnership team changed."))
        return " ".join(parts)

    def _link(self, item_id: str) -> ItemLink:
        rubric = self._session.rubric
        link = ItemLink(f"{rubric.label(item_id)} {rubric.item(item_id).short}", self._theme)
        link.clicked.connect(lambda: self.item_requested.emit(item_id))
        self._links.append(link)
        return link

    def _lay_out(self) -> None:
        card = Card()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 16, 14)
        inner.setSpacing(8)
        inner.addWidget(self._sentence)
        inner.addWidget(self._further)
        row = FlowLayout(spacing=12)
        for button in (self.back, self.undo, self.redo):
            row.addWidget(button)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addLayout(self._list)
        column.addWidget(self._marked)
