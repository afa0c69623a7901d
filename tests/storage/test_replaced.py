import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from secure_desktop.errors import FileReplaced, KnownProblem
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from secure_desktop.underneath_errors import DriveGone, FileChanged, FileGone, StrangerInPlace
from tests.storage.drives import stumbling_over


def sibling_with_one_more_answer(sample: Path) -> Path:
    sibling = sample.with_name("sibling.sqlite")
    shutil.copyfile(sample, sibling)
    with open_file(sibling) as other:
        other.record_response("1S-01", by="Bob", note="on the sibling")
    return sibling


def refuses_to_write(file: AssessmentFile, path: Path, problem: type[KnownProblem]) -> None:
    assert issubclass(problem, FileReplaced)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(problem, match=r"“sample\.sqlite”"):
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_file_that_another_one_was_moved_over_is_not_written(sample: Path) -> None:
    sibling = sibling_with_one_more_answer(sample)
    with open_file(sample) as file:
        sibling.replace(sample)

        refuses_to_write(file, sample, FileChanged)


def test_a_file_that_was_deleted_does_not_come_back(sample: Path) -> None:
    with open_file(sample) as file:
        sample.unlink()

        refuses_to_write(file, sample, FileGone)


def test_a_file_that_was_renamed_is_not_written_under_either_name(sample: Path) -> None:
    moved = sample.with_name("moved.sqlite")
    with open_file(sample) as file:
        sample.rename(moved)
        before = moved.read_bytes()

        refuses_to_write(file, sample, FileGone)
        assert moved.read_bytes() == before


def test_a_file_that_was_overwritten_in_place_is_not_written(sample: Path) -> None:
    sibling = sibling_with_one_more_answer(sample)
    with open_file(sample) as file:
        sample.write_bytes(sibling.read_bytes())

        refuses_to_write(file, sample, FileChanged)


def test_a_file_that_was_emptied_is_not_written(sample: Path) -> None:
    with open_file(sample) as file:
        sample.write_bytes(b"")

        refuses_to_write(file, sample, StrangerInPlace)


def test_a_sibling_with_as_many_changes_is_told_apart_by_its_history(sample: Path) -> None:
    sibling = sibling_with_one_more_answer(sample)
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="on the first one")
        assert sample.stat().st_size == sibling.stat().st_size
        sample.write_bytes(sibling.read_bytes())

        refuses_to_write(file, sample, FileChanged)


def test_a_drive_that_puts_the_time_right_late_is_no_reason_to_stop(sample: Path) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="one")
        os.utime(sample)

        assert file.record_response("1S-01", by="Ann", note="two")
        assert file.record_response("1S-01", by="Ann", note="three")


def test_a_file_whose_folder_is_gone_is_not_written(sample: Path) -> None:
    elsewhere = sample.parent.with_name("elsewhere")
    with open_file(sample) as file:
        sample.parent.rename(elsewhere)
        before = (elsewhere / sample.name).read_bytes()

        refuses_to_write(file, sample, DriveGone)
        assert (elsewhere / sample.name).read_bytes() == before


def test_a_file_that_is_put_back_goes_on(sample: Path) -> None:
    moved = sample.with_name("moved.sqlite")
    with open_file(sample) as file:
        sample.rename(moved)
        refuses_to_write(file, sample, FileGone)
        moved.rename(sample)

        assert file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)


def test_the_sentence_says_when_another_program_changed_the_file(sample: Path) -> None:
    sibling = sibling_with_one_more_answer(sample)
    noon = datetime(2026, 11, 25, 12, 0).astimezone().timestamp()
    os.utime(sibling, (noon, noon))
    with open_file(sample) as file:
        sibling.replace(sample)

        with pytest.raises(FileChanged, match="was changed by another program at 2026-11-25 12:00"):
            file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)


@pytest.mark.parametrize("time", [-(2**40), 2**33, 2**41])
def test_a_time_that_no_clock_shows_is_no_trouble(sample: Path, time: int) -> None:
    sibling = sibling_with_one_more_answer(sample)
    try:
        os.utime(sibling, (time, time))
    except (OSError, OverflowError):
        pytest.skip("this drive takes no such time")
    with open_file(sample) as file:
        sibling.replace(sample)

        refuses_to_write(file, sample, FileChanged)


def test_a_drive_that_stumbles_once_over_a_file_is_no_other_program(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_file(sample) as file:
        stumbling_over(sample, "stat", monkeypatch, times=1)
        file.record_response("1S-01", by="Ann", note="first")
        stumbling_over(sample, "stat", monkeypatch, times=1)
        file.record_response("1S-01", by="Ann", note="second")

        assert file.assessment().response("1S-01").note == "second"
