import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.model.assessment import Answer, Response
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.ready import sign, write_ready
from tests.storage.snapshots import contents


@pytest.fixture
def back(console: Console, empty: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two reviewer copies that came back: on 1.1 they differ, on 2.1 one of them brings news."""
    folder = tmp_path / "back"
    folder.mkdir()
    console.done("answer", empty, "1.1", "in-place", "--by", "Ann")
    console.done("copies", empty, "--for", "Muñoz", "--for", "Rivera", "-o", folder)
    principal, sergeant = folder / "river – Muñoz.sqlite", folder / "river – Rivera.sqlite"
    console.done("answer", principal, "1.1", "partly", "--note", "Who decides\nafter hours?")
    console.done("answer", sergeant, "1.1", "not-in-place", "--note", "Cancelled.")
    console.done("answer", sergeant, "2.1", "partly")
    return principal, sergeant


def response(path: Path, item_id: str = "1S-01") -> Response:
    with open_file(path, write=False) as file:
        return file.assessment().response(item_id)


def test_conflicts_are_listed_with_every_opinion_and_nothing_is_written(
    console: Console, empty: Path, back: tuple[Path, Path]
) -> None:
    before = contents(empty.parent), contents(back[0].parent)

    outcome = console.run("combine", empty, *back, "-o", empty.with_name("out.sqlite"))

    assert (outcome.code, outcome.err) == (1, "")
    assert (contents(empty.parent), contents(back[0].parent)) == before
    lines = [line.split("  (")[0] for line in outcome.out.splitlines()]
    assert lines == [
        "Items that agree: 3. With news from one side: 1. With opinions that differ: 1.",
        "  2.1   Answer → ◐ Partly",
        "Waiting for a choice: 2. Nothing was written.",
        "",
        "1.1 (1S-01) Subject 1 of step 1",
        "  Answer",
        "    this",
        "      ✓ In place",
        "    river – Muñoz.sqlite",
        "      ◐ Partly",
        "    river – Rivera.sqlite",
        "      ✕ Not in place",
        "    Choose with --choose 1.1:answer=FILE",
        "  Note",
        "    river – Muñoz.sqlite",
        "      Who decides",
        "      after hours?",
        "    river – Rivera.sqlite",
        "      Cancelled.",
        "    Choose with --choose 1.1:note=FILE, or “join” for FILE",
    ]
    assert "(Rivera, 20" in outcome.out


@pytest.mark.parametrize("item", ["1.1", "1S-01", "1s-01"])
@pytest.mark.parametrize("named", ["by its name", "by its path"])
def test_a_choice_takes_all_that_a_file_says_about_an_item(
    console: Console, empty: Path, back: tuple[Path, Path], item: str, named: str
) -> None:
    out = empty.with_name("out.sqlite")
    before = empty.read_bytes()
    file = str(back[1]) if named == "by its path" else back[1].name

    said = console.done("combine", empty, *back, "-o", out, "--choose", f"{item}={file}", "--by", "Ann")

    assert said.endswith("“out.sqlite” is combined with 2 of 2 copies.\n")
    assert (response(out).answer, response(out).note, response(out).changed_by) == (
        Answer.NOT_IN_PLACE,
        "Cancelled.",
        "Ann",
    )
    assert response(out, "2S-01").changed_by == "Rivera"
    assert empty.read_bytes() == before


def test_notes_can_be_joined_and_a_part_counts_more_than_the_whole(
    console: Console, empty: Path, back: tuple[Path, Path]
) -> None:
    out = empty.with_name("out.sqlite")
    choices = ("--choose", "1.1:note=join", "--choose", f"1.1={back[0].name}")

    console.done("combine", empty, *back, "-o", out, *choices)

    assert response(out).answer is Answer.PARTLY
    assert response(out).note == "Who decides\nafter hours?\n\nCancelled."


def test_the_history_names_everyone(console: Console, empty: Path, back: tuple[Path, Path]) -> None:
    console.done("combine", empty, *back, "--into-first", "--choose", f"1.1={back[0].name}", "--by", "Eve")

    with open_file(empty, write=False) as file:
        told = [(entry.by, entry.field, entry.after) for entry in file.history_of("1S-01")]
    assert told == [
        ("Ann", "answer", "in-place"),
        ("Muñoz", "answer", "partly"),
        ("Muñoz", "note", "Who decides\nafter hours?"),
        ("Rivera", "answer", "not-in-place"),
        ("Rivera", "note", "Cancelled."),
        ("Eve", "answer", "partly"),
        ("Eve", "note", "Who decides\nafter hours?"),
    ]


def test_combining_twice_changes_nothing(console: Console, empty: Path, back: tuple[Path, Path]) -> None:
    arguments = ("combine", empty, *back, "--into-first")
    console.done(*arguments, "--choose", f"1.1={back[0].name}")
    before = contents(empty.parent)

    said = console.done(*arguments)

    assert said.endswith("Nothing new came in, so nothing was written.\n")
    assert contents(empty.parent) == before
    outcome = console.run("combine", empty, *back, "-o", empty.with_name("out.sqlite"))
    assert outcome.code == 1
    assert contents(empty.parent) == before


def test_this_file_can_be_chosen_where_it_has_an_opinion(
    console: Console, empty: Path, back: tuple[Path, Path]
) -> None:
    console.done("answer", empty, "1.1", "not-applicable", "--reason", "No such school.", "--by", "Ann")

    console.done("combine", empty, back[1], "--into-first", "--choose", "1.1=this", "--by", "Eve")

    assert (response(empty).answer, response(empty).reason) == (Answer.NOT_APPLICABLE, "No such school.")
    assert response(empty).note == "Cancelled."


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("1.1", "“1.1” is not ITEM=FILE"),
        ("=x", "“=x” is not ITEM=FILE"),
        (
            "9.9=this",
            "Nothing differs in “9.9” that waits for a choice. Nothing was written.\nLeave this choice out",
        ),
        ("1.1:colour=this", "Nothing differs in “1.1:colour”"),
        ("2.1=this", "Nothing differs in “2.1”"),
        ("1.1:note=this", "Use one of: river – Muñoz.sqlite, river – Rivera.sqlite, join."),
        ("1.1:answer=join", "“join” is not a choice for “1.1:answer”."),
        ("1.1:note=nobody.sqlite", "“nobody.sqlite” is not a choice for “1.1:note”."),
    ],
)
def test_a_choice_that_decides_nothing_is_told(
    console: Console, empty: Path, back: tuple[Path, Path], choice: str, told: str
) -> None:
    before = contents(empty.parent)

    assert told in console.refused("combine", empty, *back, "--into-first", "--choose", choice)
    assert contents(empty.parent) == before


def test_two_choices_for_one_thing_are_told(console: Console, empty: Path, back: tuple[Path, Path]) -> None:
    choices = [part for file in back for part in ("--choose", f"1.1={file.name}")]

    said = console.refused("combine", empty, *back, "--into-first", *choices)

    assert "two different choices for 1.1" in said


def test_files_of_one_name_are_told_apart_by_their_paths(
    console: Console, empty: Path, back: tuple[Path, Path], tmp_path: Path
) -> None:
    one, other = tmp_path / "one" / "back.sqlite", tmp_path / "other" / "back.sqlite"
    for source, target in zip(back, (one, other), strict=True):
        target.parent.mkdir()
        shutil.move(source, target)

    told = console.refused("combine", empty, one, other, "--into-first", "--choose", "1.1=back.sqlite")
    console.done("combine", empty, one, other, "--into-first", "--choose", f"1.1={other}")

    assert "is not a choice" in told
    assert response(empty).answer is Answer.NOT_IN_PLACE


def test_json_tells_conflicts_news_and_what_was_left_out(
    console: Console, empty: Path, back: tuple[Path, Path]
) -> None:
    outcome = console.run("combine", empty, *back, empty, "--into-first", "--json")

    assert outcome.code == 1
    said: dict[str, Any] = json.loads(outcome.out)
    assert (said["format"], said["written"], said["output"], said["open"]) == (1, False, None, 2)
    assert [file["reviewer"] for file in said["files"]] == ["", "Muñoz", "Rivera"]
    assert [refused["kind"] for refused in said["refused"]] == ["TheFileItself"]
    (news,) = said["news"]
    assert (news["label"], news["before"], news["value"], news["files"], news["by"]) == (
        "2.1",
        {"answer": "unanswered", "reason": ""},
        {"answer": "partly", "reason": ""},
        [2],
        ["Rivera"],
    )
    assert [(c["key"], c["choose"], c["chosen"]) for c in said["conflicts"]] == [
        ("response/1S-01/answer", "1.1:answer", None),
        ("response/1S-01/note", "1.1:note", None),
    ]
    assert [o["value"] for o in said["conflicts"][1]["opinions"]] == [
        {"note": "Who decides\nafter hours?"},
        {"note": "Cancelled."},
    ]

    done = console.run(
        "combine", empty, *back, empty, "--into-first", "--json", "--choose", f"1.1={back[0].name}"
    )

    assert done.code == 1  # one copy was left out
    assert json.loads(done.out)["written"] is True
    assert response(empty).answer is Answer.PARTLY


def test_every_conflict_can_be_chosen_by_the_name_that_the_list_tells(
    console: Console, empty: Path, tmp_path: Path
) -> None:
    console.done("step", "add", empty, "1.1", "Write it down")
    console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 1")
    copy = tmp_path / "copy.sqlite"
    with open_file(empty, write=False) as file:
        file.save_copy(copy)
        step, shown = file.assessment().next_steps[0], file.assessment().evidence[0]
    for path, owner in ((empty, "Ann"), (copy, "Bob")):
        console.done("step", "edit", path, step.id, "--owner", owner)
    console.done("evidence", "remove", copy, shown.id)
    with open_file(empty) as file:
        file.record_evidence(replace(shown, title="MOU"), by="Ann")

    listed = console.run("combine", empty, copy, "--into-first", "--json")
    names = [conflict["choose"] for conflict in json.loads(listed.out)["conflicts"]]
    choices = [part for name in names for part in ("--choose", f"{name}=copy.sqlite")]
    text = console.run("combine", empty, copy, "--into-first").out
    console.done("combine", empty, copy, "--into-first", *choices)

    assert [name.partition("/")[0] for name in names] == ["evidence", "next_step"]
    assert "  Owner of the next step: Write it down\n" in text
    assert "  Evidence: MOU\n" in text
    with open_file(empty, write=False) as file:
        assert [entry.owner for entry in file.assessment().next_steps] == ["Bob"]
        assert not file.assessment().evidence


def test_one_copy_that_cannot_be_combined_is_told_with_advice(
    console: Console, empty: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    write_ready(other)

    said = console.refused("combine", empty, other, "--into-first")

    assert said == (
        "“other.sqlite” is not a copy of this assessment; it is that of Sample District 12, 2026–27.\n"
        "Combine only copies of one assessment; “compare” takes any two.\n"
    )


def test_nothing_is_combined_into_a_signed_file_or_a_reviewer_copy(
    console: Console, empty: Path, back: tuple[Path, Path], tmp_path: Path
) -> None:
    signed = tmp_path / "signed.sqlite"
    write_ready(signed)
    sign(signed)

    assert "Reopen" in console.refused("combine", signed, back[0], "--into-first")
    assert "Reopen" in console.refused("combine", signed, back[0], "-o", tmp_path / "out.sqlite")
    assert "is a reviewer copy for Muñoz" in console.refused("combine", back[0], empty, "--into-first")
    said = console.refused("combine", back[0], empty, "-o", tmp_path / "out.sqlite")
    assert f"“{back[0].name}” is a reviewer copy for Muñoz" in said
    assert not (tmp_path / "out.sqlite").exists()


@pytest.mark.parametrize(
    "target", [(), ("-o", "taken.sqlite", "--into-first"), ("-o", "taken.sqlite"), ("-o", ".")]
)
def test_where_to_write_is_said_once_and_replaces_nothing(
    console: Console, empty: Path, back: tuple[Path, Path], target: tuple[str, ...]
) -> None:
    empty.with_name("taken.sqlite").write_text("weeks of work")
    before = contents(empty.parent)
    paths = [empty.parent / part if not part.startswith("-") else part for part in target]

    console.refused("combine", empty, *back, *paths, "--choose", f"1.1={back[0].name}")

    assert contents(empty.parent) == before
