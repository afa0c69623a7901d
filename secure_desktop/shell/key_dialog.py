"""This computer's own key: the number that others compare by phone, and the passphrase that protects it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange import keys
from secure_desktop.model.signed_form import grouped
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.fitted_dialog import FittedDialog
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import DigitsLabel, GoodLabel, StrongLabel


class KeyDialog(FittedDialog):
    """Shows the number of this computer's key, and lets people set, change or take off its passphrase."""

    def __init__(self, number: str, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self.setWindowTitle(self.tr("This computer’s key"))
        self._number = DigitsLabel(_in_lines(grouped(number)), wrap=False)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._number.setAccessibleName(self.tr("Key number"))
        copy = LinkButton(self.tr("Copy the number"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(grouped(number)))
        self._state = PlainLabel()
        self.change = Button("")
        self.change.clicked.connect(self._change)
        self.remove = Button(self.tr("Remove the passphrase…"))
        self.remove.clicked.connect(self._remove)
        self._done = GoodLabel()
        self._done.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = FlowLayout(spacing=12)
        row.addWidget(self.change)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        column.addWidget(StrongLabel(self.tr("Key number")))
        column.addWidget(self._number)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "Whoever checks what was signed here, and meets this key for the first time, calls you and compares "
                    "this number. The key itself never leaves this computer."
                )
            )
        )
        links = FlowLayout()
        links.addWidget(copy)
        column.addLayout(links)
        column.addSpacing(6)
        column.addWidget(StrongLabel(self.tr("Passphrase")))
        column.addWidget(self._state)
        column.addLayout(row)
        column.addWidget(self._done)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 62)
        self._show_state()

    @property
    def text(self) -> str:
        """What it says about the key and its passphrase."""
        return f"{self._number.text()}\n{self._state.text()}\n{self._done.text()}"

    def _show_state(self) -> None:
        is_protected = keys.needs_passphrase()
        if is_protected:
            self._state.setText(
                self.tr("The key is protected. Its passphrase is asked for whenever somebody signs.")
            )
            self.change.setText(self.tr("Change the passphrase…"))
        else:
            self._state.setText(
                self.tr(
                    "The key has no passphrase: whoever uses this computer under your name can sign with it."
                )
            )
            self.change.setText(self.tr("Set a passphrase…"))
        self.remove.setVisible(is_protected)

    def _change(self) -> None:
        old = self._old()
        if old is None:
            return
        new = self._ask(
            self.tr("New passphrase. A lost passphrase cannot be recovered; you would sign with a new key.")
        )
        if not new:
            return
        again = self._ask(self.tr("The same passphrase once more:"))
        if again is None:
            return
        if again != new:
            self._dialogs.inform(
                self.tr("The two passphrases are not the same, so nothing was changed."),
                self.tr("Try again, and type the same one twice."),
            )
            return
        self._set(old, new, self.tr("✓ The key is protected by the new passphrase."))

    def _remove(self) -> None:
        old = self._old()
        if old is not None:
            self._set(old, "", self.tr("✓ The passphrase was removed."))

    def _old(self) -> str | None:
        """Return the present passphrase; "" when there is none, None when nothing is to be done."""
        return self._ask(self.tr("Present passphrase:")) if keys.needs_passphrase() else ""

    def _ask(self, prompt: str) -> str | None:
        return self._dialogs.ask_passphrase(self.windowTitle(), prompt)

    def _set(self, old: str, new: str, outcome: str) -> None:
        try:
            keys.set_passphrase(old or None, new or None)
        except KnownProblem as problem:
            self._dialogs.tell(problem)
            return
        self._show_state()
        self._done.setText(outcome)
        self._done.show()
        announce(self._done, outcome)


def show_own_key(dialogs: Dialogs, window: QWidget) -> None:
    """Show this computer's key; it is made when there is none yet. Its passphrase is asked for only if the number hides behind it."""
    try:
        number = keys.own_number()
        if not number:
            passphrase = dialogs.ask_passphrase(
                QCoreApplication.translate("KeyDialog", "This computer’s key"),
                QCoreApplication.translate("KeyDialog", "Passphrase of this computer’s signing key:"),
            )
            if passphrase is None:
                return
            number = keys.own_key(passphrase=passphrase).number
    except KnownProblem as problem:
        dialogs.tell(problem)
        return
    KeyDialog(number, dialogs, window).exec()


def _in_lines(number: str) -> str:
    half = len(number) // 2
    return f"{number[:half].strip()}\n{number[half:].strip()}"
