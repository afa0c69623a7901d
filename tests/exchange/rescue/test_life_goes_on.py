"""A rescued file is a file like any other: it is combined, signed, exported and taken in again."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from secure_desktop.exchange.assessment_from_json import read_assessment
from secure_desktop.exchange.assessment_json import kept_in, write_json
from secure_desktop.exchange.combining import prepare
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.known_keys import load
from secure_desktop.exchange.rescue.rescue import rescue
from secure_desktop.exchange.rescue.writing import write_rescued
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify_file import check_file
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import Signed

Rubrics = tuple[Rubric, ...]


def rescued(path: Path, rubrics: Rubrics, *statements: str) -> Path:
    """Return what is rescued of a file in which some rows are lost."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    target = path.with_name("rescued.sqlite")
    write_rescued(rescue(path, rubrics), target, by="Ann Author", clock=lambda: builders.NOW)
    return target


@pytest.mark.parametrize(
    "statements",
    [
        ("DELETE FROM journal WHERE seq % 3 = 0",),
        ("DELETE FROM response WHERE item_id LIKE '2S%'", "DELETE FROM journal WHERE subject LIKE '2S%'"),
        ("DELETE FROM journal WHERE seq < 20", "DELETE FROM next_step"),
    ],
)
def test_a_whole_copy_gives_back_what_was_lost(
    full: Path, rubrics: Rubrics, statements: tuple[str, ...]
) -> None:
    copy = full.with_name("copy.sqlite")
    with open_file(full) as file:
        true = file.assessment()
        file.save_copy(copy)
    damaged = rescued(full, rubrics, *statements)

    with open_file(damaged) as file:
        combination = prepare(file, [copy])

        assert combination.refused == ()
        file_says = {item.id: file.assessment().response(item.id) for item in true.rubric}
    told = {news.register.subject for topic in combination.topics for news in topic.news}
    asked = {conflict.register.subject for topic in combination.topics for conflict in topic.conflicts}
    for item in true.rubric:
        if file_says[item.id].answer is not true.response(item.id).answer:
            assert item.id in told | asked


def test_a_damaged_entry_does_not_keep_it_from_being_combined(full: Path, rubrics: Rubrics) -> None:
    copy = full.with_name("copy.sqlite")
    with open_file(full) as file:
        file.record_response("1S-01", by="Ann Author", note="Signed in October.")
        file.save_copy(copy)
    damaged = rescued(
        full, rubrics, "UPDATE journal SET after = 'Sigmed in October.' WHERE after = 'Signed in October.'"
    )

    with open_file(damaged) as file:
        assert file.assessment().response("1S-01").note == "Signed in October."
        assert prepare(file, [copy]).refused == ()


def test_it_is_exported_and_taken_in_again(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    new = rescued(full, rubrics, "DELETE FROM journal WHERE seq IN (1, 2, 30)", "DELETE FROM participant")
    with open_file(new) as file:
        before = file.assessment()
        write_json(before, tmp_path / "new.json", made_at=builders.NOW, kept=kept_in(file))

    assert read_assessment(tmp_path / "new.json").assessment == before


def test_it_is_signed_again(signed: Signed, rubrics: Rubrics) -> None:
    new = rescued(signed.file, rubrics, "UPDATE sign_off SET name = 'Somebody Else'")

    with open_file(new, clock=lambda: builders.NOW) as file:
        file.sign(builders.wish(), own_key(), by="Ann Author")

    assert check_file(new, load()).verdict.state is State.UNALTERED


def test_what_was_rescued_can_be_rescued_again(full: Path, rubrics: Rubrics) -> None:
    new = rescued(full, rubrics, "DELETE FROM journal WHERE seq % 5 = 0")

    again = rescue(new, rubrics)

    assert again.is_complete
