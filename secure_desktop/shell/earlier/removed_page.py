"""What was said of the items that a checklist no longer has: answer, note, next steps and evidence, to read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.reconfirming import Earlier, removed_items
from secure_desktop.model.rubric import Item
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.evidence_chip import evidence_name
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.items.attached_files import AttachedFiles
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.moments import date_words, day_words
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import state_word


class RemovedPage(ScrollPage):
    """One card an item. Attached files can still be opened; nothing here can change."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(
        self, session: Session, theme: Theme, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._theme = theme
        self._files = AttachedFiles(session, dialogs, self)
        self.title.setText(self.tr("No longer asked"))
        self.back = Button(self.tr("Back"))
        self.back.clicked.connect(self.left)
        row = FlowLayout(spacing=12)
        row.addWidget(self.back)
        self.column.addLayout(row)
        earlier = session.earlier
        if earlier is None:
            return
        before = earlier.assessment.rubric
        self.lead.setText(
            self.tr(
                "These items stood in version {0} of the checklist and are gone in version {1}. What was said of them stays "
                "in this file, and counts no more."
            ).format(before.version, session.rubric.version)
        )
        for item in removed_items(session.assessment, earlier):
            self.column.addWidget(self._card(earlier, item))

    def take_focus(self) -> None:
        """Move the keyboard to the way back."""
        self.back.setFocus()

    def _card(self, earlier: Earlier, item: Item) -> QWidget:
        then = earlier.assessment
        response = then.response(item.id)
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(StrongLabel(f"{then.rubric.label(item.id)} {item.text}"))
        row = FlowLayout(spacing=10)
        row.addWidget(AnswerPill(self._theme, response.answer))
        if response.changed_at is not None:
            said = self.tr("{0}, {1}").format(date_words(response.changed_at), response.changed_by)
            row.addWidget(MutedLabel(said.rstrip(", "), wrap=False))
        column.addLayout(row)
        for template, text in (
            (self.tr("Reason: {0}"), response.reason),
            (self.tr("Note: {0}"), response.note),
        ):
            if text.strip():
                column.addWidget(self._text(template.format(text)))
        for step in then.steps_of(item.id):
            column.addWidget(self._text(self._step(step)))
        for entry in then.evidence_of(item.id):
            column.addWidget(self._text(self.tr("Evidence: {0}").format(self._evidence(entry))))
            if entry.kind is EvidenceKind.FILE:
                column.addLayout(self._opening(entry))
        return card

    def _text(self, text: str) -> PlainLabel:
        label = PlainLabel(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _step(self, step: NextStep) -> str:
        parts = [step.text, step.owner, day_words(step.due) if step.due else "", state_word(step.state)]
        return self.tr("Next step: {0}").format(", ".join(filter(None, parts)))

    def _evidence(self, entry: Evidence) -> str:
        return ", ".join(dict.fromkeys(filter(None, (evidence_name(entry), entry.place, entry.file_name))))

    def _opening(self, entry: Evidence) -> FlowLayout:
        row = FlowLayout(spacing=12)
        for text, what in (
            (self.tr("Open"), self._files.open),
            (self.tr("Save as…"), self._files.ask_and_save),
        ):
            link = LinkButton(text)
            link.setAccessibleName(self.tr("{0} “{1}”").format(text.rstrip("…"), entry.file_name))
            link.clicked.connect(lambda _=False, what=what: what(entry))
            row.addWidget(link)
        return row
