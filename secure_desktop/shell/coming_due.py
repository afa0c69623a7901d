"""What comes due in the recent files: next steps and evidence to renew, the most urgent first."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.shell.controls import SectionTitle
from secure_desktop.shell.moments import day_words
from secure_desktop.shell.painted_button import PaintedButton
from secure_desktop.shell.recents import DueEntry
from secure_desktop.shell.theme import Theme

MOST = 8
_WIDE = 86  # average characters; from there on the three parts stand beside each other
_WIDEST = 136
_PARTS = (0.50, 0.27, 0.23)  # of the width


class ComingDue(QWidget):
    """At most eight lines; each leads to its item."""

    due_requested = Signal(str, str)  # path, item id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[DueLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionTitle(self.tr("Coming due")))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)

    @property
    def lines(self) -> tuple["DueLine", ...]:
        """The lines, the most urgent first."""
        return tuple(self._lines)

    def show_entries(self, entries: list[DueEntry]) -> None:
        """Show the most urgent of these; nothing at all when there are none."""
        shown = sorted(entries, key=lambda entry: (entry.days, entry.district, entry.label))[:MOST]
        if shown == [line.entry for line in self._lines]:
            return
        while self._lines:
            line = self._lines.pop()
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        for entry in shown:
            line = DueLine(entry, self._theme)
            line.clicked.connect(
                lambda _=False, entry=entry: self.due_requested.emit(entry.path, entry.item_id)
            )
            self._list.addWidget(line)
            self._lines.append(line)
        self.setVisible(bool(shown))


class DueLine(PaintedButton):
    """What is due, where, and when. In a narrow window it takes two rows."""

    def __init__(self, entry: DueEntry, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{self._what()}, {self._where()}, {self._when()}")

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics()
        return QSize(unit.averageCharWidth() * _WIDEST, round(unit.height() * 2.1))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, round(self.fontMetrics().height() * 2.1))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self.fontMetrics().height() * (2.1 if self._is_wide(width) else 3.2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        frame = QRectF(area).adjusted(1, 1, -1, -2)
        if self.underMouse():
            painter.fillRect(frame, QColor(colors.info))
        painter.setPen(QColor(colors.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.link), 2))
            painter.drawRoundedRect(frame, 3, 3)
        when = colors.danger if self.entry.days < 0 else colors.text
        for place, text, color in zip(
            self._places(),
            (self._what(), self._where(), self._when()),
            (colors.text, colors.muted, when),
            strict=True,
        ):
            painter.setPen(QColor(color))
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _area(self) -> QRect:
        widest = self.fontMetrics().averageCharWidth() * _WIDEST
        return QRect(0, 0, min(self.width(), widest), self.height())

    def _places(self) -> tuple[QRect, QRect, QRect]:
        room, gap = self._area().adjusted(8, 0, -8, -1), self.fontMetrics().averageCharWidth() * 2
        if self._is_wide(self.width()):
            first, second, _ = (round(room.width() * part) for part in _PARTS)
            left, top, height = room.left(), room.top(), room.height()
            return (
                QRect(left, top, first - gap, height),
                QRect(left + first, top, second - gap, height),
                QRect(left + first + second, top, room.width() - first - second, height),
            )
        half = room.height() // 2
        when = min(self.fontMetrics().horizontalAdvance(self._when()) + 2, room.width())
        return (
            QRect(room.left(), room.top(), room.width(), half),
            QRect(room.left(), room.top() + half, max(room.width() - when - gap, 1), half),
            QRect(room.right() - when, room.top() + half, when, half),
        )

    def _is_wide(self, width: int) -> bool:
        return width >= self.fontMetrics().averageCharWidth() * _WIDE

    def _what(self) -> str:
        return (
            self.tr("Renew {0} (evidence)").format(self.entry.text)
            if self.entry.is_evidence
            else self.entry.text
        )

    def _where(self) -> str:
        return self.tr("{0} · item {1}").format(self.entry.district, self.entry.label)

    def _when(self) -> str:
        days = self.entry.days
        if days == -1:
            return self.tr("1 day overdue")
        if days < 0:
            return self.tr("{0} days overdue").format(-days)
        if days == 0:
            return self.tr("{0}, today").format(day_words(self.entry.day))
        if days == 1:
            return self.tr("{0}, tomorrow").format(day_words(self.entry.day))
        return self.tr("{0}, in {1} days").format(day_words(self.entry.day), days)
