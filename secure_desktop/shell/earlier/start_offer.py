"""On the start page: a finished Checklist to Start leads to the one to Improve."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.settings import Recent
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.earlier.line_label import LineLabel
from secure_desktop.shell.flow_layout import FlowLayout


class StartOffer(QWidget):
    """One calm line with a link; hidden while nothing is to be offered."""

    improve_requested = Signal(str)  # path of the finished assessment

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._text = LineLabel()
        self.begin = LinkButton(self.tr("Begin the Checklist to Improve…"))
        self.begin.clicked.connect(lambda: self.improve_requested.emit(self._path))
        row = FlowLayout(spacing=12)
        row.addWidget(self._text)
        row.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What is offered; "" when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def show_recent(self, recent: Iterable[Recent]) -> None:
        """Offer what the recent files lead to."""
        found = finished(recent)
        self.setVisible(found is not None)
        if found is not None:
            self._path = found.path
            said = self.tr("{0} has finished the {1}.").format(found.district, found.checklist)
            self._text.setText(said)
            self.begin.setAccessibleDescription(said)


def finished(recent: Iterable[Recent]) -> Recent | None:
    """Return the newest finished Checklist to Start of a district that has not begun one to Improve here."""
    known = list(recent)
    improving = {entry.district.casefold() for entry in known if entry.kind == "improve"}
    for entry in known:
        is_finished = entry.stage == "signed" or 0 < entry.total == entry.answered
        if entry.kind == "start" and is_finished and entry.district.casefold() not in improving:
            return entry
    return None
