import contextlib
import json
import sqlite3
from pathlib import Path

from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.bad_files import PAGE


def damage(path: Path) -> bytes:
    """Zero the page of the participants."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'participant'").fetchone()
    start = (int(found[0]) - 1) * PAGE
    data = path.read_bytes()
    path.write_bytes(data[:start] + bytes(PAGE) + data[start + PAGE :])
    return path.read_bytes()


def test_a_whole_file_comes_across_with_exit_code_0(console: Console, sample: Path, tmp_path: Path) -> None:
    said = console.done("rescue", sample, "-o", tmp_path / "new.sqlite")

    assert "Everything in “sample.sqlite” came across." in said
    assert "“new.sqlite” was written; “sample.sqlite” is as it was." in said


def test_a_damaged_file_is_rescued_with_a_list_and_exit_code_1(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    with open_file(sample, write=False) as file:
        true = file.assessment()
    before = damage(sample)

    outcome = console.run("rescue", sample, "-o", tmp_path / "new.sqlite", "--by", "Ann Author")

    assert (outcome.code, outcome.err) == (1, "")
    assert "Not everything in “sample.sqlite” came across, or is sure." in outcome.out
    assert f"  Participants: {len(true.participants)}, {len(true.participants)} to be checked" in outcome.out
    assert sample.read_bytes() == before
    with open_file(tmp_path / "new.sqlite") as file:
        assert file.assessment().responses == true.responses
        assert {p.name for p in file.assessment().participants} == {p.name for p in true.participants}


def test_a_line_end_in_the_file_begins_no_line_of_the_list(console: Console, sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute(
            "UPDATE response SET item_id = 'x' || char(10) || 'All is well.' WHERE item_id = '2S-03'"
        )
        connection.commit()

    said = console.run("rescue", sample).out

    assert "x All is well." in said
    assert not [line for line in said.splitlines() if line.startswith("All is well.")]


def test_what_is_not_sure_is_marked_for_review_if_wanted(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute("DELETE FROM response WHERE item_id = '2S-03'")
        connection.commit()

    outcome = console.run("rescue", sample, "-o", tmp_path / "new.sqlite", "--mark")

    assert outcome.code == 1
    assert "Check their answers and notes: 2.3" in outcome.out.replace("\n", " ")
    with open_file(tmp_path / "new.sqlite") as file:
        assert file.assessment().response("2S-03").marked


def test_without_a_name_nothing_is_written(console: Console, sample: Path) -> None:
    beside = sorted(sample.parent.iterdir())

    said = console.done("rescue", sample)

    assert "Nothing was written; give a name with -o." in said
    assert sorted(sample.parent.iterdir()) == beside


def test_nothing_readable_is_a_known_problem(console: Console, tmp_path: Path) -> None:
    path = tmp_path / "gone.sqlite"
    path.write_bytes(bytes(20_000))

    said = console.refused("rescue", path, "-o", tmp_path / "new.sqlite")

    assert "In “gone.sqlite” nothing of an assessment could be found." in said
    assert not (tmp_path / "new.sqlite").exists()


def test_an_existing_file_is_not_replaced(console: Console, sample: Path) -> None:
    before = sample.read_bytes()

    said = console.refused("rescue", sample, "-o", sample)

    assert "“sample.sqlite” exists already" in said
    assert sample.read_bytes() == before


def test_an_export_fills_in_what_is_lost(console: Console, sample: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    console.done("export", sample, "--format", "json", "-o", export)
    damage(sample)

    said = console.done("rescue", sample, "--with", export, "-o", tmp_path / "new.sqlite")

    assert "Everything in “sample.sqlite” came across." in said


def test_a_missing_report_is_said(console: Console, sample: Path) -> None:
    said = console.refused("rescue", sample, "--with", sample.with_name("gone.pdf"))

    assert "“gone.pdf” was not found." in said


def test_the_json_tells_what_came_across(console: Console, sample: Path) -> None:
    damage(sample)

    outcome = console.run("rescue", sample, "--json")

    said = json.loads(outcome.out)
    assert outcome.code == 1
    assert (said["complete"], said["signed"], said["written"]) == (False, False, None)
    assert said["parts"]["participants"]["to_check"] == said["parts"]["participants"]["came"] > 0
    assert {found["kind"] for found in said["findings"]} == {"person-unconfirmed"}
    assert said["items"]["unknown"] == []


def test_the_help_describes_the_keys(console: Console, sample: Path) -> None:
    described = console.done("rescue", "--help")

    said = json.loads(console.done("rescue", sample, "--json"))
    assert all(f"  {key} " in described for key in said)
    assert all(part in described for part in said["parts"])
    assert all(certainty in described for certainty in said["items"])
