import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop.errors import DamagedFile
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reviewer_record import put_reviewer
from tests.builders import NOW

RIVERA = Reviewer("Sgt. Rivera", (1, 3), has_answers=True, has_evidence=False, made_at=NOW, made_by="Ann")


@pytest.mark.parametrize("reviewer", [RIVERA, replace(RIVERA, steps=(), has_answers=False, made_by="")])
def test_a_file_says_for_whom_it_was_made(empty: Path, reviewer: Reviewer) -> None:
    with open_file(empty) as file:
        with file.atomic("Ann"):
            put_reviewer(file._db, reviewer)
        assert file.assessment().reviewer == reviewer

    with open_file(empty, write=False) as file:
        assert file.assessment().reviewer == reviewer


def test_a_file_that_is_no_reviewer_copy_names_nobody(empty: Path) -> None:
    with open_file(empty, write=False) as file:
        assert file.assessment().reviewer is None


@pytest.mark.parametrize("steps", ["", "{}", '["1"]', "[true]", "[" * 100_000])
def test_action_steps_that_are_no_list_of_numbers_are_damage(empty: Path, steps: str) -> None:
    with open_file(empty) as file, file.atomic("Ann"):
        put_reviewer(file._db, RIVERA)
    connection = sqlite3.connect(empty)
    connection.execute("UPDATE reviewer SET steps = ?", (steps,))
    connection.commit()
    connection.close()

    with open_file(empty) as file, pytest.raises(DamagedFile):
        file.assessment()
