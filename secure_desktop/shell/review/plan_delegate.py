"""How cells of the plan look and how they are edited."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractItemModel, QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.model.next_step import Effort, State
from secure_desktop.shell.fields.calendar_way import CalendarWay
from secure_desktop.shell.fields.choice import Choice
from secure_desktop.shell.fields.typed_dates import typed_date
from secure_desktop.shell.pill import paint_pill, pill_size
from secure_desktop.shell.review.grown_table import CELL_PADDING, Index, WrappingDelegate
from secure_desktop.shell.review.plan_model import ANSWER, Column
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import effort_word, state_word


class PlanDelegate(WrappingDelegate):
    """Paints answers as pills; edits in place with a line, a date with a calendar, or a choice."""

    date_refused = Signal(str)  # the text that is no date

    def __init__(
        self, theme: Theme, owners: Callable[[], tuple[str, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owners = owners

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        answer = index.data(ANSWER)
        if answer is None:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        size = pill_size(option.font, text)
        top = option.rect.top() + max(4, (option.rect.height() - size.height()) // 2)
        place = QRect(option.rect.left() + CELL_PADDING - 2, top, size.width(), size.height())
        paint_pill(painter, place, option.font, self._theme.colors.tone(answer), text)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = Column(index.column())
        editor = (
            self._choice(parent, column)
            if column in (Column.EFFORT, Column.STATE)
            else self._line(parent, column)
        )
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"{title}, {index.model().index(index.row(), 0).data()}")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Choice):
            editor.show_value(value)
        elif isinstance(editor, QLineEdit):
            editor.setText(value.isoformat() if isinstance(value, date) else value or "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Choice):
            model.setData(index, editor.value, Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            self._store_text(editor.text(), model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        room = QRect(option.rect)
        needed = editor.sizeHint()
        room.setWidth(max(room.width(), min(needed.width(), 2 * room.width())))
        height = max(needed.height(), min(room.height(), 2 * needed.height()))
        room.setTop(option.rect.top() + (option.rect.height() - height) // 2)
        room.setHeight(height)
        view = editor.parentWidget()
        if view is not None and room.right() > view.rect().right():
            room.moveRight(view.rect().right())
        editor.setGeometry(room)

    def _line(self, parent: QWidget, column: Column) -> QLineEdit:
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST_LINE)
        if column is Column.OWNER:
            completer = QCompleter(list(self._owners()), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        if column is Column.DUE:
            CalendarWay(line).day_chosen.connect(lambda day: self._take_day(line, day))
        return line

    def _choice(self, parent: QWidget, column: Column) -> Choice:
        choice = (
            Choice(((effort, effort_word(effort)) for effort in Effort), parent)
            if column is Column.EFFORT
            else Choice(((state, state_word(state)) for state in State), parent)
        )
        choice.activated.connect(lambda _: self._finish(choice))
        return choice

    def _take_day(self, line: QLineEdit, day: date) -> None:
        line.setText(day.isoformat())
        self._finish(line)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _store_text(self, text: str, model: QAbstractItemModel, index: Index) -> None:
        if index.column() != Column.DUE:
            model.setData(index, text.strip(), Qt.ItemDataRole.EditRole)
            return
        try:
            day = typed_date(text)
        except ValueError:
            self.date_refused.emit(text.strip())
            return
        model.setData(index, day, Qt.ItemDataRole.EditRole)
