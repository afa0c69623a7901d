"""The control with which one of several opinions is chosen: a button that says what is chosen, with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.painted_button import PaintedButton
from secure_desktop.shell.theme import Theme

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_MOST = 9  # keys that choose


class ChoiceButton(PaintedButton):
    """Says what is chosen. Keys 1 to 9 choose, J joins, the arrows go to the next choice, space opens the menu."""

    chosen = Signal(int)  # the place of the opinion that somebody wants
    joining_requested = Signal()
    move_requested = Signal(int)  # +1 or -1: to the choice below or above
    done = Signal()  # Enter where something is chosen already

    def __init__(
        self,
        theme: Theme,
        title: str,
        offers: Sequence[str],
        *,
        can_join: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._offers = tuple(offers)
        self._can_join = can_join
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        numbered = "; ".join(f"{number}: {offer}" for number, offer in enumerate(self._offers, 1))
        joining = self.tr("J joins all notes.") if can_join else ""
        self.setAccessibleDescription(" ".join(text for text in (f"{numbered}.", joining) if text))
        self.clicked.connect(self.open_menu)
        self.show_nothing()

    @property
    def is_chosen(self) -> bool:
        """Whether something is chosen."""
        return self._is_chosen

    def show_nothing(self) -> None:
        """Say that something is to be chosen."""
        self._is_chosen = False
        self._say(self.tr("Choose…"))

    def show_chosen(self, words: str) -> None:
        """Say what is chosen."""
        self._is_chosen = True
        self._say(words)

    def open_menu(self) -> None:
        """Offer every opinion, and to join them where that can be done."""
        menu = QMenu(self)
        menu.setAccessibleName(self._title)
        for place, offer in enumerate(self._offers):
            number = f"&{place + 1}" if place < _MOST else str(place + 1)
            action = menu.addAction(f"{number}   {offer.replace('&', '&&')}")
            action.triggered.connect(lambda _=False, place=place: self.chosen.emit(place))
        if self._can_join:
            menu.addSeparator()
            menu.addAction(self.tr("&Join all notes, and edit them")).triggered.connect(
                self.joining_requested
            )
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))
        menu.deleteLater()

    def sizeHint(self) -> QSize:
        width = (
            QFontMetrics(self._painted_font()).horizontalAdvance(self.text())
            + self._pad() * 3
            + self._arrow()
            + 2
        )
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().averageCharWidth() * 12, self.fontMetrics().height() + 2 * self._pad()
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._text_area(width).height() + 2 * self._pad()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        has_modifier = event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        place = int(key) - int(Qt.Key.Key_1)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_F4) and (has_modifier or key is Qt.Key.Key_F4):
            self.open_menu()
        elif has_modifier:
            super().keyPressEvent(event)
        elif step is not None:
            self.move_requested.emit(step)
        elif 0 <= place < min(len(self._offers), _MOST):
            self.chosen.emit(place)
        elif key is Qt.Key.Key_J and self._can_join:
            self.joining_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_chosen:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(colors.link if self.hasFocus() else colors.edge), width))
        painter.setBrush(QColor(colors.info if self.underMouse() else colors.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(QColor(colors.text if self.isEnabled() else colors.muted))
        painter.setFont(self._painted_font())
        area = self._text_area(self.width())
        painter.drawText(area, int(_WRAP), self.text())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.muted))
        side = self._arrow() / 2
        left, top = (
            self.width() - self._pad() - 2 * side,
            area.top() + self.fontMetrics().height() / 2 - side / 2,
        )
        painter.drawPolygon(
            QPolygonF([QPointF(left, top), QPointF(left + 2 * side, top), QPointF(left + side, top + side)])
        )

    def _say(self, words: str) -> None:
        self.setText(words)
        self.setShortcut(QKeySequence())  # an ampersand in it is no key
        self.setAccessibleName(self.tr("{0}: {1}").format(self._title, words))
        self.updateGeometry()
        self.update()

    def _text_area(self, width: int) -> QRect:
        pad = self._pad()
        room = QRect(pad, pad, max(width - 3 * pad - self._arrow(), 20), 10_000)
        metrics = QFontMetrics(self._painted_font())
        area = metrics.boundingRect(room, int(_WRAP), self.text())
        return QRect(room.left(), room.top(), room.width(), area.height())

    def _painted_font(self) -> QFont:
        return scaled_font(self.font(), 1.0, bold=not self._is_chosen)

    def _pad(self) -> int:
        return self.fontMetrics().height() // 2

    def _arrow(self) -> int:
        return self.fontMetrics().height() // 2
