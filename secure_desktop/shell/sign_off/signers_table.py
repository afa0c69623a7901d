"""The table of signers: role, person, organization, and whether they signed; where the page is narrow, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from secure_desktop.model.seats import Seat
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.moments import date_words
from secure_desktop.shell.pill import Pill
from secure_desktop.shell.sign_off.rule import Rule
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import role_word

_COLUMNS = (5, 5, 5, 6)  # how the width is shared
_GAP = 12  # pixels between the columns
_WIDE = 70  # characters from which on the columns stand side by side


class SignersTable(QWidget):
    """A row for every seat. `chosen` comes when somebody wants to sign there."""

    chosen = Signal(object)  # Seat

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        self._head = self._header()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._list)
        self.setAccessibleName(self.tr("Signers"))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(row.button for row in self._rows if row.button is not None)

    def show_seats(self, seats: Sequence[Seat], *, can_sign: bool) -> None:
        """Show who signed and who has not; without `can_sign` nobody can be chosen."""
        clear(self._list)
        self._rows = []
        for seat in seats:
            row = _Row(seat, self._theme, can_sign=can_sign)
            row.chosen.connect(self.chosen)
            self._list.addWidget(Rule())
            self._list.addWidget(row)
            self._rows.append(row)
        self._list.addWidget(Rule())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _header(self) -> QWidget:
        head = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        row.setContentsMargins(8, 4, 8, 6)
        row.setSpacing(_GAP)
        titles = (self.tr("Role"), self.tr("Name and title"), self.tr("Organization"), self.tr("State"))
        for title, share in zip(titles, _COLUMNS, strict=True):
            row.addWidget(MutedLabel(title), share)
        return head

    def _fit(self) -> None:
        is_wide = self.width() >= self.fontMetrics().averageCharWidth() * _WIDE
        self._head.setVisible(is_wide)
        for row in self._rows:
            row.lay_out(is_wide=is_wide)


class _Row(QFrame):
    chosen = Signal(object)  # Seat

    def __init__(self, seat: Seat, theme: Theme, *, can_sign: bool) -> None:
        super().__init__()
        self._seat = seat
        self.button = self._button() if can_sign and not seat.is_signed else None
        dash = "–"
        name = ", ".join(text for text in (seat.name, seat.title) if text)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(8, 7, 8, 7)
        cells = (
            PlainLabel(role_word(seat.role)),
            PlainLabel(name or dash),
            PlainLabel(seat.organization or dash),
            self._state(theme),
        )
        for cell, share in zip(cells, _COLUMNS, strict=True):
            self._row.addWidget(cell, share, Qt.AlignmentFlag.AlignVCenter)
        if self.button is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def lay_out(self, *, is_wide: bool) -> None:
        """Put the cells side by side, or one below the other."""
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self._row.setSpacing(_GAP if is_wide else 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.button is not None and self.rect().contains(event.position().toPoint()):
            self.button.click()

    def _button(self) -> LinkButton:
        seat = self._seat
        button = LinkButton(self.tr("Sign…") if seat.name else self.tr("Add signer…"))
        who = role_word(seat.role)
        spoken = self.tr("{0} signs as {1}").format(seat.name, who) if seat.name else ""
        button.setAccessibleName(spoken or self.tr("Add a signer: {0}").format(who))
        button.clicked.connect(lambda: self.chosen.emit(seat))
        return button

    def _state(self, theme: Theme) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        entry = self._seat.sign_off
        if entry is not None:
            day = date_words(entry.signed_at)
            text = self.tr("✓ Signed {0}") if entry.is_signed else self.tr("✕ Declined {0}")
            row.addWidget(Pill(theme, text.format(day), "in-place" if entry.is_signed else "not-in-place"))
        elif self._seat.name or self.button is None:
            row.addWidget(Pill(theme, self.tr("Waiting")))
        if self.button is not None:
            row.addWidget(self.button)
        if entry is not None and entry.reason:
            reason = MutedLabel(self.tr("Reason: {0}").format(entry.reason))
            column = QWidget()
            inner = QVBoxLayout(column)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(holder)
            inner.addWidget(reason)
            return column
        return holder
