"""The quality check before a sign-off: what has to be mended first, and what the signers accept as open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from secure_desktop.model.quality import Concern, Finding, blocking, open_points
from secure_desktop.shell.boxes import InfoBox, WarningBox
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import finding_sentence, privacy_hint


class QualityBox(QWidget):
    """Shows findings; each leads to the first item that it is about."""

    item_requested = Signal(str)  # item id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._links: list[ItemLink] = []
        self._needed, self._open = WarningBox(), InfoBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for box in (self._needed, self._open):
            inner = QVBoxLayout(box)
            inner.setContentsMargins(14, 8, 14, 8)
            inner.setSpacing(2)
            column.addWidget(box)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._links)

    def show_findings(self, findings: Sequence[Finding], *, is_signed: bool) -> None:
        """Show what the check found; once it is signed, what the signers accepted."""
        self._links = []
        self._show(self._needed, self.tr("Before anybody can sign"), blocking(findings))
        title = (
            self.tr("Open points that the signers accept")
            if is_signed
            else self.tr("Open points: mend them now, or accept them when you sign")
        )
        self._show(self._open, title, open_points(findings))
        self.setVisible(bool(findings))

    def _show(self, box: QFrame, title: str, findings: Sequence[Finding]) -> None:
        part = box.layout()
        if part is None:
            return
        clear(part)
        box.setVisible(bool(findings))
        part.addWidget(StrongLabel(title))
        for finding in findings:
            link = ItemLink(finding_sentence(finding), self._theme)
            link.setAccessibleDescription(self.tr("Shows the first of these items"))
            link.clicked.connect(lambda _=False, item_id=finding.items[0]: self.item_requested.emit(item_id))
            part.addWidget(link)
            self._links.append(link)
            if finding.concern is Concern.NAMES_STUDENT:
                part.addWidget(MutedLabel(privacy_hint()))
