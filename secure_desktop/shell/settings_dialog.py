"""Settings: the name for the history, the text size, the theme and how much a mail may have. Every change holds at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QSpinBox, QVBoxLayout, QWidget

from secure_desktop.settings import MAIL_LIMITS, TEXT_SIZES, THEMES, Settings
from secure_desktop.shell.forms import labeled, line_edit


class SettingsDialog(QDialog):
    """Shows the settings and tells of every change."""

    name_changed = Signal(str)
    text_size_changed = Signal(int)
    theme_changed = Signal(str)
    mail_limit_changed = Signal(int)  # megabytes

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
        self._limit = QSpinBox()
        self._limit.setRange(MAIL_LIMITS.start, MAIL_LIMITS.stop - 1)
        self._limit.setSuffix(self.tr(" MB"))
        self._limit.lineEdit().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the box around it takes the keyboard
        self._limit.setValue(settings.mail_limit_mb)
        self._limit.setMinimumHeight(self._theme.sizeHint().height())
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
        column.addLayout(
            labeled(
                self.tr("Largest file for mail"),
                self._limit,
                hint=self.tr(
                    "A warning comes when an assessment file grows beyond what your mail system takes."
                ),
            )
        )
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self._name.editingFinished.connect(lambda: self.name_changed.emit(self._name.text().strip()))
        self._size.currentIndexChanged.connect(
            lambda _: self.text_size_changed.emit(self._size.currentData())
        )
        self._limit.valueChanged.connect(self.mail_limit_changed)
        self._theme.currentIndexChanged.connect(lambda _: self.theme_changed.emit(self._theme.currentData()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:  # dialogs forget what wrapped texts need
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def done(self, result: int) -> None:
        self.name_changed.emit(self._name.text().strip())
        super().done(result)
