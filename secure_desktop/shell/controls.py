"""The small widgets that all pages share. Their looks are rules of the theme, found by class name."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

PAGE_MARGIN = 30  # pixels at 100 %


class PlainLabel(QLabel):
    """A label that wraps and shows its text as it is: nothing in it is ever taken for markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            self.setSizePolicy(policy)
            self.setMinimumWidth(1)  # a long word must not widen the page


class MutedLabel(PlainLabel):
    """Text that matters less."""


class GoodLabel(PlainLabel):
    """Good news."""


class DangerLabel(PlainLabel):
    """Bad news."""


class Heading(PlainLabel):
    """A title, larger than the text by a factor, at every text size."""

    def __init__(self, text: str = "", *, factor: float, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._factor = factor
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._follow()
        super().changeEvent(event)

    def _follow(self) -> None:
        self.setFont(scaled_font(QApplication.font(), self._factor, bold=True))


class PrimaryButton(QPushButton):
    """The button for what most people do next. Enter presses it as well as space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_with_enter(self, event, super().keyPressEvent)


class Button(QPushButton):
    """Any other button. Enter presses it as well as space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_with_enter(self, event, super().keyPressEvent)


class LinkButton(Button):
    """A button that looks like a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Card(QFrame):
    """A framed area of its own."""


class InfoBox(QFrame):
    """A tinted area for explanations."""


class WarningBox(QFrame):
    """A tinted area for what needs attention."""


class SidePanel(QFrame):
    """The area at the left with the list of sections."""


class FooterBar(QFrame):
    """The bar at the bottom with the way back and forward."""


def press_with_enter(button: QPushButton, event: QKeyEvent, otherwise: Callable[[QKeyEvent], Any]) -> None:
    """Press a button on Enter; hand every other key to `otherwise`."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.click()
    else:
        otherwise(event)


def heading(text: str, *, level: int = 1) -> "Heading":
    """Return a heading; level 1 is a page's title."""
    return Heading(text, factor={1: 1.6, 2: 1.15}[level])


def strong(text: str = "", *, wrap: bool = False) -> PlainLabel:
    """Return a label in bold."""
    label = PlainLabel(text, wrap=wrap)
    label.setFont(bold_font())
    return label


def scaled_font(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return a font of another size, for painting, and bold if wanted."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * factor)
    scaled.setBold(bold)
    return scaled


def bold_font(*, bold: bool = True) -> QFont:
    """Return a font that fixes only the weight, so that a widget still follows the text size."""
    font = QFont()
    font.setBold(bold)
    return font


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
