"""What the open card shows of an item: guidance, sources, the reason, the note, next steps and evidence."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.quality import seems_to_name_a_student
from secure_desktop.model.rubric import Item
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.earlier_part import EarlierPart
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.items.evidence_part import EvidencePart
from secure_desktop.shell.items.item_history import show_item_history
from secure_desktop.shell.items.next_steps_part import NextStepsPart
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.shell.labels import DangerLabel, StrongLabel
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import privacy_hint, tier_sentence


class ItemDetail(QWidget):
    """The lower part of the open card. There is one, and it moves to the card that opens."""

    left_by_keyboard = Signal()
    wants_to_be_seen = Signal(object)  # the field that somebody writes in
    stops_changed = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        mail_limit: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._item_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.earlier = EarlierPart(session)
        column.addWidget(self.earlier)
        column.addWidget(self._guidance())
        column.addWidget(self._reason_part())
        self._add_note(column)
        self.next_steps = NextStepsPart(session)
        self.evidence = EvidencePart(session, theme, dialogs, mail_limit)
        for part in (self.next_steps, self.evidence):
            part.left_by_keyboard.connect(self.left_by_keyboard)
            part.wants_to_be_seen.connect(self.wants_to_be_seen)
            part.stops_changed.connect(self.stops_changed)
            column.addWidget(part)
        self.set_editable(editable=session.is_editable)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (
            *self.earlier.stops,
            self._provenance,
            self._history,
            self.reason,
            self.note,
            *self.next_steps.stops,
            *self.evidence.stops,
        )

    def show_item(self, item: Item) -> None:
        """Show another item; what was typed for the one before is saved first."""
        self.flush()
        self._item_id = item.id
        self.earlier.show_item(item)
        self._cut.hide()
        self._look_for.setText(item.look_for)
        self._evidence.setText("; ".join(item.evidence))
        self._authority.setText("; ".join(item.authority))
        self._tier.setText(tier_sentence(item.tier))
        self._basis.setText("; ".join(item.basis))
        response = self._session.response(item.id)
        self.note.show_text(response.note)
        self.reason.show_text(response.reason)
        self.next_steps.show_item(item.id)
        self.evidence.show_item(item.id)
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """Show what is recorded now; text that is not in the file yet stays."""
        if not self.note.has_unsaved:
            self.note.show_text(response.note)
        if not self.reason.has_unsaved:
            self.reason.show_text(response.reason)
        self.earlier.show_now()
        self._reason_box.setVisible(response.answer is Answer.NOT_APPLICABLE)
        self._reason_missing.setVisible(response.needs_reason)
        self._privacy.setVisible(
            seems_to_name_a_student(response.note) or seems_to_name_a_student(response.reason)
        )
        self.next_steps.show_now()

    def show_plan_and_evidence(self) -> None:
        """Show the next steps and the evidence that are recorded now."""
        self.next_steps.show_now()
        self.evidence.show_now()

    def set_editable(self, *, editable: bool) -> None:
        """Let everything be changed, or only read."""
        self.note.setReadOnly(not editable)
        self.reason.setReadOnly(not editable)
        self.earlier.set_editable(editable=editable)
        self.next_steps.set_editable(editable=editable)
        self.evidence.set_editable(editable=editable)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        if self._item_id:
            for part in (self.reason, self.note, self.next_steps, self.evidence):
                part.flush()

    def ask_for_reason(self) -> None:
        """Move the keyboard to the reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_note(self, column: QVBoxLayout) -> None:
        column.addWidget(PlainLabel(self.tr("Notes")))
        self.note = NoteEdit()
        self.note.setAccessibleName(self.tr("Notes"))
        self.note.text_entered.connect(self._record_note)
        self.note.left_by_keyboard.connect(self.left_by_keyboard)
        self.note.wants_to_be_seen.connect(lambda: self.wants_to_be_seen.emit(self.note))
        column.addWidget(self.note)
        self._cut = DangerLabel(self.tr("The pasted text was cut: a note holds up to 100,000 characters."))
        self._cut.hide()
        column.addWidget(self._cut)
        self.note.text_was_cut.connect(self._cut.show)
        self._privacy = InfoBox()
        hint = QVBoxLayout(self._privacy)
        hint.setContentsMargins(12, 6, 12, 6)
        hint.addWidget(PlainLabel(privacy_hint()))
        self._privacy.hide()
        column.addWidget(self._privacy)

    def _guidance(self) -> QWidget:
        box = InfoBox()
        grid = QGridLayout(box)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self._look_for = self._row(grid, self.tr("What to look for"))
        self._evidence = self._row(grid, self.tr("Typical evidence"))
        self._authority = self._row(grid, self.tr("Why it matters"))
        link = self._provenance = LinkButton(self.tr("Source and provenance"))
        link.setCheckable(True)
        self._history = LinkButton(self.tr("History of this item…"))
        self._history.clicked.connect(
            lambda: show_item_history(self._session, self._item_id, self._dialogs, self.window())
        )
        links = FlowLayout(spacing=14)
        links.addWidget(link)
        links.addWidget(self._history)
        grid.addLayout(links, grid.rowCount(), 0, 1, 2)
        self._tier = self._row(grid, self.tr("Provenance"))
        self._basis = self._row(grid, self.tr("Source"))
        hidden = [self._tier, self._basis, self._terms[-1], self._terms[-2]]
        for widget in hidden:
            widget.hide()
            link.toggled.connect(widget.setVisible)
        return box

    def _row(self, grid: QGridLayout, term: str) -> PlainLabel:
        if not hasattr(self, "_terms"):
            self._terms: list[PlainLabel] = []
        name, text = StrongLabel(term, wrap=False), PlainLabel()
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = grid.rowCount()
        grid.addWidget(name, row, 0)
        grid.addWidget(text, row, 1)
        self._terms.append(name)
        return text

    def _reason_part(self) -> QWidget:
        self._reason_box = QWidget()
        column = QVBoxLayout(self._reason_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(self.tr("Why does this item not apply?")))
        self._reason_missing = DangerLabel(self.tr("A reason is needed."), wrap=False)
        line.addWidget(self._reason_missing)
        column.addLayout(line)
        self.reason = NoteEdit(lines=1)
        self.reason.setAccessibleName(self.tr("Why does this item not apply?"))
        self.reason.text_entered.connect(self._record_reason)
        self.reason.left_by_keyboard.connect(self.left_by_keyboard)
        self.reason.wants_to_be_seen.connect(lambda: self.wants_to_be_seen.emit(self.reason))
        column.addWidget(self.reason)
        self._reason_box.hide()
        return self._reason_box

    def _record_note(self, text: str) -> None:
        if not self._session.record_note(self._item_id, text, burst=self.note.burst):
            self.note.keep_trying()

    def _record_reason(self, text: str) -> None:
        if not self._session.record_reason(self._item_id, text, burst=self.reason.burst):
            self.reason.keep_trying()
