"""What an authored file is that passed its check: enough to decide whether to take it in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.exchange.visible import visible
from secure_desktop.library.own_rubrics import Authored
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.rubric import Rubric, Tier
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import GoodLabel, StrongLabel

_LONGEST = 400  # characters of one text of the file


class RubricCard(Card):
    """Hidden until a file has passed its check."""

    addition_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(4)
        self.add = PrimaryButton(self.tr("Add it to my rubrics"))
        self.add.clicked.connect(self.addition_wished)
        row = FlowLayout()
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.addLayout(self._texts)
        column.addLayout(row)
        self.hide()

    def show_authored(self, authored: Authored) -> None:
        """Show what a file is."""
        clear(self._texts)
        rubric, overlay = authored.rubric, authored.overlay
        good = self.tr("✓ “{0}” passed its check.").format(visible(authored.path.name))
        self._texts.addWidget(GoodLabel(good))
        self._texts.addWidget(StrongLabel(_text(rubric.title)))
        if overlay is not None:
            wording = self.tr(
                "“{0}”, another wording of the rubric {1}. Action steps with other texts: {2}; items: {3}."
            )
            self._texts.addWidget(
                PlainLabel(
                    wording.format(_text(overlay.name), rubric.id, len(overlay.steps), len(overlay.items))
                )
            )
        else:
            named = self.tr("Id {0}, version {1}. Checklist to {2}.")
            self._texts.addWidget(
                PlainLabel(named.format(rubric.id, _text(rubric.version), str(rubric.checklist).title()))
            )
        for line in self._facts(rubric):
            self._texts.addWidget(PlainLabel(line))
        self._texts.addWidget(
            MutedLabel(
                self.tr(
                    "This is nobody’s official text: it is whatever its author wrote, and the program cannot tell who "
                    "that was."
                )
            )
        )
        self.show()

    def _facts(self, rubric: Rubric) -> tuple[str, ...]:
        core = sum(item.tier is Tier.CORE for item in rubric)
        return (
            self.tr("{0} items in {1} action steps: {2} core, {3} supplementary.").format(
                len(rubric.items), len(rubric.steps), core, len(rubric.items) - core
            ),
            self.tr("Language: {0}. Publisher, as the file says: {1}.").format(
                _text(rubric.language), _text(rubric.publisher)
            ),
            self.tr("Where its wording comes from, as the file says: {0}").format(_text(rubric.attribution)),
        )


def _text(text: str) -> str:
    return shortened(visible(text), _LONGEST)
