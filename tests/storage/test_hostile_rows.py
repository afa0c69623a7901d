"""Rows that this program would never write: each ends in a sentence or in a value that stands out, never in a fault."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from secure_desktop.errors import DamagedFile
from secure_desktop.model.summary import summarize
from secure_desktop.storage.opening import open_file
from tests import builders


def edited(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
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
