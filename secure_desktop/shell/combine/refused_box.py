"""The copies that cannot be combined, each with the reason and what to do; not to be overlooked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.combining import Refusal
from secure_desktop.shell.boxes import WarningBox
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.problems import problem_texts


class RefusedBox(WarningBox):
    """Hidden while every copy takes part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        self.hide()

    @property
    def texts(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.findChildren(PlainLabel) if not label.isHidden())

    def show_refused(self, refused: Sequence[Refusal]) -> None:
        """Show which copies are left out, and why."""
        clear(self._column)
        self.setVisible(bool(refused))
        one = self.tr("✕ 1 file is left out:")
        many = self.tr("✕ {0} files are left out:").format(len(refused))
        self._column.addWidget(StrongLabel(one if len(refused) == 1 else many))
        for refusal in refused:
            self._column.addWidget(PlainLabel("• " + " ".join(problem_texts(refusal.problem))))
