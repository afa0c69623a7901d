"""The only message boxes and file pickers. Handed in to whoever needs them, so that tests can answer instead."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QWidget,
)

from secure_desktop.errors import KnownProblem
from secure_desktop.files import is_folder
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.tasks import Task

_WAITING_WIDTH = 56  # characters
_BETWEEN_LOOKS = 50  # milliseconds
_ENDING = r"\*(\.\w+)"  # in a kind of files such as "PDF files (*.pdf)"


class Dialogs:
    """Asks and tells over one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def tell(self, problem: KnownProblem) -> None:
        """Show what happened and what to do, in the words that the command line uses too."""
        sentence, advice = problem_texts(problem)
        box = self._box(QMessageBox.Icon.Warning, sentence, advice)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.exec()

    def inform(self, sentence: str, detail: str = "") -> None:
        """Show a piece of news."""
        box = self._box(QMessageBox.Icon.Information, sentence, detail)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.exec()

    def offer(self, problem: KnownProblem, button: str) -> bool:
        """Show a problem with one way out; return whether it was taken."""
        sentence, advice = problem_texts(problem)
        return self.ask(sentence, advice, button)

    def offer_ways(self, problem: KnownProblem, buttons: Sequence[str]) -> int | None:
        """Show a problem with any number of ways out; return the place of the one that was taken, None for none."""
        sentence, advice = problem_texts(problem)
        box = self._box(QMessageBox.Icon.Warning, sentence, advice)
        return _pressed(box, buttons, QMessageBox.StandardButton.Close)

    def ask(self, sentence: str, detail: str, button: str) -> bool:
        """Ask whether to do something; return whether the button that does it was pressed."""
        box = self._box(QMessageBox.Icon.Question, sentence, detail)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        action = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        return box.clickedButton() is action

    def ask_which(self, sentence: str, detail: str, buttons: Sequence[str]) -> int | None:
        """Ask which of several things to do; return the place of the button that was pressed, or None for none."""
        box = self._box(QMessageBox.Icon.Question, sentence, detail)
        return _pressed(box, buttons, QMessageBox.StandardButton.Cancel)

    def wait_for(self, task: Task, sentence: str) -> bool:
        """Show that something takes long, until it is over; return false when somebody would rather not wait."""
        box = QProgressDialog(self._window)
        box.setWindowTitle(QCoreApplication.applicationName())
        label = QLabel(sentence)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        box.setLabel(label)
        box.setRange(0, 0)  # nobody knows how long
        box.setMinimumWidth(_WAITING_WIDTH * box.fontMetrics().averageCharWidth())
        box.setWindowModality(Qt.WindowModality.WindowModal)
        # Asked again and again: what the task tells may not reach who was connected while it was under way.
        clock = QTimer(box, interval=_BETWEEN_LOOKS)
        clock.timeout.connect(lambda: box.accept() if task.wait(0) else None)
        clock.start()
        try:
            return box.exec() == QProgressDialog.DialogCode.Accepted
        finally:
            box.deleteLater()

    def choose_assessment(self, folder: Path) -> Path | None:
        """Ask for an assessment file to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            _tr("Open an assessment"),
            str(folder),
            _tr("Assessments (*.sqlite *.zip);;All files (*)"),
        )
        return Path(name) if name else None

    def choose_new_assessment(self, proposed: Path) -> Path | None:
        """Ask where a new assessment file is to lie. It never overwrites; that is refused later, in words."""
        return self._choose_target(
            _tr("Where to keep the assessment"), proposed, _tr("Assessments (*.sqlite)"), overwrite=False
        )

    def choose_copy(self, proposed: Path) -> Path | None:
        """Ask where a copy is to lie."""
        return self._choose_target(
            _tr("Save a copy"), proposed, _tr("Assessments (*.sqlite)"), overwrite=False
        )

    def choose_pdf(self, proposed: Path) -> Path | None:
        """Ask where a PDF is to lie; an existing one is replaced only when that is confirmed."""
        return self._choose_target(
            _tr("Save the PDF summary"), proposed, _tr("PDF files (*.pdf)"), overwrite=True
        )

    def choose_existing(self, title: str, kinds: str, folder: Path) -> Path | None:
        """Ask for a file that is there; `kinds` are file types in Qt's words, such as "PDF files (*.pdf)"."""
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        return Path(name) if name else None

    def choose_several(self, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
        """Ask for any number of files that are there; none when nothing is to be done. `kinds` as in `choose_existing`."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, str(folder), kinds)
        return tuple(Path(name) for name in names)

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder; it may be made there."""
        name = QFileDialog.getExistingDirectory(self._window, title, str(folder))
        return Path(name) if name else None

    def choose_target(self, title: str, kinds: str, proposed: Path, *, overwrite: bool = True) -> Path | None:
        """Ask where a file is to lie; an existing one is replaced only when that is confirmed.

        Without `overwrite` nobody confirms: whoever writes refuses an existing file, in words.
        """
        return self._choose_target(title, proposed, kinds, overwrite=overwrite)

    def ask_passphrase(self, title: str, prompt: str) -> str | None:
        """Ask for a passphrase, which is not shown; None when nothing is to be done."""
        text, is_given = QInputDialog.getText(self._window, title, prompt, QLineEdit.EchoMode.Password)
        return text if is_given else None

    def open(self, path: Path) -> None:
        """Open a file or folder with the program that the system has for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.inform(
                _tr("The system has no program to open “{0}”.").format(path.name),
                _tr("It lies here: {0}").format(path),
            )

    def open_address(self, address: str) -> None:
        """Open the page or the message that an address leads to, with the program that the system has for it."""
        if not QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode)):
            self.inform(_tr("The system has no program to open this link."), address)

    def _choose_target(self, title: str, proposed: Path, kinds: str, *, overwrite: bool) -> Path | None:
        options = QFileDialog.Option(0) if overwrite else QFileDialog.Option.DontConfirmOverwrite
        folder = proposed.parent if is_folder(proposed.parent) else Path.home()
        name, kind = QFileDialog.getSaveFileName(
            self._window, title, str(folder / proposed.name), kinds, options=options
        )
        if not name:
            return None
        chosen = _with_ending(Path(name), proposed.suffix, kinds, kind)
        is_other = chosen != Path(name)  # than the one that the picker has asked about
        if is_other and overwrite and chosen.exists() and not self._confirm_replacing(chosen):
            return None
        return chosen

    def _confirm_replacing(self, path: Path) -> bool:
        return self.ask(
            _tr("“{0}” exists already.").format(path.name),
            _tr("If you go on, the new file takes its place."),
            _tr("Replace it"),
        )

    def _box(self, icon: QMessageBox.Icon, sentence: str, detail: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle(QCoreApplication.applicationName())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setInformativeText(detail)
        return box


def _pressed(box: QMessageBox, buttons: Sequence[str], leave: QMessageBox.StandardButton) -> int | None:
    """Show a box with these buttons and one to leave it; return the place of the one that was pressed, None for that."""
    actions = [box.addButton(button, QMessageBox.ButtonRole.AcceptRole) for button in buttons]
    box.addButton(leave)
    box.exec()
    pressed = [place for place, action in enumerate(actions) if box.clickedButton() is action]
    return pressed[0] if pressed else None


def _with_ending(chosen: Path, proposed: str, kinds: str, kind: str) -> Path:
    """Return a name with an ending that is offered: the one that was typed, else that of the kind that was picked."""
    offered = [proposed, *re.findall(_ENDING, kinds)]
    picked = (re.findall(_ENDING, kind) or [proposed])[0]
    ending = chosen.suffix.lower()
    if ending == proposed and picked in offered:  # nobody has typed another one
        return chosen if picked == proposed else chosen.with_suffix(picked)
    return chosen if ending in offered else chosen.with_name(chosen.name + picked)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dialogs", text)
