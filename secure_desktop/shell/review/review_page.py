"""The review: where the partnership stands, the plan for its gaps, and what to mend before sign-off."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.gaps import gaps
from secure_desktop.model.progress import Tally, tally
from secure_desktop.model.quality import check
from secure_desktop.model.signing import day_of_check
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.waiting_part import WaitingPart
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.review.before_sign_off import BeforeSignOff
from secure_desktop.shell.review.grown_table import GrownTable
from secure_desktop.shell.review.plan_export import PlanExport
from secure_desktop.shell.review.plan_part import PlanPart
from secure_desktop.shell.review.register_model import RegisterModel
from secure_desktop.shell.review.step_bars import StepBars
from secure_desktop.shell.review.unanswered_part import UnansweredPart
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order_before
from secure_desktop.shell.theme import Theme

_REGISTER_WIDTHS = (22, 18, 22, 17, 19)  # average characters


class ReviewPage(ScrollPage):
    """Standing and progress, two figures, and then the plan, the check, the evidence, and what is unanswered."""

    item_requested = Signal(str)  # item id

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=1100, parent=parent)
        self._session = session
        self._theme = theme
        self._clock = clock
        self._is_stale = True
        self._later = QTimer(self)  # a table must not change while the editor of a cell hands over its text
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._follow)
        self.title.setText(self.tr("Review and plan"))
        self._bars = StepBars(session, theme)
        self.waiting = WaitingPart(session)
        self.plan = PlanPart(session, theme, self._today)
        self._export = PlanExport(session, dialogs, clock, lambda: self.plan.rows)
        self._before = BeforeSignOff(session.rubric, theme)
        self._register = RegisterModel(session.rubric, theme, self._today, self)
        self._register_table = GrownTable(self.tr("Evidence"), _REGISTER_WIDTHS, flexible=(0, 1, 2))
        self._register_table.show_model(self._register)
        self._no_evidence = MutedLabel(self.tr("No evidence is attached or noted so far."))
        self._unanswered = UnansweredPart(session, theme)
        self._lay_out()
        self._connect()

    def show_now(self) -> None:
        """Show the assessment as it stands; called whenever the page comes into view."""
        if self._is_stale:
            self.plan.show_now()
            self._show_all()

    def ask_and_export(self) -> None:
        """Ask where to, and write the rows of the plan that are shown."""
        self._export.ask_and_export()

    def _lay_out(self) -> None:
        self.column.addWidget(self.waiting)
        self.column.addWidget(self._bars)
        self.column.addSpacing(8)
        self._heading = FlowLayout(spacing=10)
        self._add_title(self._heading, self.tr("Gaps and next steps"))
        self._pills: list[AnswerPill] = []
        self.column.addLayout(self._heading)
        self.column.addWidget(self.plan)
        self.column.addWidget(self._export)
        self.column.addWidget(self._before)
        self.column.addSpacing(8)
        self.column.addWidget(SectionTitle(self.tr("Evidence")))
        self.column.addWidget(self._register_table)
        self.column.addWidget(self._no_evidence)
        self.column.addSpacing(8)
        self.column.addWidget(self._unanswered)

    def _add_title(self, row: FlowLayout, text: str) -> None:
        title = SectionTitle(text, wrap=False)
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(title)

    def _connect(self) -> None:
        for part in (self.plan, self._before, self._register_table, self._unanswered):
            part.item_requested.connect(self.item_requested)
        self._before.stops_changed.connect(self._order_stops)
        self._session.changed.connect(self._grow_stale)

    def _grow_stale(self, _changes: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self._later.start()

    def _follow(self) -> None:
        self.plan.follow()
        self._show_all()

    def _show_all(self) -> None:
        self._is_stale = False
        assessment = self._session.assessment
        self.lead.setText(standing_sentence(self, tally(assessment)))
        self.waiting.show_now()
        self._bars.show_now()
        self._show_pills()
        self._before.show_findings(check(assessment, day_of_check(assessment, self._clock())))
        self._register.show_entries(assessment.evidence)
        self._register_table.setVisible(bool(assessment.evidence))
        self._no_evidence.setVisible(not assessment.evidence)
        self._unanswered.show_now()
        self._order_stops()

    def _show_pills(self) -> None:
        while self._pills:
            pill = self._pills.pop()
            self._heading.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        found = gaps(self._session.assessment)
        for answer in (Answer.NOT_IN_PLACE, Answer.PARTLY):
            count = sum(1 for gap in found if gap.response.answer is answer)
            if count:
                self._pills.append(AnswerPill(self._theme, answer, count=count))
                self._heading.addWidget(self._pills[-1])

    def _order_stops(self) -> None:
        set_tab_order_before(
            self,
            *self.waiting.stops,
            *self.plan.stops,
            self._export.button,
            *self._before.stops,
            self._register_table,
            *self._unanswered.stops,
        )

    def _today(self) -> date:
        return self._clock().astimezone().date()


def standing_sentence(page: QWidget, counts: Tally) -> str:
    """Return standing and progress in words; a share in per cent only when all is answered."""
    standing, progress = counts.standing, counts.progress
    parts = [
        page.tr("{0} of {1} applicable items are in place.").format(standing.in_place, standing.applicable)
    ]
    if progress.is_complete:
        share = page.tr("{0} of {1} applicable items are in place ({2}\u00a0%).")
        parts = [share.format(standing.in_place, standing.applicable, round(standing.share * 100))]
    if counts.not_applicable == 1:
        parts.append(page.tr("1 item is not applicable."))
    elif counts.not_applicable:
        parts.append(page.tr("{0} items are not applicable.").format(counts.not_applicable))
    if counts.unanswered == 1:
        parts.append(page.tr("1 item is still unanswered."))
    elif counts.unanswered:
        parts.append(page.tr("{0} items are still unanswered.").format(counts.unanswered))
    else:
        parts.append(page.tr("Nothing is left unanswered."))
    return " ".join(parts)
