"""A checklist without answers, as a PDF to print: which one, where to, and open it."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from secure_desktop.file_names import safe_name
from secure_desktop.model.assessment import Profile
from secure_desktop.model.rubric import ActionStep, Rubric
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel
from secure_desktop.shell.fields.radio_line import RadioLines
from secure_desktop.shell.fitted_dialog import FittedDialog
from secure_desktop.shell.tasks import Task

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow


class BlankChecklistDialog(FittedDialog):
    """Asks which checklist it is to be; the rubric is in `rubric` once it was accepted."""

    def __init__(self, rubrics: Sequence[Rubric], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print a blank checklist"))
        self.choice = RadioLines(
            (rubric, rubric.title.replace("&", "&&"), rubric.purpose) for rubric in rubrics
        )
        self.save = PrimaryButton(self.tr("Save the PDF…"))
        self.save.clicked.connect(self.accept)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = Button(self.tr("Cancel"))
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "A PDF with all items, boxes to tick, and lines for notes. What was ticked can be typed in afterwards."
                )
            )
        )
        column.addWidget(self.choice)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)

    @property
    def rubric(self) -> Rubric:
        """What is chosen."""
        chosen: Rubric = self.choice.value
        return chosen


def print_blank(window: "MainWindow") -> None:
    """Write the checklist of the open assessment without its answers; where none is open, ask which checklist."""
    session = window.side.session
    if session is not None:
        assessment = session.assessment
        _ask_where(window, assessment.rubric, assessment.profile, assessment.asked_steps, session.path.parent)
        return
    dialog = BlankChecklistDialog(window.desk.rubrics(), window)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        _ask_where(window, dialog.rubric, None, (), window.desk.folder())


def _ask_where(
    window: "MainWindow",
    rubric: Rubric,
    profile: Profile | None,
    steps: Sequence[ActionStep],
    folder: Path,
) -> None:
    name = _tr("{0} – blank.pdf").format(rubric.title)
    title, kinds = _tr("Save a blank checklist"), _tr("PDF files (*.pdf)")
    target = window.dialogs.choose_target(title, kinds, folder / safe_name(name))
    if target is None:
        return
    write = functools.partial(_write, rubric, target, profile, tuple(steps), window)
    task = Task(write, window)
    task.done.connect(lambda _: _offer(window, target))
    task.failed.connect(window.desk.take_fault)
    task.start()


def _write(
    rubric: Rubric,
    target: Path,
    profile: Profile | None,
    steps: tuple[ActionStep, ...],
    window: "MainWindow",
) -> None:
    from secure_desktop.reports.blank_checklist import write_blank_checklist

    write_blank_checklist(rubric, target, made_at=window.desk.clock(), profile=profile, steps=steps)


def _offer(window: "MainWindow", target: Path) -> None:
    place = _tr("It lies here: {0}").format(target)
    if window.dialogs.ask(_tr("The blank checklist is ready to be printed."), place, _tr("Open the PDF")):
        window.dialogs.open(target)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlankChecklist", text)
