"""Room for notices above a page: as high as they are, but never more than half of what there is; then it scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class NoticeArea(QScrollArea):
    """Holds one widget with notices. Large texts in a small window would otherwise push each other out of sight."""

    def __init__(self, notices: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # its buttons have the keyboard, and bring themselves into view
        self.viewport().setAutoFillBackground(False)
        notices.setAutoFillBackground(False)
        self.setWidget(notices)
        notices.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._notices.minimumSizeHint().width(), 0)

    def _fit(self) -> None:
        layout = self._notices.layout()
        if layout is None:
            return
        wanted = (
            layout.totalHeightForWidth(self.width())
            if layout.hasHeightForWidth()
            else layout.sizeHint().height()
        )
        parent = self.parentWidget()
        most = parent.height() // 2 if parent is not None else wanted
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if wanted <= most else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setVerticalScrollBarPolicy(bar)  # a bar makes the room narrower, and so could call for itself
        self.setFixedHeight(max(0, min(wanted, most)))
