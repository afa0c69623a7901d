"""Which key signs or seals: this computer's own, or a digital ID from a .pfx file."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout

if TYPE_CHECKING:
    from secure_desktop.exchange.keys import SigningKey
    from secure_desktop.shell.tasks import Task


class KeyChoice(QWidget):
    """Says which key is used, and lets people choose another one."""

    fault_met = Signal(object)  # an exception that is a bug

    def __init__(self, caption: str, dialogs: Dialogs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._folder = folder
        self._key: SigningKey | None = None
        self._task: Task | None = None
        self._name = PlainLabel(wrap=False)
        self.choose = LinkButton(self.tr("Use a .pfx file…"))
        self.choose.clicked.connect(self.ask)
        self._back = LinkButton(self.tr("Use this computer’s key"))
        self._back.clicked.connect(lambda: self._take(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = FlowLayout(spacing=8)
        for widget in (self._name, self.choose, self._back):
            row.addWidget(widget)
        column.addWidget(PlainLabel(caption))
        column.addLayout(row)
        self._take(None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.choose, self._back

    @property
    def text(self) -> str:
        """What it says about the key."""
        return self._name.text()

    @property
    def is_busy(self) -> bool:
        """Whether a digital ID is being opened."""
        return self._task is not None

    def ask(self) -> None:
        """Ask for a digital ID and its passphrase, and open it on another thread."""
        title = self.tr("Use a digital ID")
        path = self._dialogs.choose_existing(title, self.tr("Digital IDs (*.pfx *.p12)"), self._folder)
        if path is None or self.is_busy:
            return
        prompt = self.tr("Passphrase of “{0}”; leave it empty if there is none.").format(path.name)
        passphrase = self._dialogs.ask_passphrase(title, prompt)
        if passphrase is None:
            return
        from secure_desktop.exchange.keys import load_pfx
        from secure_desktop.shell.tasks import Task

        self._name.setText(self.tr("Opening “{0}”…").format(path.name))
        self._task = Task(functools.partial(load_pfx, path, passphrase or None), self)
        self._task.done.connect(lambda key: self._take(key, path.name))
        self._task.failed.connect(self._refuse)
        self._task.start()

    def maker(self) -> "Callable[[], SigningKey] | None":
        """Return what fetches the key, on any thread; None when its passphrase is needed and not given."""
        if self._key is not None:
            key = self._key
            return lambda: key
        from secure_desktop.exchange import keys

        if not keys.needs_passphrase():
            return keys.own_key
        passphrase = self._dialogs.ask_passphrase(
            self.tr("This computer’s key"), self.tr("Passphrase of this computer’s signing key:")
        )
        return None if passphrase is None else functools.partial(keys.own_key, passphrase=passphrase)

    def _take(self, key: "SigningKey | None", name: str = "") -> None:
        self._key, self._task = key, None
        self._name.setText(name or self.tr("This computer’s key"))
        self._back.setVisible(key is not None)

    def _refuse(self, problem: Exception) -> None:
        self._take(None)
        if isinstance(problem, KnownProblem):
            self._dialogs.tell(problem)
        else:
            self.fault_met.emit(problem)
