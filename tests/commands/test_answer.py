import getpass
from pathlib import Path

import pytest

from secure_desktop import locations, settings
from secure_desktop.model.assessment import Answer, Response
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.snapshots import contents


def recorded(path: Path, item_id: str) -> Response:
    with open_file(path, write=False) as file:
        return file.assessment().response(item_id)


@pytest.mark.parametrize("item", ["2S-01", "2s-01", "2.1"])
def test_an_item_is_named_by_its_id_or_its_number(console: Console, empty: Path, item: str) -> None:
    said = console.done("answer", empty, item, "partly")

    assert said == "2.1 (2S-01) is recorded: Partly. Answered so far: 1 of 5 items.\n"
    assert recorded(empty, "2S-01").answer is Answer.PARTLY


@pytest.mark.parametrize("answer", ["in-place", "partly", "not-in-place", "unanswered", "PARTLY"])
def test_every_answer_can_be_given(console: Console, empty: Path, answer: str) -> None:
    console.done("answer", empty, "1.1", answer)

    assert recorded(empty, "1S-01").answer == answer.lower()


def test_a_note_and_a_mark_stay_until_they_are_changed(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "partly", "--note", "Ñandú\n2nd line", "--mark")
    console.done("answer", empty, "1.1", "in-place")
    assert (recorded(empty, "1S-01").note, recorded(empty, "1S-01").marked) == ("Ñandú\n2nd line", True)

    console.done("answer", empty, "1.1", "in-place", "--note", "", "--no-mark")
    assert (recorded(empty, "1S-01").note, recorded(empty, "1S-01").marked) == ("", False)


def test_an_answer_that_stands_there_already_is_told_and_not_written(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "partly")
    before = empty.read_bytes()

    said = console.done("answer", empty, "1.1", "partly")

    assert (
        said == "1.1 (1S-01) says this already: Partly. Nothing was changed. Answered so far: 1 of 5 items.\n"
    )
    assert empty.read_bytes() == before


@pytest.mark.parametrize("reason", [(), ("--reason", ""), ("--reason", " \n")])
def test_not_applicable_needs_a_reason(console: Console, empty: Path, reason: tuple[str, ...]) -> None:
    before = empty.read_bytes()

    said = console.refused("answer", empty, "1.1", "not-applicable", *reason)

    assert said == (
        "The answer “not applicable” needs a reason, so nothing was recorded.\n"
        "Say why the item does not apply, with --reason.\n"
    )
    assert empty.read_bytes() == before


def test_a_reason_that_is_recorded_already_is_reason_enough(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "not-applicable", "--reason", "No such school.")
    console.done("answer", empty, "1.1", "partly")
    console.done("answer", empty, "1.1", "not-applicable")

    assert recorded(empty, "1S-01").reason == "No such school."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("9.9", "partly"),
            "There is no item “9.9” in the Checklist to Start.\nUse an item's id, such as 1S-01;",
        ),
        (("", "partly"), "There is no item “” in"),
        (
            ("1.1", "yes"),
            "“yes” is not an answer.\nUse one of: in-place, partly, not-in-place, not-applicable, unanswered, as-before.",
        ),
        (("1.1",), "the following arguments are required: ANSWER."),
        (("1.1", "partly", "--not", "x"), "unrecognized arguments: --not"),
        (("1.1", "partly", "--note", "x" * 100_001), "The text has 100001 characters; the most is 100000."),
    ],
)
def test_what_is_not_understood_changes_nothing(
    console: Console, empty: Path, arguments: tuple[str, ...], told: str
) -> None:
    before = contents(empty.parent)

    assert told in console.refused("answer", empty, *arguments)
    assert contents(empty.parent) == before


def test_a_file_that_is_open_elsewhere_is_left_as_it_is(console: Console, empty: Path) -> None:
    with open_file(empty) as file:
        before = empty.read_bytes()
        said = console.refused("answer", empty, "1.1", "partly")
        assert file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)

    assert said.startswith("“river.sqlite” is being edited on ")
    assert said.endswith("Close it there; then it can be edited here.\n")
    assert recorded(empty, "1S-01") == Response("1S-01")
    assert before != empty.read_bytes()


def test_a_name_given_goes_into_the_history(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "partly", "--by", "Ann\udcff")

    assert recorded(empty, "1S-01").changed_by == "Ann?"


def test_without_a_name_it_is_the_one_in_the_settings(console: Console, empty: Path) -> None:
    settings.save(settings.Settings(name="Zoe Zhang"), locations.settings_file())

    console.done("answer", empty, "1.1", "partly")

    assert recorded(empty, "1S-01").changed_by == "Zoe Zhang"


def test_without_settings_it_is_the_user_of_the_system_or_nobody(
    console: Console, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console.done("answer", empty, "1.1", "partly")
    assert recorded(empty, "1S-01").changed_by == getpass.getuser()

    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", unknown)
    console.done("answer", empty, "1.2", "partly")
    assert recorded(empty, "1S-02").changed_by == ""
