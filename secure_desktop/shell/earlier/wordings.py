"""Two wordings of an item side by side: as it read then, and as it reads now."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.side_by_side import SideBySide

_NARROWEST = 34  # characters of one wording


class Wordings(SideBySide):
    """Both wordings, below each other where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(at_least=_NARROWEST, parent=parent)
        self._then = self._part(_tr("The statement then"))
        self._now = self._part(_tr("The statement now"))

    @property
    def texts(self) -> tuple[str, str]:
        """The two wordings that are shown."""
        return self._then.text(), self._now.text()

    def show_wordings(self, then: str, now: str) -> None:
        """Show how an item read and how it reads."""
        self._then.setText(then)
        self._now.setText(now)

    def _part(self, title: str) -> PlainLabel:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(StrongLabel(title))
        text = PlainLabel()
        column.addWidget(text)
        column.addStretch(1)
        self.add(column)
        return text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Earlier", text)
