"""A field for a date: typed in several ways, chosen from a calendar, or left empty."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.fields.calendar_way import CalendarWay
from secure_desktop.shell.fields.saved_line import SavedLine
from secure_desktop.shell.fields.typed_dates import is_whole, typed_date
from secure_desktop.shell.labels import DangerLabel


class DateEdit(QWidget):
    """A date or none. `day_entered` tells of a changed one; a text that is no date is said to be so and not told."""

    day_entered = Signal(object)  # date, or None

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self.field = SavedLine(is_whole=is_whole)
        self.field.setAccessibleName(name)
        self.field.text_entered.connect(self._take)
        self.calendar = CalendarWay(self.field)
        self.calendar.day_chosen.connect(self._choose)
        self._wrong = DangerLabel()
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self._wrong)
        self.setFocusProxy(self.field)

    @property
    def day(self) -> date | None:
        """The date that was entered or shown last; a text that is no date does not change it."""
        return self._day

    @property
    def is_wrong(self) -> bool:
        """Whether the text is no date."""
        return not self._wrong.isHidden()

    def show_day(self, day: date | None) -> None:
        """Show a stored date, unless somebody is typing another one."""
        self._day = day
        if not self.field.has_unsaved:
            self._show(day)

    def forget(self) -> None:
        """Give up what was typed and show no date."""
        self._day = None
        self._show(None)

    def flush(self) -> None:
        """Hand out the date now, if a person changed it."""
        self.field.flush()

    def set_editable(self, *, editable: bool) -> None:
        """Let the date be changed, or only read."""
        self.field.setReadOnly(not editable)

    def _take(self, text: str) -> None:
        try:
            day = typed_date(text)
        except ValueError:
            self._wrong.setText(self.tr("“{0}” is no date. Write it like 2027-01-15.").format(text.strip()))
            self._wrong.show()
            self.field.keep_trying()
            return
        self._choose(day)

    def _choose(self, day: date | None) -> None:
        is_new = day != self._day
        self._day = day
        self._show(day)
        if is_new:
            self.day_entered.emit(day)

    def _show(self, day: date | None) -> None:
        self.field.setText(day.isoformat() if day is not None else "")
        self.field.show_text(self.field.text())
        self._wrong.hide()
