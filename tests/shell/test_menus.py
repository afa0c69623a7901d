"""The menus as a whole: what each holds, and that no key means two things."""

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from secure_desktop.shell.help_texts import keyboard_map, where_things_are
from secure_desktop.shell.new_assessment_page import NewAssessmentPage
from tests.shell.person import Person, until

MENUS = ("file", "assessment", "team", "view", "tools", "help")
MOST = 15  # entries that a screen of 768 lines shows at 200 %


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def mnemonics(texts: list[str]) -> Counter[str]:
    return Counter(found[1].casefold() for text in texts if (found := re.search(r"&(\w)", text)))


@pytest.mark.parametrize("name", MENUS)
def test_each_letter_chooses_one_entry_of_a_menu(person: Person, name: str) -> None:
    menu = person.window.menu_of[name]

    twice = {letter for letter, count in mnemonics([a.text() for a in entries(menu)]).items() if count > 1}

    assert entries(menu)
    assert not twice


def test_each_letter_opens_one_menu(person: Person) -> None:
    titles = [menu.title() for menu in person.window.menu_of.values()]

    assert tuple(person.window.menu_of) == MENUS
    assert set(mnemonics(titles).values()) == {1}
    assert len(mnemonics(titles)) == len(titles)


def test_no_key_does_two_things(person: Person) -> None:
    keys = Counter(
        keys.toString() for action in person.window.actions_by_name.values() for keys in action.shortcuts()
    )

    assert {key for key, count in keys.items() if count > 1} == set()


@pytest.mark.parametrize("name", MENUS)
def test_a_menu_is_short_enough_for_a_small_screen(person: Person, name: str) -> None:
    assert len(entries(person.window.menu_of[name])) <= MOST


@pytest.mark.parametrize("name", MENUS)
def test_no_menu_begins_or_ends_with_a_line_or_has_two_together(person: Person, name: str) -> None:
    lines = [action.isSeparator() for action in person.window.menu_of[name].actions()]

    assert not lines[0]
    assert not lines[-1]
    assert not any(one and other for one, other in itertools.pairwise(lines))


def test_every_key_of_the_menus_stands_in_the_keyboard_map(person: Person) -> None:
    told = {line.split("\t")[0] for line in keyboard_map().splitlines()}

    keys = {action.shortcut().toString() for action in person.window.actions_by_name.values()}
    assert {key for key in keys if len(key) > 1} <= told


def test_each_place_is_named_once(person: Person) -> None:
    assert person.window
    places = [part.split(":\n")[0] for part in where_things_are().split("\n\n")]

    assert len(places) == len(set(places))


def test_starting_from_an_earlier_assessment_asks_which_when_none_is_open(reviewer: Person) -> None:
    path = reviewer.page.session.path
    reviewer.window.show_start()

    reviewer.window.actions_by_name["next_year"].trigger()

    (form,) = reviewer.window.findChildren(NewAssessmentPage)
    assert form.earlier.is_wanted
    assert form.earlier.found is not None
    assert form.earlier.found.path == path
    assert reviewer.focus is form.earlier.list


def test_starting_from_an_earlier_assessment_without_recent_ones_offers_to_look_for_a_file(
    person: Person,
) -> None:
    person.window.actions_by_name["next_year"].trigger()

    (form,) = person.window.findChildren(NewAssessmentPage)
    assert form.earlier.is_wanted
    assert person.focus is form.earlier.browse


def test_starting_from_an_earlier_assessment_takes_the_open_one(reviewer: Person, empty: Path) -> None:
    reviewer.window.actions_by_name["next_year"].trigger()

    (form,) = reviewer.window.findChildren(NewAssessmentPage)
    assert form.earlier.found is not None
    assert form.earlier.found.path == empty


@pytest.mark.parametrize(
    "name", ["share", "copies", "combine", "compare", "paper", "overview", "recover", "own_rubrics", "check"]
)
def test_escape_leaves_a_page_and_the_keyboard_is_in_the_assessment_again(
    reviewer: Person, name: str
) -> None:
    reviewer.window.actions_by_name[name].trigger()
    page = reviewer.window.side.shown
    assert page is not None
    until(lambda: not getattr(page, "is_busy", False))

    reviewer.presses(Qt.Key.Key_Escape)

    assert reviewer.window.side.shown is None
    assert reviewer.page.isVisible()
    assert reviewer.page.isAncestorOf(reviewer.focus)


def test_escape_does_nothing_where_nothing_lies_over_the_assessment(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_Escape)

    assert reviewer.page.isVisible()
