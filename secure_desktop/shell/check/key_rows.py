"""The keys that a checked report was signed and sealed with: their numbers, how well they are known, and who accepts them."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.exchange import known_keys
from secure_desktop.exchange.known_keys import Standing
from secure_desktop.exchange.verdict import Verdict
from secure_desktop.model.signed_form import grouped
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.check.verdict_words import standing_sentence
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.reason_form import ReasonForm


@dataclass
class _Use:
    """What a key was used for. It can be accepted when everything that it signed holds."""

    standing: Standing
    names: list[str] = field(default_factory=list)
    holds: bool = True


class KeyRows(QWidget):
    """A card for every key. `accepted` carries the number of a new key and whose it is."""

    accepted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._cards: list[_KeyCard] = []

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(stop for card in self._cards for stop in card.stops)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the keys of a verdict, each once."""
        clear(self._column)
        self._cards = []
        met = known_keys.load().met
        for number, use in _uses(verdict).items():
            name = met[number].name if number in met else ""
            can_accept = use.standing is Standing.NEW and use.holds and verdict.is_unaltered
            card = _KeyCard(number, use, name, can_accept=can_accept)
            card.accepted.connect(self.accepted)
            self._column.addWidget(card)
            self._cards.append(card)


class _KeyCard(Card):
    accepted = Signal(str, str)

    def __init__(self, number: str, use: _Use, name: str, *, can_accept: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(StrongLabel(standing_sentence(use.standing, name)))
        if use.names:
            column.addWidget(MutedLabel(self.tr("Used for: {0}").format(", ".join(dict.fromkeys(use.names)))))
        label = PlainLabel(self.tr("Number {0}").format(grouped(number)))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        self._compared = Button(self.tr("I compared the number…"))
        self._whose = ReasonForm(self.tr("Whose key is it?"), self.tr("Remember this key"))
        self._compared.clicked.connect(lambda: self._whose.ask(use.names[0] if use.names else ""))
        self._whose.given.connect(lambda given: self.accepted.emit(number, given))
        row = FlowLayout()
        row.addWidget(self._compared)
        column.addLayout(row)
        column.addWidget(self._whose)
        self._compared.setVisible(can_accept)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._compared, *self._whose.stops


def _uses(verdict: Verdict) -> dict[str, _Use]:
    """Return by number what each key was used for, signatures first."""
    uses: dict[str, _Use] = {}
    used = [(entry.key, entry.standing, entry.name, entry.holds) for entry in verdict.sign_offs]
    used += [(seal.key, seal.standing, seal.name or seal.field, seal.holds) for seal in verdict.seals]
    for number, standing, name, holds in used:
        use = uses.setdefault(number, _Use(standing))
        use.holds = use.holds and holds
        if name:
            use.names.append(name)
    return uses
