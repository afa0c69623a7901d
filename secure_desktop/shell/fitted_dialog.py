"""A dialog that is as high as the wrapped texts in it need."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Grows when it is shown, because Qt forgets what wrapped texts need."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
