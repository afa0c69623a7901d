"""Making a new assessment: which checklist, for whom, and where the file lies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.errors import DistrictMissing
from secure_desktop.exchange.visible import visible
from secure_desktop.file_names import free_name, safe_name
from secure_desktop.model.assessment import Participant, Profile
from secure_desktop.model.next_year import carried_over
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.boxes import Card, FooterBar
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.earlier.earlier_choice import EarlierChoice, EarlierFile, Files
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.participants_editor import ParticipantsEditor
from secure_desktop.shell.profile_form import ProfileForm
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.tab_order import set_tab_order


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """What somebody wants to begin, and where it is to be kept."""

    path: Path
    rubric: Rubric
    profile: Profile
    participants: tuple[Participant, ...]
    earlier: Path | None = None  # the assessment that it starts from


class NewAssessmentPage(QWidget):
    """The form for a new assessment."""

    creation_requested = Signal(object)  # NewAssessment
    refused = Signal(object)  # KnownProblem
    left = Signal()

    def __init__(
        self,
        rubrics: tuple[Rubric, ...],
        folder: Path,
        today: datetime,
        choose_target: Callable[[Path], Path | None],
        files: Files,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rubrics = list(rubrics)
        self._today = today.date()
        self._filled: Profile | None = None  # what came along, as long as nobody has changed it
        self._folder = folder
        self._choose_target = choose_target
        self._has_own_target = False
        page = ScrollPage(
            self.tr("New assessment"),
            self.tr("Two minutes, then you can start answering. Everything here can be changed later."),
            widest=900,
        )
        page.column.addWidget(SectionTitle(self.tr("From what?")))
        self.earlier = EarlierChoice(files)
        self.earlier.chosen.connect(self._take_over)
        page.column.addWidget(self.earlier)
        page.column.addSpacing(8)
        page.column.addWidget(SectionTitle(self.tr("Which checklist?")))
        self._choices = QButtonGroup(self)
        self._rubric_column = QVBoxLayout()
        self._rubric_column.setSpacing(page.column.spacing())
        for index, rubric in enumerate(rubrics):
            self._rubric_column.addWidget(self._rubric_choice(index, rubric))
        page.column.addLayout(self._rubric_column)
        self._choices.idToggled.connect(self._follow_rubric)
        page.column.addSpacing(8)
        page.column.addWidget(SectionTitle(self.tr("For whom?")))
        self._profile = ProfileForm(today)
        self._profile.district_changed.connect(self._propose_target)
        self._profile.edited.connect(self._propose_target)
        page.column.addWidget(self._profile)
        page.column.addSpacing(8)
        page.column.addWidget(SectionTitle(self.tr("Who takes part?")))
        self._participants = ParticipantsEditor()
        page.column.addWidget(self._participants)
        page.column.addSpacing(8)
        page.column.addWidget(SectionTitle(self.tr("Where to keep it?")))
        page.column.addLayout(self._target_row())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(self._footer())
        self._propose_target()

    def take_focus(self) -> None:
        """Move the keyboard to the first choice: the checklist, or what the earlier assessment is chosen with."""
        if self.earlier.is_wanted:
            self.earlier.take_focus()
        else:
            self._choices.button(max(self._choices.checkedId(), 0)).setFocus()

    def start_from(self, path: Path, checklist: str = "") -> None:
        """Begin with an earlier assessment chosen, and with a checklist if one is meant."""
        self.earlier.choose(path)
        for index, rubric in enumerate(self._rubrics):
            if str(rubric.checklist) == checklist:
                self._choices.button(index).setChecked(True)
                return

    def ask_for_earlier(self) -> None:
        """Begin with the question from which earlier assessment."""
        self.earlier.ask()

    def show_busy(self, *, is_busy: bool) -> None:
        """Tell that the assessment is being made, and take no other wish meanwhile."""
        self._create.setEnabled(not is_busy)
        self._working.setVisible(is_busy)

    def _take_over(self, found: EarlierFile | None) -> None:
        if found is None:
            return
        known = [rubric.id for rubric in self._rubrics]
        if found.rubric.id not in known:  # one that is only in that file
            self._rubrics.append(found.rubric)
            self._rubric_column.addWidget(self._rubric_choice(len(known), found.rubric))
            known.append(found.rubric.id)
            set_tab_order(*(self._choices.button(index) for index in range(len(known))))
        self._participants.show_participants(found.assessment.participants)
        self._filled = self._profile.profile()  # what stands there makes room
        self._choices.button(known.index(found.rubric.id)).setChecked(True)
        self._follow_rubric()

    def _follow_rubric(self, *_: object) -> None:
        found = self.earlier.found
        if found is not None:
            carried = carried_over(found.assessment, self._rubric(), self._today)
            if self._profile.profile() == self._filled:
                self._profile.show_profile(carried.profile)
                self._filled = self._profile.profile()
            self.earlier.show_carried(carried, self._rubric())
        self._propose_target()

    def _rubric_choice(self, index: int, rubric: Rubric) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        button = QRadioButton(self._name_of(rubric).replace("&", "&&"))
        button.setAccessibleDescription(rubric.purpose)
        button.setChecked(index == 0)
        self._choices.addButton(button, index)
        column.addWidget(button)
        items = self.tr("{0} items in {1} action steps.").format(len(rubric.items), len(rubric.steps))
        column.addWidget(MutedLabel(f"{rubric.purpose} {items}"))
        return card

    def _name_of(self, rubric: Rubric) -> str:
        """Return a rubric's title, with the wording that is laid over it, and with its id where titles are alike."""
        name = rubric.title
        if rubric.overlays:
            name = self.tr("{0} (wording: {1})").format(name, ", ".join(rubric.overlays))
        if any(other.title == rubric.title and other.id != rubric.id for other in self._rubrics):
            name = self.tr("{0} ({1} {2})").format(name, rubric.id, rubric.version)
        return visible(name)

    def _target_row(self) -> QVBoxLayout:
        self._target = line_edit()
        column = labeled(
            self.tr("File"),
            self._target,
            hint=self.tr("One file holds everything. You can mail it, copy it and take it on a USB stick."),
        )
        browse = Button(self.tr("Choose another place…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(browse)
        row.addStretch(1)
        column.addLayout(row)
        self._target.textEdited.connect(self._keep_target)
        return column

    def _footer(self) -> QWidget:
        bar = FooterBar()
        bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(bar)
        row.setContentsMargins(30, 12, 30, 12)
        back = Button(self.tr("Back"))
        back.clicked.connect(self.left)
        self._create = PrimaryButton(self.tr("Start the checklist"))
        self._create.clicked.connect(self._request)
        self._working = MutedLabel(self.tr("The assessment is being made…"), wrap=False)
        self._working.hide()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self._working)
        row.addWidget(self._create)
        return bar

    def _rubric(self) -> Rubric:
        chosen, found = self._rubrics[max(self._choices.checkedId(), 0)], self.earlier.found
        is_its_own = found is not None and found.rubric.id == chosen.id
        return found.rubric if found is not None and is_its_own else chosen  # in its wording

    def _propose_target(self) -> None:
        if self._has_own_target:
            return
        profile = self._profile.profile()
        parts = (profile.district or self.tr("Assessment"), self._rubric().title, profile.school_year)
        name = safe_name(" – ".join(part for part in parts if part))
        self._target.setText(str(free_name(self._folder / f"{name}.sqlite")))

    def _keep_target(self) -> None:
        self._has_own_target = True

    def _browse(self) -> None:
        chosen = self._choose_target(Path(self._target.text()))
        if chosen is not None:
            self._has_own_target = True
            self._target.setText(str(chosen))

    def _request(self) -> None:
        profile = self._profile.profile()
        if not profile.district:
            self._profile.take_focus()
            self.refused.emit(DistrictMissing())
            return
        typed = self._target.text().strip()
        path = (self._folder / (typed or f"{safe_name(profile.district)}.sqlite")).absolute()
        if not path.suffix:
            path = path.with_suffix(".sqlite")
        self.creation_requested.emit(
            NewAssessment(
                path,
                self._rubric(),
                profile,
                self._participants.participants(),
                self.earlier.found.path if self.earlier.found is not None else None,
            )
        )
