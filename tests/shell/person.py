"""Somebody at the keyboard: keys go to the widget that has the focus and nowhere else."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind
from secure_desktop.shell.app import Program
from secure_desktop.shell.assessment_page import AssessmentPage
from secure_desktop.shell.items.answer_buttons import AnswerButton
from secure_desktop.shell.main_window import MainWindow

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20  # seconds

W = TypeVar("W", bound=QWidget)


def until(condition: Callable[[], object], what: str = "") -> None:
    """Let the program run until something is so."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"in vain: {what or condition}"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


class Person:
    """Uses a program whose window is shown."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def window(self) -> MainWindow:
        """The window."""
        return self.program.window

    @property
    def page(self) -> AssessmentPage:
        """The open assessment's page."""
        page = self.window.assessment
        assert page is not None
        return page

    def is_at(self, kind: Kind) -> bool:
        """Whether a section of this kind is shown."""
        return self.page.section.kind is kind

    @property
    def item(self) -> str:
        """The id of the open item."""
        return self.page.items.current_item

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def comes(self) -> None:
        """Show the window and wait until it has the keyboard and has loaded what it needs later."""
        self.window.show()
        self.window.activateWindow()
        until(self.window.isActiveWindow, "an active window")
        until(lambda: self.window.preferences.theme._is_complete, "the whole theme")
        self.settles()

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY, *, times: int = 1) -> None:
        """Press and release a key."""
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def types(self, text: str) -> None:
        """Type text; what keyboards lack comes as from an input method."""
        if text.isascii():
            QTest.keyClicks(self.focus, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)

    def replaces(self, text: str) -> None:
        """Type text in place of what the field holds."""
        self.presses(Qt.Key.Key_A, CTRL)
        self.presses(Qt.Key.Key_Delete)
        self.types(text)

    def clicks(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click with the mouse on what can be seen, scrolled to if need be."""
        until(lambda: self._has_before_them(widget, at), f"{widget} in view")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEY, at or widget.rect().center())

    def settles(self) -> None:
        """Wait until all cards are shown and nothing is under way on another thread."""
        page = self.window.assessment
        if page is not None:
            until(lambda: not page.items._later.isActive(), "all cards")
        QApplication.processEvents()

    def _has_before_them(self, widget: QWidget, at: QPoint | None) -> bool:
        """Scroll to a widget; return whether it is in view, which takes until the page has its final layout."""
        self.settles()
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
                self.settles()
            parent = parent.parentWidget()
        return widget.isVisible() and widget.visibleRegion().contains(at or widget.rect().center())

    def sees_saved(self) -> bool:
        """Whether the footer says that everything is saved."""
        return self.page.footer.saved_text.startswith("✓ Saved")

    def answer_button(self, answer: Answer, item_id: str = "") -> AnswerButton:
        """The segment of an item's row of answers, of the open item unless another is meant."""
        wanted = item_id or self.item
        card = next(card for card in self.page.items._cards if card.item_id == wanted and card.isVisible())
        return card.answers._buttons[answer]


def named(parent: QWidget, kind: type[W], name: str) -> W:
    """Return the visible widget of a kind with this text or accessible name."""
    for widget in parent.findChildren(kind):
        text = getattr(widget, "text", str)()
        if widget.isVisible() and name in (text, widget.accessibleName()):
            return widget
    raise AssertionError(f"no {kind.__name__} “{name}” to be seen")
