"""Whether a new assessment starts empty or from an earlier one, from which, and what comes along."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.next_year import CarriedOver
from secure_desktop.model.rubric import Rubric
from secure_desktop.settings import Recent
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.fields.choice import Choice
from secure_desktop.shell.fields.radio_line import RadioLines
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled

_LONGEST_NAME = 30  # characters that the list of files asks room for; it must not widen the page at 200 %


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """An earlier assessment that was looked at, and its checklist as it is on the shelf by now."""

    path: Path
    assessment: Assessment
    rubric: Rubric


class Files(Protocol):
    """How an earlier assessment is found: the recent files, a picker, and a look into one."""

    def recent(self) -> Sequence[Recent]:
        """Return the recent files."""

    def pick(self) -> Path | None:
        """Ask for a file."""

    def look_into(self, path: Path) -> EarlierFile | None:
        """Return what a file is; None, told, when it cannot be read."""


class EarlierChoice(QWidget):
    """`chosen` comes with an EarlierFile, or with None for an empty start."""

    chosen = Signal(object)

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._found: EarlierFile | None = None
        self._paths: list[tuple[str, str]] = [
            (entry.path, _named(entry)) for entry in files.recent() if os.path.lexists(entry.path)
        ]
        self.ways = RadioLines(
            (
                (False, self.tr("An empty checklist"), self.tr("Every item is answered anew.")),
                (
                    True,
                    self.tr("An earlier assessment"),
                    self.tr("That of the year before, or the Checklist to Start before the one to Improve."),
                ),
            )
        )
        self.list = Choice(self._paths)
        self.list.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(_LONGEST_NAME)
        self.browse = Button(self.tr("Choose a file…"))
        self._lay_out()
        self.ways.changed.connect(self._choose_way)
        self.list.activated.connect(lambda _: self._look())
        self.browse.clicked.connect(self._pick)

    @property
    def found(self) -> EarlierFile | None:
        """The earlier assessment that is chosen."""
        return self._found

    @property
    def text(self) -> str:
        """What is said of what comes along; "" when nothing is."""
        return "" if self._box.isHidden() else self._comes.text()

    def choose(self, path: Path) -> None:
        """Choose a file as the earlier assessment."""
        self._add(path)
        self.ways.choose(True)
        self._look()

    @property
    def is_wanted(self) -> bool:
        """Whether an earlier assessment is to be started from, also while none is chosen yet."""
        return not self._which.isHidden()

    def ask(self) -> None:
        """Ask which earlier assessment; the recent ones are offered."""
        self.ways.choose(True)

    def take_focus(self) -> None:
        """Move the keyboard to the list of recent assessments, or to the button that looks for a file."""
        (self.list if self._paths else self.browse).setFocus()

    def show_carried(self, carried: CarriedOver, rubric: Rubric) -> None:
        """Say what comes along into a rubric."""
        if self._found is not None:
            self._comes.setText(" ".join(_sentences(self, self._found.assessment, carried, rubric)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.ways)
        self._which = QWidget()
        inner = QVBoxLayout(self._which)
        inner.setContentsMargins(24, 0, 0, 0)
        inner.addLayout(labeled(self.tr("Which one?"), self.list))
        row = FlowLayout(spacing=10)
        row.addWidget(self.browse)
        inner.addLayout(row)
        self._box = InfoBox()
        box = QVBoxLayout(self._box)
        box.setContentsMargins(12, 8, 12, 8)
        self._comes = PlainLabel()
        box.addWidget(self._comes)
        box.addWidget(MutedLabel(self.tr("The earlier file stays as it is.")))
        inner.addWidget(self._box)
        column.addWidget(self._which)
        self._which.hide()
        self._box.hide()

    def _choose_way(self, is_earlier: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        self._which.setVisible(is_earlier)
        self.list.setEnabled(bool(self._paths))
        if not is_earlier:
            self._take(None)
        elif self._paths:
            self._look()

    def _pick(self) -> None:
        path = self._files.pick()
        if path is not None:
            self._add(path)
            self._look()

    def _add(self, path: Path) -> None:
        known = [listed for listed, _ in self._paths]
        if str(path) not in known:
            self._paths.append((str(path), path.name))
            self.list.offer(self._paths)
        self.list.show_value(str(path))
        self.list.setEnabled(True)

    def _look(self) -> None:
        self._take(self._files.look_into(Path(self.list.value)) if self._paths else None)

    def _take(self, found: EarlierFile | None) -> None:
        self._found = found
        self._box.setVisible(found is not None)
        self.chosen.emit(found)


def _named(entry: Recent) -> str:
    return " – ".join(part for part in (entry.district, entry.checklist, entry.school_year) if part)


def _sentences(page: QWidget, before: Assessment, carried: CarriedOver, rubric: Rubric) -> list[str]:
    people = len(carried.participants)
    if rubric.id != before.rubric.id:
        said = page.tr(
            "District, agency and participants ({0}) come along. The items are others, so no answers do."
        )
        return [said.format(people)]
    answers = sum(before.response(item.id).is_answered for item in rubric if item.id in before.rubric)
    said = page.tr(
        "This comes along: participants ({0}), evidence that is still valid ({1}), open next steps ({2}), and earlier "
        "answers ({3}). Each answer counts once you confirm it, by one key."
    )
    found = [said.format(people, len(carried.evidence), len(carried.next_steps), answers)]
    if carried.expired:
        late = page.tr("Evidence that was to be renewed by now stays behind ({0}).")
        found.append(late.format(len(carried.expired)))
    if rubric.version != before.rubric.version:
        newer = page.tr("The checklist is version {0} now; it was version {1}.")
        found.append(newer.format(rubric.version, before.rubric.version))
    return found
