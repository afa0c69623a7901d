"""The details of one piece of evidence, in the open card: what it is, where it is, its dates, and what can be done."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.fields.date_edit import DateEdit
from secure_desktop.shell.fields.saved_line import SavedLine
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled
from secure_desktop.shell.items.attached_files import leads_to_a_page
from secure_desktop.shell.labels import DangerLabel
from secure_desktop.shell.sizes import size_words

_SHOWN_OF_DIGEST = 16  # characters


class EvidenceEditor(InfoBox):
    """Shows one piece of evidence. It only wishes: `entered` comes for whatever could be stored."""

    entered = Signal(object)  # Evidence
    opening_requested = Signal(object)  # Evidence
    saving_requested = Signal(object)  # Evidence
    removal_requested = Signal(object)  # Evidence
    closed = Signal()
    wants_to_be_seen = Signal(object)  # the field that somebody writes in

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence: Evidence | None = None
        self._is_stored = False
        self._is_editable = True
        self._facts = MutedLabel()
        self._title, self._place = SavedLine(), SavedLine()
        self._effective = DateEdit(self.tr("In effect since"))
        self._renew_by = DateEdit(self.tr("Renew by"))
        self._hint = DangerLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._facts)
        column.addWidget(self._filed_part())
        column.addLayout(labeled(self.tr("Title"), self._title))
        column.addLayout(self._dates())
        column.addWidget(self._hint)
        column.addLayout(self._buttons())
        self._connect()
        self.hide()

    @property
    def evidence(self) -> Evidence | None:
        """The evidence that is shown, as it is stored; None while nothing is."""
        return self._evidence

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        fields = (self._place, self._title, self._effective.field, self._renew_by.field)
        return (*fields, self._open, self._save, self._remove, self._close)

    def show_evidence(self, evidence: Evidence, *, is_stored: bool) -> None:
        """Show a piece of evidence; `is_stored` is False for one that is only begun."""
        is_other = self._evidence is None or self._evidence.id != evidence.id
        self._evidence, self._is_stored = evidence, is_stored
        for field, text in ((self._title, evidence.title), (self._place, evidence.place)):
            if is_other or not field.has_unsaved:
                field.show_text(text)
        for dated, day in ((self._effective, evidence.effective), (self._renew_by, evidence.renew_by)):
            if is_other:
                dated.forget()
            dated.show_day(day)
        self._hint.hide()
        self._name_parts(evidence)
        self.show()

    def close_now(self) -> None:
        """Save what was typed and show nothing any more."""
        self.flush()
        self._evidence = None
        self.hide()

    def forget(self) -> None:
        """Show nothing any more; what was typed is of no use."""
        self._evidence = None
        self.hide()

    def set_editable(self, *, editable: bool) -> None:
        """Let the details be changed, or only read; attached files can be opened and saved in any case."""
        self._is_editable = editable
        for field in (self._title, self._place):
            field.setReadOnly(not editable)
        for day in (self._effective, self._renew_by):
            day.set_editable(editable=editable)
        self._remove.setVisible(editable and self._is_stored)

    def flush(self) -> None:
        """Hand out what was typed and not yet handed out."""
        if self._evidence is not None:
            for field in (self._place, self._title, self._effective, self._renew_by):
                field.flush()

    def keep_trying(self) -> None:
        """Treat the text as not yet stored: it could not be."""
        self._title.keep_trying()

    def take_focus(self) -> None:
        """Move the keyboard to the first field."""
        first = self._title if self._filed.isHidden() else self._place
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filed_part(self) -> QWidget:
        self._filed = QWidget()
        column = QVBoxLayout(self._filed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._place_label = PlainLabel()
        self._place_label.setBuddy(self._place)
        column.addWidget(self._place_label)
        column.addWidget(self._place)
        return self._filed

    def _dates(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for column, (name, field) in enumerate(
            ((self.tr("In effect since"), self._effective), (self.tr("Renew by"), self._renew_by))
        ):
            grid.addLayout(labeled(name, field), 0, column)
            field.field.setAccessibleName(name)
            grid.setColumnStretch(column, 1)
        return grid

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=10)
        self._open = Button(self.tr("Open"))
        self._save = Button(self.tr("Save as…"))
        self._remove = Button(self.tr("Remove…"))
        self._close = LinkButton(self.tr("Close"))
        for button in (self._open, self._save, self._remove, self._close):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        for signal, button in (
            (self.opening_requested, self._open),
            (self.saving_requested, self._save),
            (self.removal_requested, self._remove),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._evidence))
        self._close.clicked.connect(self._leave)
        for field in (self._title, self._place, self._effective.field, self._renew_by.field):
            field.left_by_keyboard.connect(self._leave)
            field.wants_to_be_seen.connect(lambda field=field: self.wants_to_be_seen.emit(field))
        for line in (self._title, self._place):
            line.text_entered.connect(lambda _: self._hand_out())
        for day in (self._effective, self._renew_by):
            day.day_entered.connect(lambda _: self._hand_out())

    def _name_parts(self, evidence: Evidence) -> None:
        is_file, is_link = evidence.kind is EvidenceKind.FILE, evidence.kind is EvidenceKind.LINK
        facts = self._facts_of(evidence)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._facts.setToolTip(evidence.sha256)
        self._facts.setAccessibleDescription(f"SHA-256 {evidence.sha256}" if is_file else "")
        name = self.tr("Address of the page") if is_link else self.tr("Where it is filed")
        self._place_label.setText(name)
        self._place.setAccessibleName(name)
        self._place.setPlaceholderText(
            "https://" if is_link else self.tr("For example: Policy 5131, cabinet 3, page 12")
        )
        self._filed.setVisible(not is_file)
        self._open.setVisible(is_file or (is_link and leads_to_a_page(evidence.place)))
        self._save.setVisible(is_file)
        self._remove.setVisible(self._is_editable and self._is_stored)

    def _facts_of(self, evidence: Evidence) -> str:
        if evidence.kind is EvidenceKind.FILE:
            return self.tr("{0} · {1} · {2} · SHA-256 {3}…").format(
                evidence.file_name,
                size_words(evidence.size),
                evidence.media_type,
                evidence.sha256[:_SHOWN_OF_DIGEST],
            )
        if evidence.kind is EvidenceKind.PLACE or not self._is_stored or leads_to_a_page(evidence.place):
            return ""
        return self.tr("Only links that begin with http, https or mailto can be opened from here.")

    def _hand_out(self) -> None:
        if self._evidence is None:
            return
        said = replace(
            self._evidence,
            title=self._title.text(),
            place=self._place.text(),
            effective=self._effective.day,
            renew_by=self._renew_by.day,
        )
        if said.kind is not EvidenceKind.FILE and not said.place.strip():
            self._hint.setText(self.tr("Say where it is; until then it is not recorded."))
            self._hint.show()
            return
        self._hint.hide()
        if said != self._evidence:
            self.entered.emit(said)

    def _leave(self) -> None:
        self.close_now()
        self.closed.emit()
