"""The area at the left of an assessment: what is open, and its sections with their progress."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.changes import Changes
from secure_desktop.shell.boxes import SidePanel
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.reviewer.reviewer_words import review_title
from secure_desktop.shell.section_list import SectionList
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme

_NARROWEST = 180  # pixels


class AssessmentSide(SidePanel):
    """Reviewer, district, checklist and file on top, then the list of sections."""

    section_requested = Signal(object)  # Section

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.sections = SectionList(session, theme)
        self.sections.section_requested.connect(self.section_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 14, 0, 8)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 8, 8)
        head.setSpacing(3)
        self._district = StrongLabel()
        self._subject = MutedLabel()
        self._file = MutedLabel()
        self._reviewer = PlainLabel()
        if session.reviewer is None:
            self._reviewer.hide()
        for label in (self._reviewer, self._district, self._subject, self._file):
            head.addWidget(label)
        column.addLayout(head)
        column.addWidget(self.sections, 1)
        self._show_head()
        session.changed.connect(self._show_changes)

    def fit(self, room: int) -> None:
        """Take the width that the titles need, of a window that is `room` pixels wide."""
        self.setFixedWidth(min(self.sections.width_of_titles() + 12, max(room * 2 // 5, _NARROWEST)))

    def _show_changes(self, changes: Changes) -> None:
        if changes.profile:
            self._show_head()

    def _show_head(self) -> None:
        profile, rubric = self._session.assessment.profile, self._session.rubric
        reviewer = self._session.reviewer
        self._reviewer.setText(review_title(reviewer) if reviewer is not None else "")
        self._district.setText(profile.district)
        self._subject.setText(" · ".join(text for text in (rubric.title, profile.school_year) if text))
        self._file.setText(self._session.path.name)
