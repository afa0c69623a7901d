"""Where a copy goes: one of the drives that are plugged in, or a folder that somebody has chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.boxes import Card
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.drive.drives import Drive
from secure_desktop.shell.fields.radio_line import RadioLines
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.sizes import size_words

_LONGEST = 24  # characters of a name; a button does not wrap


class DriveChoice(Card):
    """Shows the drives as they come and go. What is chosen stays chosen as long as it is there."""

    changed = Signal()  # another drive is chosen, or none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drives: tuple[Drive, ...] = ()
        self._other: Drive | None = None
        self._lines: RadioLines | None = None
        self._nothing = PlainLabel(
            self.tr(
                "No USB stick is plugged in. Plug one in, and it shows up here by itself; or choose another folder."
            )
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(8)
        self._column.addWidget(StrongLabel(self.tr("Where to")))
        self._column.addWidget(self._nothing)

    @property
    def chosen(self) -> Drive | None:
        """What is chosen; None while there is nothing to choose from."""
        return self._lines.value if self._lines is not None else None

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._lines.stops if self._lines is not None else ()

    def show_drives(self, drives: Sequence[Drive]) -> None:
        """Show which drives are plugged in now."""
        if [_told(drive) for drive in drives] != [_told(drive) for drive in self._drives]:
            self._drives = tuple(drives)
            self._show(self.chosen)

    def choose_folder(self, folder: Drive) -> None:
        """Offer a folder besides the drives, and choose it."""
        self._other = folder
        self._show(folder)

    def _show(self, wanted: Drive | None) -> None:
        offered = [
            drive for drive in self._drives if self._other is None or drive.folder != self._other.folder
        ]
        if self._other is not None:
            offered.append(self._other)
        had_focus = self._lines is not None and self._lines.isAncestorOf(self._focused())
        if self._lines is not None:
            self._column.removeWidget(self._lines)
            self._lines.hide()
            self._lines.deleteLater()
        self._lines = self._made(offered) if offered else None
        self._nothing.setVisible(self._lines is None)
        if self._lines is not None:
            folder = wanted.folder if wanted is not None else Path()
            place = next((drive for drive in offered if drive.folder == folder), offered[0])
            self._lines.choose(place)
            self._lines.changed.connect(lambda _: self.changed.emit())
            self._column.addWidget(self._lines)
            if had_focus:
                self._lines.take_focus()
        self.changed.emit()

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _made(self, offered: Sequence[Drive]) -> RadioLines:
        return RadioLines(
            (
                drive,
                self.tr("{0} · {1} free").format(_shown(drive.name), size_words(drive.free)),
                str(drive.folder),
            )
            for drive in offered
        )


def _told(drive: Drive) -> tuple[Drive, str]:
    """Return what is told of a drive: a few bytes more or less change no line, which somebody may be about to choose."""
    return drive._replace(free=0), size_words(drive.free)


def _shown(name: str) -> str:
    """Return a name as a button shows it letter for letter."""
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return short.replace("&", "&&")
