"""The signed revisions: reopening the present one, and the records of all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.sign_off import Revision
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel, SectionTitle
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.moments import date_words
from secure_desktop.shell.reason_form import ReasonForm


class RevisionsPart(QWidget):
    """A row for every revision that was signed, and the way to open the present one again."""

    reopening_wished = Signal(str)  # the reason
    record_requested = Signal(int)  # the number of the revision
    report_requested = Signal(int)  # the number of the revision

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saves: list[LinkButton] = []
        self._reopen = Button("")
        self._reason = ReasonForm(
            self.tr("Why is it opened again? This stands in the history and in later summaries."),
            self.tr("Reopen"),
        )
        self._reopen.clicked.connect(self.ask_reason)
        self._reason.given.connect(self.reopening_wished)
        self._reason.left.connect(self._show_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = FlowLayout()
        row.addWidget(self._reopen)
        column.addLayout(row)
        column.addWidget(self._reason)
        column.addWidget(SectionTitle(self.tr("Signed revisions")))
        column.addLayout(self._list)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._reopen, *self._reason.stops, *self._saves

    def show_revisions(self, revisions: Sequence[Revision], present: int, *, can_reopen: bool) -> None:
        """Show the revisions that were signed; `present` is the number of the one that is worked on."""
        self._reason.hide()
        self._reopen.setVisible(can_reopen)
        self._reopen.setText(self.tr("Reopen as revision {0}…").format(present + 1))
        clear(self._list)
        self._saves = []
        for revision in revisions:
            self._list.addWidget(PlainLabel(self._sentence(revision)))
            if revision.reopened_because:
                self._list.addWidget(MutedLabel(self.tr("Reason: {0}").format(revision.reopened_because)))
            row = FlowLayout(spacing=18)
            row.addWidget(self._report_link(revision.number))
            row.addWidget(self._record_link(revision.number))
            self._list.addLayout(row)
        self.setVisible(bool(revisions))

    def ask_reason(self) -> None:
        """Ask why the present revision is opened again."""
        self._reopen.hide()
        self._reason.ask()

    def _show_button(self) -> None:
        self._reopen.show()
        self._reopen.setFocus()

    def _sentence(self, revision: Revision) -> str:
        signed = date_words(revision.signed_at)
        if revision.reopened_at is None:
            return self.tr("Revision {0}, signed {1}").format(revision.number, signed)
        reopened = date_words(revision.reopened_at)
        if not revision.reopened_by:
            said = self.tr("Revision {0}, signed {1}, reopened {2}")
            return said.format(revision.number, signed, reopened)
        said = self.tr("Revision {0}, signed {1}, reopened {2} by {3}")
        return said.format(revision.number, signed, reopened, revision.reopened_by)

    def _report_link(self, number: int) -> LinkButton:
        link = self._link(self.tr("Save its PDF summary…"))
        link.setAccessibleName(self.tr("Save the PDF summary of revision {0}").format(number))
        link.clicked.connect(lambda: self.report_requested.emit(number))
        return link

    def _record_link(self, number: int) -> LinkButton:
        link = self._link(self.tr("Save its signed record (JSON)…"))
        link.setAccessibleName(self.tr("Save the signed record of revision {0}").format(number))
        link.clicked.connect(lambda: self.record_requested.emit(number))
        return link

    def _link(self, text: str) -> LinkButton:
        link = LinkButton(text)
        self._saves.append(link)
        return link
