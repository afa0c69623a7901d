"""The strip that says that backups cannot be taken; the work itself goes on."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.strip import Strip
from secure_desktop.shell.problems import problem_texts


class BackupNotice(QWidget):
    """Hidden as long as backups are taken, and once somebody has seen that they are not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seen = Button(self.tr("I have seen this"))
        self.strip = Strip(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.seen.clicked.connect(self.go)

    @property
    def text(self) -> str:
        """What the strip says; "" when it is not shown."""
        return self.strip.text

    def show_problem(self, problem: KnownProblem) -> None:
        """Say why no backup was taken."""
        self.strip.say("⚠ " + " ".join(problem_texts(problem)))

    def go(self) -> None:
        """Say nothing any more."""
        self.strip.say("")
