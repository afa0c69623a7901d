"""What was typed in last, so that a slip is seen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.excerpts import shortened
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import DangerLabel, StrongLabel
from secure_desktop.shell.theme import Theme

MOST = 5  # entries that are shown
_LONGEST = 90  # characters of a note


class EnteredList(QWidget):
    """The newest on top, each with its answer as it stands now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts: list[str] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(StrongLabel(self.tr("Entered last")))
        column.addLayout(self._rows)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say, the newest first."""
        return tuple(self._texts)

    def show_entries(self, entries: Sequence[tuple[str, Response]]) -> None:
        """Show items by their number and short text, with what is recorded for them."""
        clear(self._rows)
        self._texts = []
        for text, response in entries[:MOST]:
            row = QHBoxLayout()
            row.setSpacing(10)
            pill = AnswerPill(self._theme, response.answer)
            row.addWidget(pill)
            row.addWidget(PlainLabel(text), 1)
            self._rows.addLayout(row)
            self._texts.append(f"{pill.accessibleName()} {text}")
            if response.note.strip():
                self._rows.addWidget(
                    MutedLabel(self.tr("Note: {0}").format(shortened(response.note, _LONGEST)))
                )
            if response.answer is Answer.NOT_APPLICABLE and response.reason.strip():
                reason = self.tr("Reason: {0}").format(shortened(response.reason, _LONGEST))
                self._rows.addWidget(MutedLabel(reason))
            if response.needs_reason:
                self._rows.addWidget(DangerLabel(self.tr("The reason is missing.")))
        self.setVisible(bool(entries))
