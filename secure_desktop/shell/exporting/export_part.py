"""The part of the report page that exports the assessment for other programs and for people."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.exchange.formats import PUBLIC_FORMATS, Format
from secure_desktop.model.public import left_out
from secure_desktop.model.summary import summarize
from secure_desktop.reports.file_name import propose_name
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.exporting.format_choice import FormatChoice
from secure_desktop.shell.exporting.format_words import format_words
from secure_desktop.shell.fields.choice import Choice, beside_its_label
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.session import Session
from secure_desktop.shell.words import left_out_line
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.shell.written_part import WrittenPart
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.shell.tasks import Task
    from secure_desktop.storage.assessment_file import AssessmentFile


class ExportPart(Card):
    """Formats to choose from, and a button that writes the assessment in the chosen one, off the GUI thread."""

    fault_met = Signal(object)  # KnownProblem or a bug
    written = Signal()

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._task: Task | None = None
        self.formats = FormatChoice()
        self.formats.changed.connect(self._show_readers)
        self.readers = Choice(
            (
                (False, self.tr("the partners")),
                (True, self.tr("the public")),
            )
        )
        self.button = Button(self.tr("Export…"))
        self.button.clicked.connect(self.ask_and_export)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("For other programs")))
        column.addWidget(self.formats)
        column.addLayout(self._row())
        self.done = WrittenPart(dialogs, self.tr("Open it"))
        self.done.open_button.setAccessibleName(self.tr("Open the export"))
        self.done.folder_button.setAccessibleName(self.tr("Show the export in its folder"))
        column.addWidget(self.done)

    @property
    def task(self) -> "Task | None":
        """The export that is under way, if any."""
        return self._task

    @property
    def is_public(self) -> bool:
        """Whether the public variant is wished; only some formats have one."""
        return bool(self.readers.value) and self.formats.format in PUBLIC_FORMATS

    def take_focus(self) -> None:
        """Move the keyboard to the formats."""
        self.formats.take_focus()

    def ask_and_export(self) -> None:
        """Ask where to, then write; of the public variant it is said first what it leaves out."""
        public = self.is_public
        if self._task is not None or (public and not self._accepts_what_is_left_out()):
            return
        kind = self.formats.format
        words = format_words()[kind]
        made_at = self._clock()
        name = propose_name(
            summarize(self._session.assessment, made_at),
            public=public,
            ending=kind.ending,
            addition=words.addition,
        )
        title = self.tr("Export")
        target = self._dialogs.choose_target(title, words.kind, self._session.path.with_name(name))
        if target is not None:
            self._start(functools.partial(_write, kind, target, made_at, public=public))

    def _accepts_what_is_left_out(self) -> bool:
        lines = "\n".join(f"• {left_out_line(line)}" for line in left_out())
        return self._dialogs.ask(
            self.tr("The public variant leaves this out:"), lines, self.tr("Export the public variant…")
        )

    def _start(self, work: "Callable[[AssessmentFile], Path]") -> None:
        self._task = self._session.read_behind(work, done=self._show_written, failed=self._show_failure)
        if self._task is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self.done.hide()
        self._show_busy(is_busy=True)

    def _row(self) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self._asked = beside_its_label(self.tr("It is for"), self.readers)
        for widget in (self._asked, self.button):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("The export is being written…"))
        return row

    def _show_readers(self) -> None:
        self._asked.setVisible(self.formats.format in PUBLIC_FORMATS)

    def _show_written(self, target: Path) -> None:
        self._show_busy(is_busy=False)
        self.done.show_written(target, self._clock())
        self.done.folder_button.setFocus()
        self.written.emit()

    def _show_failure(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        self._task = self._task if is_busy else None
        self.button.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)


def _write(kind: Format, target: Path, made_at: datetime, file: "AssessmentFile", *, public: bool) -> Path:
    from secure_desktop.exchange.file_export import export_file

    export_file(file, kind, target, made_at=made_at, public=public)
    return target
