"""What the first paint needs of Qt's namespace `Qt`, without asking for it.

PySide builds all 93 enum classes of `Qt` the first time one of them is touched; that takes as long as a
seventh of an empty window's start. Until the first paint these settings are therefore made through Qt's
property system, with the numbers that https://doc.qt.io/qt-6/qt.html documents for the enums. Nothing is painted by hand
until then either: QPainter.setPen looks at those classes too.
"""

from PySide6.QtWidgets import QWidget

_PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
_NO_FOCUS, _STRONG_FOCUS = 0, 11  # Qt.FocusPolicy
_ACTIONS_MENU = 2  # Qt.ContextMenuPolicy.ActionsContextMenu

ALIGN_CENTER = 0x84  # Qt.AlignmentFlag.AlignCenter
ALIGN_RIGHT = 0x82  # Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def show_plain_text(label: QWidget) -> None:
    """Let a label take nothing in its text for markup."""
    label.setProperty("textFormat", _PLAIN_TEXT)


def refuse_focus(widget: QWidget) -> None:
    """Keep the keyboard away from a widget that is only a frame for others."""
    widget.setProperty("focusPolicy", _NO_FOCUS)


def take_focus_by_tab_and_click(widget: QWidget) -> None:
    """Let the keyboard and the mouse move to a widget."""
    widget.setProperty("focusPolicy", _STRONG_FOCUS)


def show_actions_as_menu(widget: QWidget) -> None:
    """Let a widget's actions be its context menu."""
    widget.setProperty("contextMenuPolicy", _ACTIONS_MENU)
