"""Settings: the name for the history, text size, theme, how much a mail may have, where backups lie. Changes hold at once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from secure_desktop.settings import TEXT_SIZES, THEMES, Settings
from secure_desktop.shell.backups.room_part import RoomPart
from secure_desktop.shell.early import refuse_focus
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.scroll_page import ScrollColumn, ScrollContent

_MAIL_LIMITS = (3, 5, 10, 15, 20, 25, 35, 50, 100, 150)  # megabytes; what mail systems take, and a full file

_FRAME = 40  # pixels that the system's frame around a window takes at the most


class SettingsDialog(QDialog):
    """Shows the settings and tells of every change."""

    name_changed = Signal(str)
    text_size_changed = Signal(int)
    theme_changed = Signal(str)
    mail_limit_changed = Signal(int)  # megabytes

    def __init__(
        self,
        settings: Settings,
        open_folder: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._name = line_edit(settings.name, placeholder=self.tr("For example: Maria Lopez, principal"))
        self._name.setMaxLength(200)
        self._size = QComboBox()
        for size in TEXT_SIZES:
            self._size.addItem(self.tr("{0} %").format(size), size)
        self._size.setCurrentIndex(TEXT_SIZES.index(settings.text_size))
        self._theme = QComboBox()
        names = (self.tr("Follow the system"), self.tr("Light"), self.tr("Dark"))
        for theme, name in zip(THEMES, names, strict=True):
            self._theme.addItem(name, theme)
        self._theme.setCurrentIndex(THEMES.index(settings.theme))
        self._limit = QComboBox()
        for megabytes in sorted({*_MAIL_LIMITS, settings.mail_limit_mb}):
            self._limit.addItem(self.tr("{0} MB").format(megabytes), megabytes)
        self._limit.setCurrentIndex(self._limit.findData(settings.mail_limit_mb))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        content = ScrollContent()
        column = ScrollColumn(content)
        column.setContentsMargins(22, 18, 22, 8)
        column.setSpacing(14)
        column.addLayout(
            labeled(
                self.tr("Your name"),
                self._name,
                hint=self.tr(
                    "It stands in the history beside every answer that you give, so that others know who said it."
                ),
            )
        )
        column.addLayout(labeled(self.tr("Text size"), self._size))
        column.addLayout(labeled(self.tr("Colors"), self._theme))
        column.addLayout(
            labeled(
                self.tr("Largest file for mail"),
                self._limit,
                hint=self.tr(
                    "A warning comes when an assessment file grows beyond what your mail system takes."
                ),
            )
        )
        self.room = RoomPart(open_folder)
        column.addWidget(self.room)
        column.addStretch(1)
        self._area = QScrollArea()  # with large text there is more than a small screen can show
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        refuse_focus(self._area)
        self._area.setWidget(content)
        self._area.verticalScrollBar().rangeChanged.connect(self._grow)
        below = QVBoxLayout()
        below.setContentsMargins(22, 0, 22, 16)
        below.addWidget(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area, 1)
        outer.addLayout(below)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self._name.editingFinished.connect(lambda: self.name_changed.emit(self._name.text().strip()))
        self._size.currentIndexChanged.connect(
            lambda _: self.text_size_changed.emit(self._size.currentData())
        )
        self._limit.currentIndexChanged.connect(
            lambda _: self.mail_limit_changed.emit(self._limit.currentData())
        )
        self._theme.currentIndexChanged.connect(lambda _: self.theme_changed.emit(self._theme.currentData()))

    def done(self, result: int) -> None:
        self.name_changed.emit(self._name.text().strip())
        super().done(result)

    def _grow(self, _least: int, hidden: int) -> None:
        """Be as high as all of it, or as the screen."""
        room = self.screen().availableGeometry().height() - _FRAME
        if hidden > 0 and self.height() < room:
            self.resize(self.width(), min(self.height() + hidden, room))
