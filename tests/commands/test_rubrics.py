import json
from pathlib import Path

from secure_desktop.library.shelf import Shelf
from secure_desktop.model.canonical import rubric_from_json
from tests.commands.console import Console, Outcome
from tests.library.authored import OVERLAY, RUBRIC, written


def put_on_the_shelf(home: Path, text: str, name: str) -> Path:
    (home / "rubrics").mkdir(parents=True, exist_ok=True)
    return written(home / "rubrics", text, name)


def test_the_rubrics_on_hand_are_listed_with_their_wordings(console: Console, home: Path) -> None:
    put_on_the_shelf(home, RUBRIC, "river.toml")
    put_on_the_shelf(home, OVERLAY, "river.es.toml")
    put_on_the_shelf(home, "id =", "broken.toml")

    lines = console.done("rubrics", "list").splitlines()

    assert [line.split() for line in lines[:2]] == [
        ["secure-improve", "1.0", "Checklist", "to", "Improve", "37", "items"],
        ["secure-start", "1.0", "Checklist", "to", "Start", "49", "items"],
    ]
    assert lines[2].endswith("wordings: Español (es)")
    assert lines[3].startswith(
        "Left out: “broken.toml”. “broken.toml” is not a usable rubric: It is not TOML"
    )


def test_a_rubric_is_shown_with_all_its_steps_and_items(console: Console, shelf: Shelf) -> None:
    said = console.done("rubrics", "show", "secure-start")

    for item in shelf.rubric("secure-start"):
        assert f"  {item.id}  {item.short} ({item.tier})" in said
    assert max(map(len, said.splitlines())) <= 100


def test_a_rubric_as_json_comes_back_as_it_was(console: Console, shelf: Shelf) -> None:
    said = console.done("rubrics", "show", "secure-improve", "--json")

    assert rubric_from_json(said) == shelf.rubric("secure-improve")
    assert list(json.loads(said))[:3] == ["id", "version", "checklist"]


def test_a_rubric_is_shown_in_another_wording(console: Console, home: Path) -> None:
    put_on_the_shelf(home, RUBRIC, "river.toml")
    put_on_the_shelf(home, OVERLAY, "river.es.toml")

    said = console.done("rubrics", "show", "river-start", "--wording", "Español")

    assert said.startswith("Lista del río (river-start 1.0), 3 items\n")
    assert "Estamos de acuerdo." in said


def test_a_rubric_that_is_not_there_is_told_with_those_that_are(console: Console) -> None:
    assert console.refused("rubrics", "show", "lake") == (
        "There is no rubric “lake” here.\nUse one of: secure-improve, secure-start.\n"
    )


def test_a_usable_file_is_told_in_one_sentence(console: Console, tmp_path: Path, home: Path) -> None:
    put_on_the_shelf(home, RUBRIC, "river.toml")

    assert console.done("rubrics", "check", written(tmp_path, RUBRIC)) == (
        "“river.toml” is a usable rubric: River checklist, 3 items.\n"
    )
    assert console.done("rubrics", "check", written(tmp_path, OVERLAY, "es.toml")) == (
        "“es.toml” is a usable rubric: Lista del río with the wording “Español”, 3 items.\n"
    )


def test_every_finding_stands_on_a_line_of_its_own(console: Console, tmp_path: Path) -> None:
    faulty = RUBRIC.replace('title = "River checklist"\n', "").replace('id = "R-3"', 'id = "R-1"')

    assert console.run("rubrics", "check", written(tmp_path, faulty)) == Outcome(
        1,
        "river.toml: Rubric: “title” is missing.\n"
        "river.toml: Step 2, item “R-1”: the id is used twice; it stands first in step 1.\n",
        "",
    )


def test_an_overlay_for_no_rubric_on_hand_is_found_wanting(console: Console, tmp_path: Path) -> None:
    outcome = console.run("rubrics", "check", written(tmp_path, OVERLAY, "es.toml"))

    assert outcome == Outcome(1, "es.toml: Overlay: there is no rubric “river-start” here.\n", "")


def test_there_must_be_a_file_to_check(console: Console, tmp_path: Path) -> None:
    assert "“none.toml” was not found." in console.refused("rubrics", "check", tmp_path / "none.toml")
    assert "is a folder, not a file." in console.refused("rubrics", "check", tmp_path)


def test_an_authored_file_is_taken_in_used_and_taken_away(
    console: Console, tmp_path: Path, home: Path
) -> None:
    said = console.done("rubrics", "add", written(tmp_path, RUBRIC, "mine.toml"))

    assert said.startswith("“mine.toml” was added: River checklist, 3 items.\n")
    assert "nobody’s official text" in said
    assert (home / "rubrics" / "river-start.toml").read_text(encoding="utf-8") == RUBRIC
    assert "Your own: river-start (“river-start.toml”)" in console.done("rubrics", "list")
    console.done(
        "new", tmp_path / "x.sqlite", "--checklist", "start", "--rubric", "river-start", "--district", "River"
    )

    assert console.done("rubrics", "remove", "river-start") == (
        "“river-start.toml” was removed. Assessments that answer it keep it.\n"
    )
    assert "river-start" not in console.done("rubrics", "list")
    assert "0 of 3" in console.done("status", tmp_path / "x.sqlite")


def test_a_faulty_file_is_not_taken_in_and_every_finding_is_told(
    console: Console, tmp_path: Path, home: Path
) -> None:
    faulty = RUBRIC.replace('title = "River checklist"\n', "").replace('id = "R-3"', 'id = "R-1"')

    assert console.run("rubrics", "add", written(tmp_path, faulty)) == console.run(
        "rubrics", "check", tmp_path / "river.toml"
    )
    assert not (home / "rubrics").exists()


def test_another_rubric_of_that_id_stays_unless_told_otherwise(
    console: Console, tmp_path: Path, home: Path
) -> None:
    console.done("rubrics", "add", written(tmp_path, RUBRIC))
    newer = written(tmp_path, RUBRIC.replace('version = "1.0"', 'version = "1.1"'), "newer.toml")

    told = console.refused("rubrics", "add", newer)
    assert "River checklist (river-start 1.0). Nothing was changed." in told
    assert "--replace" in told

    console.done("rubrics", "add", newer, "--replace")
    assert [path.name for path in (home / "rubrics").iterdir()] == ["river-start.toml"]
    assert "(river-start 1.1)" in console.done("rubrics", "show", "river-start")


def test_a_bundled_rubric_stays(console: Console) -> None:
    assert "came with the program" in console.refused("rubrics", "remove", "secure-start")
    assert "There is no rubric and no wording “lake” of your own." in console.refused(
        "rubrics", "remove", "lake"
    )
