import pytest
from PySide6.QtCore import Qt

from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.items import items_page
from tests.shell.person import CTRL, Person


@pytest.fixture
def reader_of_two(reader: Person) -> Person:
    reader.page.go_to(Section(Kind.STEP, 1))
    reader.settles()
    return reader


def shown(person: Person) -> list[str]:
    return [card.item_id for card in person.page.items._cards if not card.isHidden()]


def test_a_step_is_shown_with_its_first_cards_and_the_others_follow(reader_of_two: Person) -> None:
    step = reader_of_two.page.session.rubric.step(2)
    everything = [item.id for item in step.items]
    assert len(everything) > items_page._AT_ONCE

    reader_of_two.presses(Qt.Key.Key_PageDown, CTRL)
    assert shown(reader_of_two) == everything[: items_page._AT_ONCE]

    reader_of_two.settles()
    assert shown(reader_of_two) == everything


def test_going_to_a_late_item_shows_all_before_it_at_once(reader_of_two: Person) -> None:
    step = reader_of_two.page.session.rubric.step(2)
    reader_of_two.page.go_to_item(step.items[8].id)

    assert shown(reader_of_two)[-1] == step.items[8].id
    reader_of_two.settles()
    assert len(shown(reader_of_two)) == len(step.items)


def test_leaving_a_step_before_its_cards_have_come_mixes_nothing(reader_of_two: Person) -> None:
    for _ in range(4):
        reader_of_two.presses(Qt.Key.Key_PageDown, CTRL)
    reader_of_two.presses(Qt.Key.Key_PageUp, CTRL)
    reader_of_two.settles()

    step = reader_of_two.page.session.rubric.step(reader_of_two.page.section.step)
    assert shown(reader_of_two) == [item.id for item in step.items]


def test_every_card_shows_its_own_answer_after_a_walk_through_all_steps(reader_of_two: Person) -> None:
    for step in reader_of_two.page.session.rubric.steps:
        reader_of_two.page.go_to(Section(Kind.STEP, step.number))
        reader_of_two.settles()
        for card in reader_of_two.page.items._cards:
            if not card.isHidden():
                assert card.answers.answer is reader_of_two.page.session.response(card.item_id).answer


def test_one_card_is_open_and_it_is_the_one_with_the_keyboard(reader_of_two: Person) -> None:
    reader_of_two.presses(Qt.Key.Key_Down, times=3)

    opened = [card for card in reader_of_two.page.items._cards if card.is_open]
    assert [card.item_id for card in opened] == [reader_of_two.item]
    assert opened[0].isAncestorOf(reader_of_two.focus)


def test_the_open_card_is_in_view(reader_of_two: Person) -> None:
    for _ in range(12):
        reader_of_two.presses(Qt.Key.Key_Down)
        reader_of_two.settles()
        area = reader_of_two.page.items._scroll.viewport()
        card = next(card for card in reader_of_two.page.items._cards if card.is_open)
        top = card.mapTo(area, card.rect().topLeft()).y()
        assert top >= 0
        assert top + min(card.height(), area.height() // 2) <= area.height()


def test_the_section_list_counts_along(reviewer: Person) -> None:
    def spoken() -> list[str]:
        model = reviewer.page.sections.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())]

    assert spoken()[1:3] == ["1 Step 1 in short, 0 of 3 answered", "2 Step 2 in short, 0 of 2 answered"]
    reviewer.presses(Qt.Key.Key_1)
    assert spoken()[1:3] == ["1 Step 1 in short, 1 of 3 answered", "2 Step 2 in short, 0 of 2 answered"]
