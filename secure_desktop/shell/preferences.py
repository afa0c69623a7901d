"""The person's settings at work: kept, applied, and written down at once."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from secure_desktop import settings as store
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.progress import tally
from secure_desktop.settings import TEXT_SIZES, Recent, Settings
from secure_desktop.shell.theme import Theme


class Preferences(QObject):
    """Settings and the theme that follows them."""

    def __init__(self, settings: Settings, file: Path, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file
        self.theme = theme

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def name(self) -> str:
        """Return the name for the history."""
        return self._settings.name

    def place_of(self, assessment_id: str) -> str:
        """Return where the reader of an assessment was; "" when that is not known."""
        return self._settings.places.get(assessment_id, "")

    def remember(self, path: Path, assessment: Assessment, *, place: str = "") -> None:
        """Put a file on top of the recent ones, and keep where its reader was."""
        changed = self._settings.with_recent(recent_of(path, assessment))
        self._keep(changed.with_place(assessment.id, place) if place else changed)

    def forget(self, path: str) -> None:
        """Take a file off the recent ones; the file itself stays."""
        self._keep(self._settings.without_recent(path))

    def remember_geometry(self, geometry: str) -> None:
        """Keep where the window was."""
        self._keep(replace(self._settings, geometry=geometry))

    def change_text_size(self, direction: int) -> None:
        """Make the text one size larger (+1) or smaller (-1), or normal (0)."""
        sizes = list(TEXT_SIZES)
        index = sizes.index(self._settings.text_size) + direction if direction else 0
        self._choose_text_size(sizes[max(0, min(index, len(sizes) - 1))])

    def show_dialog(self, window: QWidget) -> None:
        """Let the person change the settings."""
        from secure_desktop.shell.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, window)
        dialog.name_changed.connect(lambda name: self._keep(replace(self._settings, name=name)))
        dialog.text_size_changed.connect(self._choose_text_size)
        dialog.theme_changed.connect(self._choose_theme)
        dialog.exec()

    def _choose_text_size(self, text_size: int) -> None:
        self._keep(replace(self._settings, text_size=text_size))
        self.theme.choose(text_size=text_size)

    def _choose_theme(self, theme: str) -> None:
        self._keep(replace(self._settings, theme=theme))
        self.theme.choose(theme=theme)

    def _keep(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            store.save(settings, self._file)


def recent_of(path: Path, assessment: Assessment) -> Recent:
    """Return what the start page says of a file."""
    progress = tally(assessment).progress
    return Recent(
        path=str(path),
        district=assessment.profile.district,
        checklist=assessment.rubric.title,
        school_year=assessment.profile.school_year,
        answered=progress.answered,
        total=progress.total,
        changed_at=assessment.changed_at.isoformat(),
    )
