import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from secure_desktop.errors import DiskFull, FolderGiven, TargetExists, TargetUnwritable
from secure_desktop.files import (
    folder_written_whole,
    is_folder,
    make_folder,
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


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names by itself")
def test_a_drive_that_stumbles_once_over_the_names_in_a_folder_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, sync, failed = tmp_path / "summary.pdf", os.fsync, list[int]()

    def stumble(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode) and not failed:
            failed.append(handle)
            raise OSError(errno.EIO, "I/O error")
        sync(handle)

    monkeypatch.setattr(os, "fsync", stumble)
    with written_whole(target) as draft:
        draft.write_text("new")

    assert failed
    assert list(tmp_path.iterdir()) == [target]


def test_a_draft_that_cannot_be_taken_away_does_not_hide_what_went_wrong(tmp_path: Path) -> None:
    def fail() -> None:
        with written_whole(tmp_path / "a.txt") as draft:
            draft.unlink()
            draft.mkdir()  # as little a file to unlink as one on a faulty drive
            raise DiskFull(name="a.txt")

    with pytest.raises(DiskFull):
        fail()


@pytest.mark.skipif(os.name == "nt", reason="Windows takes such names")
@pytest.mark.parametrize("written", [written_whole, folder_written_whole])
@pytest.mark.parametrize("name", ["half \ud800.pdf", "half \ud800/report.pdf"])
def test_a_name_with_half_a_character_is_refused_in_words(
    tmp_path: Path, written: Callable[[Path], AbstractContextManager[Path]], name: str
) -> None:
    with pytest.raises(TargetUnwritable, match="its name holds half a character"), written(tmp_path / name):
        pass

    assert not list(tmp_path.iterdir())
