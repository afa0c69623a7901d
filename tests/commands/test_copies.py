import json
from pathlib import Path

import pytest

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.snapshots import contents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for the copies."""
    path = tmp_path / "to review"
    path.mkdir()
    return path


def test_every_reviewer_gets_a_file(console: Console, empty: Path, folder: Path) -> None:
    said = console.done("copies", empty, "--for", "Sgt. Rivera", "--for", "Principal Muñoz", "-o", folder)

    assert said == (
        "Reviewer copies in “to review”: 2.\n"
        "  river – Sgt. Rivera.sqlite  for Sgt. Rivera\n"
        "  river – Principal Muñoz.sqlite  for Principal Muñoz\n"
    )
    assert sorted(contents(folder)) == ["river – Principal Muñoz.sqlite", "river – Sgt. Rivera.sqlite"]


def test_what_is_asked_can_be_chosen_and_is_told_as_json(console: Console, empty: Path, folder: Path) -> None:
    console.done("answer", empty, "1.1", "partly")
    arguments = ("--steps", "2", "--without-answers", "--without-evidence", "--by", "Ann", "--json")

    said = json.loads(console.done("copies", empty, "--for", " Rivera ", "-o", folder, *arguments))

    (copy,) = said["copies"]
    assert (copy["file"], copy["name"], copy["steps"]) == ("river – Rivera.sqlite", "Rivera", [2])
    assert (copy["has_answers"], copy["has_evidence"]) == (False, False)
    assert copy["size"] == (folder / copy["file"]).stat().st_size
    status = json.loads(console.done("status", folder / copy["file"], "--json"))
    reviewer = {key: status["reviewer"][key] for key in ("name", "steps", "has_answers", "made_by")}
    assert reviewer == {"name": "Rivera", "steps": [2], "has_answers": False, "made_by": "Ann"}
    assert status["progress"]["answered"] == 0


def test_status_says_that_it_is_a_reviewer_copy(console: Console, empty: Path, folder: Path) -> None:
    console.done("copies", empty, "--for", "Rivera", "--steps", "1", "--without-answers", "-o", folder)

    said = console.done("status", folder / "river – Rivera.sqlite")

    assert "Reviewer copy for Rivera, about action step 1; left out: the answers of others\n" in said
    assert "Reviewer copy" not in console.done("status", empty)
    assert json.loads(console.done("status", empty, "--json"))["reviewer"] is None


def test_progress_on_a_copy_counts_what_is_asked(console: Console, empty: Path, folder: Path) -> None:
    console.done("copies", empty, "--for", "Rivera", "--steps", "2", "-o", folder)
    copy = folder / "river – Rivera.sqlite"

    said = console.done("answer", copy, "2.1", "partly")
    status = json.loads(console.done("status", copy, "--json"))

    assert said.endswith("Answered so far: 1 of 2 items.\n")
    assert status["progress"] == {"answered": 1, "total": 2}
    assert status["standing"] == {"in_place": 0, "applicable": 2}


def test_what_is_entered_on_a_copy_is_entered_under_the_reviewers_name(
    console: Console, empty: Path, folder: Path, paper: Path
) -> None:
    console.done("copies", empty, "--for", "Rivera", "-o", folder)
    copy = folder / "river – Rivera.sqlite"

    console.done("answer", copy, "1.1", "partly")
    console.done("step", "add", copy, "1.1", "Write it down")
    console.done("evidence", "add", copy, "1.1", "--file", paper)
    console.done("answer", copy, "1.2", "in-place", "--by", "A colleague")

    with open_file(copy, write=False) as file:
        found = file.assessment()
    assert found.response("1S-01").changed_by == found.next_steps[0].changed_by == "Rivera"
    assert found.evidence[0].added_by == "Rivera"
    assert found.response("1S-02").changed_by == "A colleague"
    assert found.response("1S-02").answer is Answer.IN_PLACE


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--for", " "), "A reviewer copy needs the name of the reviewer."),
        (("--for", "Ann", "--steps", "3"), "There is no action step 3 in the Checklist to Start."),
        (("--for", "Ann", "--steps", "one"), "“one” is no list of numbers"),
        ((), "the following arguments are required: --for"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_there(
    console: Console, empty: Path, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in console.refused("copies", empty, *arguments, "-o", folder)
    assert not contents(folder)


def test_a_folder_that_is_not_there_is_made(console: Console, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "to send"

    console.done("copies", empty, "--for", "Rivera", "-o", folder)

    assert sorted(contents(folder)) == ["river – Rivera.sqlite"]


def test_a_folder_is_not_made_for_nothing(console: Console, empty: Path, tmp_path: Path) -> None:
    console.refused("copies", empty, "--for", " ", "-o", tmp_path / "to send")
    said = console.refused("copies", empty, "--for", "Rivera", "-o", tmp_path / "no such" / "to send")

    assert not (tmp_path / "to send").exists()
    assert said.startswith("“to send” cannot be written: the folder is not there.")


@pytest.mark.parametrize(
    "command",
    [
        ("report", "-o", "out.pdf"),
        ("report", "--public", "-o", "out.pdf"),
        ("share", "-o", "out"),
        ("export", "--format", "docx", "-o", "out.docx"),
        ("export", "--format", "html", "-o", "out.html"),
        ("export", "--format", "mou", "-o", "out.docx"),
    ],
)
def test_nothing_that_speaks_for_the_district_is_made_of_a_reviewer_copy(
    console: Console, empty: Path, folder: Path, command: tuple[str, ...]
) -> None:
    console.done("copies", empty, "--for", "Rivera", "--steps", "1", "-o", folder)
    copy = folder / "river – Rivera.sqlite"
    before = contents(folder)
    name, *options, out = command

    said = console.refused(name, copy, *options, folder / out)

    assert said.startswith("“river – Rivera.sqlite” is a reviewer copy for Rivera: one person’s answers")
    assert contents(folder) == before


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "ics"])
def test_what_a_reviewer_entered_can_be_exported_as_data(
    console: Console, empty: Path, folder: Path, kind: str
) -> None:
    console.done("copies", empty, "--for", "Rivera", "-o", folder)

    console.done("export", folder / "river – Rivera.sqlite", "--format", kind, "-o", folder / f"out.{kind}")


def test_the_next_year_does_not_start_from_a_reviewer_copy(
    console: Console, empty: Path, folder: Path
) -> None:
    console.done("copies", empty, "--for", "Rivera", "-o", folder)
    copy, target = folder / "river – Rivera.sqlite", folder / "next.sqlite"

    said = console.refused("new", target, "--from", copy)

    assert said.startswith("“river – Rivera.sqlite” is the copy of a reviewer")
    assert not target.exists()
