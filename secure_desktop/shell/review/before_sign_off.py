"""What the quality check finds before sign-off: each finding opens the list of its items."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.quality import Concern, Finding
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import finding_sentence, privacy_hint

_INDENT = 18  # pixels


class BeforeSignOff(InfoBox):
    """The findings as links. What has to be mended before anybody can sign is marked as needed."""

    item_requested = Signal(str)  # item id
    stops_changed = Signal()

    def __init__(self, rubric: Rubric, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rubric = rubric
        self._theme = theme
        self._findings: tuple[Finding, ...] | None = None
        self._open: Concern | None = None
        self._links: list[ItemLink] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(2)
        column.addWidget(StrongLabel(self.tr("Before sign-off")))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._links)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what the check found."""
        if findings != self._findings:
            self._findings = findings
            self._rebuild()

    def _rebuild(self) -> None:
        clear(self._list)
        self._links = []
        if not self._findings:
            self._list.addWidget(MutedLabel(self.tr("The check finds nothing to mend.")))
        for finding in self._findings or ():
            self._add_finding(finding)
        self.stops_changed.emit()

    def _add_finding(self, finding: Finding) -> None:
        is_open = finding.concern is self._open
        sentence = finding_sentence(finding)
        if finding.concern.is_blocking:
            sentence = self.tr("{0} (needed)").format(sentence)
        link = ItemLink(f"{'▾' if is_open else '▸'} {sentence}", self._theme)
        link.setAccessibleName(sentence)
        link.setAccessibleDescription(
            self.tr("Its items are listed below") if is_open else self.tr("Lists its items")
        )
        link.clicked.connect(lambda: self._toggle(finding.concern))
        self._list.addWidget(link)
        self._links.append(link)
        if finding.concern is Concern.NAMES_STUDENT:
            self._list.addWidget(MutedLabel(privacy_hint()))
        if is_open:
            self._add_items(finding)

    def _add_items(self, finding: Finding) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(_INDENT, 0, 0, 6)
        column.setSpacing(0)
        for item_id in finding.items:
            link = ItemLink(f"{self._rubric.label(item_id)} {self._rubric.item(item_id).short}", self._theme)
            link.clicked.connect(lambda _=False, item_id=item_id: self.item_requested.emit(item_id))
            column.addWidget(link)
            self._links.append(link)
        self._list.addLayout(column)

    def _toggle(self, concern: Concern) -> None:
        self._open = None if self._open is concern else concern
        place = [finding.concern for finding in self._findings or ()].index(concern)
        self._rebuild()
        opened = [finding for finding in (self._findings or ())[:place] if finding.concern is self._open]
        link = self._links[place + sum(len(finding.items) for finding in opened)]
        link.show()  # the layout would do so only later, and what is hidden takes no focus
        link.setFocus(Qt.FocusReason.OtherFocusReason)
