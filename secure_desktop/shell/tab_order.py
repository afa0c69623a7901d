"""The order in which Tab goes through widgets: Qt takes the order they were made in, people read another one."""

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_tab_order(*stops: QWidget) -> None:
    """Let Tab go from one widget to the next in this order."""
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)


def set_tab_order_before(place: QWidget, *stops: QWidget) -> None:
    """Let Tab reach widgets that were made later before it goes on with `place` and what is in it."""
    before = place.previousInFocusChain()
    while before is not None and before is not place and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    if before is not None:
        set_tab_order(before, *stops)
