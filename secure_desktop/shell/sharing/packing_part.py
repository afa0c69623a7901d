"""How the pieces travel: one by one, in a zip, or in a zip that a password locks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.sharing import SHORTEST_PASSWORD, Packing, demand_good_password
from secure_desktop.sharing_errors import PasswordMissing, PasswordsDiffer
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import Card, WarningBox
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.fields.radio_line import RadioLines
from secure_desktop.shell.fields.tick_line import TickLine
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.labels import DangerLabel, StrongLabel
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.theme import Theme


class PackingPart(Card):
    """The choice, and for a lock the password, twice, with what it means to lose it."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = RadioLines(
            (
                (Packing.FILES, self.tr("As they are"), self.tr("Whoever gets the mail opens them at once.")),
                (Packing.ZIP, self.tr("In one zip"), self.tr("One attachment, and a smaller one.")),
                (
                    Packing.LOCKED,
                    self.tr("In a zip with a password"),
                    self.tr("Locked with AES-256: nobody reads it on its way, or when it goes astray."),
                ),
            )
        )
        self.password, self.again = line_edit(), line_edit()
        self.shown = TickLine(self.tr("Show the password"), theme)
        self._problem = DangerLabel()
        self._problem.hide()
        self._lock = self._lock_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("How the files travel")))
        column.addWidget(self.choice)
        column.addWidget(self._lock)
        self._lock.hide()
        self._show_letters()
        self.choice.changed.connect(self._show_lock)
        self.shown.box.toggled.connect(self._show_letters)
        for field in (self.password, self.again):
            field.textEdited.connect(lambda _: self._problem.hide())

    @property
    def packing(self) -> Packing:
        """What is chosen."""
        chosen: Packing = self.choice.value
        return chosen

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return *self.choice.stops, self.password, self.again, self.shown.box

    @property
    def problem(self) -> str:
        """What is said about the password; "" when all is well."""
        return "" if self._problem.isHidden() else self._problem.text()

    def accepted_password(self) -> str | None:
        """Return the password, "" where none is needed; None, said and with the keyboard there, when it is no good."""
        self._problem.hide()
        if self.packing is not Packing.LOCKED:
            return ""
        try:
            self._demand_good()
        except KnownProblem as problem:
            text = " ".join(problem_texts(problem))
            self._problem.setText(text)
            self._problem.show()
            (self.again if isinstance(problem, PasswordsDiffer) else self.password).setFocus()
            announce(self, text)
            return None
        return self.password.text()

    def _lock_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        box = WarningBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 8, 12, 8)
        for text in (
            self.tr(
                "A lost password is a lost file: nobody can open the zip without it, and neither can this program."
            ),
            self.tr("Tell the password by phone. In the same mail it would protect nothing."),
            self.tr(
                "Windows Explorer cannot open such a zip. SECURe Desktop can, and so can 7-Zip, which is free."
            ),
            self.tr("The names and the sizes of the files in it can be read without the password."),
        ):
            inner.addWidget(PlainLabel(f"• {text}"))
        column.addWidget(box)
        hint = self.tr("At least {0} characters; four words in a row are easy to tell by phone.").format(
            SHORTEST_PASSWORD
        )
        column.addLayout(labeled(self.tr("Password"), self.password, hint=hint))
        column.addLayout(labeled(self.tr("The same password once more"), self.again))
        column.addWidget(self._problem)
        column.addWidget(self.shown)
        return part

    def _demand_good(self) -> None:
        password = self.password.text()
        if not password:
            raise PasswordMissing
        demand_good_password(password)
        if password != self.again.text():
            raise PasswordsDiffer

    def _show_lock(self, packing: Packing) -> None:
        self._lock.setVisible(packing is Packing.LOCKED)
        self.changed.emit()

    def _show_letters(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.shown.is_ticked else QLineEdit.EchoMode.Password
        for field in (self.password, self.again):
            field.setEchoMode(mode)
