"""The last section of a reviewer copy: thank you, and how the file gets back to its owner."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.changes import Changes
from secure_desktop.model.progress import Progress, tally
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.review.unanswered_part import UnansweredPart
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order_before
from secure_desktop.shell.theme import Theme


class ReturnPage(ScrollPage):
    """Says how far the review is, where the file lies, and to whom it goes back."""

    item_requested = Signal(str)  # item id

    def __init__(
        self, session: Session, theme: Theme, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._session = session
        self._dialogs = dialogs
        self.column.addWidget(self._way_back())
        self._unanswered = UnansweredPart(session, theme)
        self._unanswered.item_requested.connect(self.item_requested)
        self.column.addSpacing(8)
        self.column.addWidget(self._unanswered)
        session.changed.connect(self._follow)

    def show_now(self) -> None:
        """Show the review as it stands; called whenever the page comes into view."""
        assessment = self._session.assessment
        name = assessment.reviewer.name if assessment.reviewer is not None else ""
        progress = tally(assessment).progress
        thanks = self.tr("Thank you, {0}") if progress.is_complete else self.tr("Thank you so far, {0}")
        self.title.setText(thanks.format(name))
        self.lead.setText(self._progress_sentence(progress))
        self._unanswered.show_now()
        set_tab_order_before(self, self.folder_button, *self._unanswered.stops)

    def _way_back(self) -> QWidget:
        reviewer = self._session.assessment.reviewer
        sender = reviewer.made_by if reviewer is not None else ""
        to_somebody, back = (
            self.tr("Send this file back to {0}:"),
            self.tr("Send this file back to whoever gave it to you:"),
        )
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.addWidget(PlainLabel(to_somebody.format(sender) if sender else back))
        column.addWidget(StrongLabel(self._session.path.name))
        column.addWidget(MutedLabel(str(self._session.path.parent)))
        self.folder_button = PrimaryButton(self.tr("Show in folder"))
        self.folder_button.clicked.connect(lambda: self._dialogs.open(self._session.path.parent))
        row = FlowLayout(spacing=12)
        row.addWidget(self.folder_button)
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "Attach it to a mail or put it on a USB stick. Everything that you entered is in it, under your name; "
                    "it is combined with the others’ answers there."
                )
            )
        )
        return card

    def _progress_sentence(self, progress: Progress) -> str:
        said = self._answered_sentence(progress)
        if not progress.is_complete:
            said = " ".join((said, self.tr("You can send the file back as it is, or go on first.")))
        return said

    def _answered_sentence(self, progress: Progress) -> str:
        """Say how many items have an answer; where answers came along, also how many the reviewer entered."""
        assessment = self._session.assessment
        if assessment.reviewer is None or not assessment.reviewer.has_answers:
            if progress.is_complete:
                return self.tr("You have answered all {0} items.").format(progress.total)
            return self.tr("You have answered {0} of {1} items.").format(progress.answered, progress.total)
        own = sum(
            1
            for item in assessment.asked_items
            if assessment.response(item.id).changed_by == assessment.reviewer.name
        )
        one = self.tr("{0} of {1} items have an answer; 1 of them you changed yourself.")
        many = self.tr("{0} of {1} items have an answer; {2} of them you changed yourself.")
        return (one if own == 1 else many).format(progress.answered, progress.total, own)

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self.show_now()
