"""A conflict copy beside the open file: told in a strip, which leads to combining."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.shell.person import CTRL, Person, named, until

KEY = Qt.Key


def conflict_copy(path: Path, name: str = "river (Bob's conflicted copy 2026-11-25).sqlite") -> Path:
    copy = path.with_name(name)
    shutil.copyfile(path, copy)
    with open_file(copy) as file:
        file.record_response("1S-01", by="Bob", answer=Answer.PARTLY)
        file.record_response("1S-01", by="Bob", note="on the other laptop")
    return copy


def looks_until_told(person: Person, text: str) -> None:
    """Let the window look again and again, without waiting for its timer, until the strip says something."""

    def look() -> bool:
        person.page.watch.conflicts.look()
        return person.page.notices.file.conflict.text == text

    until(look, text)


TOLD = (
    "Another copy of this assessment lies here: “river (Bob's conflicted copy 2026-11-25).sqlite”. "
    "It has 2 changes that are not in this file."
)


def test_a_copy_that_lies_there_already_is_told_at_opening(person: Person, empty: Path) -> None:
    conflict_copy(empty)

    person.window.open_path(empty)

    until(lambda: person.page.notices.file.conflict.text == TOLD, "the strip")


def test_a_copy_that_comes_later_is_told_and_leads_to_combining(reviewer: Person, empty: Path) -> None:
    assert reviewer.page.notices.file.conflict.text == ""
    conflict_copy(empty)
    looks_until_told(reviewer, TOLD)

    reviewer.clicks(named(reviewer.page.notices.file, QPushButton, "Combine with the other copy…"))

    until(lambda: reviewer.window.side.combine is not None, "the page that combines")
    page = reviewer.window.side.combine
    assert page is not None
    until(lambda: page._combination is not None, "what differs")
    assert page._combination is not None
    assert page._combination.refused == ()
    assert page._combination.sides[1].file_name == "river (Bob's conflicted copy 2026-11-25).sqlite"


def test_the_strip_goes_when_everything_is_combined(reviewer: Person, empty: Path) -> None:
    copy = conflict_copy(empty)
    looks_until_told(reviewer, TOLD)
    with open_file(copy, write=False) as file:
        news = file.history()

    reviewer.clicks(named(reviewer.page.notices.file, QPushButton, "Combine with the other copy…"))
    until(lambda: reviewer.window.side.combine is not None)
    page = reviewer.window.side.combine
    assert page is not None
    until(lambda: page._combination is not None)
    combination = page._combination
    assert combination is not None
    finished: list[object] = []
    reviewer.page.session.combine(combination, {}, done=finished.append, failed=finished.append)
    until(lambda: finished)
    reviewer.window.side.leave()

    looks_until_told(reviewer, "")
    assert reviewer.page.session.response("1S-01").note == "on the other laptop"
    assert {entry.id for entry in news} <= {entry.id for entry in reviewer.page.session.file.history()}


def test_several_copies_are_told_in_one_strip_and_combined_together(reviewer: Person, empty: Path) -> None:
    conflict_copy(empty, "river 2.sqlite")
    conflict_copy(empty, "river 3.sqlite")

    def told() -> str:
        reviewer.page.watch.conflicts.look()
        return reviewer.page.notices.file.conflict.text

    until(lambda: told().startswith("2 other copies of this assessment lie here, for example “river "))


def test_not_now_is_respected_until_something_changes(reviewer: Person, empty: Path) -> None:
    copy = conflict_copy(empty)
    looks_until_told(reviewer, TOLD)

    reviewer.clicks(named(reviewer.page.notices.file, QPushButton, "Not now"))
    assert reviewer.page.notices.file.conflict.text == ""
    reviewer.presses(KEY.Key_1)
    assert reviewer.page.session.response("1S-01").answer is Answer.IN_PLACE
    with open_file(copy) as file:
        file.record_response("1S-02", by="Bob", note="one more")

    looks_until_told(reviewer, TOLD.replace("2 changes", "3 changes"))


def test_a_file_that_is_closed_is_not_looked_after_any_more(reviewer: Person, empty: Path) -> None:
    watch = reviewer.page.watch.conflicts
    reviewer.presses(KEY.Key_W, CTRL)

    assert not watch._timer.isActive()
    assert reviewer.window.assessment is None
    assert empty.exists()
