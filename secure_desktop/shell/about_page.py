"""The section about the district: whom the assessment is about, and who takes part."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from secure_desktop.model.changes import Changes
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.labels import DangerLabel
from secure_desktop.shell.participants_editor import ParticipantsEditor
from secure_desktop.shell.profile_form import ProfileForm
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session


class AboutPage(ScrollPage):
    """District and team, saved field by field."""

    def __init__(self, session: Session, today: datetime, parent: QWidget | None = None) -> None:
        super().__init__("", widest=900, parent=parent)
        self.title.setText(self.tr("About the district"))
        own = self.tr("This stands on the first page of the summary. Every change is saved at once.")
        lent = self.tr("This is what the assessment is about. Whoever made this copy keeps it up to date.")
        self.lead.setText(own if session.reviewer is None else lent)
        self._session = session
        self._profile = ProfileForm(today)
        self._nameless = DangerLabel(
            self.tr("The district needs a name; the former one stays until there is another.")
        )
        self._nameless.hide()
        self._participants = ParticipantsEditor()
        self.column.addWidget(self._profile)
        self.column.addWidget(self._nameless)
        self.column.addSpacing(8)
        self.column.addWidget(SectionTitle(self.tr("Partnership team")))
        self.column.addWidget(
            MutedLabel(
                self.tr("Everyone who takes part in the assessment. Their names stand in the summary.")
            )
        )
        self.column.addWidget(self._participants)
        self._show_editable()
        self._show_stored()
        self._profile.edited.connect(self._record_profile)
        self._participants.edited.connect(self._record_participants)
        session.changed.connect(self._show_changes)

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        self._record_profile()
        self._record_participants()

    @property
    def _can_change(self) -> bool:
        return self._session.is_editable and self._session.reviewer is None

    def _record_profile(self) -> None:
        profile = self._profile.profile()
        self._nameless.setVisible(not profile.district)
        if profile.district and profile != self._session.assessment.profile and self._can_change:
            self._session.record_profile(profile)

    def _record_participants(self) -> None:
        participants = self._participants.participants()
        if participants != self._session.assessment.participants and self._can_change:
            self._session.record_participants(participants)

    def _show_changes(self, changes: Changes) -> None:
        if changes.profile or changes.participants:
            self._show_stored()
        if changes.sign_off:
            self._show_editable()

    def _show_editable(self) -> None:
        self._profile.set_editable(editable=self._can_change)
        self._participants.set_editable(editable=self._can_change)

    def _show_stored(self) -> None:
        self._profile.show_profile(self._session.assessment.profile)
        stored = self._session.assessment.participants
        if {p.id for p in stored} != {p.id for p in self._participants.participants()}:
            self._participants.show_participants(stored)
