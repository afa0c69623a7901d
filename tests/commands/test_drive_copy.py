import hashlib
import json
from pathlib import Path

from secure_desktop.storage.last_copies import last_copies
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.drives import plugged_in
from tests.storage.snapshots import contents


def test_a_copy_on_another_drive_is_told_and_remembered(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    with plugged_in(tmp_path / "KINGSTON") as stick:
        said = console.done("copy", sample, "-o", stick.folder)
        target = stick.folder / "sample.sqlite"
        digest = hashlib.sha256(target.read_bytes()).hexdigest()

        assert said == (
            f"The copy is complete and was read back from the drive: {target}\n"
            f"  {target.stat().st_size:>12,} bytes  SHA-256 {digest}\n"
        )
    with open_file(sample, write=False) as file:
        assert list(last_copies()) == [file.assessment().id]


def test_a_copy_on_the_same_drive_is_called_that_and_not_remembered(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    said = console.done("copy", sample, "-o", tmp_path / "copy.sqlite")

    assert "on the same drive as the assessment" in said
    assert last_copies() == {}


def test_json_says_what_was_copied(console: Console, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"

    said = json.loads(console.done("copy", sample, "-o", target, "--json"))

    assert list(said) == [
        "format",
        "assessment",
        "revision",
        "file",
        "size",
        "sha256",
        "read_back_at",
        "other_drive",
    ]
    assert (said["file"], said["revision"], said["other_drive"]) == (str(target), 1, False)
    assert said["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()


def test_in_a_folder_a_name_that_is_taken_gets_a_number(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    console.done("copy", sample, "-o", folder)
    console.done("copy", sample, "-o", folder)

    assert list(contents(folder)) == ["sample 2.sqlite", "sample.sqlite"]


def test_a_file_that_is_there_is_not_replaced(console: Console, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("weeks of work")

    assert "exists already" in console.refused("copy", sample, "-o", tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "weeks of work"


def test_a_name_that_no_system_takes_is_refused_in_words(
    console: Console, sample: Path, tmp_path: Path
) -> None:
    assert "does not take the name" in console.refused("copy", sample, "-o", tmp_path / ("a" * 300))


def test_a_damaged_file_is_not_copied(console: Console, sample: Path, tmp_path: Path) -> None:
    sample.write_bytes(sample.read_bytes()[:20_000])

    assert "is incomplete" in console.refused("copy", sample, "-o", tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()
