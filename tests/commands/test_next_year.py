import json
from pathlib import Path

import pytest

from secure_desktop.exchange.next_year import earlier_of
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.exchange.trust import edit
from tests.library.authored import RUBRIC, written
from tests.storage.snapshots import contents


@pytest.fixture
def following(console: Console, sample: Path) -> Path:
    """The year after that of the sample."""
    target = sample.with_name("next.sqlite")
    console.done("new", target, "--from", sample, "--by", "Ann")
    return target


def told(text: str) -> str:
    return " ".join(text.split())


def test_what_comes_along_is_told(console: Console, sample: Path) -> None:
    said = told(console.done("new", sample.with_name("next.sqlite"), "--from", sample))

    assert "“next.sqlite” was created from “sample.sqlite”: Checklist to Start, 49 items." in said
    assert "School year: 2027–28. Participants who came along: 6." in said
    assert "Open next steps: 15. Earlier answers to confirm: 49." in said


def test_what_is_given_takes_the_place_of_what_was(console: Console, sample: Path) -> None:
    target = sample.with_name("next.sqlite")
    console.done(
        *("new", target, "--from", sample, "--district", "River", "--school-year", "2030–31"),
        *("--participant", "Ann; principal"),
    )

    with open_file(target) as file:
        assessment = file.assessment()
    assert (assessment.profile.district, assessment.profile.school_year) == ("River", "2030–31")
    assert assessment.participants[-1].name == "Ann"


def test_an_earlier_answer_is_confirmed_with_its_reason_and_note(console: Console, following: Path) -> None:
    said = console.done("answer", following, "3.4", "as-before", "--by", "Ann")

    assert said.startswith("3.4 (3S-04) is recorded: Not applicable. Answered so far: 1 of 49 items.")
    with open_file(following) as file:
        earlier, again = earlier_of(file), file.assessment().response("3S-04")
    assert earlier is not None
    then = earlier.response("3S-04")
    assert then is not None
    assert (again.answer, again.reason, again.note) == (Answer.NOT_APPLICABLE, then.reason, then.note)
    assert again.reason
    assert again.changed_by == "Ann"
    assert "says this already" in console.done("answer", following, "3.4", "as-before")


def test_status_tells_what_is_not_yet_confirmed(console: Console, following: Path) -> None:
    console.done("answer", following, "1.1", "as-before")
    console.done("answer", following, "1.2", "partly")

    text = console.done("status", following)
    data = json.loads(console.done("status", following, "--json"))

    assert "Earlier answers, of 2026–27: 47 not yet re-confirmed\n  1.3   1S-03" in text
    assert data["earlier"]["kind"] == "year"
    assert data["earlier"]["not_reconfirmed"][0] == "1S-03"
    assert len(data["earlier"]["not_reconfirmed"]) == 47
    assert data["items"][0]["earlier"]["answer"] == "in-place"
    assert data["items"][0]["earlier"]["text"] is None
    assert data["progress"]["answered"] == 2


def test_a_damaged_earlier_assessment_hides_nothing_else(console: Console, following: Path) -> None:
    edit(following, "UPDATE earlier SET json = '{}'")

    outcome = console.run("status", following, "--json")

    assert (outcome.code, json.loads(outcome.out)["earlier"]) == (0, None)
    assert "What “next.sqlite” holds of the earlier assessment is damaged" in outcome.err
    assert "is damaged and cannot be shown" in console.refused("answer", following, "1.1", "as-before")


def test_without_an_earlier_answer_there_is_nothing_to_confirm(console: Console, empty: Path) -> None:
    assert "There is no earlier answer to item 1S-01." in console.refused("answer", empty, "1.1", "as-before")


def test_the_checklist_to_improve_starts_from_that_to_start(console: Console, sample: Path) -> None:
    target = sample.with_name("improve.sqlite")

    said = told(console.done("new", target, "--from", sample, "--checklist", "improve"))

    assert "Its items are others than those of the Checklist to Start, so no answers come along." in said
    with open_file(target) as file, open_file(sample) as before:
        assert file.assessment().participants == before.assessment().participants
        assert file.assessment().profile == before.assessment().profile
        assert earlier_of(file) is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--from", "nothing.sqlite"), "“nothing.sqlite” was not found."),
        (("--from", "a", "--from-json", "b"), "--from-earlier and --from-json"),
        (("--from", "sample.sqlite", "--rubric", "secure-improve", "--checklist", "start"), "not to start"),
        (("--from", "sample.sqlite", "--participant", "Ann; king"), "“king” is not a role."),
    ],
)
def test_what_cannot_be_done_leaves_nothing_behind(
    console: Console,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    expected: str,
) -> None:
    monkeypatch.chdir(sample.parent)
    before = contents(sample.parent)

    assert expected.replace("--from-earlier", "--from") in console.refused("new", "x.sqlite", *arguments)

    assert contents(sample.parent) == before


@pytest.fixture
def river(console: Console, home: Path, tmp_path: Path) -> Path:
    """An assessment of an authored rubric, all answered; then its author brings out a version 1.1."""
    folder = home / "rubrics"
    folder.mkdir(parents=True)
    written(folder, RUBRIC)
    target = tmp_path / "river.sqlite"
    console.done("new", target, "--checklist", "start", "--district", "River", "--rubric", "river-start")
    for item in ("R-1", "R-2", "R-3"):
        console.done("answer", target, item, "partly", "--note", f"About {item}.", "--by", "Ann")
    newer = RUBRIC.replace('version = "1.0"', 'version = "1.1"').replace('id = "R-3"', 'id = "R-4"')
    written(folder, newer.replace("We have agreed on R-2.", "We have agreed on R-2 in writing."))
    return target


def test_an_upgrade_is_told_before_it_is_made(console: Console, river: Path) -> None:
    before = contents(river.parent)

    said = console.done("upgrade", river)

    assert said == (
        "River checklist: from version 1.0 to version 1.1.\n"
        "Kept answers: 1. Unanswered as before: 0.\n"
        "Earlier answers to confirm: 1\n  1.2   R-2     Agreement R-2 (reads otherwise now)\n"
        "New: 1\n  2.1   R-4     Agreement R-3\n"
        "No longer asked: 1\n  2.1   R-3     Agreement R-3\n"
        "Nothing was written; give a name with -o.\n"
    )
    assert contents(river.parent) == before


def test_an_upgraded_file_keeps_asks_and_remembers(console: Console, river: Path) -> None:
    target, before = river.with_name("new.sqlite"), river.read_bytes()

    data = json.loads(console.done("upgrade", river, "-o", target, "--json"))

    assert (data["kept"], data["asked"], data["open"], data["new"], data["removed"]) == (
        ["R-1"],
        ["R-2"],
        [],
        ["R-4"],
        ["R-3"],
    )
    assert data["rubric"] == {"id": "river-start", "before": "1.0", "after": "1.1"}
    assert data["written"] == "new.sqlite"
    assert river.read_bytes() == before
    status = json.loads(console.done("status", target, "--json"))
    assert [item["answer"] for item in status["items"]] == ["partly", "unanswered", "unanswered"]
    assert status["items"][1]["earlier"]["text"] == "We have agreed on R-2."
    assert [entry["note"] for entry in status["earlier"]["removed"]] == ["About R-3."]
    assert "No longer asked (1)" in console.done("status", target)


def test_the_help_describes_the_keys_of_an_upgrade(console: Console, river: Path) -> None:
    described = console.done("upgrade", "--help")

    assert all(f"  {key} " in described for key in json.loads(console.done("upgrade", river, "--json")))


def test_nothing_newer_is_said(console: Console, sample: Path) -> None:
    said = console.refused("upgrade", sample, "-o", sample.with_name("new.sqlite"))

    assert "There is no newer version of “secure-start” here than 1.0" in said
