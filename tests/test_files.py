import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.errors import DiskFull, FolderGiven, TargetExists, TargetUnwritable
from secure_desktop.files import (
    LONGEST_NAME,
    folder_written_whole,
    free_name,
    is_folder,
    make_folder,
    named_after,
    safe_name,
    sync_folder,
    write_problem,
    written_whole,
)


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    with written_whole(target) as draft:
        draft.write_text("new")
        assert not target.exists()

    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_content_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_text("old")

    with contextlib.suppress(RuntimeError), written_whole(target) as draft:
        draft.write_text("half")
        raise RuntimeError

    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_text("old")

    with pytest.raises(DiskFull), written_whole(target):
        raise OSError(errno.ENOSPC, "no space")

    assert target.read_text() == "old"


def test_a_folder_appears_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "to send"
    with folder_written_whole(target) as draft:
        (draft / "a.txt").write_text("a")
        assert draft.name.startswith(".")
        assert not target.exists()

    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert stat.S_IMODE((target / "a.txt").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with contextlib.suppress(RuntimeError), folder_written_whole(tmp_path / "to send") as draft:
        (draft / "a.txt").write_text("half")
        raise RuntimeError

    assert list(tmp_path.iterdir()) == []


def test_folders_on_the_way_are_for_the_same_people(tmp_path: Path, usual_umask: None) -> None:
    make_folder(tmp_path / "own" / "backups" / "a")
    make_folder(tmp_path / "Documents" / "b", mode=0o777)

    own, documents = tmp_path / "own", tmp_path / "Documents"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (own, own / "backups")} == {0o700}
    assert stat.S_IMODE(documents.stat().st_mode) == 0o755


def test_a_folder_takes_the_place_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "to send").mkdir()
    with pytest.raises(TargetExists), folder_written_whole(tmp_path / "to send"):
        pytest.fail("nothing is to be written")


@pytest.mark.parametrize(
    ("name", "problem"),
    [("folder", FolderGiven), ("nowhere/x", TargetUnwritable), ("x" * 300, TargetUnwritable)],
)
def test_a_target_that_cannot_be_is_told(tmp_path: Path, name: str, problem: type[Exception]) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(problem), written_whole(tmp_path / name):
        pytest.fail("nothing is to be written")


def test_a_problem_with_writing_never_shows_numbers_and_paths() -> None:
    for number in errno.errorcode:
        told = str(write_problem(Path("/home/ann/x.pdf"), OSError(number, os.strerror(number), "/home/ann")))
        assert "/home" not in told
        assert "Errno" not in told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("River District", "River District"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\x:y", "C x y"),
        ("CON", "CON_"),
        ("nul.txt", "nul_.txt"),
        ("con .txt", "con _.txt"),
        ("com¹", "com¹_"),
        ("CONOUT$.log", "CONOUT$_.log"),
        ("学" * 100, "学" * 66),
        (" . ", "assessment"),
        ("gnp\u202eexe", "gnpexe"),
        ("Ñandú 学校", "Ñandú 学校"),
    ],
)
def test_a_safe_name_is_taken_by_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_every_text_gives_a_safe_name(text: str) -> None:
    name = safe_name(text)

    assert 0 < len(name) <= LONGEST_NAME
    assert len(name.encode("utf-8")) <= 201
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")


def test_a_free_name_counts_on_past_what_is_taken(tmp_path: Path) -> None:
    target = tmp_path / "river.sqlite"
    assert free_name(target) == target
    target.touch()
    (tmp_path / "river 2.sqlite").symlink_to("nowhere")

    assert free_name(target).name == "river 3.sqlite"


def test_a_free_name_is_told_where_nobody_can_look(tmp_path: Path) -> None:
    target = tmp_path / f"{'x' * 300}.sqlite"

    assert free_name(target) == target


@pytest.mark.parametrize("stem", ["river", "ä" * 110, "x" * 240])
def test_what_lies_beside_a_file_has_a_name_that_the_system_takes(tmp_path: Path, stem: str) -> None:
    named = named_after(tmp_path / f"{stem}.sqlite", "{0} (before restoring 2026-11-25 14-05)")

    named.touch()

    assert named.name.startswith(stem[:5])
    assert named.name.endswith(" (before restoring 2026-11-25 14-05).sqlite")


def test_a_folder_that_cannot_be_looked_at_counts_as_none(tmp_path: Path) -> None:
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("x" * 300))
    assert not is_folder(tmp_path / "\0")


@pytest.mark.skipif(sys.platform != "linux", reason="where a folder cannot be asked about")
def test_a_drive_that_cannot_be_asked_to_keep_names_counts_as_keeping_them() -> None:
    handle = os.open("/proc", os.O_RDONLY)
    with pytest.raises(OSError, match="Invalid argument"):
        os.fsync(handle)
    os.close(handle)

    sync_folder(Path("/proc"))


def test_a_reserved_name_stays_short_enough_with_its_underscore() -> None:
    name = safe_name(f"CON.{'[' * 300}")

    assert name.startswith("CON_.[")
    assert len(name) == LONGEST_NAME
    assert safe_name(name) == name


def test_the_name_of_a_folder_has_no_ending(tmp_path: Path) -> None:
    (tmp_path / "District No. 12").mkdir()

    assert free_name(tmp_path / "District No. 12", is_folder=True).name == "District No. 12 2"


class CloudClient:
    """Holds a file as on Windows, for so many tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tries: int, *, winerror: int = 32) -> None:
        self.refused = 0
        self._tries = tries
        self._winerror = winerror
        replace = os.replace

        def held(source: os.PathLike[str], target: os.PathLike[str]) -> None:
            if self.refused < self._tries:
                self.refused += 1
                fault = PermissionError(errno.EACCES, "held")
                vars(fault)["winerror"] = self._winerror
                raise fault
            replace(source, target)

        monkeypatch.setattr(os, "replace", held)


def test_a_file_that_a_cloud_client_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "summary.pdf"
    target.write_text("old")
    client = CloudClient(monkeypatch, 2)

    with written_whole(target) as draft:
        draft.write_text("new")

    assert client.refused == 2
    assert target.read_text() == "new"


def test_a_file_that_a_cloud_client_does_not_let_go_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "summary.pdf"
    target.write_text("old")
    client = CloudClient(monkeypatch, 10**9)

    with pytest.raises(TargetUnwritable), written_whole(target) as draft:
        draft.write_text("new")

    assert client.refused > 2
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_forbidden_for_good_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = CloudClient(monkeypatch, 10**9, winerror=19)  # the drive is write-protected

    with pytest.raises(TargetUnwritable), written_whole(tmp_path / "summary.pdf") as draft:
        draft.write_text("new")

    assert client.refused == 1


def test_a_draft_that_cannot_be_taken_away_does_not_hide_what_went_wrong(tmp_path: Path) -> None:
    def fail() -> None:
        with written_whole(tmp_path / "a.txt") as draft:
            draft.unlink()
            draft.mkdir()  # as little a file to unlink as one on a faulty drive
            raise DiskFull(name="a.txt")

    with pytest.raises(DiskFull):
        fail()
