"""The fields about the district and its law enforcement partner."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Profile
from secure_desktop.shell.forms import labeled, line_edit

STATES = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "District of Columbia", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
    "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi",
    "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York",
    "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island",
    "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington",
    "West Virginia", "Wisconsin", "Wyoming", "American Samoa", "Guam", "Northern Mariana Islands",
    "Puerto Rico", "U.S. Virgin Islands",
)  # fmt: skip

_FIRST_MONTH = 7  # a school year is planned from July


def school_years(today: datetime) -> tuple[str, ...]:
    """Return the school years to choose from, this one first, then the next and the one before."""
    first = today.year if today.month >= _FIRST_MONTH else today.year - 1
    return tuple(f"{year}–{(year + 1) % 100:02}" for year in (first, first + 1, first - 1))


class ProfileForm(QWidget):
    """District, school year, state and agency. `edited` comes when a field was left with another value."""

    edited = Signal()
    district_changed = Signal()

    def __init__(self, today: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._district = line_edit()
        self._school_year = _choice(school_years(today))
        self._state = _choice(("", *STATES))
        self._agency = line_edit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(labeled(self.tr("School district"), self._district))
        column.addLayout(labeled(self.tr("School year"), self._school_year))
        column.addLayout(labeled(self.tr("State"), self._state))
        column.addLayout(
            labeled(
                self.tr("Law enforcement partner"),
                self._agency,
                hint=self.tr("The police department or sheriff's office that assigns the officers."),
            )
        )
        self._district.textChanged.connect(lambda _: self.district_changed.emit())
        for field in (self._district, self._agency):
            field.editingFinished.connect(self.edited)
        for choice in (self._school_year, self._state):
            choice.activated.connect(lambda _: self.edited.emit())
            editor = choice.lineEdit()
            if editor is not None:
                editor.setAccessibleName(choice.accessibleName())
                editor.editingFinished.connect(self.edited)

    def profile(self) -> Profile:
        """Return what the fields say."""
        return Profile(
            district=self._district.text().strip(),
            school_year=self._school_year.currentText().strip(),
            state=self._state.currentText().strip(),
            agency=self._agency.text().strip(),
        )

    def show_profile(self, profile: Profile) -> None:
        """Show what is recorded."""
        if profile == self.profile():
            return
        self._district.setText(profile.district)
        self._school_year.setCurrentText(profile.school_year)
        self._state.setCurrentText(profile.state)
        self._agency.setText(profile.agency)

    def set_editable(self, *, editable: bool) -> None:
        """Let the fields be changed, or only read."""
        self._district.setReadOnly(not editable)
        self._agency.setReadOnly(not editable)
        self._school_year.setEnabled(editable)
        self._state.setEnabled(editable)

    def take_focus(self) -> None:
        """Move the keyboard to the district."""
        self._district.setFocus()


def _choice(options: tuple[str, ...]) -> QComboBox:
    choice = QComboBox()
    choice.setEditable(True)
    choice.addItems(list(options))
    return choice
