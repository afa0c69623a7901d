"""A drive that takes no write, as the window meets it."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.shell.person import Person, named
from tests.torture import drives

KEY = Qt.Key


@pytest.mark.skipif(sys.platform == "win32", reason="it knows no such limits")
def test_a_drive_that_takes_nothing_is_told_and_try_again_saves_what_was_typed(
    reviewer: Person, empty: Path
) -> None:
    with drives.no_file_grows():
        reviewer.presses(KEY.Key_F2)
        reviewer.types("an hour of work")
        reviewer.presses(KEY.Key_Escape)
        reviewer.presses(KEY.Key_2)
        assert reviewer.page.footer.saved_text == "✕ Not saved"
        assert "could not be saved" in reviewer.page.notices.banner.text
        assert reviewer.page.items.detail.note.toPlainText() == "an hour of work"

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Try again"))

    assert reviewer.sees_saved()
    with open_file(empty, write=False) as file:
        response = file.assessment().response("1S-01")
    assert (response.answer, response.note) == (Answer.PARTLY, "an hour of work")
