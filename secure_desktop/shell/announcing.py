"""News for people who listen to the screen: said at once, wherever the keyboard is."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say a text now."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
