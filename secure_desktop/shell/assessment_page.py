"""An open assessment: the sections at the left, the section that is shown, and the bar below."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.navigation import (
    Filter,
    Kind,
    Section,
    first_unanswered,
    last_changed,
    neighbor,
    next_unanswered,
    section_of,
    sections,
)
from secure_desktop.shell.about_page import AboutPage
from secure_desktop.shell.assessment_side import AssessmentSide
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.footer import Footer
from secure_desktop.shell.items.items_page import ItemsPage
from secure_desktop.shell.notices import Notices
from secure_desktop.shell.report_page import ReportPage
from secure_desktop.shell.review.review_page import ReviewPage
from secure_desktop.shell.reviewer.return_page import ReturnPage
from secure_desktop.shell.section_names import assessment_title, section_name
from secure_desktop.shell.session import Session
from secure_desktop.shell.sign_off.sign_off_page import SignOffPage
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.watching.file_watch import FileWatch


class AssessmentPage(QWidget):
    """The wizard over one session. `place` is where its reader is, as text that `go_to_place` understands."""

    copy_requested = Signal()
    share_requested = Signal()
    left = Signal()
    fault_met = Signal(object)  # a known problem or a bug, on another thread
    section_shown = Signal(object)  # Section

    def __init__(
        self,
        session: Session,
        theme: Theme,
        *,
        clock: Callable[[], datetime],
        dialogs: Dialogs,
        mail_limit: Callable[[], int],
        read_only_reason: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._theme = theme
        self._section = Section(Kind.ABOUT)
        self._focus_before: QWidget | None = None  # what had the keyboard before something long began
        self.about = AboutPage(session, clock())
        self.items = ItemsPage(session, theme, dialogs, mail_limit=mail_limit)
        self.review = ReviewPage(session, theme, dialogs, clock)
        self.sign_off = SignOffPage(session, theme, dialogs, clock)
        self.report = ReportPage(session, dialogs, clock)
        self._pages: dict[Kind, QWidget] = {
            Kind.ABOUT: self.about,
            Kind.STEP: self.items,
            Kind.REVIEW: self.review,
            Kind.SIGN_OFF: self.sign_off,
            Kind.REPORT: self.report,
        }
        if session.reviewer is not None:
            self.give_back = ReturnPage(session, theme, dialogs)
            self.give_back.item_requested.connect(self.go_to_item)
            self._pages[Kind.RETURN] = self.give_back
        self._side = AssessmentSide(session, theme)
        self.sections = self._side.sections
        self.notices = Notices(session, dialogs, clock)
        self.footer = Footer()
        self.watch = FileWatch(session, clock, self)
        self._lay_out(read_only_reason)
        self._connect()

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._section

    @property
    def shows_items(self) -> bool:
        """Whether an action step, or what a search found, is shown."""
        return self._section.kind is Kind.STEP

    @property
    def place(self) -> str:
        """Where the reader is: an item's id, or the kind of section."""
        return self.items.current_item if self._section.kind is Kind.STEP else str(self._section.kind)

    @property
    def _is_signed(self) -> bool:
        return self.session.assessment.is_locked and not self.session.is_read_only

    @property
    def title(self) -> str:
        """What the window is called while this is open: reviewer, district, checklist, and that it is signed."""
        return assessment_title(self.session.assessment)

    def go_to(self, section: Section) -> None:
        """Show a section; an action step at its first item."""
        self.flush()
        self._show(section)
        if section.kind is Kind.STEP:
            self.items.show_step(self.session.rubric.step(section.step))
            self.items.open_item(self.session.rubric.step(section.step).items[0].id)

    def go_to_item(self, item_id: str) -> None:
        """Show an item, open and with the keyboard on it; nothing happens when it is not asked about here."""
        if item_id not in (item.id for item in self.session.assessment.asked_items):
            return
        self.flush()
        self._show(section_of(self.session.rubric, item_id))
        self.items.open_item(item_id)

    def go_to_place(self, place: str) -> None:
        """Go back to where a reader was; to where the work goes on when that is not known."""
        assessment = self.session.assessment
        others = {str(each.kind): each for each in sections(assessment) if each.kind is not Kind.STEP}
        if place in (item.id for item in assessment.asked_items):
            self.go_to_item(place)
        elif place in others:
            self.go_to(others[place])
        elif (item := last_changed(assessment) or first_unanswered(assessment)) is not None:
            self.go_to_item(item.id)

    def take_focus(self) -> None:
        """Move the keyboard to the open item, or to the list of sections."""
        if self.shows_items:
            self.items.take_focus()
        else:
            self.sections.setFocus()

    def show_access(self, reason: str) -> None:
        """Show that the file can only be read, and why; or that it can be edited, for "". The section is shown anew."""
        self.notices.show_access(reason)
        self._show(self._section)

    def go_to_next_unanswered(self) -> None:
        """Show the next item without an answer; when there is none, the review, or the way back of a reviewer copy."""
        after = self.items.current_item if self._section.kind is Kind.STEP else ""
        item = next_unanswered(self.session.assessment, after)
        if item is None:
            self.go_to(Section(Kind.REVIEW if self.session.reviewer is None else Kind.RETURN))
        else:
            self.go_to_item(item.id)

    def go_back(self) -> None:
        """Show the section before this one; leave the assessment from the first."""
        before = neighbor(self.session.assessment, self._section, -1)
        if before is None:
            self.left.emit()
        else:
            self.go_to(before)

    def go_forward(self) -> None:
        """Show the section behind this one."""
        behind = neighbor(self.session.assessment, self._section, 1)
        if behind is not None:
            self.go_to(behind)

    def answer(self, number: int) -> None:
        """Record the answer of this key, 1 to 4, to the open item, 5 the earlier one; 0 clears it. A signed one says why not."""
        if self._is_signed:
            self.footer.show_hint(self.tr("Signed answers do not change. Reopen the assessment first."))
        elif self.shows_items and number == 5:
            self.items.answer_as_before()
        elif self.shows_items:
            self.items.answer(CHOICES[number - 1] if number else Answer.UNANSWERED)

    def export(self, *, public: bool = False, revision: int = 0) -> None:
        """Show the report and ask where to write the PDF; of an earlier revision, if its number is given."""
        self.go_to(Section(Kind.REPORT))
        self.report.ask_and_export(public=public, revision=revision)

    def export_plan(self) -> None:
        """Show the plan and ask where to write it."""
        self.go_to(Section(Kind.REVIEW))
        self.review.ask_and_export()

    def export_other(self) -> None:
        """Show the formats for other programs."""
        self.go_to(Section(Kind.REPORT))
        self.report.show_exports()

    def start_signing(self) -> None:
        """Show the sign-off with the keyboard on the next seat that waits."""
        self.go_to(Section(Kind.SIGN_OFF))
        self.sign_off.take_focus()

    def start_reopening(self) -> None:
        """Show the sign-off with the question why the signed revision is opened again."""
        self.go_to(Section(Kind.SIGN_OFF))
        self.sign_off.start_reopening()

    def toggle_mark(self) -> None:
        """Mark the open item for review, or take the mark away."""
        if self._section.kind is Kind.STEP and not self._is_signed:
            self.items.toggle_mark()

    def edit_note(self) -> None:
        """Move the keyboard to the open item's note."""
        if self._section.kind is Kind.STEP:
            self.items.edit_note()

    def show_only(self, which: str) -> None:
        """Show the items that pass a filter, in the whole checklist."""
        self.start_search()
        self.items.search.choose(Filter(which))

    def start_search(self) -> None:
        """Move the keyboard to the search over all items."""
        if self._section.kind is not Kind.STEP:
            self.flush()
            self._show(Section(Kind.STEP, self.items.step.number))
            self.items.show_step(self.items.step)
        self.items.search.take_focus()

    def undo(self) -> None:
        """Take back the last change and show where it was; nothing while another thread has the file."""
        self.flush()
        if not self.session.is_busy:
            self._step_through(self.session.undo_stack.undo)

    def redo(self) -> None:
        """Make the last change again that was taken back, and show where it is."""
        if not self.session.is_busy:
            self._step_through(self.session.undo_stack.redo)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self.items.flush()
        if self._section.kind is Kind.ABOUT:
            self.about.flush()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_side()

    def _lay_out(self, read_only_reason: str) -> None:
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices.area)
        right.addWidget(self._stack, 1)
        right.addWidget(self.footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(right, 1)
        if read_only_reason:
            self.notices.show_access(read_only_reason)

    def _connect(self) -> None:
        self._side.section_requested.connect(self.go_to)
        self.items.item_opened.connect(self._follow_item)
        self.items.step_left.connect(self._go_past_step)
        self.review.item_requested.connect(self.go_to_item)
        self.footer.back_requested.connect(self.go_back)
        self.footer.next_requested.connect(self.go_forward)
        self.footer.next_unanswered_requested.connect(self.go_to_next_unanswered)
        self.sign_off.item_requested.connect(self.go_to_item)
        self.sign_off.report_requested.connect(lambda number: self.export(revision=number))
        for page in (self.sign_off, self.report):
            page.fault_met.connect(self.fault_met)
        self.report.share_requested.connect(self.share_requested)
        self.notices.copy_requested.connect(self.copy_requested)
        self.notices.reopening_requested.connect(self.start_reopening)
        self.notices.retried.connect(self.flush)
        self.session.changed.connect(self._show_saved)
        self.session.failed.connect(self._show_not_saved)
        self.session.crashed.connect(self.fault_met)
        self.session.busy_changed.connect(self._show_busy)
        self._theme.changed.connect(self._fit_side)

    def _show(self, section: Section) -> None:
        self._section = section
        page = self._pages[section.kind]
        if isinstance(page, (ReviewPage, SignOffPage, ReportPage, ReturnPage)):
            page.show_now()
        self._stack.setCurrentWidget(page)
        self.sections.show_section(section)
        self.notices.show_section(section.kind)
        self._show_ways()
        self.section_shown.emit(section)

    def _show_ways(self) -> None:
        behind = neighbor(self.session.assessment, self._section, 1)
        name = section_name(self.session.rubric, behind) if behind is not None else ""
        self.footer.show_ways(name, can_skip=first_unanswered(self.session.assessment) is not None)

    def _follow_item(self, item_id: str) -> None:
        section = section_of(self.session.rubric, item_id)
        if section != self._section and self._section.kind is Kind.STEP:
            self._section = section
            self.sections.show_section(section)
            self._show_ways()

    def _go_past_step(self, direction: int) -> None:
        target = neighbor(self.session.assessment, self._section, direction)
        if target is None or target.kind is not Kind.STEP:
            return
        items = self.session.rubric.step(target.step).items
        self.go_to_item(items[0 if direction > 0 else -1].id)

    def _step_through(self, step: Callable[[], None]) -> None:
        touched = self.session.items_touched_by(step)
        if touched and (self._section.kind is not Kind.STEP or self.items.current_item != touched[0]):
            self.go_to_item(touched[0])

    def _show_saved(self, _changes: Changes) -> None:
        if self.session.saved_at is not None and not self.session.has_unsaved:
            self.footer.show_saved(self.session.saved_at)
        self._show_ways()

    def _show_not_saved(self, _problem: KnownProblem) -> None:
        if self.session.has_unsaved:
            self.footer.show_not_saved()

    def _show_busy(self, is_busy: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        if is_busy:
            self.flush()
            self._focus_before = self.focusWidget()
        self.footer.show_busy(is_busy=is_busy)
        self._stack.setEnabled(not is_busy)
        before = self._focus_before
        if not is_busy and before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _fit_side(self) -> None:
        self.footer.fit()
        self._side.fit(self.width())
