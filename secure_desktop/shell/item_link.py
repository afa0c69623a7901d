"""A link, mostly to an item: it wraps like text, and is a button to the keyboard and to screen readers."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.shell.painted_button import PaintedButton
from secure_desktop.shell.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_PAD = 3


class ItemLink(PaintedButton):
    """A label ("2.3") and a short text that lead to an item."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _PAD + 2, metrics.height() + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._text_area(width).height() + 2 * _PAD

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setUnderline(True)
        painter.setFont(font)
        colors = self._theme.colors
        area = self._text_area(self.width())
        frame = QRectF(area).adjusted(-_PAD + 1, -_PAD + 1, _PAD, _PAD - 1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.info))
            painter.drawRoundedRect(frame, 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.link), 2))
            painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(QColor(colors.link))
        painter.drawText(area, int(_WRAP), self.text())

    def _text_area(self, width: int) -> QRect:
        room = QRect(_PAD, _PAD, max(width - 2 * _PAD, 20), 10_000)
        return self.fontMetrics().boundingRect(room, int(_WRAP), self.text())
