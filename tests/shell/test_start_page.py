from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.earlier.recovery_page import RecoveryPage
from secure_desktop.shell.new_assessment_page import NewAssessmentPage
from secure_desktop.shell.recent_card import Presence, RecentCard
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.storage.opening import open_file
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import CTRL, Person, named, until


def card(person: Person) -> RecentCard:
    (only,) = person.window.start._cards.values()
    return only


def test_the_first_start_says_that_nothing_is_there_yet_and_the_keyboard_is_on_the_first_button(
    person: Person,
) -> None:
    assert person.window.start._nothing.isVisible()
    person.presses(Qt.Key.Key_Tab)
    assert person.focus.property("text") in ("New assessment", "Open a file…")


def test_the_sample_opens_filled_and_a_second_time_as_it_was_left(person: Person) -> None:
    person.clicks(named(person.window, QPushButton, "Explore with a filled sample"))
    assert len(person.page.session.assessment.responses) == 49
    first = person.page.session.path
    person.window.show_start()

    person.clicks(named(person.window, QPushButton, "Explore with a filled sample"))
    assert person.page.session.path == first


def test_the_next_year_begins_from_the_start_page(person: Person) -> None:
    person.clicks(named(person.window, QPushButton, "Start from an earlier assessment…"))

    (form,) = person.window.findChildren(NewAssessmentPage)
    assert form.earlier.is_wanted


def test_an_assessment_is_got_back_from_a_pdf_from_the_start_page(person: Person) -> None:
    person.clicks(named(person.window, QPushButton, "Get an assessment back from a PDF…"))

    assert isinstance(person.window.side.shown, RecoveryPage)


def test_what_the_rubrics_are_is_shown(person: Person) -> None:
    with while_open(TextDialog) as seen:
        person.clicks(named(person.window, QPushButton, "What are the SECURe rubrics?"))

    assert "CHECKLIST TO START" in seen[0].text


def test_a_recent_assessment_is_shown_with_its_progress_and_opens_where_it_was_left(
    reviewer: Person, empty: Path
) -> None:
    reviewer.presses(Qt.Key.Key_1)
    reviewer.presses(Qt.Key.Key_Down)
    reviewer.presses(Qt.Key.Key_2)
    reviewer.presses(Qt.Key.Key_W, CTRL)

    until(lambda: "2 of 5 answered" in card(reviewer).accessibleName())
    assert card(reviewer).accessibleName().startswith("Sample District 12 (2026–27), Checklist to Start")
    reviewer.presses(Qt.Key.Key_Tab)
    while not isinstance(reviewer.focus, RecentCard):
        reviewer.presses(Qt.Key.Key_Tab)
    reviewer.presses(Qt.Key.Key_Return)
    assert reviewer.item == "1S-02"


def test_progress_made_elsewhere_is_seen(person_comes: Callable[[], Person], empty: Path, home: Path) -> None:
    first = person_comes()
    first.window.open_path(empty)
    first.window.close()
    with open_file(empty) as file:
        file.record_response("2S-01", by="Ann", answer=Answer.PARTLY)

    second = person_comes()
    until(lambda: "1 of 5 answered" in card(second).accessibleName())


def test_a_missing_file_is_said_to_be_missing_and_can_be_taken_off_the_list(
    reviewer: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    reviewer.window.show_start()
    empty.rename(empty.with_name("elsewhere.sqlite"))
    reviewer.window.show_start()
    until(lambda: "Not found" in card(reviewer).accessibleName())

    reviewer.clicks(card(reviewer))
    assert str(dialogs.told[0]).startswith("“river.sqlite” was not found.")
    assert card(reviewer).isVisible()
    card(reviewer).setFocus()
    reviewer.presses(Qt.Key.Key_Delete)
    assert reviewer.window.start._cards == {}
    assert reviewer.window.preferences.settings.recent == ()
    assert empty.with_name("elsewhere.sqlite").exists()


def test_a_file_that_cannot_be_opened_any_more_is_said_to_be_so(reviewer: Person, empty: Path) -> None:
    reviewer.window.show_start()
    empty.write_bytes(b"something else")
    reviewer.window.show_start()

    until(lambda: "Cannot be opened" in card(reviewer).accessibleName())


def test_a_file_that_cannot_be_looked_at_is_said_so_and_nothing_else_suffers(
    reviewer: Person, empty: Path, dialogs: FakeDialogs
) -> None:
    window = reviewer.window
    window.preferences.remember(empty.with_name("x" * 300), reviewer.page.session.assessment)

    window.show_start()

    cards = window.start._cards
    until(lambda: any("Cannot be opened" in card.accessibleName() for card in cards.values()))
    assert dialogs.told == []


def test_a_recent_file_can_be_taken_off_the_list_by_its_menu(reviewer: Person) -> None:
    reviewer.window.show_start()
    action = card(reviewer).actions()[-1]
    assert action.text() == "Remove from this list"
    action.trigger()

    assert reviewer.window.start._cards == {}


def test_reopening_returns_to_the_review_the_report_and_the_district(
    person_comes: Callable[[], Person], empty: Path
) -> None:
    for kind in (Kind.REVIEW, Kind.REPORT, Kind.ABOUT):
        person = person_comes()
        person.window.open_path(empty)
        person.page.go_to(Section(kind))
        person.window.close()

        again = person_comes()
        again.window.open_path(empty)
        assert again.is_at(kind)
        again.window.close()


def test_after_a_crash_it_goes_on_at_the_last_change_not_where_it_was_closed_before(
    person_comes: Callable[[], Person], empty: Path, clock: FixedClock
) -> None:
    first = person_comes()
    first.window.open_path(empty)
    first.page.go_to(Section(Kind.REPORT))
    first.window.close()
    second = person_comes()
    second.window.open_path(empty)
    second.page.go_to_item("1S-03")
    second.presses(Qt.Key.Key_2)

    third = person_comes()  # as if the second one had died
    third.window.open_path(empty)

    assert third.item == "1S-03"


def test_a_fresh_look_comes_back_on_the_thread_of_the_window(reviewer: Person) -> None:
    threads = []
    reviewer.window.desk.recent_seen.connect(lambda *_: threads.append(QThread.currentThread()))

    reviewer.window.show_start()
    until(lambda: threads)

    assert threads == [reviewer.window.thread()]
    assert card(reviewer)._presence is Presence.THERE
