import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from secure_desktop.model.assessment import Answer
from secure_desktop.model.history import Entry
from secure_desktop.shell.items.answer_buttons import AnswerButton
from secure_desktop.storage.opening import open_file
from tests.shell.person import CTRL, Person, until
from tests.storage.nobody import ROOT


def history(person: Person) -> list[tuple[str, str, str | None, str | None]]:
    entries: tuple[Entry, ...] = person.page.session.file.history()
    return [(e.subject, e.field, e.before, e.after) for e in entries if e.kind == "response"]


def undo(person: Person) -> None:
    person.window.actions_by_name["undo"].trigger()


def redo(person: Person) -> None:
    person.window.actions_by_name["redo"].trigger()


def test_an_answer_is_taken_back_and_given_again(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_2)
    assert reviewer.page.session.response("1S-01").answer is Answer.PARTLY

    reviewer.presses(Qt.Key.Key_Z, CTRL)
    assert reviewer.page.session.response("1S-01").answer is Answer.UNANSWERED
    assert not reviewer.answer_button(Answer.PARTLY).isChecked()

    reviewer.presses(Qt.Key.Key_Y, CTRL)
    assert reviewer.page.session.response("1S-01").answer is Answer.PARTLY
    assert reviewer.answer_button(Answer.PARTLY).isChecked()


def test_undoing_is_itself_in_the_history(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_1)
    reviewer.presses(Qt.Key.Key_Z, CTRL)

    assert history(reviewer) == [
        ("1S-01", "answer", "unanswered", "in-place"),
        ("1S-01", "answer", "in-place", "unanswered"),
    ]


def test_a_mark_is_taken_back_and_set_again(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_M, CTRL)
    reviewer.presses(Qt.Key.Key_Z, CTRL)
    assert not reviewer.page.session.response("1S-01").marked

    reviewer.presses(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert reviewer.page.session.response("1S-01").marked


def test_one_visit_to_a_note_is_one_step_however_often_it_was_saved(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    for words in ("Seen ", "in the ", "MOU"):
        reviewer.types(words)
        until(lambda: reviewer.page.session.response("1S-01").note.endswith(words))  # noqa: B023
    reviewer.presses(Qt.Key.Key_Escape)
    assert [after for _, _, _, after in history(reviewer)] == ["Seen ", "Seen in the ", "Seen in the MOU"]

    reviewer.presses(Qt.Key.Key_Z, CTRL)
    assert reviewer.page.session.response("1S-01").note == ""
    assert reviewer.page.items.detail.note.toPlainText() == ""

    reviewer.presses(Qt.Key.Key_Y, CTRL)
    assert reviewer.page.session.response("1S-01").note == "Seen in the MOU"


def test_two_visits_to_a_note_are_two_steps(reviewer: Person) -> None:
    for words in ("First. ", "Second."):
        reviewer.presses(Qt.Key.Key_F2)
        reviewer.presses(Qt.Key.Key_End, CTRL)
        reviewer.types(words)
        reviewer.presses(Qt.Key.Key_Escape)

    reviewer.presses(Qt.Key.Key_Z, CTRL)

    assert reviewer.page.session.response("1S-01").note == "First. "


def test_notes_of_two_items_are_two_steps(reviewer: Person) -> None:
    for words in ("one", "two"):
        reviewer.presses(Qt.Key.Key_F2)
        reviewer.types(words)
        reviewer.presses(Qt.Key.Key_Escape)
        reviewer.presses(Qt.Key.Key_Down)
    assert reviewer.page.session.response("1S-02").note == "two"

    undo(reviewer)

    assert reviewer.page.session.response("1S-02").note == ""
    assert reviewer.page.session.response("1S-01").note == "one"


def test_what_was_typed_and_not_yet_saved_is_undone_too(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_1)
    reviewer.presses(Qt.Key.Key_F2)
    reviewer.types("half a")

    undo(reviewer)

    assert reviewer.page.items.detail.note.toPlainText() == ""
    assert [after for _, _, _, after in history(reviewer)] == ["in-place", "half a", ""]


def test_undo_shows_the_place_of_the_change(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_3)
    reviewer.page.go_to_item("2S-02")

    reviewer.presses(Qt.Key.Key_Z, CTRL)

    assert reviewer.item == "1S-01"
    assert isinstance(reviewer.focus, AnswerButton)


def test_undo_and_redo_can_be_chosen_only_when_there_is_something(reviewer: Person) -> None:
    actions = reviewer.window.actions_by_name
    assert not actions["undo"].isEnabled()
    assert not actions["redo"].isEnabled()

    reviewer.presses(Qt.Key.Key_1)
    assert actions["undo"].isEnabled()

    undo(reviewer)
    assert not actions["undo"].isEnabled()
    assert actions["redo"].isEnabled()


CLOSE_AND_COLLECT = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from secure_desktop.shell.app import application, build

app = application()
window = build(app).window
window.show()
app.processEvents()
for _ in range(3):
    window.open_path(Path(sys.argv[1]))
    app.processEvents()
    for number in (1, 2, 3, 1):
        window.assessment.answer(number)
    window.assessment.undo()
    window.show_start()
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
"""


def test_a_closed_assessment_leaves_no_command_behind_that_crashes_later(empty: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSE_AND_COLLECT, str(empty)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_was_undone_is_undone_in_the_file(reviewer: Person, empty: Path) -> None:
    reviewer.presses(Qt.Key.Key_1)
    reviewer.presses(Qt.Key.Key_Down)
    reviewer.presses(Qt.Key.Key_2)
    undo(reviewer)
    undo(reviewer)
    redo(reviewer)

    with open_file(empty, write=False) as file:
        answers = {item_id: r.answer for item_id, r in file.assessment().responses.items() if r.is_answered}
    assert answers == {"1S-01": Answer.IN_PLACE}
