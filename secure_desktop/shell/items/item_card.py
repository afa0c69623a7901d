"""One item as a card: its statement, its answer, and, while it is the current one, its details."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Response
from secure_desktop.model.rubric import Item
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.items.answer_buttons import AnswerButtons
from secure_desktop.shell.items.item_detail import ItemDetail
from secure_desktop.shell.theme import Theme


class ItemCard(Card):
    """One item. It only wishes; the page records and then tells it what stands there."""

    answer_requested = Signal(str, object)  # item id, Answer
    mark_requested = Signal(str, bool)  # item id, marked
    opening_requested = Signal(str)  # item id
    file_dropped = Signal(str, object)  # item id, Path

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item_id = ""
        self.is_open = False
        self._detail: ItemDetail | None = None
        self._label = ""
        self._is_wide = True
        self._is_marked = self._is_combined = False
        self.answers = AnswerButtons(theme)
        self.answers.answer_chosen.connect(lambda answer: self.answer_requested.emit(self.item_id, answer))
        self.answers.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._number = MutedLabel(wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text = PlainLabel()
        self._earlier = MutedLabel()
        self._earlier.hide()
        self.mark = Button(self.tr("⚑ Mark for review"))
        self.mark.setCheckable(True)
        self.mark.setAccessibleName(self.tr("Mark for review"))
        self.mark.clicked.connect(lambda checked: self.mark_requested.emit(self.item_id, checked))
        self._lay_out()

    def show_item(self, item: Item, label: str, response: Response) -> None:
        """Show another item and what is recorded for it."""
        self.item_id, self._label = item.id, label
        self._text.setText(item.text)
        self.setAccessibleName(f"{label} {item.text}")
        self.answers.describe(f"{label} {item.text}")
        self.mark.setAccessibleDescription(f"{label} {item.text}")
        self.show_response(response)

    def show_response(self, response: Response) -> None:
        """Show what is recorded now."""
        self.answers.show_answer(response.answer)
        self.mark.setChecked(response.marked)
        self.mark.setText(self.tr("⚑ Marked for review") if response.marked else self.tr("⚑ Mark for review"))
        self._is_marked = response.marked
        self._show_number()

    def show_combined(self, *, is_combined: bool) -> None:
        """Show whether the item is another one since reviewers' files were combined."""
        self._is_combined = is_combined
        self._show_number()
        subject = f"{self._label} {self._text.text()}"
        combined = self.tr("{0} Changed by combining.").format(subject)
        self.answers.describe(combined if is_combined else subject)

    def show_earlier(self, line: str) -> None:
        """Show an earlier answer that nobody has confirmed yet; nothing for an empty line."""
        self._earlier.setText(line)
        self._earlier.setVisible(bool(line) and not self.is_open)
        self.answers.set_remark(line)

    def set_editable(self, *, editable: bool) -> None:
        """Let the answer be changed, or only read."""
        self.answers.set_editable(editable=editable)
        self.mark.setEnabled(editable)
        self.setAcceptDrops(editable)

    def open(self, detail: ItemDetail) -> None:
        """Become the current card and take in the details."""
        self._set_open(is_open=True)
        self._column.addWidget(detail)
        self._detail = detail
        self._indent()
        detail.show()

    def close_detail(self) -> None:
        """Become a card among others."""
        self._set_open(is_open=False)

    def fit(self, *, room: int, number_width: int) -> None:
        """Take the arrangement that suits the room in pixels: answers beside or below the statement, in 1 to 4 columns."""
        self.mark.ensurePolished()
        row = self.answers.width_in(4)
        is_wide = room - number_width - row > self.fontMetrics().averageCharWidth() * 34
        indent = number_width + 12 if is_wide else 0
        columns = next((n for n in (4, 2) if self.answers.width_in(n) <= room - indent), 1)
        self._place_mark(
            has_own_row=indent + self.answers.width_in(columns) + self.mark.sizeHint().width() + 20 > room
        )
        self._number.setFixedWidth(number_width)
        self._spacer.setFixedWidth(indent)
        self._is_wide = is_wide
        self.answers.set_columns(columns)
        self._place_answers()
        self._indent()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            # The program it came from waits for the drop to end.
            QTimer.singleShot(0, self, lambda: self.file_dropped.emit(self.item_id, path))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_open:
            self.opening_requested.emit(self.item_id)
        super().mousePressEvent(event)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._top.addWidget(self._number)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._earlier)
        words.addStretch(1)
        self._top.addLayout(words, 1)
        self._top.addWidget(self.answers)
        self._below_row = QWidget()
        self._below = QHBoxLayout(self._below_row)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._spacer = QWidget()
        self._spacer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._below.addWidget(self._spacer)
        self._below.addStretch(1)
        self._below.addWidget(self.mark)
        self._mark_row = QHBoxLayout()
        self._mark_row.addStretch(1)
        self._column.addLayout(self._top)
        self._column.addWidget(self._below_row)
        self._column.addLayout(self._mark_row)
        self.mark.hide()

    def _show_number(self) -> None:
        signs = (self._label, "⚑" if self._is_marked else "", "⇄" if self._is_combined else "")
        self._number.setText("\n".join(filter(None, signs)))
        self._number.setToolTip(self.tr("⇄ Changed by combining") if self._is_combined else "")

    def _set_open(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self.mark.setVisible(is_open)
        self._earlier.setVisible(bool(self._earlier.text()) and not is_open)  # the details tell it whole
        self._text.setProperty("strong", is_open)
        self.setProperty("open", is_open)
        for widget in (self, self._text):
            self.style().unpolish(widget)
            self.style().polish(widget)
        self._place_answers()

    def _place_mark(self, *, has_own_row: bool) -> None:
        home, other = (self._mark_row, self._below) if has_own_row else (self._below, self._mark_row)
        if home.indexOf(self.mark) < 0:
            other.removeWidget(self.mark)
            home.addWidget(self.mark)
            self.mark.setVisible(self.is_open)

    def _place_answers(self) -> None:
        below = self.is_open or not self._is_wide
        self._below_row.setVisible(below)
        if below and self._below.indexOf(self.answers) < 0:
            self._top.removeWidget(self.answers)
            self._below.insertWidget(1, self.answers)
        elif not below and self._top.indexOf(self.answers) < 0:
            self._below.removeWidget(self.answers)
            self._top.addWidget(self.answers)

    def _indent(self) -> None:
        layout = self._detail.layout() if self._detail is not None else None
        if layout is not None and self.is_open:
            layout.setContentsMargins(self._spacer.width(), 0, 0, 0)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the file that is to be attached; assessments are for the window to open."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return None if path.suffix.casefold() == ".sqlite" else path
