import sqlite3
from pathlib import Path

import pytest

from secure_desktop.errors import TargetExists, TargetUnwritable
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.storage.drives import stumbling_over
from tests.storage.snapshots import contents


def test_a_copy_says_the_same_and_knows_that_it_is_a_copy(sample: Path) -> None:
    target = sample.with_name("copy.sqlite")
    with open_file(sample) as file:
        file.save_copy(target)
        with open_file(target) as copy:
            assert copy.assessment() == file.assessment()
            copy.record_response("1S-01", by="Bob", note="on the copy")
            file.record_response("1S-01", by="Ann", note="on the first one")
            assert copy.history()[-1].copy != file.history()[-1].copy
            assert copy.history()[:-1] == file.history()[:-1]


def test_a_read_only_file_can_be_copied_and_the_copy_written(sample: Path) -> None:
    target = sample.with_name("copy.sqlite")
    with open_file(sample, write=False) as file:
        file.save_copy(target)
    with open_file(target) as copy:
        assert copy.record_response("1S-01", by="Bob", answer=Answer.PARTLY)


def test_a_copy_holds_what_was_recorded_a_moment_ago(sample: Path) -> None:
    target = sample.with_name("copy.sqlite")
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="a moment ago")
        file.save_copy(target)

    connection = sqlite3.connect(target)
    assert connection.execute("SELECT note FROM response WHERE item_id = '1S-01'").fetchone() == (
        "a moment ago",
    )
    connection.close()


@pytest.mark.parametrize("name", ["taken.sqlite", "link.sqlite", "sample.sqlite"])
def test_a_copy_never_replaces_anything(sample: Path, name: str) -> None:
    sample.with_name("taken.sqlite").write_text("weeks of work")
    sample.with_name("link.sqlite").symlink_to("nowhere")
    before = contents(sample.parent)

    with open_file(sample, write=False) as file, pytest.raises(TargetExists):
        file.save_copy(sample.with_name(name))

    assert contents(sample.parent) == before


def test_a_copy_into_a_folder_that_is_not_there_is_refused(sample: Path) -> None:
    with open_file(sample) as file, pytest.raises(TargetUnwritable, match="the folder is not there"):
        file.save_copy(sample.parent / "nowhere" / "copy.sqlite")


def test_progress_grows_until_the_copy_is_whole(sample: Path) -> None:
    told: list[float] = []
    with open_file(sample, write=False) as file:
        file.save_copy(sample.with_name("copy.sqlite"), advance=told.append)

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_copy_that_is_stopped_is_not_there(sample: Path) -> None:
    class Stopped(Exception):  # noqa: N818 - nothing went wrong
        pass

    def stop(_share: float) -> None:
        raise Stopped

    before = contents(sample.parent)
    with open_file(sample, write=False) as file, pytest.raises(Stopped):
        file.save_copy(sample.with_name("copy.sqlite"), advance=stop)
    assert contents(sample.parent) == before


def test_a_copy_is_not_written_where_the_drive_does_not_tell_what_is_there(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = sample.with_name("copy.sqlite")
    target.write_bytes(b"somebody's only copy")
    with open_file(sample) as file, monkeypatch.context() as meanwhile:
        stumbling_over(target, "lstat", meanwhile, times=1)
        with pytest.raises(TargetUnwritable, match="the drive reports a fault"):
            file.save_copy(target)

    assert target.read_bytes() == b"somebody's only copy"
