"""Copies that cloud clients put beside a file: known by name and content, never mixed up with copies made on purpose."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from secure_desktop.model.assessment import Answer
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.conflict_copies import ConflictCopies, ConflictCopy, is_named_like_one
from secure_desktop.storage.opening import open_file
from tests import builders

NAMES = {
    "Dropbox": "river (Ann's conflicted copy 2026-11-25).sqlite",
    "Dropbox, a second one": "river (PC-12's conflicted copy 2026-11-25 (1)).sqlite",
    "Dropbox in German": "river (In Konflikt stehende Kopie von Ann 2026-11-25).sqlite",
    "Dropbox in Spanish": "river (Copia en conflicto de Ann 2026-11-25).sqlite",
    "Dropbox, other case": "river (Case Conflict).sqlite",
    "OneDrive": "river-PC-12.sqlite",
    "OneDrive, a second one": "river-DESKTOP-QRI9E1H-2.sqlite",
    "OneDrive in the browser": "river (1).sqlite",
    "Google Drive": "river(1).sqlite",
    "Google Drive, earlier": "[Conflict] river.sqlite",
    "iCloud": "river 2.sqlite",
    "Nextcloud": "river (conflicted copy 2026-11-25 120000).sqlite",
    "ownCloud": "river_conflict-20261125-120000.sqlite",
    "Syncthing": "river.sync-conflict-20261125-120000-ABCDEFG.sqlite",
    "Seafile": "river (SFConflict ann@example.org 2026-11-25-12-00-00).sqlite",
    "Synology": "river_Andy-PC_Jan-03-0901-2013_CaseConflict_1.sqlite",
    "pCloud": "river [conflicted].sqlite",
    "Resilio": "river.Conflict.sqlite",
    "other letters": "RIVER 2.SQLITE",
}
OTHERS = [
    "river.sqlite",
    "river (copy).sqlite",
    "river (from the screen).sqlite",
    "river (before update from format 2).sqlite",
    "river – Sgt. Rivera.sqlite",
    "river - Copy.sqlite",
    "rivers 2.sqlite",
    "river 2.pdf",
    ".river.sqlite.lock",
    "river.sqlite-journal",
    "lake (1).sqlite",
]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_names_that_cloud_clients_give_are_known(name: str) -> None:
    assert is_named_like_one(name, "river.sqlite")


@pytest.mark.parametrize("name", OTHERS)
def test_other_names_are_not(name: str) -> None:
    assert not is_named_like_one(name, "river.sqlite")


def diverged(path: Path, name: str, *, changes: int = 2) -> Path:
    """Return a copy of a file, made byte by byte, in which somebody has gone on."""
    copy = path.with_name(name)
    shutil.copyfile(path, copy)
    with open_file(copy) as file:
        for number in range(changes):
            file.record_response("1S-01", by="Bob", note=f"on the other laptop {number}")
    return copy


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_conflict_copy_is_found_with_the_number_of_its_changes(empty: Path, name: str) -> None:
    copy = diverged(empty, name)

    assert ConflictCopies(empty).find() == (ConflictCopy(copy, 2),)


def test_it_is_found_when_both_have_gone_on(empty: Path) -> None:
    copy = diverged(empty, "river 2.sqlite")
    with open_file(empty) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)
        assert ConflictCopies(empty).find() == (ConflictCopy(copy, 2),)


def test_a_copy_without_anything_new_is_not_worth_a_word(empty: Path) -> None:
    shutil.copyfile(empty, empty.with_name("river (1).sqlite"))
    with open_file(empty) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)

    assert ConflictCopies(empty).find() == ()


def test_copies_made_by_this_program_are_none_whatever_they_are_called(empty: Path) -> None:
    with open_file(empty) as file:
        file.save_copy(empty.with_name("river 2.sqlite"))
        reviewer = Reviewer(
            "Sgt. Rivera", (1,), made_at=builders.NOW, made_by="Ann", has_answers=True, has_evidence=True
        )
        file.save_reviewer_copy(empty.with_name("river 3.sqlite"), reviewer)
    for name in ("river 2.sqlite", "river 3.sqlite"):
        with open_file(empty.with_name(name)) as copy:
            copy.record_response("1S-01", by="Bob", note="elsewhere")

    assert ConflictCopies(empty).find() == ()


def test_what_is_no_assessment_is_passed_over(empty: Path, sample: Path) -> None:
    empty.with_name("river (1).sqlite").write_text("not an assessment")
    empty.with_name("river (2).sqlite").write_bytes(b"")
    shutil.copyfile(sample, empty.with_name("river (3).sqlite"))
    empty.with_name("river (4).sqlite").mkdir()
    empty.with_name("river (5).sqlite").symlink_to(diverged(empty, "elsewhere.sqlite"))
    empty.with_name("river (6).sqlite").write_bytes(empty.read_bytes()[:5000])

    assert ConflictCopies(empty).find() == ()


def test_a_copy_that_is_complete_only_later_is_found_then(empty: Path) -> None:
    whole = diverged(empty, "elsewhere.sqlite").read_bytes()
    copy = empty.with_name("river (1).sqlite")
    copy.write_bytes(whole[:5000])
    copies = ConflictCopies(empty)
    assert copies.find() == ()

    copy.write_bytes(whole)

    assert copies.find() == (ConflictCopy(copy, 2),)


def test_a_copy_that_another_program_holds_for_a_moment_is_found_afterwards(empty: Path) -> None:
    copy, copies = diverged(empty, "river (1).sqlite"), ConflictCopies(empty)
    with contextlib.closing(sqlite3.connect(copy)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert copies.find() == ()

    assert copies.find() == (ConflictCopy(copy, 2),)


@pytest.mark.parametrize("held", ["river.sqlite", "river (1).sqlite"])
def test_what_was_found_stays_while_a_file_is_held_for_a_moment(empty: Path, held: str) -> None:
    copy, copies = diverged(empty, "river (1).sqlite"), ConflictCopies(empty)
    assert copies.find() == (ConflictCopy(copy, 2),)
    with contextlib.closing(sqlite3.connect(empty.with_name(held))) as other:
        other.execute("UPDATE assessment SET district = district || '.'")
        other.commit()
        other.execute("BEGIN EXCLUSIVE")

        assert copies.find() == (ConflictCopy(copy, 2),)


def test_nothing_is_written_by_looking(empty: Path) -> None:
    diverged(empty, "river (1).sqlite")
    before = {path.name: path.read_bytes() for path in empty.parent.iterdir()}

    ConflictCopies(empty).find()

    assert {path.name: path.read_bytes() for path in empty.parent.iterdir()} == before


def test_a_folder_that_is_gone_has_none(empty: Path) -> None:
    copies = ConflictCopies(empty)
    empty.parent.rename(empty.parent.with_name("away"))

    assert copies.find() == ()
