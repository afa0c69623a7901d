"""What is wrong with an authored file: every finding on a line of its own, to read, select and copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from secure_desktop.exchange.visible import visible
from secure_desktop.model.excerpts import shortened
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import DangerLabel

_MOST_SHOWN = 500
_LONGEST_SHOWN = 300  # characters of one finding; a longer one quotes a text that is itself the fault
_LONGEST_COPIED = 2_000
_LINES = 9  # of the field


class FindingsView(QWidget):
    """Hidden until there is something to mend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[str, ...] = ()
        self._headline = DangerLabel()
        self.field = QPlainTextEdit()
        self.field.setReadOnly(True)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.tr("What is to be mended, by step and item"))
        self.field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = Button(self.tr("Copy the list"))
        self.copy.clicked.connect(self._copy)
        row = FlowLayout()
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._headline)
        column.addWidget(self.field)
        column.addLayout(row)
        self.hide()

    @property
    def headline(self) -> str:
        """How much there is to mend, in one sentence."""
        return self._headline.text()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.field, self.copy

    def show_findings(self, name: str, findings: Sequence[str]) -> None:
        """Show what is wrong with a file of this name."""
        self._findings = tuple(findings)
        count = len(findings)
        template = (
            self.tr("✕ “{0}” cannot be used yet: 1 thing is to be mended.")
            if count == 1
            else self.tr("✕ “{0}” cannot be used yet: {1} things are to be mended.")
        )
        self._headline.setText(template.format(visible(name), count))
        lines = [shortened(visible(finding), _LONGEST_SHOWN) for finding in findings[:_MOST_SHOWN]]
        if count > _MOST_SHOWN:
            lines.append(
                self.tr("… and {0} more. Copy the list to read all of it.").format(count - _MOST_SHOWN)
            )
        self.field.setPlainText("\n".join(lines))
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * min(_LINES, len(lines) + 3) + 16)
        self.show()

    def _copy(self) -> None:
        lines = (shortened(finding, _LONGEST_COPIED) for finding in self._findings)
        QGuiApplication.clipboard().setText("\n".join(lines))
