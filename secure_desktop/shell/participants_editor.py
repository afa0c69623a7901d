"""The partnership team: one card a person, with name, role, title and organization."""

import uuid

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Participant
from secure_desktop.model.roles import Role
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.tab_order import set_tab_order_before
from secure_desktop.shell.words import role_word


class ParticipantsEditor(QWidget):
    """The list of participants. `edited` comes when it says something else than before."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[_PersonCard] = []
        self._is_editable = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._nobody = MutedLabel(self.tr("Nobody is named yet. You can also do this later."))
        column.addWidget(self._nobody)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column.addLayout(self._list)
        self._add = Button(self.tr("Add a person"))
        self._add.clicked.connect(self._add_person)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)

    def participants(self) -> tuple[Participant, ...]:
        """Return the people who have a name, in order."""
        people = (card.participant() for card in self._cards)
        return tuple(person for person in people if person.name)

    def show_participants(self, participants: tuple[Participant, ...]) -> None:
        """Show who is recorded."""
        if participants == self.participants():
            return
        while self._cards:
            self._drop(self._cards[-1])
        for participant in participants:
            self._append(participant)

    def set_editable(self, *, editable: bool) -> None:
        """Let the list be changed, or only read."""
        self._is_editable = editable
        self._add.setVisible(editable)
        for card in self._cards:
            card.set_editable(editable=editable)

    def _add_person(self) -> None:
        taken = {card.participant().role for card in self._cards}
        role = next((role for role in Role if role not in taken), Role.OTHER)
        self._append(Participant(str(uuid.uuid4()), "", role)).take_focus()

    def _append(self, participant: Participant) -> "_PersonCard":
        card = _PersonCard(participant, len(self._cards) + 1)
        card.edited.connect(self.edited)
        card.removal_requested.connect(lambda: self._remove(card))
        card.set_editable(editable=self._is_editable)
        self._list.addWidget(card)
        set_tab_order_before(self._add, *card.stops)
        self._cards.append(card)
        self._nobody.hide()
        return card

    def _remove(self, card: "_PersonCard") -> None:
        had_name = bool(card.participant().name)
        self._drop(card)
        self._add.setFocus()
        if had_name:
            self.edited.emit()

    def _drop(self, card: "_PersonCard") -> None:
        self._cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._nobody.setVisible(not self._cards)
        for number, other in enumerate(self._cards, 1):
            other.set_number(number)


class _PersonCard(Card):
    edited = Signal()
    removal_requested = Signal()

    def __init__(self, participant: Participant, number: int) -> None:
        super().__init__()
        self._id = participant.id
        self._name = line_edit(participant.name)
        self._role = QComboBox()
        self._role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._role.setMinimumContentsLength(8)  # the longest role must not widen the page at 200 %
        for role in Role:
            self._role.addItem(role_word(role), role)
        self._role.setCurrentIndex(self._role.findData(participant.role))
        self._title = line_edit(participant.title)
        self._organization = line_edit(participant.organization)
        self._remove = Button(self.tr("Remove"))
        self._remove.clicked.connect(self.removal_requested)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addLayout(labeled(self.tr("Name"), self._name), 0, 0)
        grid.addLayout(labeled(self.tr("Role"), self._role), 0, 1)
        grid.addLayout(labeled(self.tr("Title"), self._title), 1, 0)
        grid.addLayout(labeled(self.tr("Organization"), self._organization), 1, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._remove)
        grid.addLayout(row, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.set_number(number)
        for field in (self._name, self._title, self._organization):
            field.editingFinished.connect(self.edited)
        self._role.activated.connect(lambda _: self.edited.emit())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._name, self._role, self._title, self._organization, self._remove

    def participant(self) -> Participant:
        """Return what the fields say."""
        return Participant(
            id=self._id,
            name=self._name.text().strip(),
            role=Role(self._role.currentData()),
            title=self._title.text().strip(),
            organization=self._organization.text().strip(),
        )

    def set_number(self, number: int) -> None:
        """Say which person of the list this is."""
        self.setAccessibleName(self.tr("Person {0}").format(number))
        self._remove.setAccessibleName(self.tr("Remove person {0}").format(number))

    def set_editable(self, *, editable: bool) -> None:
        """Let the fields be changed, or only read."""
        for field in (self._name, self._title, self._organization):
            field.setReadOnly(not editable)
        self._role.setEnabled(editable)
        self._remove.setVisible(editable)

    def take_focus(self) -> None:
        """Move the keyboard to the name."""
        self._name.setFocus()
