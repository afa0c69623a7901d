"""The person's settings at work: kept, applied, and written down at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from secure_desktop import settings as store
from secure_desktop.settings import TEXT_SIZES, Settings
from secure_desktop.shell.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from secure_desktop.model.assessment import Assessment

_SIZE = (1180, 760)  # pixels at 100 %; smaller screens get what they have


class Preferences(QObject):
    """Settings and the theme that follows them.

    Those that could not be read at the start are not written over: they are read first, as soon as that can be done.
    """

    def __init__(
        self,
        settings: Settings,
        file: Path,
        theme: Theme,
        parent: QObject | None = None,
        *,
        is_read: bool = True,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file
        self._is_read = is_read
        self.theme = theme

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def name(self) -> str:
        """Return the name for the history."""
        return self._settings.name

    def mail_limit(self) -> int:
        """Return how many megabytes a mail may have."""
        return self._settings.mail_limit_mb

    def place_of(self, assessment_id: str) -> str:
        """Return where the reader of an assessment was; "" when that is not known."""
        return self._settings.places.get(assessment_id, "")

    def remember(self, path: Path, assessment: "Assessment", *, place: str = "") -> None:
        """Put a file on top of the recent ones, and keep where its reader was.

        Without a place the former one is forgotten, so that after a crash the last change counts.
        """
        from secure_desktop.shell.recents import recent_of

        changed = self._settings.with_recent(recent_of(path, assessment))
        self._keep(changed.with_place(assessment.id, place))

    def keep_place(self, about: str, place: str) -> None:
        """Keep a place that `place_of` returns."""
        self._keep(self._settings.with_place(about, place))

    def forget(self, path: str) -> None:
        """Take a file off the recent ones; the file itself stays."""
        self._keep(self._settings.without_recent(path))

    def take_size(self, window: QWidget) -> None:
        """Give a window the size and place that it had last, or a good one."""
        from PySide6.QtCore import QByteArray

        kept = self._settings.geometry
        if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore"))):
            room = window.screen().availableGeometry()
            window.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - 40))

    def remember_geometry(self, geometry: str) -> None:
        """Keep where the window was."""
        self._keep(self._settings._replace(geometry=geometry))

    def change_text_size(self, direction: int) -> None:
        """Make the text one size larger (+1) or smaller (-1), or normal (0)."""
        sizes = list(TEXT_SIZES)
        index = sizes.index(self._settings.text_size) + direction if direction else 0
        self._choose_text_size(sizes[max(0, min(index, len(sizes) - 1))])

    def show_dialog(self, window: QWidget, open_folder: "Callable[[Path], object]") -> None:
        """Let the person change the settings; `open_folder` shows a folder in the system's way."""
        from secure_desktop.shell.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, open_folder, window)
        dialog.name_changed.connect(lambda name: self._keep(self._settings._replace(name=name)))
        dialog.text_size_changed.connect(self._choose_text_size)
        dialog.theme_changed.connect(self._choose_theme)
        dialog.mail_limit_changed.connect(
            lambda limit: self._keep(self._settings._replace(mail_limit_mb=limit))
        )
        dialog.exec()

    def _choose_text_size(self, text_size: int) -> None:
        self._keep(self._settings._replace(text_size=text_size))
        self.theme.choose(text_size=text_size)

    def _choose_theme(self, theme: str) -> None:
        self._keep(self._settings._replace(theme=theme))
        self.theme.choose(theme=theme)

    def _keep(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            if self._is_read or self._read_again():
                store.save(self._settings, self._file)

    def _read_again(self) -> bool:
        faults = list[Path]()
        kept = store.load(self._file, unread=faults.append)
        if faults:
            return False
        self._is_read = True
        self._settings = kept.with_changes_of(self._settings)
        self.theme.choose(theme=self._settings.theme, text_size=self._settings.text_size)
        return True
