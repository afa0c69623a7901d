"""The evidence of the open item: what is attached or filed elsewhere, and the ways to add more."""

import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.evidence_chip import EvidenceChip, evidence_name
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.items.attached_files import AttachedFiles
from secure_desktop.shell.items.evidence_editor import EvidenceEditor
from secure_desktop.shell.items.file_size import FileSize
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme
from secure_desktop.signing_errors import Busy


class EvidencePart(QWidget):
    """A chip for each piece of evidence; the chosen one shows its details below."""

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
        self._theme = theme
        self._dialogs = dialogs
        self._item_id = ""
        self._chips: dict[str, EvidenceChip] = {}
        self._files = AttachedFiles(session, dialogs, self)
        self.editor = EvidenceEditor()
        self._size = FileSize(session, theme, mail_limit)
        self._lay_out()
        self._connect()
        self.set_editable(editable=session.is_editable)

    @property
    def chips(self) -> tuple[EvidenceChip, ...]:
        """The chips, in order."""
        return tuple(self._chips.values())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*self.chips, *self._ways, *self.editor.stops)

    def show_item(self, item_id: str) -> None:
        """Show the evidence of another item."""
        self._item_id = item_id
        self.editor.forget()
        self.show_now()

    def show_now(self) -> None:
        """Show what is stored now."""
        entries = self._session.assessment.evidence_of(self._item_id)
        before = list(self._chips)
        for gone in set(before) - {entry.id for entry in entries}:
            self._drop(gone)
        for entry in entries:
            self._show_chip(entry)
        self._none.setVisible(not entries and not self._is_editable)
        self._size.show_now()
        if before != list(self._chips):
            self.stops_changed.emit()

    def set_editable(self, *, editable: bool) -> None:
        """Let evidence be added and changed, or only read."""
        self._is_editable = editable
        for way in self._ways:
            way.setVisible(editable)
        self._none.setVisible(not self._chips and not editable)
        self.editor.set_editable(editable=editable)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.editor.flush()

    def ask_and_attach(self) -> None:
        """Ask for a file and attach it."""
        source = self._dialogs.choose_existing(
            self.tr("Attach a file"), self.tr("All files (*)"), self._session.path.parent
        )
        if source is not None:
            self.attach(source)

    def attach(self, source: Path) -> None:
        """Attach a file on another thread; the window stays alive, and a refusal is told."""
        self.flush()
        if self._session.attach(self._item_id, source) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._busy_text.setText(self.tr("“{0}” is being attached…").format(source.name))
        self._busy.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(self.tr("Evidence")))
        self._row = FlowLayout(spacing=8)
        self._none = MutedLabel(self.tr("None"), wrap=False)
        self._row.addWidget(self._none)
        self._attach = LinkButton(self.tr("Attach a file…"))
        self._note_place = LinkButton(self.tr("Note where it is filed…"))
        self._add_link = LinkButton(self.tr("Add a link…"))
        self._ways = (self._attach, self._note_place, self._add_link)
        for way in self._ways:
            self._row.addWidget(way)
        column.addLayout(self._row)
        column.addWidget(self._busy_part())
        column.addWidget(self.editor)
        column.addWidget(self._size)

    def _busy_part(self) -> QWidget:
        self._busy = QWidget()
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(0, 0, 0, 0)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        bar.setAccessibleName(self.tr("Attaching"))
        self._busy_text = MutedLabel()
        row.addWidget(bar)
        row.addWidget(self._busy_text, 1)
        self._busy.hide()
        return self._busy

    def _connect(self) -> None:
        # When it is over; why a file was refused is told elsewhere.
        self._session.busy_changed.connect(self._busy.hide)
        self._attach.clicked.connect(self.ask_and_attach)
        self._note_place.clicked.connect(lambda: self._begin(EvidenceKind.PLACE))
        self._add_link.clicked.connect(lambda: self._begin(EvidenceKind.LINK))
        self.editor.entered.connect(self._record)
        self.editor.opening_requested.connect(self._open)
        self.editor.saving_requested.connect(self._files.ask_and_save)
        self.editor.removal_requested.connect(self._ask_and_remove)
        self.editor.closed.connect(self._leave_editor)
        self.editor.wants_to_be_seen.connect(self.wants_to_be_seen)

    def _show_chip(self, entry: Evidence) -> None:
        chip = self._chips.get(entry.id)
        if chip is None:
            chip = EvidenceChip(entry, self._theme)
            chip.clicked.connect(lambda _=False, chip=chip: self._choose(chip))
            self._row.insert_widget(len(self._chips), chip)
            self._chips[entry.id] = chip
        chip.show_evidence(entry)
        if self.editor.evidence is not None and self.editor.evidence.id == entry.id:
            self.editor.show_evidence(entry, is_stored=True)
            chip.setChecked(True)

    def _drop(self, evidence_id: str) -> None:
        chip = self._chips.pop(evidence_id)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        if self.editor.evidence is not None and self.editor.evidence.id == evidence_id:
            self.editor.forget()

    def _choose(self, chip: EvidenceChip) -> None:
        self.editor.close_now()
        self._check(chip if chip.isChecked() else None)
        if chip.isChecked():
            self._edit(chip.evidence, is_stored=True)

    def _begin(self, kind: EvidenceKind) -> None:
        self.editor.close_now()
        self._check(None)
        self._edit(Evidence(str(uuid.uuid4()), self._item_id, kind, ""), is_stored=False)
        self.editor.take_focus()

    def _edit(self, evidence: Evidence, *, is_stored: bool) -> None:
        self.editor.show_evidence(evidence, is_stored=is_stored)
        self.wants_to_be_seen.emit(self.editor)

    def _check(self, chosen: EvidenceChip | None) -> None:
        for chip in self.chips:
            chip.setChecked(chip is chosen)

    def _leave_editor(self) -> None:
        checked = [chip for chip in self.chips if chip.isChecked()]
        self._check(None)
        (checked[0] if checked else self._attach).setFocus()

    def _record(self, evidence: Evidence) -> None:
        if not self._session.record_evidence(evidence):
            self.editor.keep_trying()

    def _open(self, evidence: Evidence) -> None:
        if evidence.kind is EvidenceKind.FILE:
            self._files.open(evidence)
        else:
            self._files.follow(evidence)

    def _ask_and_remove(self, evidence: Evidence) -> None:
        is_file = evidence.kind is EvidenceKind.FILE
        detail = (
            self.tr("The attached file goes; that it was there stays in the history.")
            if is_file
            else self.tr("That it was there stays in the history.")
        )
        question = self.tr("Remove “{0}” from the evidence?").format(evidence_name(evidence))
        if self._dialogs.ask(question, detail, self.tr("Remove it")):
            self._session.remove_evidence(evidence.id)
            self._attach.setFocus()
