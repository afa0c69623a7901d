"""Settings: the name for the history, the text size and the theme. Every change holds at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from secure_desktop.settings import TEXT_SIZES, THEMES, Settings
from secure_desktop.shell.forms import labeled, line_edit


class SettingsDialog(QDialog):
    """Shows the settings and tells of every change."""

    name_changed = Signal(str)
    text_size_changed = Signal(int)
    theme_changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
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
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self._name.editingFinished.connect(lambda: self.name_changed.emit(self._name.text().strip()))
        self._size.currentIndexChanged.connect(
            lambda _: self.text_size_changed.emit(self._size.currentData())
        )
        self._theme.currentIndexChanged.connect(lambda _: self.theme_changed.emit(self._theme.currentData()))

    def done(self, result: int) -> None:
        self.name_changed.emit(self._name.text().strip())
        super().done(result)
