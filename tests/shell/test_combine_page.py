"""Reviewers' files combined in the window: what is shown, what is chosen, what is written, and the way back."""

import itertools
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from secure_desktop import locations
from secure_desktop.exchange.keys import own_key
from secure_desktop.model.assessment import Answer
from secure_desktop.shell.combine.choice_button import ChoiceButton
from secure_desktop.shell.combine.combine_page import CombinePage
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.signing_errors import Busy, SignedAlready
from secure_desktop.storage.opening import create_file, open_file
from secure_desktop.underneath_errors import FileGone
from tests import builders
from tests.shell.copies import RIVERA, reviewed, reviewer_copy
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.test_accessibility import nameless
from tests.shell.test_text_size import SIZES, fits
from tests.storage.ready import sign, write_ready

KEY = Qt.Key
FIVE = ("Principal", "Sergeant", "Parent", "Counselor", "Board")


def answered(path: Path, by: str, item_id: str, answer: Answer, note: str | None = None) -> None:
    """Let somebody answer an item in a file that is not open anywhere."""
    with open_file(path) as file:
        file.record_response(item_id, by=by, answer=answer, note=note)


def copies_with_differences(source: Path, names: Iterable[str] = FIVE[:2]) -> list[Path]:
    """Return copies of reviewers who all differ about one item, and of whom each brings news about another.

    The first one also marks the item that they differ about.
    """
    answers = (Answer.PARTLY, Answer.NOT_IN_PLACE, Answer.IN_PLACE, Answer.NOT_APPLICABLE, Answer.PARTLY)
    paths = []
    for place, name in enumerate(names):
        with reviewed(source, name) as (path, file):
            item = file.assessment().rubric.items
            file.record_response(item[0].id, by=name, answer=answers[place], note=f"{name} saw the MOU.")
            if place == 0:
                file.record_response(item[0].id, by=name, marked=True)
            file.record_response(item[1 + place % 4].id, by=name, answer=Answer.IN_PLACE, reason="")
        paths.append(path)
    return paths


def page_of(person: Person) -> CombinePage:
    """Return the page once it has read the files."""
    page = person.window.side.combine
    assert page is not None
    until(lambda: not page.is_busy, "the files to be read")
    until(lambda: page.combination is None or page.table.is_complete, "all rows")
    person.settles()
    return page


def combine(person: Person, paths: Iterable[Path]) -> CombinePage:
    """Open the page for these files."""
    person.window.side.show_combine(list(paths))
    return page_of(person)


def shown(page: CombinePage) -> str:
    """Return all that the labels of the page say."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def reviewer_copies(source: Path, *names: str) -> list[Path]:
    """Return a copy for each reviewer, with nothing answered yet."""
    return [reviewer_copy(source, replace(RIVERA, name=name, steps=(1, 2))) for name in names]


def history(path: Path, item_id: str) -> list[tuple[str, str, str | None]]:
    """Return who said what about an item, in the order of the file."""
    with open_file(path, write=False) as file:
        return [(entry.by, entry.field, entry.after) for entry in file.history_of(item_id)]


def test_three_laptops_are_combined_by_keyboard_and_the_history_names_everyone(
    person_comes: Callable[[], Person], empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    principal, sergeant = reviewer_copies(empty, "Principal", "Sergeant")
    for name, path, keys, note in (
        ("principal", principal, (KEY.Key_2, KEY.Key_1), "No one knows who decides after hours."),
        ("sergeant", sergeant, (KEY.Key_3, KEY.Key_1), "The session was cancelled."),
    ):
        monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / name))
        reviewer = person_comes()
        reviewer.window.open_path(path)
        reviewer.settles()
        reviewer.presses(keys[0])
        reviewer.presses(KEY.Key_F2)
        reviewer.types(note)
        reviewer.presses(KEY.Key_Escape)
        reviewer.presses(KEY.Key_Down)
        reviewer.presses(keys[1])
        reviewer.presses(KEY.Key_W, CTRL)
    monkeypatch.setenv(locations.HOME_VARIABLE, str(tmp_path / "owner"))
    owner = person_comes()
    owner.window.preferences._keep(owner.window.preferences.settings._replace(name="Ann Author"))
    owner.window.open_path(empty)
    owner.settles()
    dialogs = owner.window.dialogs
    assert isinstance(dialogs, FakeDialogs)
    dialogs.choices = (principal, sergeant)

    owner.presses(KEY.Key_B, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = page_of(owner)
    assert page.lead.endswith(
        "3 items agree, 1 has news from one side, 1 differs and needs your choice. "
        "Nothing is written until you choose Combine."
    )
    assert page.count.text() == "2 choices left"
    assert not page.combine.isEnabled()
    owner.presses(KEY.Key_2)
    assert page.count.text() == "1 choice left"
    owner.presses(KEY.Key_Down)
    owner.presses(KEY.Key_J)
    owner.presses(KEY.Key_End, CTRL)
    owner.types(" Both agreed.")
    owner.presses(KEY.Key_Escape)
    owner.presses(KEY.Key_Return)
    assert owner.focus is page.combine
    owner.presses(KEY.Key_Return)
    until(lambda: page.lets_undo, "the result")

    joined = "No one knows who decides after hours.\n\nThe session was cancelled. Both agreed."
    response = owner.page.session.response("1S-01")
    assert (response.answer, response.note) == (Answer.NOT_IN_PLACE, joined)
    assert owner.page.session.response("1S-02").answer is Answer.IN_PLACE
    owner.presses(KEY.Key_W, CTRL)
    said = history(empty, "1S-01")
    assert {by for by, _, _ in said} == {"Principal", "Sergeant", "Ann Author"}
    assert ("Principal", "answer", "partly") in said
    assert ("Sergeant", "note", "The session was cancelled.") in said
    assert ("Ann Author", "note", joined) in said


@pytest.fixture
def owner(reviewer: Person) -> Person:
    """The owner with an assessment of 3 and 2 items open, in which nothing is answered."""
    return reviewer


def test_every_opinion_is_in_view_with_its_note_and_nothing_is_written_before(
    owner: Person, empty: Path
) -> None:
    paths = copies_with_differences(empty)
    before = empty.read_bytes()
    page = combine(owner, paths)

    text = shown(page)
    for words in (
        "This file",
        "Principal",
        "Sergeant",
        "“Principal saw the MOU.”",
        "“Sergeant saw the MOU.”",
    ):
        assert words in text
    assert "Mark for review: Not marked → ⚑ Marked for review (Principal)" in text
    assert [question.button.accessibleName() for question in page.table.questions] == [
        "1.1 Subject 1 of step 1, Answer: Choose…",
        "1.1 Subject 1 of step 1, Note: Choose…",
    ]
    assert "1: ◐ Partly (Principal); 2: ✕ Not in place (Sergeant)." in (
        page.table.questions[0].button.accessibleDescription()
    )
    owner.presses(KEY.Key_1)
    owner.presses(KEY.Key_Down)
    owner.presses(KEY.Key_2)
    assert page.combine.isEnabled()
    owner.clicks(page.cancel)

    assert owner.window.side.shown is None
    assert owner.page.isVisible()
    assert empty.read_bytes() == before
    assert not list(empty.parent.glob("*-journal"))


def test_the_lists_of_news_and_of_what_agrees_are_shown_when_asked_for(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    assert "Answer: ○ Unanswered → ✓ In place (Principal)" not in shown(page)

    owner.clicks(named(page, QPushButton, "Show the 2 with news from one side"))
    owner.clicks(named(page, QPushButton, "Show the 2 that agree"))

    assert "1.2 Subject 2 of step 1" in shown(page)
    assert "Answer: ○ Unanswered → ✓ In place (Principal)" in shown(page)
    assert "2.2 Subject 2 of step 2\n○ Unanswered" in shown(page)
    named(page, QPushButton, "Hide the 2 that agree")


def finish(owner: Person, page: CombinePage) -> None:
    """Choose the first opinion everywhere and combine."""
    for question in page.table.questions:
        question.choose(0)
    page.combine.setFocus()
    owner.presses(KEY.Key_Return)
    until(lambda: page.lets_undo, "the result")
    owner.settles()


def test_what_came_of_it_is_told_and_leads_to_the_items_which_are_marked(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    finish(owner, page)

    assert page.result.sentence == "✓ 2 files are combined into this one."
    assert "3 items are different now." in shown(page)
    assert owner.focus is page.result.back
    owner.window.resize(1000, 700)
    owner.settles()
    assert not page.lists.isVisible()
    owner.clicks(named(page, ItemLink, "1.2 Subject 2 of step 1"))
    assert owner.item == "1S-02"
    numbers = {card.item_id: card._number.text() for card in owner.page.items._cards if card.isVisible()}
    assert numbers == {"1S-01": "1.1\n⚑\n⇄", "1S-02": "1.2\n⇄", "1S-03": "1.3\n⇄"}
    assert owner.answer_button(Answer.IN_PLACE).accessibleDescription().endswith("Changed by combining.")


def test_it_is_undone_and_done_again_until_the_window_closes(owner: Person, empty: Path) -> None:
    owner.presses(KEY.Key_Down)
    owner.presses(KEY.Key_2)
    page = combine(owner, copies_with_differences(empty))
    finish(owner, page)
    assert owner.page.session.undo_stack.undoText() == "combination of 2 files"

    owner.presses(KEY.Key_Z, CTRL)
    until(lambda: not owner.page.session.is_busy)
    assert owner.page.session.response("1S-01").answer is Answer.UNANSWERED
    assert owner.page.session.response("1S-02").answer is Answer.PARTLY
    assert page.result.sentence.startswith("The combination is undone.")
    assert page._page.title.text() == "Undone"
    assert owner.page.session.combined_items == frozenset()

    owner.presses(KEY.Key_Y, CTRL)
    until(lambda: not owner.page.session.is_busy)
    assert owner.page.session.response("1S-01").answer is Answer.PARTLY
    assert page.result.sentence == "✓ 2 files are combined into this one."

    owner.clicks(page.result.back)
    owner.presses(KEY.Key_Z, CTRL)
    until(lambda: not owner.page.session.is_busy)
    owner.presses(KEY.Key_Z, CTRL)
    assert owner.page.session.response("1S-02").answer is Answer.UNANSWERED
    assert ("Principal", "answer", "partly") in [
        (entry.by, entry.field, entry.after) for entry in owner.page.session.file.history_of("1S-01")
    ]


def test_undoing_that_cannot_be_done_leaves_the_combination_where_it_is(
    owner: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    page = combine(owner, copies_with_differences(empty))
    finish(owner, page)
    held = empty.rename(empty.with_name("moved.sqlite"))
    owner.clicks(page.result.undo)
    until(lambda: dialogs.told, "a problem")

    assert [type(problem) for problem in dialogs.told] == [FileGone]
    assert owner.page.session.undo_stack.canUndo()
    assert page.result.sentence == "✓ 2 files are combined into this one."
    held.rename(empty)
    owner.clicks(page.result.undo)
    until(lambda: not owner.page.session.is_busy)
    assert owner.page.session.response("1S-01").answer is Answer.UNANSWERED


def test_whoever_has_no_name_is_told_that_the_history_wants_one(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    hint = "Enter your name in the settings (Ctrl+,), so that the history can tell who chose."
    assert hint in shown(page)

    owner.window.preferences._keep(owner.window.preferences.settings._replace(name="Ann Author"))
    owner.presses(KEY.Key_1)
    assert hint not in shown(page)


def test_more_files_can_be_added_and_what_was_chosen_stays_chosen(
    owner: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    principal, sergeant = copies_with_differences(empty)
    (parent,) = reviewer_copies(empty, "Parent")
    answered(parent, "Parent", "2S-02", Answer.PARTLY)
    page = combine(owner, [principal, sergeant])
    owner.presses(KEY.Key_2)
    dialogs.choices = (parent,)
    owner.clicks(named(page, QPushButton, "Add more files…"))
    page_of(owner)

    assert "with 3 copies" in page.lead
    assert list(page.table.choices.values()) == [1]
    assert page.count.text() == "1 choice left"


def test_leaving_the_page_keeps_what_was_chosen_until_the_file_is_closed(owner: Person, empty: Path) -> None:
    paths = copies_with_differences(empty)
    page = combine(owner, paths)
    owner.presses(KEY.Key_2)
    owner.presses(KEY.Key_Down)
    owner.presses(KEY.Key_J)
    owner.presses(KEY.Key_End, CTRL)
    owner.types(" Both.")
    owner.clicks(page.cancel)
    page = combine(owner, paths)

    assert page.count.text() == "✓ Nothing is left to choose"
    assert list(page.table.choices.values()) == [1, "Principal saw the MOU.\n\nSergeant saw the MOU. Both."]


def test_a_file_that_another_thread_has_is_not_combined_into(
    owner: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    gate = threading.Event()
    owner.page.session.read_behind(lambda _: gate.wait(20), done=lambda _: None, failed=lambda _: None)
    owner.window.side.show_combine([empty])
    gate.set()
    until(lambda: not owner.page.session.is_busy)

    assert [type(problem) for problem in dialogs.told] == [Busy]


def test_combining_again_brings_nothing_new_and_says_so(owner: Person, empty: Path) -> None:
    paths = copies_with_differences(empty)
    finish(owner, combine(owner, paths))
    after = empty.read_bytes()
    page = combine(owner, paths)

    assert page.lead.startswith("There is nothing to combine")
    assert not page.combine.isVisible()
    assert "✕ 2 files are left out:" in page.refused.texts
    assert empty.read_bytes() == after


def of_another_district(folder: Path) -> Path:
    """Return the assessment of somebody else."""
    path = folder / "other.sqlite"
    profile = replace(builders.assessment().profile, district="Other District 9")
    create_file(path, builders.rubric(), profile, by="Olga", clock=lambda: builders.MADE)
    return path


def test_files_that_cannot_be_combined_are_explained_and_the_others_are_combined(
    owner: Person, empty: Path, tmp_path: Path
) -> None:
    good, damaged, newer, signed = reviewer_copies(empty, "Good", "Damaged", "Newer", "Signed")
    answered(good, "Good", "1S-01", Answer.PARTLY)
    damaged.write_bytes(damaged.read_bytes()[:9000])
    content = bytearray(newer.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    newer.write_bytes(content)
    signed.unlink()
    with open_file(empty, write=False) as file:
        file.save_copy(signed)
    with open_file(signed) as file:
        for item in file.assessment().rubric:
            file.record_response(item.id, by="Ann", answer=Answer.IN_PLACE)
        file.record_participants([builders.participant()], by="Ann")
        file.sign(builders.wish(), own_key(), by="Ann")
    text = tmp_path / "letter.sqlite"
    text.write_text("Dear colleague, " * 60)
    page = combine(owner, [good, of_another_district(tmp_path), damaged, newer, empty, signed, good, text])

    refused = page.refused.texts
    assert refused.startswith("✕ 7 files are left out:")
    for words in (
        "“other.sqlite” is not a copy of this assessment; it is that of Other District 9",
        "Damaged.sqlite” is incomplete",
        "Newer.sqlite” was made by a newer version",
        "“river.sqlite” is the file that you are combining into.",
        "Signed.sqlite” is signed",
        "Good.sqlite” is the same copy as",
        "“letter.sqlite” is not an assessment file",
    ):
        assert words in refused
    assert page.refused.isVisible()
    finish(owner, page)
    assert owner.page.session.response("1S-01").answer is Answer.PARTLY


def test_a_signed_assessment_says_that_it_has_to_be_reopened_first(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "signed.sqlite"
    write_ready(path)
    sign(path)
    person.window.open_path(path)
    person.window.actions_by_name["combine"].trigger()

    assert [type(problem) for problem in dialogs.told] == [SignedAlready]
    assert person.window.side.shown is None
    assert not person.window.actions_by_name["copies"].isEnabled()


def test_nothing_is_combined_into_a_reviewer_copy(person: Person, empty: Path) -> None:
    person.window.open_path(reviewer_copy(empty))

    assert not person.window.actions_by_name["combine"].isEnabled()
    assert not person.window.actions_by_name["copies"].isEnabled()


def test_what_is_said_about_evidence_does_not_matter_once_it_is_to_be_removed(
    owner: Person, empty: Path
) -> None:
    session = owner.page.session
    session.record_evidence(builders.evidence())
    with reviewed(empty, "Principal") as (principal, file):
        file.remove_evidence(builders.evidence().id, by="Principal")
    with reviewed(empty, "Sergeant") as (sergeant, file):
        file.record_evidence(builders.evidence(title="Policy 7"), by="Sergeant")
    with reviewed(empty, "Parent") as (parent, file):
        file.record_evidence(builders.evidence(title="Policy 8"), by="Parent")
    page = combine(owner, [principal, sergeant, parent])
    names = {question.conflict.register.field: question for question in page.table.questions}

    assert "Evidence “Policy 1”: Choose…" in names["record"].button.accessibleName()
    assert page.count.text() == "2 choices left"
    for words in ("Kept", "Removed", "“Policy 7”", "“Policy 8”", "“Policy 1”"):
        assert words in shown(page).splitlines()
    place = [opinion.value for opinion in names["record"].conflict.opinions].index(None)
    names["record"].choose(place)
    assert page.count.text() == "✓ Nothing is left to choose"
    assert not names["title"].isEnabled()
    owner.clicks(page.combine)
    until(lambda: page.lets_undo)
    assert session.assessment.evidence == ()


def test_a_long_note_can_be_read_whole(owner: Person, empty: Path) -> None:
    paths = copies_with_differences(empty)
    note = "The trainer left, and nobody has been found since. " * 30
    answered(paths[0], "Principal", "1S-01", Answer.PARTLY, note)
    page = combine(owner, paths)

    def look(dialog: TextDialog) -> None:
        assert dialog.text == note

    with while_open(TextDialog, look):
        owner.clicks(named(page, QPushButton, "Read all of it…"))


def test_the_history_of_an_item_names_everyone(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    finish(owner, page)
    owner.window.side.leave()
    owner.page.go_to_item("1S-01")

    def look(dialog: TextDialog) -> None:
        assert dialog.windowTitle() == "History of 1.1 Subject 1 of step 1"
        for name in FIVE[:2]:
            assert f"{name}\n" in dialog.text
        assert "    Answer: ○ Unanswered → ◐ Partly" in dialog.text
        assert "    Note: No note → “Sergeant saw the MOU.”" in dialog.text

    with while_open(TextDialog, look):
        owner.clicks(named(owner.page, QPushButton, "History of this item…"))


def drop(person: Person, *paths: Path) -> None:
    """Drop files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, left, no_key)
    person.window.dropEvent(event)


def test_several_files_dropped_on_the_window_are_combined(owner: Person, empty: Path) -> None:
    drop(owner, *copies_with_differences(empty))
    until(lambda: owner.window.side.combine is not None)

    assert "with 2 copies" in page_of(owner).lead
    (parent,) = reviewer_copies(empty, "Parent")
    answered(parent, "Parent", "2S-02", Answer.PARTLY)
    drop(owner, parent)
    until(lambda: "with 3 copies" in page_of(owner).lead)


@pytest.mark.parametrize("button", [0, 1, None], ids=["combine", "open", "cancel"])
def test_a_copy_dropped_on_its_open_assessment_is_combined_or_opened_as_somebody_says(
    owner: Person, dialogs: FakeDialogs, empty: Path, button: int | None
) -> None:
    (path,) = copies_with_differences(empty, FIVE[:1])
    dialogs.picks = button
    drop(owner, path)
    until(lambda: dialogs.questions, "the question")
    owner.settles()

    assert dialogs.questions[0][0] == f"“{path.name}” is a copy of the assessment that is open."
    assert (owner.window.side.combine is not None) is (button == 0)
    assert owner.page.session.path == (path if button == 1 else empty)


def test_another_assessment_dropped_on_the_window_is_opened_without_a_question(
    owner: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    other = of_another_district(tmp_path)
    drop(owner, other)
    until(lambda: owner.page.session.path == other)

    assert dialogs.questions == []


def test_several_files_dropped_on_the_start_page_need_their_assessment(
    person: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    drop(person, *copies_with_differences(empty))
    until(lambda: dialogs.news)

    assert "open the assessment that they were made from" in dialogs.news[0][1]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
def test_the_menu_of_a_choice_offers_every_opinion_by_mouse(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    button = page.table.questions[1].button
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            timer.stop()
            seen.extend(action.text() for action in menu.actions() if action.text())
            menu.actions()[1].trigger()
            menu.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(0)
    owner.clicks(button)

    assert seen == [
        "&1   “Principal saw the MOU.” (Principal)",
        "&2   “Sergeant saw the MOU.” (Sergeant)",
        "&Join all notes, and edit them",
    ]
    assert button.text() == "“Sergeant saw the MOU.” (Sergeant)"


def test_the_arrows_go_from_choice_to_choice_and_enter_goes_to_the_next_open_one(
    owner: Person, empty: Path
) -> None:
    page = combine(owner, copies_with_differences(empty))
    first, second = (question.button for question in page.table.questions)

    owner.presses(KEY.Key_Up)
    assert owner.focus is first
    owner.presses(KEY.Key_Down)
    assert owner.focus is second
    owner.presses(KEY.Key_Down)
    assert owner.focus is second
    owner.presses(KEY.Key_9)
    assert isinstance(owner.focus, ChoiceButton)
    assert page.table.choices == {}
    owner.presses(KEY.Key_Up)
    owner.presses(KEY.Key_1)
    owner.presses(KEY.Key_Return)
    assert owner.focus is second
    owner.presses(KEY.Key_1)
    owner.presses(KEY.Key_Return)
    assert page.combine.hasFocus()


def test_closing_the_window_while_files_are_combined_does_no_harm(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    for question in page.table.questions:
        question.choose(0)
    page.combine.click()
    owner.window.close()

    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.PARTLY


def test_everything_on_the_page_has_a_name_and_tab_goes_down(owner: Person, empty: Path) -> None:
    page = combine(owner, copies_with_differences(empty))
    assert nameless(owner.window) == []
    page.table.questions[1].join()
    assert nameless(owner.window) == []

    page.choose.setFocus()
    names = []
    for _ in range(8):
        names.append(owner.focus.accessibleName() or str(owner.focus.property("text")))
        owner.presses(KEY.Key_Tab)
    assert names == [
        "Add more files…",
        "1.1 Subject 1 of step 1, Answer: Choose…",
        "1.1 Subject 1 of step 1, Note: All notes joined",
        "Joined notes, 1.1 Subject 1 of step 1, Note",
        "Show the 2 with news from one side",
        "Show the 2 that agree",
        "Cancel",
        "Add more files…",
    ]
    finish(owner, page)
    assert nameless(owner.window) == []


@pytest.mark.parametrize(
    ("size", "text_size", "count"),
    [*itertools.product(SIZES, (100, 200), (5,)), (SIZES[0], 100, 2), (SIZES[-1], 100, 2)],
)
def test_nothing_is_cut_however_many_files(
    owner: Person, empty: Path, size: tuple[int, int], text_size: int, count: int
) -> None:
    while owner.window.preferences.settings.text_size < text_size:
        owner.presses(KEY.Key_Plus, CTRL)
    owner.window.resize(*size)
    page = combine(owner, [*copies_with_differences(empty, FIVE[:count]), empty])
    page.lists.news.setChecked(True)
    page.table.questions[1].join()
    fits(owner, "the proposal")
    assert (owner.window.width(), owner.window.height()) == size

    finish(owner, page)
    fits(owner, "the result")
