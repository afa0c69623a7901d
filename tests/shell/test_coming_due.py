"""What comes due, on the start page, over the recent files; and how far each of them is."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secure_desktop.settings import Recent
from secure_desktop.shell.coming_due import MOST, DueLine
from secure_desktop.shell.recent_card import Presence, RecentCard
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.shell.person import Person, until

KEY = Qt.Key
TODAY = date(2026, 11, 23)


def lines(person: Person) -> list[DueLine]:
    found = person.window.start._coming_due
    return [line for line in found.lines if line.isVisible()] if found is not None else []


def names(person: Person) -> list[str]:
    return [line.accessibleName() for line in lines(person)]


def comes_back(person: Person, path: Path) -> None:
    """Open a file and go back to the start page."""
    person.window.open_path(path)
    person.window.show_start()
    person.settles()


@pytest.fixture
def dated(empty: Path) -> Path:
    with open_file(empty) as file:
        for number, days in enumerate((53, 100, 0, 1), 1):
            step = builders.next_step(number, "1S-02", due=TODAY + timedelta(days=days))
            file.record_next_step(step, by="Ann")
        file.record_evidence(builders.evidence(1, "1S-01", renew_by=TODAY - timedelta(days=3)), by="Ann")
    return empty


def test_what_is_overdue_comes_first_and_what_is_far_off_is_left_out(person: Person, dated: Path) -> None:
    comes_back(person, dated)
    until(lambda: lines(person))

    assert names(person) == [
        "Renew Policy 1 (evidence), Sample District 12 · item 1.1, 3 days overdue",
        "Take next step 3., Sample District 12 · item 1.2, 23 Nov 2026, today",
        "Take next step 4., Sample District 12 · item 1.2, 24 Nov 2026, tomorrow",
        "Take next step 1., Sample District 12 · item 1.2, 15 Jan 2027, in 53 days",
    ]


def test_a_line_opens_its_file_at_its_item_by_mouse_and_by_keyboard(person: Person, dated: Path) -> None:
    comes_back(person, dated)
    until(lambda: lines(person))
    person.clicks(lines(person)[0])
    assert person.item == "1S-01"

    person.window.show_start()
    until(lambda: lines(person))
    while not isinstance(person.focus, DueLine):
        person.presses(KEY.Key_Tab)
    person.presses(KEY.Key_Down)
    person.presses(KEY.Key_Return)
    assert person.window.assessment is not None


def test_tab_reaches_the_files_before_what_comes_due(person: Person, dated: Path) -> None:
    comes_back(person, dated)
    until(lambda: lines(person))
    seen: list[type] = []
    person.window.start.take_focus()
    while DueLine not in seen:
        person.presses(KEY.Key_Tab)
        seen.append(type(person.focus))
    assert seen.index(RecentCard) < seen.index(DueLine)


def test_nothing_due_is_no_list(person: Person, empty: Path) -> None:
    comes_back(person, empty)
    (card,) = person.window.start._cards.values()
    until(lambda: "0 of 5" in card.accessibleName())
    assert person.window.start._coming_due is None


def test_at_most_eight_are_shown(person: Person, empty: Path) -> None:
    with open_file(empty) as file:
        for number in range(12):
            file.record_next_step(builders.next_step(number, due=TODAY + timedelta(days=number)), by="Ann")
    comes_back(person, empty)
    until(lambda: lines(person))
    assert len(lines(person)) == MOST


def test_what_is_due_goes_with_a_file_that_is_taken_off_the_list(person: Person, dated: Path) -> None:
    comes_back(person, dated)
    until(lambda: lines(person))
    (card,) = person.window.start._cards.values()
    card.setFocus()
    person.presses(KEY.Key_Delete)
    assert lines(person) == []


def test_no_next_step_is_kept_in_the_settings(person: Person, dated: Path, settings_file: Path) -> None:
    comes_back(person, dated)
    until(lambda: lines(person))
    assert "Take next step" not in settings_file.read_text(encoding="utf-8")
    assert json.loads(settings_file.read_text(encoding="utf-8"))["recent"][0]["stage"] == "draft"


@pytest.mark.parametrize(
    ("recent", "words"),
    [
        (Recent("a", stage="draft"), "Draft"),
        (Recent("a"), "Draft"),
        (Recent("a", stage="signed", revision=2), "Signed, revision 2"),
        (Recent("a", stage="signing", missing=2), "2 sign-offs missing"),
        (Recent("a", stage="signing", missing=1), "1 sign-off missing"),
        (Recent("a", stage="declined"), "Declined"),
    ],
)
def test_a_card_says_how_far_its_file_is(person: Person, recent: Recent, words: str) -> None:
    card = RecentCard(recent, person.window.preferences.theme)
    card.show_recent(recent, Presence.THERE)
    assert words in card.accessibleName()
    card.deleteLater()


def test_the_mail_limit_is_kept_and_nonsense_is_not(
    person_comes: Callable[[], Person], settings_file: Path
) -> None:
    first = person_comes()
    first.window.preferences._keep(first.window.preferences.settings._replace(mail_limit_mb=25))
    assert person_comes().window.preferences.mail_limit() == 25

    settings_file.write_text('{"mail_limit_mb": 5000}', encoding="utf-8")
    assert person_comes().window.preferences.mail_limit() == 10
