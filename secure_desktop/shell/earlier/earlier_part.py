"""What was said of the open item before: the answer, reason and note, and the button that says it again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.rubric import Item
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.earlier.earlier_words import again_word, then_sentence, when_then
from secure_desktop.shell.earlier.wordings import Wordings
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.session import Session

_LONGEST = 700  # characters of a note that stand on the card; the rest is one click away


class EarlierPart(InfoBox):
    """Hidden for an item that had no answer then. The answer counts only once somebody says so here."""

    again_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: Item | None = None
        self._is_editable = session.is_editable
        self._head = StrongLabel(wrap=True)
        self._reason = PlainLabel()
        self._note = PlainLabel()
        self._whole = LinkButton(self.tr("Read the whole note"))
        self._wordings = Wordings()
        self.again = Button("")
        self._state = MutedLabel()
        self._lay_out()
        self.again.clicked.connect(self.again_requested)
        self._whole.clicked.connect(self._show_whole_note)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (self.again, self._whole)

    @property
    def text(self) -> str:
        """All that is said, line by line; "" when nothing is."""
        labels = (self._head, self._reason, self._note, self._state)
        shown = [label.text() for label in labels if not label.isHidden()]
        return "" if self.isHidden() else "\n".join(filter(None, shown))

    @property
    def wordings(self) -> tuple[str, str] | None:
        """How the item read then and reads now, when both are shown."""
        return None if self._wordings.isHidden() or self.isHidden() else self._wordings.texts

    def show_item(self, item: Item) -> None:
        """Show what was said of another item."""
        self._item = item
        self.show_now()

    def show_now(self) -> None:
        """Show it as it stands beside the present answer."""
        earlier, item = self._session.earlier, self._item
        then = earlier.response(item.id) if earlier is not None and item is not None else None
        present = self._session.response(item.id) if item is not None else None
        if earlier is None or item is None or then is None or present is None:
            self.hide()
            return
        other = earlier.other_wording(item)
        # An answer that an update has kept is not another one than that before it.
        self.setHidden(earlier.kind is EarlierKind.UPGRADE and present.is_answered and not other)
        assessment = self._session.assessment
        said = then_sentence(assessment, earlier, then)
        self._head.setText(self.tr("{0}, by {1}").format(said, then.changed_by) if then.changed_by else said)
        self._show_text(self._reason, self.tr("Reason then: {0}"), then.reason)
        self._show_text(self._note, self.tr("Note then: {0}"), then.note)
        self._whole.setVisible(len(then.note) > _LONGEST)
        self._wordings.setVisible(bool(other))
        self._wordings.show_wordings(other, item.text)
        is_waiting = not present.is_answered
        word = again_word(assessment, earlier)
        self.again.setText(self.tr("{0} (key 5)").format(word))
        self.again.setAccessibleName(word)
        self.again.setAccessibleDescription(said)
        self.again.setVisible(is_waiting and self._is_editable)
        if is_waiting:
            self._state.setText(self.tr("It counts only once somebody confirms it, or gives another answer."))
        elif present.answer is then.answer:
            self._state.setText(self.tr("✓ Re-confirmed"))
        else:
            self._state.setText(self.tr("Answered otherwise now"))

    def set_editable(self, *, editable: bool) -> None:
        """Let the earlier answer be confirmed, or only read."""
        self._is_editable = editable
        self.show_now()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for label in (self._head, self._reason, self._note):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        links = FlowLayout(spacing=12)
        links.addWidget(self._whole)
        column.addLayout(links)
        column.addWidget(self._wordings)
        row = FlowLayout(spacing=12)
        row.addWidget(self.again)
        column.addLayout(row)
        column.addWidget(self._state)

    def _show_text(self, label: PlainLabel, template: str, text: str) -> None:
        label.setVisible(bool(text.strip()))
        label.setText(template.format(text if len(text) <= _LONGEST else shortened(text, _LONGEST)))

    def _show_whole_note(self) -> None:
        from secure_desktop.shell.text_dialog import TextDialog

        earlier, item = self._session.earlier, self._item
        then = earlier.response(item.id) if earlier is not None and item is not None else None
        if earlier is not None and item is not None and then is not None:
            title = f"{self._session.rubric.label(item.id)} {item.short}"
            TextDialog(
                title, when_then(self._session.assessment, earlier), then.note, parent=self.window()
            ).exec()
