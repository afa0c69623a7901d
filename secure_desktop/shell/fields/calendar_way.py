"""The way from a field for a date to a calendar: a button in the field, F4, or Alt and the down arrow."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from secure_desktop.shell import signs
from secure_desktop.shell.fields.typed_dates import typed_date


class CalendarWay(QObject):
    """Opens a calendar below a field. Nothing is written into the field: `day_chosen` tells what was chosen."""

    day_chosen = Signal(object)  # date

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._opening = QAction(self.tr("Choose from a calendar"), self)
        self._opening.triggered.connect(self.open)
        field.addAction(self._opening, QLineEdit.ActionPosition.TrailingPosition)
        field.setPlaceholderText(self.tr("2027-01-15"))
        field.setAccessibleDescription(
            self.tr(
                "A date as year, month and day, or as month/day/year. Alt and the down arrow open a calendar."
            )
        )
        field.installEventFilter(self)
        self._draw_sign()

    def open(self) -> None:
        """Show the calendar, at the date in the field if there is one."""
        if self._field.isReadOnly():
            return
        try:
            day = typed_date(self._field.text())
        except ValueError:
            day = None
        calendar = _Calendar(day, self._field)
        calendar.day_chosen.connect(self.day_chosen)
        calendar.show_below(self._field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if is_down or event.key() == Qt.Key.Key_F4:
                self.open()
                return True
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_sign()
        return super().eventFilter(watched, event)

    def _draw_sign(self) -> None:
        color = self._field.palette().text().color()
        self._opening.setIcon(signs.icon(signs.calendar, color, self._field.fontMetrics().height()))


class _Calendar(QFrame):
    day_chosen = Signal(object)  # date

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.Box)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(self.tr("Calendar"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setDateEditEnabled(False)  # digits typed here would change the date unseen
        if day is not None:
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        for day_of_week in (
            Qt.DayOfWeek.Saturday,
            Qt.DayOfWeek.Sunday,
        ):  # Qt's red is too faint on either ground
            self._calendar.setWeekdayTextFormat(day_of_week, QTextCharFormat())
        for name, sign in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
            turning = self._calendar.findChild(QToolButton, name)
            if turning is not None:  # Qt's arrows are black on every ground
                turning.setIcon(QIcon())
                turning.setText(sign)
        for chosen in (self._calendar.clicked, self._calendar.activated):
            chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._calendar)

    def show_below(self, field: QWidget) -> None:
        """Show the calendar under a field, or as near as the screen allows."""
        self.adjustSize()
        room = field.screen().availableGeometry()
        place = field.mapToGlobal(QPoint(0, field.height() + 2))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        if place.y() + self.height() > room.bottom():
            place.setY(max(room.top(), field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        self.move(place)
        self.show()
        self._calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        self.close()
        self.day_chosen.emit(chosen)
