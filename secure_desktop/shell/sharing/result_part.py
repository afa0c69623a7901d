"""The folder that is complete: what lies in it, and the ways on from here, of which none is the only one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import GoodLabel, StrongLabel
from secure_desktop.shell.sharing.sharing_words import piece_word
from secure_desktop.shell.sizes import size_words

if TYPE_CHECKING:
    from secure_desktop.exchange.share import Prepared


class ResultPart(Card):
    """Hidden until there is something to show."""

    def __init__(self, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._prepared: Prepared | None = None
        self._title = GoodLabel()
        self._place = PlainLabel()
        self._pieces = QVBoxLayout()
        self._pieces.setSpacing(2)
        self._copied = GoodLabel(self.tr("✓ Copied"), wrap=False)
        self._phone = StrongLabel(self.tr("Now tell the password by phone."))
        self.mail = PrimaryButton(self.tr("Open in mail program"))
        self.mail.clicked.connect(self._open_mail)
        self.folder = Button(self.tr("Show in folder"))
        self.folder.clicked.connect(self._open_folder)
        self.copy = Button(self.tr("Copy text"))
        self.copy.clicked.connect(self._copy)
        row = FlowLayout(spacing=12)
        for widget in (self.mail, self.folder, self.copy, self._copied):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._place)
        column.addLayout(self._pieces)
        column.addWidget(self._phone)
        column.addLayout(row)
        column.addWidget(
            MutedLabel(
                self.tr(
                    "Some mail programs show the draft only for reading, and web mail does not open it at all. Then start "
                    "a mail of your own, paste the text, and attach the files from the folder."
                )
            )
        )
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.mail, self.folder, self.copy

    @property
    def target(self) -> Path | None:
        """The folder that is shown."""
        return self._prepared.folder if self._prepared is not None else None

    def show_prepared(self, prepared: "Prepared", *, is_locked: bool) -> None:
        """Show a folder."""
        self._prepared = prepared
        self._title.setText(self.tr("✓ The folder is complete"))
        self._place.setText(str(prepared.folder))
        clear(self._pieces)
        for piece in prepared.pieces:
            words = self.tr("• {0}: {1}, {2}").format(
                piece.name, piece_word(piece.kind), size_words(piece.size)
            )
            self._pieces.addWidget(PlainLabel(words))
        self._phone.setVisible(is_locked)
        self._copied.hide()
        self.show()
        self.mail.setFocus()
        announce(self, self._title.text())

    def _open_mail(self) -> None:
        if self._prepared is not None:
            self._dialogs.open(self._prepared.draft)

    def _open_folder(self) -> None:
        if self._prepared is not None:
            self._dialogs.open(self._prepared.folder)

    def _copy(self) -> None:
        if self._prepared is not None:
            QGuiApplication.clipboard().setText(self._prepared.text)
            self._copied.show()
            announce(self, self._copied.text())
