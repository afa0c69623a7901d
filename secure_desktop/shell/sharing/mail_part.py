"""Whom the mail goes to, its subject, and its first sentences."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.mail_address import MailAddress, addresses
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.shell.labels import DangerLabel, StrongLabel
from secure_desktop.shell.problems import problem_texts


class MailPart(Card):
    """Three fields. What no mail could reach is said below the first of them."""

    def __init__(self, subject: str, message: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to = line_edit(
            placeholder=self.tr("For example: sheriff@county.example.gov, board@district.example.org")
        )
        self.subject = line_edit(subject)
        self.message = NoteEdit(lines=3)
        self.message.show_text(message)
        self._problem = DangerLabel()
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("The mail")))
        column.addLayout(
            labeled(
                self.tr("To"), self.to, hint=self.tr("May stay empty: fill it in when you send the mail.")
            )
        )
        column.addWidget(self._problem)
        column.addLayout(labeled(self.tr("Subject"), self.subject))
        column.addLayout(
            labeled(
                self.tr("Message"),
                self.message,
                hint=self.tr("What is attached, and how to open it, is added below your message."),
            )
        )
        self.to.textEdited.connect(lambda _: self._problem.hide())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.to, self.subject, self.message

    @property
    def problem(self) -> str:
        """What is said about the addresses; "" when all is well."""
        return "" if self._problem.isHidden() else self._problem.text()

    def addresses(self) -> tuple[MailAddress, ...] | None:
        """Return whom the mail goes to; None, said and with the keyboard there, when an address is none."""
        self._problem.hide()
        try:
            return addresses(self.to.text())
        except KnownProblem as problem:
            text = " ".join(problem_texts(problem))
            self._problem.setText(text)
            self._problem.show()
            self.to.setFocus()
            announce(self, text)
            return None
