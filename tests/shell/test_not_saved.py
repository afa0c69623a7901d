import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from secure_desktop.underneath_errors import StrangerInPlace
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until

KEY = Qt.Key


def put_a_stranger_in_its_place(path: Path) -> Callable[[], object]:
    """Replace a file on disk by other bytes; return what takes that back."""
    aside, stranger = path.with_name("aside"), path.with_name("stranger")
    os.link(path, aside)
    stranger.write_bytes(b"the file of another program")
    stranger.replace(path)
    return lambda: aside.replace(path)


def told(path: Path) -> str:
    return str(StrangerInPlace(name=path.name))


def test_an_answer_that_was_not_saved_is_not_shown(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_1)
    put_a_stranger_in_its_place(empty)

    reviewer.presses(KEY.Key_3)

    assert reviewer.answer_button(Answer.IN_PLACE).isChecked()
    assert not reviewer.answer_button(Answer.NOT_IN_PLACE).isChecked()
    assert reviewer.page.notices.banner.text == told(empty)
    assert reviewer.page.footer.saved_text == "✕ Not saved"
    assert empty.read_bytes() == b"the file of another program"


def test_a_note_that_was_not_saved_stays_in_the_field(reviewer: Person, empty: Path) -> None:
    put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    assert reviewer.page.footer.saved_text == "✕ Not saved"

    reviewer.presses(KEY.Key_2)
    reviewer.presses(KEY.Key_M, CTRL)

    assert reviewer.page.items.detail.note.toPlainText() == "an hour of work"
    assert reviewer.page.notices.banner.text == told(empty)


def test_try_again_saves_everything_when_the_fault_is_over(reviewer: Person, empty: Path) -> None:
    mend = put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    reviewer.presses(KEY.Key_2)
    mend()

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Try again"))

    with open_file(empty, write=False) as file:
        response = file.assessment().response("1S-01")
    assert (response.answer, response.note) == (Answer.PARTLY, "an hour of work")
    assert reviewer.answer_button(Answer.PARTLY).isChecked()
    assert reviewer.page.notices.banner.text == ""
    assert reviewer.sees_saved()


def test_try_again_says_it_again_while_the_fault_lasts(reviewer: Person, empty: Path) -> None:
    put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_2)

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Try again"))

    assert reviewer.page.notices.banner.text == told(empty)
    assert reviewer.page.footer.saved_text == "✕ Not saved"


def test_what_was_saved_by_trying_again_can_be_undone(reviewer: Person, empty: Path) -> None:
    mend = put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_2)
    mend()
    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Try again"))

    reviewer.window.actions_by_name["undo"].trigger()

    assert reviewer.page.session.response("1S-01").answer is Answer.UNANSWERED


def test_a_note_left_behind_unsaved_is_not_forgotten_when_another_item_is_saved(
    reviewer: Person, empty: Path
) -> None:
    mend = put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")
    reviewer.presses(KEY.Key_Escape)
    reviewer.presses(KEY.Key_Down)
    assert reviewer.page.items.detail.note.toPlainText() == ""
    mend()
    reviewer.presses(KEY.Key_1)

    assert reviewer.page.session.response("1S-02").answer is Answer.IN_PLACE
    assert reviewer.page.notices.banner.text == told(empty)
    assert not reviewer.sees_saved()

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Try again"))
    assert reviewer.page.session.response("1S-01").note == "an hour of work"
    assert reviewer.page.notices.banner.text == ""


def test_an_undo_that_was_not_saved_changes_nothing(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_1)
    put_a_stranger_in_its_place(empty)

    reviewer.presses(KEY.Key_Z, CTRL)

    assert reviewer.answer_button(Answer.IN_PLACE).isChecked()
    assert reviewer.page.notices.banner.text == told(empty)


def test_closing_asks_while_something_is_not_saved(
    reviewer: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("an hour of work")

    assert not reviewer.window.close()
    assert reviewer.window.isVisible()
    assert reviewer.page.items.detail.note.toPlainText() == "an hour of work"
    assert dialogs.questions[0][0] == "Your last change is not saved."
    assert dialogs.questions[0][2] == "Close all the same"

    dialogs.says_yes = True
    assert reviewer.window.close()
    assert empty.read_bytes() == b"the file of another program"


def test_leaving_for_the_start_page_asks_too_and_then_leaves(
    reviewer: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_F2)
    reviewer.types("x")
    reviewer.presses(KEY.Key_W, CTRL)
    assert reviewer.page.isVisible()

    dialogs.says_yes = True
    reviewer.presses(KEY.Key_W, CTRL)
    assert reviewer.window.assessment is None
    assert dialogs.told == []


def test_a_copy_of_what_is_on_screen_can_be_saved_although_the_file_is_gone(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    reviewer.presses(KEY.Key_1)
    put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_3)
    dialogs.choice = tmp_path / "rescued.sqlite"

    reviewer.clicks(named(reviewer.page.notices.banner, QPushButton, "Save a copy…"))

    until(lambda: dialogs.news)
    assert dialogs.news[0][0] == "From now on you work in the copy. What was not saved before is saved in it."
    with open_file(dialogs.choice, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.NOT_IN_PLACE
    assert reviewer.page.session.path == dialogs.choice
    assert reviewer.page.notices.banner.text == ""
    assert reviewer.sees_saved()
    assert empty.read_bytes() == b"the file of another program"


def test_a_district_that_was_not_saved_stays_in_its_field(reviewer: Person, empty: Path) -> None:
    reviewer.presses(KEY.Key_PageUp, CTRL)
    put_a_stranger_in_its_place(empty)
    reviewer.page.about._profile.take_focus()
    reviewer.replaces("River Valley")
    reviewer.presses(KEY.Key_Tab)

    assert reviewer.page.about._profile.profile().district == "River Valley"
    assert reviewer.page.notices.banner.text == told(empty)


def test_a_file_that_was_put_back_is_written_again_without_a_word(reviewer: Person, empty: Path) -> None:
    copy = empty.with_name("copy")
    shutil.copy2(empty, copy)
    mend = put_a_stranger_in_its_place(empty)
    reviewer.presses(KEY.Key_1)
    mend()

    reviewer.presses(KEY.Key_1)

    until(reviewer.sees_saved)
    assert reviewer.page.notices.banner.text == ""
    assert copy.read_bytes() != empty.read_bytes()
