"""How large the whole assessment file is, as a quiet bar, and a warning when mail systems may refuse it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.shell.boxes import WarningBox
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.session import Session
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.theme import Theme

_MEGA = 1024 * 1024


class FileSize(QWidget):
    """Shown as soon as the file holds attached files. `mail_limit` says how many megabytes a mail may have."""

    def __init__(
        self, session: Session, theme: Theme, mail_limit: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._mail_limit = mail_limit
        self._bar = _Bar(theme)
        self._words = MutedLabel()
        self._warning = WarningBox()
        self._warning_text = PlainLabel()
        inner = QVBoxLayout(self._warning)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self._warning_text)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._warning)

    @property
    def warns(self) -> bool:
        """Whether the file is larger than a mail may be."""
        return not self._warning.isHidden()

    def show_now(self) -> None:
        """Look at the file."""
        try:
            size = self._session.path.stat().st_size
        except OSError:  # it is gone, and whoever writes next is told
            size = 0
        limit = self._mail_limit() * _MEGA
        has_files = any(entry.size for entry in self._session.assessment.evidence)
        self.setVisible(has_files or size > limit)
        self._bar.show_share(size / limit)
        self._words.setText(
            self.tr("The whole file: {0} of the {1} that go by mail").format(
                size_words(size), size_words(limit)
            )
        )
        self._warning.setVisible(size > limit)
        self._warning_text.setText(
            self.tr(
                "The file has grown to {0}. Many mail systems refuse more than {1}: hand it on by another way, or note "
                "where large papers are filed instead of attaching them. The settings hold this limit."
            ).format(size_words(size), size_words(limit))
        )


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show how much of the limit is used up."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, max(6, self.fontMetrics().height() // 3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.edge))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        used = QRectF(area)
        used.setWidth(max(area.height(), area.width() * min(self._share, 1)))
        painter.setBrush(QColor(colors.danger if self._share > 1 else colors.link))
        painter.drawRoundedRect(used, used.height() / 2, used.height() / 2)
