import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secure_desktop.drive_errors import (
    DriveGone,
    NameNotTaken,
    NoRoomForDraft,
    NoRoomOnDrive,
    ReadBackDiffers,
)
from secure_desktop.errors import DiskFull, FolderGiven, TargetExists, TargetUnwritable
from secure_desktop.storage import last_copies
from secure_desktop.storage.drive_copy import Advance, CopyStage, Draft, DriveCopy, carry
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.storage.drives import Stick, plugged_in
from tests.storage.snapshots import contents


class Stopped(Exception):  # noqa: N818 - somebody wished it
    """Raised by whoever does not want the copy any more."""


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """A USB stick."""
    with plugged_in(tmp_path / "KINGSTON") as stick:
        yield stick


@pytest.fixture
def large(sample: Path, tmp_path: Path) -> Path:
    """An assessment of some 12 MB: more than a drive is given at once."""
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(12 * 2**15)))
    with open_file(sample) as file:
        file.attach("1S-01", photo, by="Ann")
    return sample


def copy_to(target: Path, source: Path, advance: Advance = lambda *_: None) -> DriveCopy:
    with open_file(source, write=False) as file:
        draft = Draft(file, advance=advance)
    with draft:
        return carry(draft, target, clock=lambda: builders.NOW, advance=advance)


def when(wanted: CopyStage, do: Callable[[], object]) -> Advance:
    """Return what does something once, when a stage has begun."""
    done: list[bool] = []

    def advance(stage: CopyStage, _share: float) -> None:
        if stage is wanted and not done:
            done.append(True)
            do()

    return advance


def test_a_copy_is_what_the_drive_gives_back_and_opens(sample: Path, stick: Stick) -> None:
    target = stick.folder / "River.sqlite"

    copy = copy_to(target, sample)

    assert copy.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (copy.path, copy.size) == (target, target.stat().st_size)
    assert (copy.read_back_at, copy.is_on_other_drive) == (builders.NOW, True)
    assert list(contents(stick.folder)) == ["River.sqlite"]
    with open_file(target) as there, open_file(sample) as here:
        assert there.assessment() == here.assessment()
        assert copy.assessment_id == here.assessment().id


def test_a_copy_of_a_signed_file_keeps_its_seal(signed: Path, tmp_path: Path) -> None:
    copy_to(tmp_path / "copy.sqlite", signed)

    with open_file(tmp_path / "copy.sqlite", write=False) as there:
        assert there.is_as_sealed() is True


def test_a_copy_on_the_drive_of_the_assessment_says_so(sample: Path) -> None:
    assert not copy_to(sample.with_name("copy.sqlite"), sample).is_on_other_drive


def test_how_far_it_is_is_told_to_the_end_of_each_stage(large: Path, tmp_path: Path) -> None:
    told: list[tuple[CopyStage, float]] = []

    copy_to(tmp_path / "copy.sqlite", large, lambda stage, share: told.append((stage, share)))

    assert [stage for stage, share in told if share == 1.0] == list(CopyStage)
    shares = [share for stage, share in told if stage is CopyStage.WRITING]
    assert len(shares) > 2
    assert shares == sorted(shares)


@pytest.mark.parametrize("stage", [CopyStage.WRITING, CopyStage.READING_BACK])
def test_a_drive_that_is_pulled_out_half_way_is_told_and_nothing_is_left(
    large: Path, stick: Stick, stage: CopyStage
) -> None:
    before = contents(large.parent)

    with pytest.raises(DriveGone, match="KINGSTON"):
        copy_to(stick.folder / "River.sqlite", large, when(stage, stick.pull_out))

    assert contents(stick.folder) == {}  # the folder that the drive was plugged in at
    assert contents(large.parent) == before


def test_a_drive_that_gives_back_something_else_gets_no_copy(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def spoil() -> None:
        (part,) = folder.iterdir()
        with part.open("rb+") as file:
            file.seek(5000)
            file.write(b"?")

    with pytest.raises(ReadBackDiffers):
        copy_to(folder / "River.sqlite", sample, when(CopyStage.WRITING, spoil))

    assert contents(folder) == {}


@pytest.mark.parametrize("stage", list(CopyStage))
def test_whoever_stops_it_gets_no_copy_and_leaves_nothing(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: CopyStage
) -> None:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(drafts))
    target = tmp_path / "stick" / "River.sqlite"
    target.parent.mkdir()

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        copy_to(target, sample, when(stage, stop))

    assert contents(target.parent) == contents(drafts) == {}


def test_a_drive_that_is_too_small_is_told_before_anything_is_written(large: Path, tmp_path: Path) -> None:
    with plugged_in(tmp_path / "SMALL", size="8m") as stick:
        with pytest.raises(NoRoomOnDrive, match=r"needs 1\d\.\d MB, and 8\.\d MB are free in “SMALL”"):
            copy_to(stick.folder / "River.sqlite", large)
        assert contents(stick.folder) == {}


def test_a_drive_that_fills_up_meanwhile_keeps_nothing_half(large: Path, tmp_path: Path) -> None:
    with plugged_in(tmp_path / "SMALL", size="16m") as stick:
        film = stick.folder / "film.mov"

        with pytest.raises(DiskFull):
            copy_to(
                stick.folder / "River.sqlite",
                large,
                when(CopyStage.WRITING, lambda: film.write_bytes(bytes(8_000_000))),
            )

        assert list(contents(stick.folder)) == ["film.mov"]


def test_a_read_only_drive_is_told(sample: Path, stick: Stick) -> None:
    stick.make_read_only()

    with pytest.raises(TargetUnwritable, match="the drive is read-only"):
        copy_to(stick.folder / "River.sqlite", sample)


def test_without_room_for_the_draft_this_computer_is_named_not_the_drive(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with plugged_in(tmp_path / "tmp", size="300k") as full:
        monkeypatch.setattr(tempfile, "tempdir", str(full.folder))

        with pytest.raises(NoRoomForDraft, match="disk of this computer"):
            copy_to(tmp_path / "copy.sqlite", large)

        assert contents(full.folder) == {}


def test_a_name_that_the_drive_does_not_take_is_told_before_the_writing(sample: Path, tmp_path: Path) -> None:
    told: list[CopyStage] = []

    with pytest.raises(NameNotTaken):
        copy_to(tmp_path / f"{'x' * 300}.sqlite", sample, lambda stage, _: told.append(stage))

    assert CopyStage.WRITING not in told


@pytest.mark.parametrize("stage", [None, CopyStage.READING_BACK], ids=["before", "meanwhile"])
def test_what_lies_there_is_never_replaced(sample: Path, tmp_path: Path, stage: CopyStage | None) -> None:
    target = tmp_path / "stick" / "River.sqlite"
    target.parent.mkdir()

    def put() -> None:
        target.write_text("weeks of work")

    if stage is None:
        put()

    with pytest.raises(TargetExists):
        copy_to(target, sample, when(stage, put) if stage is not None else lambda *_: None)

    assert [path.read_text() for path in target.parent.iterdir()] == ["weeks of work"]


def test_a_folder_is_no_name_for_a_copy(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "River.sqlite").mkdir()

    with pytest.raises(FolderGiven):
        copy_to(tmp_path / "River.sqlite", sample)


def test_what_a_drive_that_was_pulled_out_still_holds_of_it_goes_with_the_next_copy(
    sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / ".secure-desktop-abc.part").write_bytes(b"half")
    (folder / ".secure-desktop-link.part").symlink_to(sample)
    (folder / "holiday.part").write_bytes(b"somebody else's")

    copy_to(folder / "River.sqlite", sample)

    assert list(contents(folder)) == [".secure-desktop-link.part", "River.sqlite", "holiday.part"]


def test_two_copies_at_the_same_time_do_not_meet(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    copy_to(
        folder / "first.sqlite",
        sample,
        when(CopyStage.WRITING, lambda: copy_to(folder / "second.sqlite", sample)),
    )

    assert list(contents(folder)) == ["first.sqlite", "second.sqlite"]


def test_when_it_was_last_copied_is_kept_for_each_assessment() -> None:
    assert last_copies.last_copies() == {}

    last_copies.remember_copy("one", builders.MADE)
    last_copies.remember_copy("two", builders.NOW)
    last_copies.remember_copy("one", builders.NOW)

    assert last_copies.last_copies() == {"one": builders.NOW, "two": builders.NOW}


@pytest.mark.parametrize("said", ["", "[]", '{"one": 3}', "\x00", "[" * 100_000])
def test_a_record_that_makes_no_sense_counts_as_never(home: Path, said: str) -> None:
    home.mkdir()
    (home / "last-copies.json").write_text(said)

    assert last_copies.last_copies() == {}
    last_copies.remember_copy("one", builders.NOW)
    assert last_copies.last_copies() == {"one": builders.NOW}
