"""The rubrics of one's own, with the way to remove each, and files in their folder that cannot be used."""

import functools
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from secure_desktop.errors import KnownProblem, RubricFaulty
from secure_desktop.exchange.visible import visible
from secure_desktop.library.own_rubrics import Authored, OwnFiles
from secure_desktop.model.excerpts import shortened
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel, SectionTitle
from secure_desktop.shell.forms import clear
from secure_desktop.shell.problems import problem_texts

_LONGEST = 300  # characters


class OwnList(QWidget):
    """A row for each file."""

    removal_wished = Signal(object, str)  # path, and what to call it
    check_wished = Signal(object)  # path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: list[LinkButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._stops)

    def show_files(self, files: OwnFiles) -> None:
        """Show what lies in the folder now."""
        clear(self._grid)
        self._stops = []
        self._grid.addWidget(SectionTitle(self.tr("Added here")), 0, 0)
        row = 1
        for own in files.usable:
            self._add_row(row, self._words(own), own.path, self._name(own))
            row += 1
        for path, problem in files.faulty:
            self._add_row(row, self._fault(path, problem), path, visible(path.name), is_faulty=True)
            row += 1
        if row == 1:
            self._grid.addWidget(MutedLabel(self.tr("There are none yet.")), 1, 0)

    def _add_row(self, row: int, words: str, path: Path, name: str, *, is_faulty: bool = False) -> None:
        self._grid.addWidget(PlainLabel(words), row, 0)
        if is_faulty:
            check = self._link(self.tr("What is wrong"), self.tr("What is wrong with {0}").format(name))
            check.clicked.connect(functools.partial(self.check_wished.emit, path))
            self._grid.addWidget(check, row, 1)
        removal = self._link(self.tr("Remove…"), self.tr("Remove {0}").format(name))
        removal.clicked.connect(functools.partial(self.removal_wished.emit, path, name))
        self._grid.addWidget(removal, row, 2)

    def _link(self, text: str, name: str) -> LinkButton:
        link = LinkButton(text)
        link.setAccessibleName(name)
        self._stops.append(link)
        return link

    def _name(self, own: Authored) -> str:
        return shortened(visible(own.overlay.name if own.overlay else own.rubric.title), _LONGEST)

    def _words(self, own: Authored) -> str:
        if own.overlay is not None:
            template = self.tr("{0} ({1}), another wording of the rubric {2}")
            return template.format(self._name(own), visible(own.overlay.language), own.overlay.rubric)
        count = len(own.rubric.items)
        template = self.tr("{0} ({1} {2}), {3} items")
        return template.format(self._name(own), own.rubric.id, visible(own.rubric.version), count)

    def _fault(self, path: Path, problem: KnownProblem) -> str:
        if isinstance(problem, RubricFaulty):
            return self.tr("✕ {0} cannot be used.").format(visible(path.name))
        return f"✕ {shortened(visible(problem_texts(problem)[0]), _LONGEST)}"
