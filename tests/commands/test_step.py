import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.console import Console
from tests.storage.snapshots import contents


def steps(console: Console, path: Path) -> list[Any]:
    listed = json.loads(console.done("step", "list", path, "--json"))
    assert list(listed) == ["format", "assessment", "next_steps"]
    return list(listed["next_steps"])


@pytest.fixture
def planned(console: Console, empty: Path) -> Path:
    console.done("answer", empty, "2.1", "partly")
    console.done(
        "step", "add", empty, "2.1", "Set an end date", "--owner", "Bob", "--due", "2027-01-15",
        "--effort", "weeks", "--by", "Ann",
    )  # fmt: skip
    return empty


def test_a_next_step_is_added(console: Console, planned: Path) -> None:
    (step,) = steps(console, planned)

    assert step["id"]
    assert step["changed_at"].endswith("+00:00")
    assert {**step, "id": "", "changed_at": ""} == {
        "id": "",
        "item": "2S-01",
        "text": "Set an end date",
        "owner": "Bob",
        "due": "2027-01-15",
        "effort": "weeks",
        "state": "open",
        "reason": "",
        "changed_at": "",
        "changed_by": "Ann",
    }


def test_gaps_and_next_steps_are_listed(console: Console, planned: Path) -> None:
    console.done("answer", planned, "1.1", "not-in-place")

    assert console.done("step", "list", planned).splitlines() == [
        "1.1   ✕ Not in place  Subject 1 of step 1",
        "      no open next step",
        "2.1   ◐ Partly        Subject 1 of step 2",
        f"      {steps(console, planned)[0]['id'][:8]}  Open: Set an end date",
        "                Bob, due 2027-01-15, weeks",
    ]


def test_an_assessment_without_gaps_has_no_plan(console: Console, empty: Path) -> None:
    assert console.done("step", "list", empty) == "No gaps and no next steps.\n"


def test_a_step_that_is_done_offers_to_change_the_answer(console: Console, planned: Path) -> None:
    said = console.done("step", "done", planned, steps(console, planned)[0]["id"][:8])

    assert said.splitlines() == [
        "The next step is recorded: Done, Set an end date, Bob, 2027-01-15.",
        "2.1 still says: Partly. If that has changed as well, record it with",
        "  secure-desktop-cli answer river.sqlite 2.1 in-place",
    ]
    assert steps(console, planned)[0]["state"] == "done"

    console.done("answer", planned, "2.1", "in-place")
    assert "still says" not in console.done("step", "done", planned, steps(console, planned)[0]["id"])


def test_a_step_is_dropped_with_a_reason_and_opened_again(console: Console, planned: Path) -> None:
    start = steps(console, planned)[0]["id"][:8]

    console.done("step", "drop", planned, start, "--reason", "The contract ends.")
    assert (steps(console, planned)[0]["state"], steps(console, planned)[0]["reason"]) == (
        "dropped",
        "The contract ends.",
    )
    assert "                The contract ends." in console.done("step", "list", planned).splitlines()

    console.done("step", "open", planned, start)
    assert (steps(console, planned)[0]["state"], steps(console, planned)[0]["reason"]) == ("open", "")


def test_what_is_not_given_stays_as_it_is(console: Console, planned: Path) -> None:
    start = steps(console, planned)[0]["id"][:8]

    console.done("step", "edit", planned, start, "--owner", "Cem")
    console.done("step", "edit", planned, start, "--due", "", "--effort", "money", "--text", "Set it")

    (step,) = steps(console, planned)
    assert (step["text"], step["owner"], step["due"], step["effort"]) == ("Set it", "Cem", None, "money")
    assert "Nothing was changed." in console.done("step", "edit", planned, start)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "FILE", "9.9", "x"), "There is no item “9.9”"),
        (("add", "FILE", "2.1", " "), "The next step is empty, so nothing was recorded."),
        (
            ("add", "FILE", "2.1", "x", "--due", "soon"),
            "“soon” is not a date.\nWrite it as year, month and day",
        ),
        (("add", "FILE", "2.1", "x", "--effort", "years"), "invalid choice: 'years'"),
        (("add", "FILE", "2.1"), "the following arguments are required: TEXT"),
        (("edit", "FILE", "zzz", "--owner", "x"), "There is no next step “zzz” in this assessment."),
        (("done", "FILE", ""), "There is no next step “” in this assessment."),
        (("drop", "FILE", "ID"), "the following arguments are required: --reason"),
        (("drop", "FILE", "ID", "--reason", " "), "The reason is empty, so nothing was recorded."),
        (("edit", "FILE", "ID", "--text", ""), "The next step is empty, so nothing was recorded."),
        (("list", "none.sqlite"), "“none.sqlite” was not found."),
        (("dance",), "invalid choice: 'dance'"),
        ((), "the following arguments are required: ACTION"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    console: Console, planned: Path, arguments: tuple[str, ...], told: str
) -> None:
    meant = {"FILE": str(planned), "ID": steps(console, planned)[0]["id"]}
    before = contents(planned.parent)

    assert told in console.refused("step", *(meant.get(word, word) for word in arguments))
    assert contents(planned.parent) == before


def test_the_list_describes_its_json(console: Console, planned: Path) -> None:
    described = console.done("step", "list", "--help")

    assert [key for key in steps(console, planned)[0] if key not in described] == []
