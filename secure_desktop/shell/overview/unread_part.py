"""What could not be read, with the reason."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.overview import Unread, printable
from secure_desktop.shell.controls import MutedLabel, SectionTitle
from secure_desktop.shell.overview.text_table import TextModel
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.review.grown_table import GrownTable

_MOST = 100  # rows; a table that is as tall as its rows is not for thousands
_WIDTHS = (24, 40, 30)  # average characters


class UnreadPart(QWidget):
    """A table of files and folders. Hidden when everything could be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = SectionTitle()
        self.model = TextModel((self.tr("File"), self.tr("What is the matter"), self.tr("What to do")), self)
        self.table = GrownTable(self.tr("Not readable"), _WIDTHS, flexible=(0, 1, 2))
        self.table.show_model(self.model)
        self._more = MutedLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self.table, self._more):
            column.addWidget(widget)
        self.hide()

    def show_unread(self, problems: tuple[Unread, ...]) -> None:
        """Show other problems."""
        in_order = sorted(problems, key=lambda each: each.file)
        self._title.setText(self.tr("Not readable ({0})").format(len(problems)))
        self.model.show_rows(
            tuple((printable(each.file) or "–", *problem_texts(each.problem)) for each in in_order[:_MOST])
        )
        left_out = len(problems) - _MOST
        self._more.setText(self.tr("and {0} more; an export lists them all").format(left_out))
        self._more.setVisible(left_out > 0)
        self.setVisible(bool(problems))
