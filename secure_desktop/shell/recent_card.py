"""A recent assessment on the start page: what it is, how far it is, and whether it is still there."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from secure_desktop.settings import Recent
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.early import (
    ALIGN_CENTER,
    ALIGN_RIGHT,
    show_actions_as_menu,
    take_focus_by_tab_and_click,
)
from secure_desktop.shell.painted_button import PaintedButton
from secure_desktop.shell.ring import paint_ring
from secure_desktop.shell.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent


class Presence(Enum):
    """What is known of a recent file since the start page has looked."""

    THERE = "there"
    MISSING = "missing"
    UNUSABLE = "unusable"


class RecentCard(PaintedButton):
    """Opens a recent assessment. The context menu has what else can be done; Delete takes it off the list, the file stays."""

    removal_requested = Signal()
    restore_requested = Signal()
    copy_requested = Signal()

    def __init__(self, recent: Recent, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self._theme = theme
        self._presence = Presence.THERE
        take_focus_by_tab_and_click(self)
        for text, signal in (
            (self.tr("Restore…"), self.restore_requested),
            (self.tr("Copy to USB stick…"), self.copy_requested),
            (self.tr("Remove from this list"), self.removal_requested),
        ):
            action = QAction(text, self)
            action.triggered.connect(signal)
            self.addAction(action)
        show_actions_as_menu(self)
        folder = self.tr("In the folder {0}").format(recent.path.rpartition("/")[0] or recent.path)
        escaped = folder.replace("&", "&amp;").replace("<", "&lt;")
        self.setToolTip(f"<qt>{escaped}</qt>")  # a tooltip cannot be told that it is plain text
        self.setAccessibleDescription(folder)
        self._name()

    def show_recent(self, recent: Recent, presence: Presence) -> None:
        """Show what a fresh look at the file has found."""
        self._recent, self._presence = recent, presence
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(round(height * 21.5), round(height * 5.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 10, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(
            QPen(QColor(colors.link if self.hasFocus() else colors.line), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(QColor(colors.info if self.underMouse() else colors.base))
        painter.drawRoundedRect(frame, 8, 8)
        unit = self.fontMetrics().height()
        ring = QRectF(unit, unit, unit * 1.4, unit * 1.4)
        share = self._recent.answered / self._recent.total if self._recent.total else None
        paint_ring(painter, ring, share, colors)
        left = round(unit * 3.1)
        room = self.width() - left - unit
        self._line(painter, QPoint(left, round(unit * 0.75)), room, self._title(), bold=True, factor=1.05)
        self._line(
            painter, QPoint(left, round(unit * 2.0)), room, self._subtitle(), color=colors.muted, factor=0.92
        )
        self._paint_foot(painter, unit)

    def _paint_foot(self, painter: QPainter, unit: int) -> None:
        colors = self._theme.colors
        top = round(unit * 3.75)
        painter.setFont(scaled_font(self.font(), 0.92))
        metrics = painter.fontMetrics()
        state = self._state()
        pill = QRect(unit, top, metrics.horizontalAdvance(state) + unit, round(unit * 1.3))
        color = QColor(self._state_color())
        painter.setPen(QPen(color, 1))
        painter.setBrush(QBrush())
        painter.drawRoundedRect(
            QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2
        )
        painter.drawText(pill, ALIGN_CENTER, state)
        painter.setPen(QColor(colors.muted))
        rest = QRect(
            pill.right() + unit // 2, top, self.width() - pill.right() - unit - unit // 2, pill.height()
        )
        painter.drawText(rest, ALIGN_RIGHT, self._progress_text())

    def _line(
        self,
        painter: QPainter,
        at: QPoint,
        width: int,
        text: str,
        *,
        bold: bool = False,
        color: str = "",
        factor: float,
    ) -> None:
        painter.setFont(scaled_font(self.font(), factor, bold=bold))
        painter.setPen(QColor(color or self._theme.colors.text))
        metrics = painter.fontMetrics()
        shown = text
        if metrics.horizontalAdvance(text) > width:
            from PySide6.QtCore import Qt

            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(at.x(), at.y() + metrics.ascent(), shown)

    def _title(self) -> str:
        district, year = self._recent.district, self._recent.school_year
        return self.tr("{0} ({1})").format(district, year) if year else district

    def _subtitle(self) -> str:
        from datetime import datetime

        from secure_desktop.shell.moments import when

        try:
            edited = when(datetime.fromisoformat(self._recent.changed_at))
        except ValueError:
            return self._recent.checklist
        reviewer = self._recent.reviewer
        subject = self.tr("Review by {0}").format(reviewer) if reviewer else self._recent.checklist
        return self.tr("{0} · edited {1}").format(subject, edited)

    def _state(self) -> str:
        if self._presence is not Presence.THERE:
            return self.tr("Not found") if self._presence is Presence.MISSING else self.tr("Cannot be opened")
        if self._recent.stage == "signed":
            return self.tr("Signed, revision {0}").format(self._recent.revision)
        if self._recent.stage == "signing":
            one, many = self.tr("1 sign-off missing"), self.tr("{0} sign-offs missing")
            return one if self._recent.missing == 1 else many.format(self._recent.missing)
        if self._recent.stage == "declined":
            return self.tr("Declined")
        return self.tr("Reviewer copy") if self._recent.reviewer else self.tr("Draft")

    def _state_color(self) -> str:
        colors = self._theme.colors
        if self._presence is not Presence.THERE or self._recent.stage == "declined":
            return colors.danger
        if self._recent.stage == "signing":
            return colors.tone("partly").text
        return colors.good if self._recent.stage == "signed" else colors.link

    def _progress_text(self) -> str:
        if not self._recent.total:
            return ""
        return self.tr("{0} of {1} answered").format(self._recent.answered, self._recent.total)

    def _name(self) -> None:
        parts = (self._title(), self._subtitle(), self._state(), self._progress_text())
        self.setAccessibleName(", ".join(part for part in parts if part))
