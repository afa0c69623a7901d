"""A field for longer plain text that saves itself: after a short pause, on leaving it, and when told to."""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from secure_desktop.model.assessment import LONGEST_TEXT

PAUSE = 400  # milliseconds without a key, then the text is saved
_LONGEST_WORD = 5_000  # characters; Qt needs seconds to wrap a longer one


class NoteEdit(QPlainTextEdit):
    """Plain text of any length that a note may have. It grows with its text up to a few lines.

    `text_entered` carries the whole text and is sent only when a person changed it. `burst` counts
    the times the field was entered, so that one visit's typing can be undone together.
    """

    text_entered = Signal(str)
    text_was_cut = Signal()
    left_by_keyboard = Signal()
    wants_to_be_seen = Signal()  # somebody writes here, and it may lie or have grown out of view

    _bursts = 0

    def __init__(self, *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown = ""
        self.burst = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._wait_for_pause)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)

    @property
    def has_unsaved(self) -> bool:
        """Whether it shows text that was typed and not stored yet."""
        return self.toPlainText() != self._shown

    def show_text(self, text: str) -> None:
        """Show stored text. That alone never counts as an edit, whatever Qt makes of its line ends."""
        if text == self._shown and not self._pause.isActive() and self.toPlainText() == text:
            return
        has_long_word = len(text) > _LONGEST_WORD and max(map(len, text.split()), default=0) > _LONGEST_WORD
        mode = (
            QTextOption.WrapMode.NoWrap
            if has_long_word
            else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        self.setWordWrapMode(mode)
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._shown = self.toPlainText()
        self._pause.stop()
        self._fit_height()

    def flush(self) -> None:
        """Hand out the text now, if a person changed it."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.text_entered.emit(text)

    def keep_trying(self) -> None:
        """Treat the text as not yet handed out: it could not be stored."""
        self._shown = "\0"

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_for_text())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_for_text())

    def insertFromMimeData(self, source: QMimeData) -> None:
        room = LONGEST_TEXT - len(self.toPlainText()) + len(self.textCursor().selectedText())
        text = source.text().replace("\0", "")
        if len(text) > room:
            self.text_was_cut.emit()
        self.textCursor().insertText(text[: max(room, 0)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        NoteEdit._bursts += 1
        self.burst = NoteEdit._bursts
        super().focusInEvent(event)
        self.wants_to_be_seen.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left_by_keyboard.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _wait_for_pause(self) -> None:
        self._pause.start()

    def _fit_height(self) -> None:
        height = self._height_for_text()
        if height != self.height():
            self.setFixedHeight(height)
            if self.hasFocus():
                self.wants_to_be_seen.emit()

    def _height_for_text(self) -> int:
        lines = max(self._lines, min(int(self.document().size().height()), 9))
        margins = self.contentsMargins()
        frame = 2 * int(self.document().documentMargin()) + margins.top() + margins.bottom() + 8
        return lines * self.fontMetrics().lineSpacing() + frame
