"""The items that nobody has answered yet, as links."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme


class UnansweredPart(QWidget):
    """The list, made anew only when other items are in it."""

    item_requested = Signal(str)  # item id

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._items: tuple[str, ...] | None = None
        self._links: list[ItemLink] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionTitle(self.tr("Still unanswered")))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column.addLayout(self._list)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._links)

    def show_now(self) -> None:
        """Show what is unanswered now."""
        assessment = self._session.assessment
        missing = tuple(
            item.id for item in assessment.asked_items if not assessment.response(item.id).is_answered
        )
        if missing == self._items:
            return
        self._items = missing
        self._links = []
        clear(self._list)
        if not missing:
            self._list.addWidget(MutedLabel(self.tr("Nothing is left unanswered.")))
        for item_id in missing:
            item = assessment.rubric.item(item_id)
            link = ItemLink(f"{assessment.rubric.label(item_id)} {item.short}", self._theme)
            link.setAccessibleDescription(item.text)
            link.clicked.connect(lambda _=False, item_id=item_id: self.item_requested.emit(item_id))
            self._list.addWidget(link)
            self._links.append(link)
