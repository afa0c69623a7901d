import contextlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from secure_desktop.model.assessment import LONGEST_TEXT, Answer
from secure_desktop.shell.items.note_edit import NoteEdit
from secure_desktop.storage.opening import open_file
from tests.shell.fakes import FixedClock
from tests.shell.person import CTRL, Person, named, until


def stored_note(path: Path, item_id: str = "1S-01") -> str:
    with open_file(path, write=False) as file:
        return file.assessment().response(item_id).note


def note(person: Person) -> NoteEdit:
    return person.page.items.detail.note


def write(person: Person, text: str) -> None:
    person.presses(Qt.Key.Key_F2)
    person.types(text)


def paste(person: Person, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    person.presses(Qt.Key.Key_V, CTRL)


def test_a_note_is_saved_after_a_pause(reviewer: Person, empty: Path) -> None:
    write(reviewer, "Seen in the MOU")
    assert stored_note(empty) == ""

    until(lambda: stored_note(empty) == "Seen in the MOU")


def test_a_note_is_saved_on_leaving_the_field(reviewer: Person, empty: Path) -> None:
    write(reviewer, "left with Tab")
    reviewer.presses(Qt.Key.Key_Tab)
    assert stored_note(empty) == "left with Tab"


def test_a_note_is_saved_on_escape_and_the_keyboard_goes_back_to_the_answers(
    reviewer: Person, empty: Path
) -> None:
    write(reviewer, "left with Escape")
    reviewer.presses(Qt.Key.Key_Escape)

    assert stored_note(empty) == "left with Escape"
    assert reviewer.focus is reviewer.answer_button(Answer.IN_PLACE)


def test_a_note_is_saved_under_its_own_item_when_another_is_opened(reviewer: Person, empty: Path) -> None:
    write(reviewer, "for the first")
    reviewer.clicks(reviewer.answer_button(Answer.PARTLY, "1S-02"))

    assert stored_note(empty) == "for the first"
    assert stored_note(empty, "1S-02") == ""
    assert note(reviewer).toPlainText() == ""


@pytest.mark.parametrize("way", ["close", "quit", "forward", "next_unanswered", "save_copy", "export"])
def test_a_note_is_saved_by_every_way_out(reviewer: Person, empty: Path, way: str) -> None:
    write(reviewer, "just in time")
    reviewer.window.actions_by_name[way].trigger()

    assert stored_note(empty) == "just in time"


def test_letters_that_keyboards_lack_are_saved(reviewer: Person, empty: Path) -> None:
    write(reviewer, "Ñandú – 学校 עברית 👩\u200d👧")
    reviewer.presses(Qt.Key.Key_Escape)

    assert stored_note(empty) == "Ñandú – 学校 עברית 👩\u200d👧"


@pytest.mark.parametrize(
    "text", ["two\u2028lines", "nbsp\u00a0here", "a\nb\n", "  blanks  ", "tab\there", "\u2029"]
)
def test_looking_at_a_note_never_changes_it(person: Person, empty: Path, text: str) -> None:
    with open_file(empty) as file:
        file.record_response("1S-01", by="Ann", note=text)
        before = file.history()

    person.window.open_path(empty)
    person.settles()
    person.page.go_to_item("1S-01")
    person.presses(Qt.Key.Key_F2)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_Down)
    person.presses(Qt.Key.Key_Up)
    person.presses(Qt.Key.Key_F2)
    person.window.close()

    with open_file(empty, write=False) as file:
        assert file.history() == before


def test_looking_at_line_ends_that_another_program_wrote_never_changes_them(
    person: Person, empty: Path
) -> None:
    written = "one\r\ntwo\rthree\u2028four"
    with open_file(empty) as file:
        file.record_response("1S-01", by="Ann", note="x")
    with contextlib.closing(sqlite3.connect(empty)) as connection:
        connection.execute("UPDATE response SET note = ?", (written,))
        connection.commit()

    person.window.open_path(empty)
    person.presses(Qt.Key.Key_F2)
    person.presses(Qt.Key.Key_M, CTRL)
    person.presses(Qt.Key.Key_Escape)
    person.window.close()

    assert stored_note(empty) == written


def test_pasted_text_is_plain(reviewer: Person, empty: Path) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b> <img src=x>")
    rich.setText("bold")
    QGuiApplication.clipboard().setMimeData(rich)

    reviewer.presses(Qt.Key.Key_F2)
    reviewer.presses(Qt.Key.Key_V, CTRL)
    reviewer.presses(Qt.Key.Key_Escape)

    assert stored_note(empty) == "bold"


def test_pasted_line_ends_are_line_feeds_and_nul_is_left_out(reviewer: Person, empty: Path) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    paste(reviewer, "one\r\ntwo\rthree\u2028four\0!")
    reviewer.presses(Qt.Key.Key_Escape)

    assert stored_note(empty) == "one\ntwo\nthree\nfour!"


def test_a_pasted_book_is_cut_and_that_is_said(reviewer: Person, empty: Path) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    paste(reviewer, "word " * (LONGEST_TEXT // 5) + "too much")
    reviewer.presses(Qt.Key.Key_Escape)

    assert len(stored_note(empty)) == LONGEST_TEXT
    assert named(reviewer.page, QLabel, "The pasted text was cut: a note holds up to 100,000 characters.")

    reviewer.presses(Qt.Key.Key_Down)
    assert not reviewer.page.items.detail._cut.isVisible()


def test_a_pasted_book_replaces_what_was_selected_before_it_is_measured(
    reviewer: Person, empty: Path
) -> None:
    write(reviewer, "old")
    reviewer.presses(Qt.Key.Key_A, CTRL)
    paste(reviewer, "x" * 10 + " " + "word " * ((LONGEST_TEXT - 11) // 5))
    reviewer.presses(Qt.Key.Key_Escape)

    assert not reviewer.page.items.detail._cut.isVisible()
    assert stored_note(empty).startswith("xxxxxxxxxx word")


def test_saved_is_said_only_when_it_is_in_the_file(reviewer: Person, empty: Path, clock: FixedClock) -> None:
    assert reviewer.page.footer.saved_text == ""
    write(reviewer, "not yet")
    assert reviewer.page.footer.saved_text == ""

    clock.pass_minutes(3)
    reviewer.presses(Qt.Key.Key_Escape)

    local = clock().astimezone()
    assert reviewer.page.footer.saved_text.startswith("✓ Saved")
    assert f"{local.minute:02}" in reviewer.page.footer.saved_text
    assert stored_note(empty) == "not yet"


def test_a_change_elsewhere_does_not_take_away_what_is_being_typed(reviewer: Person, empty: Path) -> None:
    write(reviewer, "in the middle of a wo")
    reviewer.presses(Qt.Key.Key_M, CTRL)
    reviewer.types("rd")
    reviewer.presses(Qt.Key.Key_Escape)

    assert stored_note(empty) == "in the middle of a word"
    assert reviewer.page.session.response("1S-01").marked


def test_a_note_can_be_read_and_copied_but_not_changed_in_a_file_that_is_only_read(
    person: Person, empty: Path
) -> None:
    with open_file(empty) as holder:
        holder.record_response("1S-01", by="Ann", note="of the other one")
        person.window.open_path(empty)
        person.presses(Qt.Key.Key_F2)
        person.types("x")

        assert note(person).toPlainText() == "of the other one"
        assert note(person).isReadOnly()
