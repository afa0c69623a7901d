"""A page with a title and content that scrolls when the window is small or the text is large."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from secure_desktop.shell.controls import PAGE_MARGIN, MutedLabel, heading


class ScrollContent(QFrame):
    """What scrolls. It is never lower than its wrapped texts need, which a scroll area does not see by itself."""

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.fit_height()
        return handled

    def fit_height(self) -> None:
        """Take the height that the content needs at the present width."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)


class ScrollPage(QScrollArea):
    """Title and lead on top, then whatever is added to `column`."""

    def __init__(self, title: str, lead: str = "", *, widest: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = ScrollContent()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, 24)
        inner = QWidget()
        if widest:
            inner.setMaximumWidth(widest)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.title = heading(title)
        self.lead = MutedLabel(lead)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        outer.addWidget(inner)
        outer.addStretch(1)
        self.setWidget(content)
