import json
from collections.abc import Callable
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshots
from tests import builders
from tests.commands.console import Console
from tests.shell.copies import reviewer_copy
from tests.storage.snapshots import contents
from tests.storage.test_lock import start_editor, stop

FILES = Path(__file__).parents[1] / "files"
Backed = Callable[[str], object]


@pytest.fixture
def backed_up(home: Path, empty: Path, console: Console) -> Backed:
    """Record a note and back the file up."""

    def back_up(note: str) -> object:
        console.done("answer", empty, "1S-01", "partly", "--note", note)
        return Snapshots(locations.backups_folder()).take(empty, Reason.WORKING, lambda: builders.NOW)

    return back_up


def note_in(path: Path) -> str:
    with open_file(path, write=False) as file:
        return file.assessment().response("1S-01").note


def id_of(path: Path) -> str:
    with open_file(path, write=False) as file:
        return file.assessment().id


def test_the_backups_of_a_file_are_listed_newest_first(
    console: Console, empty: Path, backed_up: Backed
) -> None:
    backed_up("one")
    backed_up("two")

    lines = console.done("backups", "list", empty).splitlines()

    at = f"{builders.NOW.astimezone():%Y-%m-%d %H:%M}"
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert all(at in line and line.endswith("while it was worked on") for line in lines)


def test_the_list_as_json_has_the_keys_that_its_help_tells(
    console: Console, empty: Path, backed_up: Backed
) -> None:
    backed_up("one")

    told = json.loads(console.done("backups", "list", empty, "--json"))

    assert list(told) == ["format", "assessment", "district", "folder", "backups"]
    (one,) = told["backups"]
    assert list(one) == ["number", "taken_at", "reason", "size", "file", "lay_at"]
    assert (one["number"], one["taken_at"], one["reason"]) == (1, "2026-11-23T12:00:00Z", "working")
    assert one["lay_at"] == str(empty)
    assert one["size"] == Path(one["file"]).stat().st_size
    help_text = console.run("backups", "list", "--help").out
    assert all(key in help_text for key in [*told, *one])


def test_all_assessments_with_backups_are_listed(console: Console, empty: Path, backed_up: Backed) -> None:
    assert console.done("backups", "list") == "There are no backups on this computer.\n"
    backed_up("one")

    text = console.done("backups", "list")
    (told,) = json.loads(console.done("backups", "list", "--json"))["assessments"]

    assert id_of(empty) in text
    assert "Sample District 12" in text
    assert str(empty) in text
    assert "    1 backup, " in text
    assert told["backups"] == 1
    assert told["paths"] == [str(empty)]


@pytest.mark.parametrize("damage", [b"", b"noise" * 100, None])
def test_the_backups_of_a_file_that_is_lost_are_found_by_where_it_lay(
    console: Console, empty: Path, backed_up: Backed, damage: bytes | None
) -> None:
    backed_up("one")
    if damage is None:
        empty.unlink()
    else:
        empty.write_bytes(damage)

    assert "while it was worked on" in console.done("backups", "list", empty)
    assert "“river.sqlite” is as it was" in console.done("backups", "restore", empty)
    assert note_in(empty) == "one"


def test_the_backups_of_an_assessment_are_found_by_its_id(
    console: Console, empty: Path, backed_up: Backed
) -> None:
    backed_up("one")
    identifier = id_of(empty)
    empty.unlink()

    assert console.done("backups", "list", identifier) == console.done("backups", "list", identifier[:8])
    assert "There is no backup of" in console.refused("backups", "list", identifier[:7])


def test_a_file_without_backups_is_told(console: Console, empty: Path) -> None:
    before = contents(empty.parent)

    assert "There is no backup of “river.sqlite”" in console.refused("backups", "list", empty)
    assert "There is no backup of “river.sqlite”" in console.refused("backups", "restore", empty)
    assert contents(empty.parent) == before


def test_going_back_keeps_the_present_file(console: Console, empty: Path, backed_up: Backed) -> None:
    backed_up("one")
    backed_up("two")

    told = json.loads(console.done("backups", "restore", empty, "--number", "1", "--by", "Ann", "--json"))

    assert list(told) == ["format", "number", "taken_at", "written", "kept"]
    assert note_in(empty) == "one"
    assert note_in(Path(told["kept"])) == "two"
    with open_file(empty) as file:
        assert file.history()[-1].by == "Ann"


def test_a_number_that_is_none_is_told_before_anything_is_touched(
    console: Console, empty: Path, backed_up: Backed
) -> None:
    backed_up("one")
    before = contents(empty.parent)

    assert "There is no backup 7 of “river.sqlite”" in console.refused(
        "backups", "restore", empty, "--number", "7"
    )
    assert contents(empty.parent) == before


def test_a_backup_can_be_written_as_a_file_of_its_own(
    console: Console, empty: Path, backed_up: Backed
) -> None:
    backed_up("one")
    backed_up("two")
    target = empty.with_name("out.sqlite")

    console.done("backups", "restore", empty, "--number", "1", "-o", target)

    assert (note_in(target), note_in(empty)) == ("one", "two")
    assert "exists already" in console.refused("backups", "restore", empty, "-o", target)


def test_a_file_that_somebody_edits_is_not_restored(console: Console, empty: Path, backed_up: Backed) -> None:
    backed_up("one")
    editor = start_editor(empty)
    try:
        assert "is being edited" in console.refused("backups", "restore", empty)
    finally:
        stop(editor)


def test_combining_into_a_file_backs_it_up_first(console: Console, home: Path, empty: Path) -> None:
    copy = reviewer_copy(empty)
    console.done("answer", copy, "1S-01", "partly")

    console.done("combine", empty, copy, "--into-first")

    (one,) = json.loads(console.done("backups", "list", empty, "--json"))["backups"]
    assert one["reason"] == "before-combine"
    with open_file(Path(one["file"]), write=False) as file:
        assert not file.assessment().responses


def test_a_file_of_an_older_format_is_backed_up_before_it_is_brought_up_to_date(
    console: Console, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "older.sqlite"
    path.write_bytes((FILES / "format-1.sqlite").read_bytes())

    console.done("answer", path, "1S-01", "partly")

    (one,) = json.loads(console.done("backups", "list", path, "--json"))["backups"]
    assert one["reason"] == "before-update"
    assert Path(one["file"]).read_bytes()[60:64] == (1).to_bytes(4)


def test_where_no_backup_can_be_taken_the_command_says_so_and_goes_on(
    console: Console, home: Path, empty: Path
) -> None:
    folder = locations.backups_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("somebody's")
    copy = reviewer_copy(empty)
    console.done("answer", copy, "1S-01", "partly")

    outcome = console.run("combine", empty, copy, "--into-first")

    assert outcome.code == 0
    assert outcome.err.startswith("No backup of “river.sqlite” was taken")
    with open_file(empty, write=False) as file:
        assert file.assessment().responses
