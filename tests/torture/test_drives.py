"""Drives that fill up, become read-only or go: a sentence, nothing half-written, and work goes on afterwards."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from secure_desktop.errors import (
    DiskFull,
    FileUnreadable,
    KnownProblem,
    NoTemporaryRoom,
    NotSaved,
    TargetUnwritable,
)
from secure_desktop.storage import lock
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.snapshots import contents
from tests.torture import drives
from tests.torture.drives import Drive
from tests.torture.jobs import CUT_OFF, FILES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it knows no such limits")
NOTE = "What we saw on our visit. " * 400


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Drive]:
    """A drive with 600 KB."""
    if not drives.MAY_MOUNT:
        pytest.skip("only root can mount a drive to fill it up")
    try:
        with drives.drive(tmp_path / "stick", 600_000) as plugged:
            yield plugged
    except OSError as fault:
        pytest.skip(str(fault))


@pytest.fixture
def on_stick(stick: Drive, sample_bytes: bytes) -> Path:
    """A filled sample on the drive."""
    path = stick.path / "sample.sqlite"
    path.write_bytes(sample_bytes)
    return path


# --- without root: files that must not grow ----------------------------------------------------------------


def test_a_write_that_fails_is_told_and_works_when_it_is_tried_again(sample: Path) -> None:
    with open_file(sample) as file:
        before = file.assessment()
        with drives.no_file_grows(4096), pytest.raises(NotSaved):
            file.record_response("1S-01", by="Ann", note=NOTE)
        assert file.assessment() == before

        file.record_response("1S-01", by="Ann", note=NOTE)

    with open_file(sample, write=False) as file:
        assert file.assessment().response("1S-01").note == NOTE


def test_a_disk_that_takes_no_lock_text_lets_the_file_be_edited_and_be_given_back(sample: Path) -> None:
    with drives.no_file_grows(), open_file(sample) as file:
        assert not file.is_read_only
    assert not lock.lock_file(sample).exists()
    with open_file(sample) as file:
        assert file.record_response("1S-01", by="Ann", note="It works.")


@pytest.mark.parametrize("kind", ["pdf", "json", "xlsx", "csv", "docx", "html", "ics"])
def test_an_export_that_cannot_be_written_leaves_nothing_behind(
    console: Console, sample: Path, kind: str
) -> None:
    out = sample.with_name(f"out.{kind}")
    command = ["report", str(sample)] if kind == "pdf" else ["export", str(sample), "--format", kind]
    before = contents(sample.parent)

    with drives.no_file_grows(100):
        told = console.refused(*command, "-o", out)

    assert "“out." in told
    assert contents(sample.parent) == before


def test_without_a_folder_for_temporary_files_a_cut_off_change_is_told_of(
    cut_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(cut_off.parent)
    monkeypatch.setattr(tempfile, "tempdir", str(cut_off.with_name("nowhere")))

    with pytest.raises(NoTemporaryRoom):
        open_file(cut_off)

    assert contents(cut_off.parent) == before


@pytest.fixture
def cut_off(sample: Path) -> Path:
    """A file whose last change was cut off; the journal still lies beside it."""
    subprocess.run([sys.executable, "-c", CUT_OFF, str(sample)], check=False)
    assert sample.with_name("sample.sqlite-journal").exists()
    return sample


# --- full ----------------------------------------------------------------------------------------------------


def test_a_full_drive_is_told_and_takes_the_note_once_there_is_room(on_stick: Path, stick: Drive) -> None:
    with open_file(on_stick) as file:
        before = file.assessment()
        stick.fill()
        with pytest.raises(DiskFull):
            file.record_response("1S-01", by="Ann", note=NOTE)
        assert file.assessment() == before
        stick.free()

        file.record_response("1S-01", by="Ann", note=NOTE)

    with open_file(on_stick, write=False) as file:
        assert file.assessment().response("1S-01").note == NOTE


def test_a_file_on_a_full_drive_can_be_opened_and_is_not_called_read_only(
    on_stick: Path, stick: Drive
) -> None:
    stick.fill()
    with open_file(on_stick) as file:
        assert file.assessment().profile.district
        with pytest.raises(DiskFull):
            file.record_response("1S-01", by="Ann", note=NOTE)


def test_an_older_file_on_a_full_drive_stays_as_it_is_until_there_is_room(stick: Drive) -> None:
    old = stick.path / "old.sqlite"
    shutil.copyfile(FILES / "format-1.sqlite", old)
    stick.fill(leaving=20_000)
    before = contents(stick.path)

    with pytest.raises(DiskFull):
        open_file(old)

    assert contents(stick.path) == before
    stick.free()
    with open_file(old) as file:
        assert not file.is_read_only


@pytest.mark.parametrize(
    "command",
    [
        ["report", "-o", "out.pdf"],
        ["export", "--format", "xlsx", "-o", "out.xlsx"],
        ["export", "--format", "docx", "-o", "out.docx"],
        ["share", "-o", "for the board"],
        ["copies", "--for", "Bob", "--for", "Cid", "-o", "copies"],
        ["export", "--format", "json", "-o", "out.json"],
    ],
    ids=lambda command: " ".join(command[:3]),
)
def test_what_a_full_drive_does_not_take_leaves_nothing_there(
    console: Console, on_stick: Path, stick: Drive, command: list[str]
) -> None:
    stick.fill(leaving=8_000)
    before = contents(stick.path)

    told = console.refused(command[0], on_stick, *command[1:-1], stick.path / command[-1])

    assert "the disk is full" in told
    assert contents(stick.path) == before


def test_a_copy_that_the_drive_has_no_room_for_leaves_nothing_there(on_stick: Path, stick: Drive) -> None:
    stick.fill(leaving=30_000)
    before = contents(stick.path)

    with open_file(on_stick, write=False) as file, pytest.raises(DiskFull):
        file.save_copy(stick.path / "copy.sqlite")

    assert contents(stick.path) == before


def test_a_full_folder_for_temporary_files_is_told_of(
    cut_off: Path, stick: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.fill(leaving=8_000)
    monkeypatch.setattr(tempfile, "tempdir", str(stick.path))
    before = contents(cut_off.parent)

    with pytest.raises(NoTemporaryRoom):
        open_file(cut_off)

    assert contents(cut_off.parent) == before
    assert list(contents(stick.path)) == ["filler"]


# --- read-only, gone ---------------------------------------------------------------------------------------------


def test_a_read_only_drive_shows_its_files_and_takes_no_report(
    console: Console, on_stick: Path, stick: Drive
) -> None:
    stick.allow_writing(allowed=False)

    with open_file(on_stick) as file:
        assert file.is_read_only
        with pytest.raises(TargetUnwritable, match="the drive is read-only"):
            file.save_copy(stick.path / "copy.sqlite")
    assert "the drive is read-only" in console.refused("report", on_stick, "-o", stick.path / "out.pdf")
    assert "read-only" in console.refused("answer", on_stick, "1S-01", "partly", "--by", "Ann")


def test_a_drive_that_is_pulled_out_is_told_and_what_was_saved_before_is_on_it(
    console: Console, on_stick: Path, stick: Drive, tmp_path: Path
) -> None:
    with open_file(on_stick) as file:
        file.record_response("1S-01", by="Ann", note="Saved before.")
        saved = on_stick.read_bytes()
        stick.pull_out()

        with pytest.raises(KnownProblem):
            file.record_response("1S-01", by="Ann", note="Too late.")
        copy = tmp_path / "rescued.sqlite"
        file.save_copy(copy)

    assert contents(stick.path) == {}, "nothing is put where the drive was"
    with open_file(copy, write=False) as file:
        assert file.assessment().response("1S-01").note == "Saved before."
    assert len(saved) > 0
    assert "was not found" in console.refused("status", on_stick)


def test_a_folder_that_is_renamed_under_an_open_file_gets_nothing_more(sample: Path) -> None:
    moved = sample.parent.with_name("elsewhere")
    with open_file(sample) as file:
        sample.parent.rename(moved)
        before = (moved / sample.name).read_bytes()

        with pytest.raises(KnownProblem):
            file.record_response("1S-01", by="Ann", note="Too late.")

        assert (moved / sample.name).read_bytes() == before
        moved.rename(sample.parent)
        assert file.record_response("1S-01", by="Ann", note="It is back.")


def test_a_drive_that_goes_while_a_file_is_read_is_told(on_stick: Path, stick: Drive) -> None:
    with open_file(on_stick, write=False) as file:
        stick.pull_out()
        assert file.assessment().profile.district  # the system keeps what is open
    with pytest.raises((FileUnreadable, KnownProblem)):
        open_file(on_stick)
