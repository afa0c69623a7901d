"""The strip above the sections of a reviewer copy: what this file is."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import Assessment
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.reviewer.reviewer_words import what_this_is


class ReviewerStrip(QWidget):
    """Says calmly for whom a copy was made and what it asks about. Hidden for a file that is no reviewer copy."""

    def __init__(self, assessment: Assessment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel()
        box = InfoBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 6, 14, 6)
        inner.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 12, 30, 0)
        column.addWidget(box)
        if assessment.reviewer is None:
            self.hide()
        else:
            self._text.setText(what_this_is(assessment, assessment.reviewer))

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return "" if self.isHidden() else self._text.text()
