"""The strip that says that backups cannot be taken; the work itself goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.strip import Strip
from secure_desktop.shell.problems import problem_texts


class BackupNotice(QWidget):
    """Hidden as long as backups are taken, and once somebody has seen that they are not."""

    advice_requested = Signal(object)  # the KnownProblem

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: KnownProblem | None = None
        self.advice = Button(self.tr("What to do…"))
        self.hiding = Button(self.tr("Hide"))
        self.hiding.setAccessibleName(self.tr("Hide the notice about backups"))
        self.strip = Strip(self.advice, self.hiding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.advice.clicked.connect(lambda: self.advice_requested.emit(self._problem))
        self.hiding.clicked.connect(self.go)

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return self.strip.text

    def show_problem(self, problem: KnownProblem) -> None:
        """Say why no backup was taken; what to do about it is a click away."""
        self._problem = problem
        self.strip.say(f"⚠ {problem_texts(problem)[0]}")

    def go(self) -> None:
        """Say nothing any more."""
        self.strip.say("")
