"""What goes out: how large it is, whether a mail can carry it, and what in it is private."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.quality import Concern, Finding
from secure_desktop.model.sharing import Piece, PrivateContents, mailed_size
from secure_desktop.shell.boxes import Card, WarningBox
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.sharing.sharing_words import piece_word, private_lines
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import finding_sentence, privacy_hint

_MEGA = 1024 * 1024


class ContentsPart(Card):
    """Two lists: the pieces with their sizes, and what people can read in them. `mail_limit` is in megabytes."""

    item_requested = Signal(str)  # item id

    def __init__(self, theme: Theme, mail_limit: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mail_limit = mail_limit
        self._links: list[ItemLink] = []
        self._sizes, self._private = QVBoxLayout(), QVBoxLayout()
        self._total = PlainLabel()
        self._warning, self._warning_text = _warning()
        self._student, self._student_text = _warning()
        self._student_column = QVBoxLayout()
        student = self._student.layout()
        if isinstance(student, QVBoxLayout):
            student.addLayout(self._student_column)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(StrongLabel(self.tr("What goes out")))
        column.addLayout(self._sizes)
        column.addWidget(self._total)
        column.addWidget(self._warning)
        column.addSpacing(6)
        column.addWidget(StrongLabel(self.tr("What is private in it")))
        column.addLayout(self._private)
        column.addWidget(self._student)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return tuple(self._links)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.findChildren(PlainLabel) if label.isVisibleTo(self))

    @property
    def total(self) -> str:
        """What it says about all pieces together."""
        return self._total.text()

    @property
    def warns(self) -> bool:
        """Whether a mail would be too large."""
        return not self._warning.isHidden()

    def show_pieces(self, pieces: Sequence[Piece], *, is_packed: bool) -> None:
        """Show the pieces that are attached; a size of 0 is not known yet."""
        clear(self._sizes)
        for piece in pieces:
            size = self.tr("about {0}").format(size_words(piece.size)) if piece.size else self.tr("…")
            self._sizes.addWidget(PlainLabel(f"• {piece_word(piece.kind)}: {size}"))
        total, limit = mailed_size(piece.size for piece in pieces), self._mail_limit() * _MEGA
        words = self.tr("In a mail: at most {0}") if is_packed else self.tr("In a mail: about {0}")
        is_known = all(piece.size for piece in pieces)
        self._total.setText(words.format(size_words(total)) if is_known else self.tr("In a mail: …"))
        self._warning.setVisible(total > limit)
        self._warning_text.setText(
            self.tr(
                "Many mail systems refuse more than {0}; in a mail, files grow by more than a third. The folder can "
                "still go out on a USB stick, or share the public summary only. The settings hold this limit."
            ).format(size_words(limit))
        )

    def show_private(self, private: PrivateContents, *, is_public: bool, is_locked: bool) -> None:
        """Show what people can read, and where a text seems to name a student."""
        clear(self._private)
        for line in private_lines(private):
            self._private.addWidget(PlainLabel(f"• {line}"))
        if is_public:
            text = self.tr(
                "Names, notes, reasons, evidence and history are left out. The texts of next steps stay as they were "
                "typed: read them once more."
            )
        elif is_locked:
            text = self.tr("Whoever has the password can read all of that.")
        else:
            text = self.tr("Whoever gets the mail, or finds the folder, can read all of that.")
        self._private.addWidget(MutedLabel(text))
        self._show_students(private.student_items)

    def show_labels(self, label: Callable[[str], str]) -> None:
        """Take what names an item: its number and short text."""
        self._label = label

    def _show_students(self, items: Sequence[str]) -> None:
        clear(self._student_column)
        self._links = []
        self._student.setVisible(bool(items))
        if not items:
            return
        finding = Finding(Concern.NAMES_STUDENT, tuple(items))
        self._student_text.setText(f"{finding_sentence(finding)} {privacy_hint()}")
        for item_id in items:
            link = ItemLink(self._label(item_id), self._theme)
            link.clicked.connect(lambda _=False, item_id=item_id: self.item_requested.emit(item_id))
            self._student_column.addWidget(link)
            self._links.append(link)


def _warning() -> tuple[WarningBox, PlainLabel]:
    box, label = WarningBox(), PlainLabel()
    inner = QVBoxLayout(box)
    inner.setContentsMargins(12, 8, 12, 8)
    inner.addWidget(label)
    box.hide()
    return box, label
