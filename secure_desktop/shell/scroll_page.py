"""A page with a title and content that scrolls when the window is small or the text is large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secure_desktop.shell.controls import PAGE_MARGIN, MutedLabel, PageTitle
from secure_desktop.shell.early import refuse_focus

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


class ScrollContent(QFrame):
    """What scrolls."""


class ScrollColumn(QVBoxLayout):
    """The column of what scrolls. Its widget is never lower than the wrapped texts in it need.

    A scroll area does not see that by itself when layouts are nested.
    """

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self.fit_height(rect.width())

    def fit_height(self, width: int) -> None:
        """Let the widget take the height that the column needs at this width."""
        needed = self.totalHeightForWidth(width)
        widget = self.parentWidget()
        if widget is not None and needed > 0 and needed != widget.minimumHeight():
            widget.setMinimumHeight(needed)


class _Column(QVBoxLayout):
    """A column whose texts wrap at its widget's greatest width, also where there is more room.

    Qt would reckon with that room, and give wrapped texts less height than they need.
    """

    def heightForWidth(self, width: int) -> int:
        widget = self.parentWidget()
        return super().heightForWidth(min(width, widget.maximumWidth()) if widget is not None else width)


class ScrollPage(QScrollArea):
    """Title and lead on top, then whatever is added to `column`."""

    def __init__(
        self,
        title: str,
        lead: str = "",
        *,
        widest: int = 0,
        margin: int = PAGE_MARGIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        refuse_focus(self)
        content = ScrollContent()
        outer = ScrollColumn(content)
        outer.setContentsMargins(margin, max(20, margin * 2 // 3), margin, 24)
        inner = QWidget()
        if widest:
            inner.setMaximumWidth(widest)
        self.column: QVBoxLayout = _Column(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.title = PageTitle(title)
        self.lead = MutedLabel(lead)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        outer.addWidget(inner)
        outer.addStretch(1)
        self.setWidget(content)
