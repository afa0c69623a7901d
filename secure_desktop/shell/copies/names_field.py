"""For whom copies are made: a name on each line, typed or taken from the partnership team."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout

_LINES = 4


class NamesField(QWidget):
    """Names, each once, in the order in which they stand there."""

    changed = Signal()

    def __init__(self, proposed: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = PlainLabel(self.tr("Names, one on each line"))
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(label.text())
        self.field.textChanged.connect(self._follow)
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.field)
        self._links = [self._link(name) for name in dict.fromkeys(filter(None, proposed))]
        if self._links:
            column.addWidget(MutedLabel(self.tr("Take somebody from the partnership team:")))
            row = FlowLayout(spacing=14)
            for link in self._links:
                row.addWidget(link)
            column.addLayout(row)
        self.fit()

    @property
    def names(self) -> tuple[str, ...]:
        """The names, without blanks at their ends; the same name once."""
        lines = (" ".join(line.split())[:LONGEST_LINE] for line in self.field.toPlainText().splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.field, *self._links

    def fit(self) -> None:
        """Take the height of a few lines of the present text size."""
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 22)

    def _link(self, name: str) -> LinkButton:
        link = LinkButton(name.replace("&", "&&"))
        link.setAccessibleName(self.tr("Take {0}").format(name))
        link.clicked.connect(lambda: self._take(name))
        return link

    def _take(self, name: str) -> None:
        if name not in self.names:
            self.field.setPlainText("\n".join((*self.names, name)))

    def _follow(self) -> None:
        self.changed.emit()
