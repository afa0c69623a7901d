import contextlib
import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import (
    FileMissing,
    ForeignDatabase,
    KnownProblem,
    LinkNotFollowed,
    NotADatabase,
    NotAFolder,
    NotAPlainFile,
)
from secure_desktop.exchange.overview_files import OverviewFormat, write_overview
from secure_desktop.exchange.overview_reading import OverviewProgress, read_again, read_folder
from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import OverviewEntry, Unread
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.overviews import TODAY, districts, write_file
from tests.storage.bad_files import BAD_FILES
from tests.storage.nobody import folder_for_nobody, run_as_nobody
from tests.storage.snapshots import contents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two districts in three files with a copy, and a text that only has the name of an assessment."""
    found = tmp_path / "districts"
    districts(found)
    return found


def everything(folder: Path) -> dict[str, dict[str, str]]:
    return {str(path): contents(path) for path in (folder, *folder.rglob("*")) if path.is_dir()}


def test_every_assessment_under_a_folder_is_found_once(folder: Path) -> None:
    before = everything(folder)
    found = read_folder(folder, builders.NOW)

    assert [(e.file, e.profile.district, e.rubric.title, e.copies) for e in found.entries] == [
        ("Hill.sqlite", "Hill", "Checklist to Start", ()),
        ("Hill 2.sqlite", "Hill", "Checklist to Improve", ()),
        (str(Path("north", "River.sqlite")), "River", "Checklist to Start", ("River (1).sqlite",)),
    ]
    assert [(each.file, type(each.problem)) for each in found.unread] == [("notes.sqlite", NotADatabase)]
    assert (found.files, found.copies, found.is_complete) == (5, 1, True)
    assert (found.entries[2].overdue, found.entries[2].next_due) == (1, date(2027, 1, 15))
    assert everything(folder) == before


def test_hidden_things_lock_files_and_other_endings_are_passed_over(folder: Path) -> None:
    shutil.copytree(folder, folder / ".hidden")
    shutil.copyfile(folder / "Hill.sqlite", folder / ".Hill.sqlite")
    shutil.copyfile(folder / "Hill.sqlite", folder / "Hill.sqlite-journal.txt")
    with open_file(folder / "Hill.sqlite"):
        assert (folder / ".Hill.sqlite.lock").exists()
        assert read_folder(folder, builders.NOW).files == 5


def test_what_is_a_folder_a_pipe_or_a_link_is_no_file(folder: Path) -> None:
    (folder / "folder.sqlite").mkdir()
    write_file(folder / "folder.sqlite" / "Lake.SQLITE", "Lake", {})
    os.mkfifo(folder / "pipe.sqlite")
    (folder / "a.sqlite").symlink_to(folder / "Hill.sqlite")
    (folder / "b.sqlite").symlink_to("nowhere")
    (folder / "c").symlink_to(folder.parent)
    (folder / "d.txt").symlink_to(folder / "notes.sqlite")
    found = read_folder(folder, builders.NOW)

    assert "Lake" in {entry.profile.district for entry in found.entries}
    assert {each.file: type(each.problem) for each in found.unread} == {
        "a.sqlite": LinkNotFollowed,
        "b.sqlite": LinkNotFollowed,
        "c": LinkNotFollowed,
        "notes.sqlite": NotADatabase,
        "pipe.sqlite": NotAPlainFile,
    }


def test_bad_files_are_listed_with_their_reason_and_stop_nothing(folder: Path, sample_bytes: bytes) -> None:
    expected: dict[str, type[KnownProblem]] = {"notes.sqlite": NotADatabase}
    found_in_passing = [bad for bad in BAD_FILES if not bad.found_by.startswith("opening")]
    for place, bad in enumerate(found_in_passing):
        name = f"bad {place:02}.sqlite"
        bad.make(folder / name, sample_bytes)
        if os.path.lexists(folder / name) and bad.name != "folder":
            expected[name] = LinkNotFollowed if "link" in bad.name else bad.problem
    before = everything(folder)

    found = read_folder(folder, builders.NOW)

    assert {each.file: type(each.problem) for each in found.unread} == expected
    assert len(found.entries) == 3
    assert everything(folder) == before


def test_fifty_databases_of_other_programs_are_listed(folder: Path) -> None:
    for number in range(50):
        with contextlib.closing(sqlite3.connect(folder / f"places {number}.sqlite")) as connection:
            connection.execute("PRAGMA journal_mode = WAL" if number % 2 else "PRAGMA user_version = 3")
            connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    before = everything(folder)
    found = read_folder(folder, builders.NOW)

    assert [type(each.problem) for each in found.unread].count(ForeignDatabase) == 50
    assert len(found.entries) == 3
    assert everything(folder) == before


def test_an_overview_that_lies_in_the_folder_is_no_assessment_and_no_problem(folder: Path) -> None:
    before = read_folder(folder, builders.NOW)
    write_overview(before, OverviewFormat.SQLITE, folder / "overview.sqlite")

    after = read_folder(folder, builders.NOW)
    assert (after.entries, after.files) == (before.entries, before.files)
    assert [each.file for each in after.unread] == ["notes.sqlite"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("gone", FileMissing), ("notes.sqlite", NotAFolder), ("notes.sqlite/x", FileMissing)],
)
def test_where_no_folder_is_there_is_no_overview(
    folder: Path, name: str, problem: type[KnownProblem]
) -> None:
    with pytest.raises(problem):
        read_folder(folder / name, builders.NOW)


def test_an_empty_folder_has_an_empty_overview(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = read_folder(tmp_path / "empty", builders.NOW)

    assert (found.entries, found.unread, found.files, found.is_complete) == ((), (), 0, True)


def test_it_tells_how_far_it_is(folder: Path) -> None:
    told: list[OverviewProgress] = []

    def go_on(progress: OverviewProgress) -> bool:
        told.append(progress)
        return True

    read_folder(folder, builders.NOW, go_on=go_on)

    assert [(each.found, each.total) for each in told[:2]] == [(4, 0), (5, 0)]
    assert [(each.read, each.total) for each in told[2:]] == [(read, 5) for read in range(1, 6)]
    assert [type(each.result) for each in told[2:]].count(OverviewEntry) == 4


def test_what_was_read_before_somebody_stopped_it_is_there_and_marked_incomplete(folder: Path) -> None:
    found = read_folder(folder, builders.NOW, go_on=lambda progress: progress.read < 2)

    assert len(found.entries) == 2
    assert not found.is_complete


def test_somebody_can_stop_it_while_it_looks_for_files(folder: Path) -> None:
    found = read_folder(folder, builders.NOW, go_on=lambda progress: bool(progress.total))

    assert not found.is_complete
    assert found.files <= 4


def test_stopping_it_at_the_very_end_leaves_it_complete(folder: Path) -> None:
    assert read_folder(folder, builders.NOW, go_on=lambda p: not p.total or p.read < p.total).is_complete


def test_what_was_changed_or_went_away_meanwhile_is_read_as_it_is_now(folder: Path) -> None:
    found = read_folder(folder, builders.NOW)
    with open_file(folder / "Hill.sqlite", clock=lambda: builders.NOW) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.IN_PLACE)
    (folder / "Hill 2.sqlite").unlink()

    hill, gone, river = read_again(folder, found.entries, TODAY)

    assert isinstance(gone, Unread)
    assert type(gone.problem) is FileMissing
    assert isinstance(hill, tuple)
    assert hill[0].tally.in_place == 1
    assert hill[1].response("1S-02").answer is Answer.IN_PLACE
    assert isinstance(river, tuple)
    assert river[0].copies == ("River (1).sqlite",)


def test_a_copy_stands_in_for_a_file_that_cannot_be_read_to_its_end(folder: Path) -> None:
    river = folder / "north" / "River.sqlite"
    with contextlib.closing(sqlite3.connect(river)) as connection:
        connection.execute("UPDATE response SET note = CAST(x'ff' AS TEXT)")
        connection.commit()
    found = read_folder(folder, builders.NOW)
    *_, problem, copy = read_again(folder, found.entries, TODAY)

    assert isinstance(problem, Unread)
    assert problem.file == str(Path("north", "River.sqlite"))
    assert isinstance(copy, tuple)
    assert (copy[0].file, copy[0].copies) == ("River (1).sqlite", (problem.file,))


READ = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from secure_desktop.exchange.overview_reading import read_folder

def main():
    found = read_folder(Path(sys.argv[1]), datetime.now(UTC))
    print(len(found.entries), *sorted(each.file for each in found.unread))
"""


def test_what_may_not_be_read_is_listed_and_a_folder_of_others_is_only_read(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        for name in ("open.sqlite", "closed.sqlite", "inner/inner.sqlite"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(sample_bytes)
        (folder / "open.sqlite").chmod(0o444)
        (folder / "closed.sqlite").chmod(0)
        (folder / "inner").chmod(0)
        folder.chmod(0o555)

        assert run_as_nobody(READ, os.fspath(folder)) == "1 closed.sqlite inner\n"
        assert sorted(path.name for path in folder.iterdir()) == ["closed.sqlite", "inner", "open.sqlite"]
