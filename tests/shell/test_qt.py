"""What we count on in Qt's bindings."""

import sys

import pytest
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 1000
STRAY = 100  # references that come and go for other reasons


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None lives for ever there")
def test_calls_that_return_nothing_give_no_reference_to_none_away(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)

    for number in range(CALLS):
        label.setIndent(number)

    assert abs(sys.getrefcount(None) - before) < STRAY
