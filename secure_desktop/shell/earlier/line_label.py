"""A text that stays on one line where there is room for it, and wraps where there is not."""

from PySide6.QtCore import QSize

from secure_desktop.shell.controls import PlainLabel


class LineLabel(PlainLabel):
    """For rows that flow: Qt gives a label that wraps the width of a few words."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.fontMetrics().height())
