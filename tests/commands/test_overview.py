import json
from pathlib import Path

import pytest

from tests.commands.console import Console
from tests.overviews import districts, rows
from tests.storage.snapshots import contents

STARTS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF", "sqlite": b"SQLite format 3"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two districts in three files with a copy, and a text that only has the name of an assessment."""
    found = tmp_path / "districts"
    districts(found)
    return found


def test_all_assessments_stand_in_a_table_of_their_checklist(console: Console, folder: Path) -> None:
    lines = console.done("overview", folder).splitlines()

    assert lines[0] == "3 assessments in 5 files, 1 is a copy, 1 could not be read"
    start, improve = lines.index("Checklist to Start (2)"), lines.index("Checklist to Improve (1)")
    assert start < improve
    assert lines[start + 2].split()[:8] == ["Hill", "2026–27", "1/5", "0/5", "0/3", "0/2", "1", "0"]
    assert lines[start + 3].split()[-5:] == ["1", "1", "2027-01-15", "○", "Draft"]
    assert "1.1   1S-01   2 of 2 that answered (100 %): ✕ 1, ◐ 1  Subject 1 of step 1" in lines[start + 6]
    assert lines[-1].startswith(
        "  notes.sqlite: “notes.sqlite” is not an assessment file; it looks like a text"
    )
    assert any(line.startswith("  River (1).sqlite: of ") for line in lines)


def test_json_has_the_documented_keys(console: Console, folder: Path) -> None:
    data = json.loads(console.done("overview", folder, "--json"))
    described = console.done("overview", "--help")

    river = data["assessments"][2]
    assert river["profile"]["district"] == "River"
    assert river["progress"] == {"answered": 2, "total": 5}
    assert (river["gaps"], river["overdue"], river["next_due"]) == (["1S-01"], 1, "2027-01-15")
    assert river["copies"] == ["River (1).sqlite"]
    assert [(of["rubric"], of["assessments"]) for of in data["common_gaps"]] == [
        ("secure-start", 2),
        ("secure-improve", 1),
    ]
    assert data["problems"][0]["kind"] == "NotADatabase"
    keys = [*data, *river, *river["steps"][0], *data["common_gaps"][0], *data["common_gaps"][0]["items"][0]]
    assert [key for key in (*keys, *data["problems"][0]) if key not in described] == []


@pytest.mark.parametrize("kind", STARTS)
def test_an_overview_is_written(console: Console, folder: Path, kind: str) -> None:
    target = folder.parent / f"o.{kind}"
    said = console.done("overview", folder, "-o", target)

    assert said == f"“o.{kind}” was written: 3 assessments in 5 files, 1 is a copy, 1 could not be read.\n"
    assert target.read_bytes().startswith(STARTS[kind])


def test_notes_go_into_a_database_only_when_asked_for(console: Console, folder: Path) -> None:
    for number, option in enumerate(([], ["--with-notes"])):
        target = folder.parent / f"o{number}.sqlite"
        console.done("overview", folder, "-o", target, *option)
        assert rows(target, "SELECT with_notes FROM run") == [(number,)]

    said = console.refused("overview", folder, "-o", folder.parent / "o.csv", "--with-notes")
    assert "--with-notes needs -o OUT.sqlite" in said


def test_an_earlier_overview_is_replaced_only_when_asked(console: Console, folder: Path) -> None:
    for kind in STARTS:
        target = folder.parent / f"o.{kind}"
        console.done("overview", folder, "-o", target)
        before = target.read_bytes()

        assert f"“o.{kind}” exists already" in console.refused("overview", folder, "-o", target)
        assert target.read_bytes() == before
        console.done("overview", folder, "-o", target, "--replace")


def test_an_assessment_is_never_replaced(console: Console, folder: Path) -> None:
    before = contents(folder)

    for name in ("Hill.sqlite", "notes.sqlite"):
        assert "exists already" in console.refused("overview", folder, "-o", folder / name, "--replace")
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["gone"], "“gone” was not found."),
        (["districts/notes.sqlite"], "“notes.sqlite” is a file, not a folder."),
        (["districts", "-o", "out.docx"], "OUT ends in none of .xlsx, .csv, .pdf, .sqlite"),
        (["districts", "-o", "nowhere/out.csv"], "“out.csv” cannot be written: the folder is not there."),
        (["districts", "-o", "districts.csv"], "“districts.csv” is a folder, not a file."),
        ([], "the following arguments are required: FOLDER"),
    ],
)
def test_what_cannot_be_done_is_said(
    console: Console, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(folder.parent)
    (folder.parent / "districts.csv").mkdir()

    assert told in console.refused("overview", *arguments)


def test_an_empty_folder_is_said_to_be_empty(console: Console, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert console.done("overview", tmp_path / "empty") == "There is no assessment in this folder.\n"


def test_the_help_describes_every_table_and_column(console: Console) -> None:
    from secure_desktop.storage.overview_schema import TABLES

    described = console.done("overview", "--help")

    for name, table in TABLES.items():
        assert f"  {name}: {table.meaning}" in described
        for column in table.columns:
            assert f"    {column.name} " in described
            assert column.meaning in described


def test_a_district_of_which_only_reviewer_copies_lie_there_is_told_as_that(
    console: Console, empty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "back"
    console.done("copies", empty, "--for", "Rivera", "-o", folder)

    assert "Reviewer copy of Rivera" in console.done("overview", folder)

    console.done("copies", empty, "--for", "Muñoz", "-o", empty.parent)
    assert "Reviewer copy of" not in console.done("overview", empty.parent)
