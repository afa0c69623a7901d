"""The list of what is compared, with the buttons that change it."""

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secure_desktop.shell.boxes import Card, WarningBox
from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.compare.sources import Refused, Source, Sources
from secure_desktop.shell.compare.words import source_words, state_words
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.problems import problem_texts


class SourcesPart(QWidget):
    """Shows what is compared, what else is at hand, and which files could not be taken and why."""

    files_wished = Signal()
    source_wished = Signal(object)  # Source
    removal_wished = Signal(object)  # Source
    swap_wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card()
        self._list = QGridLayout(self._card)
        self._list.setContentsMargins(16, 12, 16, 12)
        self._list.setHorizontalSpacing(18)
        self._list.setColumnStretch(1, 1)
        self._removals: list[LinkButton] = []
        self._offers: list[Button] = []
        self.add = PrimaryButton("")
        self.add.clicked.connect(self.files_wished)
        self.swap = Button(self.tr("Swap earlier and later"))
        self.swap.clicked.connect(self.swap_wished)
        self._back = Button(self.tr("Back"))
        self._back.clicked.connect(self.left)
        self._offered = QWidget()
        self._offered_row = FlowLayout(self._offered)
        self._refused = WarningBox()
        self._refused_column = QVBoxLayout(self._refused)
        row = FlowLayout()
        for button in (self.add, self.swap, self._back):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._card)
        column.addWidget(self._refused)
        column.addLayout(row)
        column.addWidget(self._offered)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (*self._removals, self.add, self.swap, self._back, *self._offers)

    def show_sources(self, sources: Sources, refused: Sequence[Refused]) -> None:
        """Show what is chosen and at hand now."""
        count = len(sources.chosen)
        self._show_list(sources.chosen)
        self._show_offers(sources.offered)
        self._show_refused(refused)
        self.add.setText(
            self.tr("Choose the files to compare…")
            if count == 0
            else self.tr("Choose a file to compare with…")
            if count == 1
            else self.tr("Add another file…")
        )
        self.swap.setVisible(count > 1)

    def _show_list(self, chosen: Sequence[Source]) -> None:
        clear(self._list)
        self._removals = []
        self._card.setVisible(bool(chosen))
        for place, source in enumerate(chosen):
            if len(chosen) > 1:
                role = StrongLabel(self._role(place, len(chosen)), wrap=False)
                self._list.addWidget(role, 2 * place, 0)
            self._list.addWidget(PlainLabel(source_words(source.assessment)), 2 * place, 1)
            self._list.addWidget(MutedLabel(source.path.name), 2 * place + 1, 1)
            removal = LinkButton(self.tr("Remove"))
            removal.setAccessibleName(self.tr("Remove {0}").format(source_words(source.assessment)))
            removal.clicked.connect(functools.partial(self.removal_wished.emit, source))
            self._removals.append(removal)
            self._list.addWidget(removal, 2 * place, 2)

    def _role(self, place: int, count: int) -> str:
        if place == 0:
            return self.tr("Earlier")
        return self.tr("Later") if place == count - 1 else self.tr("Between")

    def _show_offers(self, offered: Sequence[Source]) -> None:
        clear(self._offered_row)
        self._offers = []
        self._offered.setVisible(bool(offered))
        if offered:
            self._offered_row.addWidget(MutedLabel(self.tr("Or take from these files:"), wrap=False))
        several = len({source.path for source in offered}) > 1
        for source in offered:
            words = state_words(source.assessment)
            words = words[:1].upper() + words[1:]
            offer = Button(self.tr("{0} of {1}").format(words, source.path.name) if several else words)
            offer.clicked.connect(functools.partial(self.source_wished.emit, source))
            self._offers.append(offer)
            self._offered_row.addWidget(offer)

    def _show_refused(self, refused: Sequence[Refused]) -> None:
        clear(self._refused_column)
        self._refused.setVisible(bool(refused))
        for each in refused:
            text, name = " ".join(problem_texts(each.problem)), each.path.name
            self._refused_column.addWidget(PlainLabel(f"✕ {text}" if name in text else f"✕ {name}: {text}"))
