"""Fields with their labels, and layouts that are filled anew."""

from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from secure_desktop.shell.controls import MutedLabel, PlainLabel


def labeled(text: str, field: QWidget, *, hint: str = "") -> QVBoxLayout:
    """Return a field under its label; the label names it for screen readers and takes its mnemonic."""
    label = PlainLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    if hint:
        field.setAccessibleDescription(hint)
        column.addWidget(MutedLabel(hint))
    return column


def line_edit(text: str = "", *, placeholder: str = "") -> QLineEdit:
    """Return a one-line field for plain text."""
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    return field


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets."""
    while (entry := layout.takeAt(0)) is not None:
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
