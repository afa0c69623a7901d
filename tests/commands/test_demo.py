from pathlib import Path

from tests.commands.console import Console
from tests.storage.snapshots import contents

NAMES = [
    "sample-district-improve.pdf",
    "sample-district-improve.sqlite",
    "sample-district-start.pdf",
    "sample-district-start.sqlite",
]


def test_a_demo_is_a_sample_of_each_checklist_with_its_summary(console: Console, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    said = console.done("demo", folder)

    assert sorted(said.splitlines()) == [str(folder / name) for name in NAMES]
    assert list(contents(folder)) == NAMES
    assert "Progress  49 of 49 items answered" in console.done("status", folder / NAMES[3])
    assert "Progress  37 of 37 items answered" in console.done("status", folder / NAMES[1])
    assert (folder / NAMES[0]).read_bytes().startswith(b"%PDF-")


def test_a_demo_goes_beside_what_is_there(console: Console, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("other")

    console.done("demo", tmp_path)

    assert (tmp_path / "other.txt").read_text() == "other"


def test_a_demo_that_somebody_worked_on_is_left_as_it_is(console: Console, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / NAMES[1]).write_text("worked on")
    before = contents(folder)

    assert console.refused("demo", folder).startswith("“sample-district-improve.sqlite” exists already")
    assert contents(folder) == before


def test_a_file_that_only_looks_like_the_summary_is_left_as_it_is(console: Console, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / NAMES[0]).write_text("no PDF")
    before = contents(folder)

    assert "is not a PDF" in console.refused("demo", folder)
    assert contents(folder) == before


def test_a_demo_needs_a_folder(console: Console, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")

    assert "“file” exists already" in console.refused("demo", tmp_path / "file")
    assert "“demo” cannot be written" in console.refused("demo", tmp_path / "file" / "demo")
    assert (tmp_path / "file").read_text() == "a file"
