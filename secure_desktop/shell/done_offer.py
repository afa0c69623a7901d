"""The offer that follows a next step that is done: to call its item in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.session import Session


class DoneOffer(InfoBox):
    """Asks, without getting in the way, whether an item is in place now. Hidden until there is reason to ask."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item_id = ""
        self._question = PlainLabel()
        self._accept = Button(self.tr("Change the answer to “In place”"))
        self._accept.clicked.connect(self._change)
        self._leave = LinkButton(self.tr("Leave the answer as it is"))
        self._leave.clicked.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(self._question)
        row = FlowLayout(spacing=14)
        row.addWidget(self._accept)
        row.addWidget(self._leave)
        column.addLayout(row)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._accept, self._leave

    @property
    def item_id(self) -> str:
        """The item that is asked about; "" while nothing is."""
        return self._item_id

    def ask_about(self, item_id: str) -> None:
        """Ask about an item, if it is a gap that somebody here may close."""
        if not self._session.response(item_id).is_gap or not self._session.is_editable:
            return
        self._item_id = item_id
        self._question.setText(
            self.tr("A next step for item {0} is done. Is the item in place now?").format(
                self._session.rubric.label(item_id)
            )
        )
        self.show()
        self._accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Ask no longer."""
        self._item_id = ""
        self.hide()

    def _change(self) -> None:
        if self._session.record_answer(self._item_id, Answer.IN_PLACE):
            self._close()

    def _close(self) -> None:
        self.forget()
        self.closed.emit()
