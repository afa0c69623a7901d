"""A field for one line that saves itself as notes do: after a short pause, on leaving it, and when told to."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.shell.items.note_edit import PAUSE


class SavedLine(QLineEdit):
    """One line of plain text. `text_entered` carries it and is sent only when a person changed it.

    A pause counts only once `is_whole` says that the text can stand as it is; leaving the field always does.
    """

    text_entered = Signal(str)
    left_by_keyboard = Signal()
    wants_to_be_seen = Signal()

    def __init__(
        self, *, is_whole: Callable[[str], bool] = lambda _: True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_whole = is_whole
        self._shown: str | None = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._flush_if_whole)
        self.setMaxLength(LONGEST_LINE)
        self.textEdited.connect(lambda _: self._pause.start())

    @property
    def has_unsaved(self) -> bool:
        """Whether it shows text that was typed and not stored yet."""
        return self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Show stored text; blanks at the ends that somebody is still typing behind stay."""
        self._pause.stop()
        if self.text().strip() != text or not self.hasFocus():
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))
        self._shown = self.text()

    def complete_with(self, words: tuple[str, ...]) -> None:
        """Propose words that hold what is typed."""
        completer = QCompleter(list(words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def flush(self) -> None:
        """Hand out the text now, if a person changed it."""
        self._pause.stop()
        if self.has_unsaved:
            self._shown = self.text()
            self.text_entered.emit(self.text())

    def keep_trying(self) -> None:
        """Treat the text as not yet handed out: it could not be stored."""
        self._shown = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.wants_to_be_seen.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left_by_keyboard.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        else:
            super().keyPressEvent(event)

    def _flush_if_whole(self) -> None:
        if self._is_whole(self.text()):
            self.flush()
