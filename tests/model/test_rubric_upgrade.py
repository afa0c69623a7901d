from dataclasses import replace

from secure_desktop.model.assessment import Answer
from secure_desktop.model.reconfirming import Earlier, EarlierKind, waiting
from secure_desktop.model.rubric import Item
from secure_desktop.model.rubric_upgrade import is_upgrade, left_behind, plan_upgrade
from tests import builders
from tests.exchange.versions import CHANGED, GONE, NEW, version_1, version_2

ANSWERED = builders.assessment(
    responses={
        "1S-01": Answer.IN_PLACE,
        "1S-02": Answer.PARTLY,
        "2S-01": Answer.NOT_IN_PLACE,
        "2S-02": Answer.IN_PLACE,
    }
)


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def test_each_item_has_one_fate() -> None:
    found = plan_upgrade(ANSWERED, version_2())

    assert ids(found.kept) == ["1S-01", "2S-01"]
    assert ids(found.asked) == [CHANGED]
    assert ids(found.open) == ["1S-03"]
    assert ids(found.new) == [NEW]
    assert ids(found.removed) == [GONE]


def test_a_changed_item_without_an_answer_is_not_asked_about_again() -> None:
    found = plan_upgrade(builders.assessment(), version_2())

    assert (found.kept, found.asked) == ((), ())
    assert CHANGED in ids(found.open)


def test_only_a_newer_version_of_the_same_rubric_is_an_upgrade() -> None:
    assert is_upgrade(version_2(), version_1())
    assert not is_upgrade(version_1(), version_2())
    assert not is_upgrade(version_1(), version_1())
    assert not is_upgrade(replace(version_2(), id="river-start"), version_1())


def test_an_answer_that_waited_still_waits_with_the_wording_that_it_was_given_to() -> None:
    last_year = Earlier(EarlierKind.YEAR, ANSWERED)
    this_year = builders.assessment(responses={"1S-01": Answer.PARTLY})

    found = plan_upgrade(this_year, version_2(), last_year)
    behind = left_behind(this_year, version_2(), last_year)

    assert ids(found.kept) == ["1S-01"]
    assert ids(found.asked) == [CHANGED, "2S-01"]
    assert behind.response("1S-01").answer is Answer.PARTLY
    assert behind.response(CHANGED) == ANSWERED.response(CHANGED)
    after = Earlier(EarlierKind.UPGRADE, behind)
    upgraded = replace(this_year, rubric=version_2())
    assert ids(waiting(upgraded, after)) == [CHANGED, "2S-01"]
    assert after.other_wording(version_2().item(CHANGED)) == version_1().item(CHANGED).text


def test_two_upgrades_later_the_answer_stands_beside_its_own_wording() -> None:
    once = Earlier(EarlierKind.UPGRADE, ANSWERED)
    between = replace(ANSWERED, rubric=version_2(), responses={})

    behind = left_behind(between, version_2(), once)

    assert behind.rubric.item(CHANGED).text == version_1().item(CHANGED).text
    assert behind.rubric.item("1S-03").text == version_2().item("1S-03").text


def test_nothing_is_left_behind_but_what_there_was() -> None:
    assert left_behind(ANSWERED, version_2(), None) is ANSWERED
    assert left_behind(ANSWERED, version_2(), Earlier(EarlierKind.YEAR, ANSWERED)) is ANSWERED


def test_a_note_that_was_written_while_an_answer_waited_is_kept_when_the_item_goes() -> None:
    then = replace(ANSWERED, responses={GONE: builders.response(GONE, Answer.PARTLY, note="Last year.")})
    last_year = Earlier(EarlierKind.YEAR, then)
    this_year = builders.assessment(responses=[builders.response(GONE, Answer.UNANSWERED, note="New.")])

    behind = left_behind(this_year, version_2(), last_year)

    assert behind.response(GONE).answer is Answer.PARTLY
    assert behind.response(GONE).note == "New.\n\nLast year."
