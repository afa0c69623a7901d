"""What an open file said last, written into another one when the file itself is gone or overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from secure_desktop.errors import TargetExists
from secure_desktop.exchange.keys import own_key
from secure_desktop.storage.coming_back import go_on
from secure_desktop.storage.last_known import save_last_known
from secure_desktop.storage.opening import open_file
from secure_desktop.underneath_errors import FileChanged, StrangerInPlace
from tests.storage.ready import SHERIFF


def delete(path: Path) -> None:
    path.unlink()


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))


def put_another_in_its_place(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("something else")
    other.replace(path)


@pytest.mark.parametrize("harm", [delete, rename_folder, put_another_in_its_place])
def test_a_file_that_others_cannot_find_any_more_is_copied_whole(
    sample: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="the last word")
        history = file.history()
        harm(sample)

        assert save_last_known(file, tmp_path / "copy.sqlite", by="Ann")

    with open_file(tmp_path / "copy.sqlite") as copy:
        assert copy.assessment().response("1S-01").note == "the last word"
        assert copy.history() == history


@pytest.mark.parametrize("harm", [delete, put_another_in_its_place])
def test_a_signed_file_that_is_gone_is_copied_with_its_seal(
    signed: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    with open_file(signed) as file:
        harm(signed)
        save_last_known(file, tmp_path / "copy.sqlite", by="Ann")

    with open_file(tmp_path / "copy.sqlite") as copy:
        assert copy.is_as_sealed()
        copy.sign(SHERIFF, own_key(), by="Bob")


def test_a_broken_seal_stays_broken_in_the_copy_of_a_file_that_is_gone(signed: Path, tmp_path: Path) -> None:
    content = signed.read_bytes()
    signed.write_bytes(content[:95] + bytes([content[95] ^ 1]) + content[96:])
    with open_file(signed) as file:
        assert file.is_as_sealed() is False
        signed.unlink()
        save_last_known(file, tmp_path / "copy.sqlite", by="Ann")

    with open_file(tmp_path / "copy.sqlite") as copy:
        assert copy.is_as_sealed() is False


@pytest.mark.parametrize("content", [b"", b"x" * 300_000])
def test_an_overwritten_file_is_written_from_memory_and_never_copied_by_mistake(
    sample: Path, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "copy.sqlite"
    with open_file(sample) as file:
        before = file.assessment()
        file.memory.take_before(file.history())
        file.record_response("1S-01", by="Ann", note="the last word")
        history = file.history()
        sample.write_bytes(content)
        with pytest.raises(StrangerInPlace):
            file.save_copy(target)
        assert not target.exists()

        assert not save_last_known(file, target, by="Ann")

    with open_file(target) as copy:
        assert copy.assessment().response("1S-01").note == "the last word"
        assert copy.assessment().response("1S-02") == before.response("1S-02")
        assert copy.history() == history
    assert sample.read_bytes() == content


def test_without_the_history_in_memory_the_answers_are_written_all_the_same(
    sample: Path, tmp_path: Path
) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="the last word")
        sample.write_bytes(b"")
        assert not save_last_known(file, tmp_path / "copy.sqlite", by="Ann")

    with open_file(tmp_path / "copy.sqlite") as copy:
        assert copy.assessment().response("1S-01").note == "the last word"
        assert [entry.field for entry in copy.history()] == ["rebuilt"]


def test_what_was_signed_earlier_is_not_made_up(signed: Path, tmp_path: Path) -> None:
    with open_file(signed) as file:
        file.assessment()
        signed.write_bytes(b"")
        with pytest.raises(StrangerInPlace):
            save_last_known(file, tmp_path / "copy.sqlite", by="Ann")
    assert not (tmp_path / "copy.sqlite").exists()


def test_nothing_is_overwritten_by_the_copy(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite"
    target.write_text("mine")
    with open_file(sample) as file:
        sample.unlink()
        with pytest.raises(TargetExists):
            save_last_known(file, target, by="Ann")
    assert target.read_text() == "mine"


def test_a_file_goes_on_only_as_one_that_ends_with_the_same_entry(sample: Path) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="one")
        same = sample.with_name("same")
        same.write_bytes(sample.read_bytes())
        file.record_response("1S-01", by="Ann", note="two")
        newer = sample.read_bytes()

        same.replace(sample)  # it lacks the last change
        assert not go_on(file)
        with pytest.raises(FileChanged):
            file.record_response("1S-01", by="Ann", note="three")

        same.write_bytes(newer)
        same.replace(sample)
        assert go_on(file)
        assert file.record_response("1S-01", by="Ann", note="three")
    with open_file(sample) as again:
        assert again.assessment().response("1S-01").note == "three"


def test_a_file_that_is_gone_does_not_go_on(sample: Path) -> None:
    with open_file(sample) as file:
        sample.unlink()
        assert not go_on(file)
        assert not sample.exists()
