"""The question that comes before a next step is dropped from the plan: why?"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.model.next_step import NextStep, State
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button, LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import labeled, line_edit
from secure_desktop.shell.labels import DangerLabel


class DropQuestion(InfoBox):
    """Asks for the reason below the plan. Hidden until there is something to ask."""

    answered = Signal(object)  # the NextStep, dropped
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: NextStep | None = None
        self._about = PlainLabel()
        self._reason = line_edit()
        self._reason.setMaxLength(LONGEST_LINE)
        self._reason.returnPressed.connect(self._drop)
        self._missing = DangerLabel(self.tr("A reason is needed."))
        self._drop_it = Button(self.tr("Drop it"))
        self._drop_it.clicked.connect(self._drop)
        self._keep_it = LinkButton(self.tr("Keep it"))
        self._keep_it.clicked.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.addWidget(self._about)
        column.addLayout(labeled(self.tr("Why is it dropped?"), self._reason))
        column.addWidget(self._missing)
        row = FlowLayout(spacing=14)
        row.addWidget(self._drop_it)
        row.addWidget(self._keep_it)
        column.addLayout(row)
        self.hide()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._reason, self._drop_it, self._keep_it

    def ask_about(self, step: NextStep) -> None:
        """Ask why a next step is to be dropped."""
        self._step = step
        self._about.setText(self.tr("The next step “{0}” is to be dropped.").format(step.text))
        self._reason.setText(step.reason)
        self._missing.hide()
        self.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        reason = self._reason.text().strip()
        self._missing.setVisible(not reason)
        if reason and self._step is not None:
            self.answered.emit(replace(self._step, state=State.DROPPED, reason=reason))
            self._close()

    def _close(self) -> None:
        self._step = None
        self.hide()
        self.closed.emit()
