"""Rows that this program would never write: each ends in a sentence or in a value that stands out, never in a fault."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from secure_desktop.errors import DamagedFile, UnreadableEntries
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import rubric_from_json, rubric_json
from secure_desktop.model.summary import summarize
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_quickly
from tests import builders


def edited(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE evidence SET item_id = '9X-99'",
            "evidence for an item “9X-99”, which the checklist does not have",
        ),
        (
            "UPDATE response SET item_id = '9X-99' WHERE item_id = '1S-02'",
            "the answer to an item “9X-99”, which",
        ),
        (
            "UPDATE response SET note = CAST(x'c328' AS TEXT) WHERE item_id = '1S-02'",
            "the answer to item 1.2.",
        ),
        (
            "UPDATE response SET note = CAST(x'eda080' AS TEXT)",
            "the answer to item 1.1; the answer to item 1.2; the answer to item 1.3; and 2 more",
        ),
        (
            "UPDATE response SET changed_by = replace(hex(zeroblob(999)), '00', 'xx')",
            "the answer to item 1.1;",
        ),
        (
            "UPDATE assessment SET district = replace(hex(zeroblob(999)), '00', 'xx')",
            "the name of the district",
        ),
        ("UPDATE assessment SET school_year = CAST(x'ff' AS TEXT)", "the name of the district"),
        ("UPDATE participant SET title = CAST(x'ff' AS TEXT)", "the participant “Sample Person 1”"),
        ("UPDATE sign_off SET role = 'king'", "the sign-off by “Sample Person 1”"),
        ("UPDATE rubric SET json = '{}'", "the checklist."),
    ],
)
def test_what_cannot_be_read_is_named(signed: Path, statement: str, told: str) -> None:
    _edited_loosely(signed, statement)

    for read in (_opened, read_quickly):
        with pytest.raises(UnreadableEntries) as caught:
            read(signed)
        assert f"cannot be read: {told}" in caught.value.sentence_text()


def test_a_note_of_any_length_can_be_read(signed: Path) -> None:
    edited(signed, "UPDATE response SET note = ? WHERE item_id = '1S-01'", "x" * 1_000_000)

    assert len(_opened(signed).response("1S-01").note) == 1_000_000


def test_a_rubric_has_each_key_once_and_no_more_items_than_can_be_answered() -> None:
    text = rubric_json(builders.rubric())
    twice = text.replace('"version":', '"version":"9.9","version":', 1)
    assert rubric_from_json(text) == builders.rubric()

    for faulty in (
        twice,
        rubric_json(builders.rubric(501)),
        text.replace("Subject 1 of step 1", "x" * 20_001),
    ):
        with pytest.raises(ValueError, match=r"rubric|twice"):
            rubric_from_json(faulty)


def _opened(path: Path) -> Assessment:
    with open_file(path) as file:
        return file.assessment()


def _edited_loosely(path: Path, statement: str) -> None:
    """Change a file past the kinds of values that its tables allow, as somebody with another tool could."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE evidence SET item_id = ?", "9X-99"),
        ("UPDATE next_step SET item_id = ?", "9X-99"),
        ("UPDATE sign_off SET role = ?", "king"),
        ("UPDATE sign_off SET attestations = ?", "no JSON"),
        ("UPDATE sign_off SET attestations = ?", "[1, 2]"),
        ("UPDATE sign_off SET attestations = ?", "[" * 100_000),
    ],
)
def test_what_contradicts_itself_is_told_as_damage(signed: Path, statement: str, value: str) -> None:
    edited(signed, statement, value)

    with open_file(signed) as file, pytest.raises(DamagedFile):
        file.assessment()


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "0001-01-01T00:00:00+14:00", "0001-01-01", "9999-12-31T23:59:59-12:00", "2027-13-45"],
)
def test_a_time_that_is_none_stands_out_and_does_no_harm(signed: Path, value: str) -> None:
    for statement in (
        "UPDATE sign_off SET signed_at = ?",
        "UPDATE revision SET signed_at = ?",
        "UPDATE response SET changed_at = ?",
        "UPDATE evidence SET added_at = ?, renew_by = '2027-13-45', effective = '0000-00-00'",
        "UPDATE next_step SET changed_at = ?, due = 'soon'",
        "UPDATE journal SET at = ?",
    ):
        edited(signed, statement, value)

    with open_file(signed) as file:
        assessment = file.assessment()
        summarize(assessment, builders.NOW)
        assert file.history()[0].at == datetime(1970, 1, 1, tzinfo=UTC)
    assert assessment.sign_offs[0].signed_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert (assessment.next_steps[0].due, assessment.evidence[0].renew_by) == (None, None)


@pytest.mark.parametrize("drawing", ["no JSON", "[[[1e999,0]]]", "[" * 100_000, "{}", "[[[99999,0]]]"])
def test_a_drawn_signature_that_makes_no_sense_is_none(signed: Path, drawing: str) -> None:
    edited(signed, "UPDATE sign_off SET drawing = ?", drawing)

    with open_file(signed) as file:
        assert file.assessment().sign_offs[0].drawing == ()


def test_a_count_of_entries_beyond_every_number_is_the_whole_history(signed: Path) -> None:
    with open_file(signed) as file:
        assert file.history_digest(10**30) == file.history_digest(len(file.history()))
