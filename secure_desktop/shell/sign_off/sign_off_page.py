"""The sign-off: what is signed, what stands in the way, who signed, and the form for the next one."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.file_names import safe_name
from secure_desktop.files import written_whole
from secure_desktop.model.changes import Changes
from secure_desktop.model.quality import Finding, blocking, check, open_points
from secure_desktop.model.roles import Role
from secure_desktop.model.seats import Seat, seats
from secure_desktop.model.sign_off import Decision, Signer, Wish
from secure_desktop.model.signing import day_of_check
from secure_desktop.model.summary import Summary, summarize
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.sign_off.quality_box import QualityBox
from secure_desktop.shell.sign_off.revisions_part import RevisionsPart
from secure_desktop.shell.sign_off.signer_form import SignerForm
from secure_desktop.shell.sign_off.signers_table import SignersTable
from secure_desktop.shell.sign_off.subject_card import SubjectCard, was_changed
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.tone_box import ToneBox
from secure_desktop.signing_errors import Busy


class SignOffPage(ScrollPage):
    """Lets people sign, decline, and open a signed revision again."""

    item_requested = Signal(str)  # item id
    report_requested = Signal(int)  # the number of a signed revision
    fault_met = Signal(object)  # KnownProblem or a bug

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=1000, parent=parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._wish: Wish | None = None  # what is being signed on another thread
        self.title.setText(self.tr("Sign off"))
        self._altered = self._altered_box(theme)
        self.subject = SubjectCard(session, theme)
        self.quality = QualityBox(theme)
        self._news = GoodLabel()
        self._news.hide()
        self.signers = SignersTable(theme)
        self.add_signer = LinkButton(self.tr("Add another signer…"))
        self.form = SignerForm(dialogs, theme, session.path.parent)
        self.revisions = RevisionsPart()
        row = FlowLayout()
        row.addWidget(self.add_signer)
        for widget in (self._altered, self.subject, self.quality, self._news, self.signers):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.addWidget(self.form)
        self.column.addWidget(self.revisions)
        self._connect()

    def show_now(self) -> None:
        """Show the assessment as it stands; called whenever the page comes into view."""
        if self._session.is_busy:
            return
        assessment, summary = self._session.assessment, self._summary()
        findings = self._findings()
        self._show_lead(summary)
        is_altered = was_changed(summary)
        self._altered.setVisible(is_altered)
        self.subject.show_summary(summary)
        self.quality.show_findings(findings, is_signed=summary.is_locked)
        can_sign = not (self._session.is_read_only or is_altered or blocking(findings))
        self.signers.show_seats(seats(assessment), can_sign=not self._session.is_read_only)
        self.add_signer.setVisible(can_sign)
        self.revisions.show_revisions(
            summary.revisions,
            summary.revision,
            can_reopen=summary.is_locked and not self._session.is_read_only,
        )
        self._order_tab_stops()

    def open_first_seat(self) -> None:
        """Open the form for the first seat that waits, if there is one."""
        waiting = [seat for seat in seats(self._session.assessment) if not seat.is_signed]
        if waiting and not self._session.is_read_only:
            self._open_form(waiting[0])

    def start_reopening(self) -> None:
        """Ask why the signed revision is opened again."""
        if self._session.assessment.is_locked:
            self.revisions.ask_reason()
            self.ensureWidgetVisible(self.revisions)

    def _connect(self) -> None:
        self.subject.item_requested.connect(self.item_requested)
        self.quality.item_requested.connect(self.item_requested)
        self.signers.chosen.connect(self._open_form)
        self.add_signer.clicked.connect(lambda: self._open_form(Seat(Role.OTHER)))
        self.form.wished.connect(self._start_signing)
        self.form.pen_page_requested.connect(self._print_pen_page)
        self.form.left.connect(self.take_focus)
        self.form.key.fault_met.connect(self.fault_met)
        self.revisions.reopening_wished.connect(self._reopen)
        self.revisions.record_requested.connect(self._save_record)
        self.revisions.report_requested.connect(self.report_requested)
        self._session.changed.connect(self._show_changes)
        self._session.busy_changed.connect(self._end_signing)

    def _summary(self) -> Summary:
        return summarize(self._session.assessment, self._clock())

    def _findings(self) -> tuple[Finding, ...]:
        assessment = self._session.assessment
        return check(assessment, day_of_check(assessment, self._clock()))

    def _show_lead(self, summary: Summary) -> None:
        number = summary.revision
        if was_changed(summary):
            self.lead.setText(self.tr("Revision {0} was signed.").format(number))
        elif summary.is_locked:
            text = self.tr(
                "Revision {0} is signed, so its answers no longer change. Others can still sign it."
            )
            self.lead.setText(text.format(number))
        else:
            text = self.tr(
                "Signing freezes the answers. A later change reopens the assessment as revision {0} and asks for new "
                "signatures; revision {1} stays in the file."
            )
            self.lead.setText(text.format(number + 1, number))

    def _altered_box(self, theme: Theme) -> QWidget:
        box = ToneBox(theme, "not-in-place")
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(
            PlainLabel(
                self.tr(
                    "✕ This assessment was changed after it was signed, outside of this program. What was signed is "
                    "still in the file; below is what differs. Nobody can sign it as it is; it can be reopened."
                )
            )
        )
        box.hide()
        return box

    def _open_form(self, seat: Seat) -> None:
        self._news.hide()
        findings = self._findings()
        self.form.open(seat, has_open_points=bool(open_points(findings)), is_blocked=bool(blocking(findings)))
        self._order_tab_stops()
        self.ensureWidgetVisible(self.form, 0, 20)

    def _start_signing(self, wish: Wish, make_signer: Callable[[], Signer], scan: Path | None) -> None:
        self._wish = wish
        self.form.show_signing(is_signing=True)
        if self._session.sign(wish, make_signer, scan=scan) is None:
            self._wish = None
            self.form.show_signing(is_signing=False)
            self._dialogs.tell(Busy(name=self._session.path.name))

    def _end_signing(self, is_busy: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        if not is_busy:
            self.form.show_signing(is_signing=False)

    def _show_changes(self, changes: Changes) -> None:
        if self.isVisible():
            self.show_now()
        if changes.sign_off and self._wish is not None:
            wish, self._wish = self._wish, None
            self._announce(wish)

    def _announce(self, wish: Wish) -> None:
        self.form.hide()
        signed = self.tr("✓ {0} has signed revision {1}.")
        declined = self.tr("{0} has declined to sign revision {1}; the reason is in the table.")
        text = signed if wish.decision is Decision.SIGNED else declined
        self._news.setText(text.format(wish.name, self._session.assessment.revision))
        self._news.show()
        announce(self, self._news.text())
        self.take_focus()

    def take_focus(self) -> None:
        """Move the keyboard to the next seat that waits."""
        stops = self.signers.stops or (self.add_signer,)
        stops[0].setFocus()

    def _reopen(self, reason: str) -> None:
        if self._session.reopen(reason):
            number = self._session.assessment.revision
            self._news.setText(self.tr("✓ Revision {0} is open; its answers can be changed.").format(number))
            self._news.show()
            self.form.hide()
            announce(self, self._news.text())
            self.take_focus()

    def _save_record(self, number: int) -> None:
        district = self._session.assessment.profile.district
        name = safe_name(self.tr("{0} – revision {1}").format(district, number))
        target = self._dialogs.choose_target(
            self.tr("Save the signed record"),
            self.tr("JSON files (*.json)"),
            self._session.path.with_name(f"{name}.json"),
        )
        if target is None:
            return
        try:
            text = self._session.file.signed_form(number)
            with written_whole(target) as draft:
                draft.write_text(text, encoding="utf-8")
        except KnownProblem as problem:
            self._dialogs.tell(problem)
            return
        self._dialogs.inform(self.tr("The signed record was saved."), str(target))

    def _print_pen_page(self) -> None:
        summary = self._summary()
        name = safe_name(self.tr("{0} – page for signatures").format(summary.profile.district))
        target = self._dialogs.choose_target(
            self.tr("Save the page for signatures"),
            self.tr("PDF files (*.pdf)"),
            self._session.path.with_name(f"{name}.pdf"),
        )
        if target is None:
            return
        task = Task(functools.partial(_write_pen_page, summary, target), self)
        task.done.connect(lambda _: self._dialogs.open(target))
        task.failed.connect(self.fault_met)
        task.start()

    def _order_tab_stops(self) -> None:
        set_tab_order(
            *self.subject.stops,
            *self.quality.stops,
            *self.signers.stops,
            self.add_signer,
            *self.form.stops,
            *self.revisions.stops,
        )


def _write_pen_page(summary: Summary, target: Path) -> None:
    from secure_desktop.reports.pen_page import write_pen_page

    write_pen_page(summary, target)
