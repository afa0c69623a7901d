import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import DamagedFile, FolderGiven, ForeignDatabase, TargetUnwritable
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import State
from secure_desktop.model.overview import OverviewEntry, Unread, overview_entry
from secure_desktop.model.roles import Role
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.overview_file import is_overview, write_overview_file
from secure_desktop.storage.overview_schema import TABLES
from tests import builders
from tests.overviews import TODAY, overview, rows

WHOLE = replace(
    builders.assessment(
        responses=[
            builders.response("1S-01", Answer.PARTLY, note="=cmd", reason=""),
            builders.response("1S-02", Answer.NOT_IN_PLACE),
            builders.response("1S-03", Answer.NOT_APPLICABLE, reason="No such school."),
        ]
    ),
    next_steps=(
        builders.next_step(1, "1S-01", due=date(2026, 11, 22)),
        builders.next_step(2, "1S-02", owner=""),
        builders.next_step(3, "1S-02", due=None, state=State.DONE),
    ),
    sign_offs=(builders.sign_off(1), builders.sign_off(2, role=Role.LAW_ENFORCEMENT, name="Bob")),
)
PROBLEM = Unread("bad\udcff.sqlite", DamagedFile(name="bad\udcff.sqlite"))


def entry_of(assessment: Assessment, file: str = "a.sqlite") -> tuple[OverviewEntry, Assessment]:
    return overview_entry(assessment, file, TODAY), assessment


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The overview of one assessment with a copy, and of a file that could not be read."""
    entry, whole = entry_of(WHOLE)
    entry = replace(entry, copies=("b.sqlite",))
    path = tmp_path / "overview.sqlite"
    write_overview_file(overview(entry, unread=[PROBLEM]), [(entry, whole)], path, program="Program 1")
    return path


def test_the_file_says_how_it_was_made(written: Path) -> None:
    assert rows(written, "SELECT * FROM run") == [
        (1, 1, "Program 1", "2026-11-23T12:00:00.000000Z", "/districts", 2, 1, 1, 1, 1, 0)
    ]


def test_an_assessment_has_a_row_with_its_figures(written: Path) -> None:
    found = rows(
        written,
        "SELECT file, copies, district, checklist, stage, items, in_place, partly, not_in_place, not_applicable,"
        " unanswered, next_due, overdue FROM assessment",
    )
    assert found == [
        ("a.sqlite", 1, "Sample District 12", "start", "signed", 5, 0, 1, 1, 1, 2, "2027-01-15", 1)
    ]
    assert rows(written, "SELECT file FROM copy") == [("b.sqlite",)]
    assert rows(written, "SELECT number, items, partly, unanswered FROM step") == [(1, 3, 1, 0), (2, 2, 0, 2)]


def test_every_item_has_an_answer_and_gaps_tell_whether_they_are_planned(written: Path) -> None:
    assert rows(written, "SELECT item_id, answer, is_gap, note, reason FROM response ORDER BY item_id") == [
        ("1S-01", "partly", 1, None, None),
        ("1S-02", "not-in-place", 1, None, None),
        ("1S-03", "not-applicable", 0, None, None),
        ("2S-01", "unanswered", 0, None, None),
        ("2S-02", "unanswered", 0, None, None),
    ]
    assert rows(written, "SELECT item_id, answer, is_planned FROM gap ORDER BY item_id") == [
        ("1S-01", "partly", 1),
        ("1S-02", "not-in-place", 0),
    ]
    assert rows(written, "SELECT label, step, short FROM item WHERE id = '1S-02'") == [
        ("1.2", 1, "Subject 2 of step 1")
    ]


def test_next_steps_and_sign_offs_are_there(written: Path) -> None:
    assert rows(written, "SELECT item_id, due, owner, state, is_overdue FROM next_step ORDER BY id") == [
        ("1S-01", "2026-11-22", "Sample Person 1", "open", 1),
        ("1S-02", "2027-01-15", "", "open", 0),
        ("1S-02", None, "Sample Person 1", "done", 0),
    ]
    assert rows(written, "SELECT role, name, decision FROM sign_off ORDER BY id") == [
        ("superintendent", "Sample Person 1", "signed"),
        ("law-enforcement", "Bob", "signed"),
    ]


def test_what_could_not_be_read_is_there_with_its_reason(written: Path) -> None:
    assert rows(written, "SELECT file, kind, sentence FROM problem") == [
        ("bad?.sqlite", "DamagedFile", "“bad?.sqlite” is damaged and was not opened. It was not changed.")
    ]


def test_notes_are_written_only_when_asked_for(tmp_path: Path) -> None:
    entry, whole = entry_of(WHOLE)
    path = tmp_path / "o.sqlite"
    write_overview_file(overview(entry), [(entry, whole)], path, program="P", with_notes=True)

    assert rows(path, "SELECT note, reason FROM response WHERE note <> '' OR reason <> ''") == [
        ("=cmd", ""),
        ("", "No such school."),
    ]
    assert rows(path, "SELECT with_notes FROM run") == [(1,)]
    assert WHOLE.response("1S-01").note.encode() in path.read_bytes()


def test_without_being_asked_no_byte_of_a_note_is_in_the_file(written: Path) -> None:
    assert b"=cmd" not in written.read_bytes()
    assert b"No such school." not in written.read_bytes()


def test_every_table_and_column_is_described_in_the_file_itself(written: Path) -> None:
    described = set(rows(written, "SELECT table_name, column_name FROM documentation"))
    found = {
        (table, column)
        for (table,) in rows(written, "SELECT name FROM sqlite_master WHERE type = 'table'")
        for column in [
            "",
            *(name for (name,) in rows(written, f"SELECT name FROM pragma_table_info('{table}')")),
        ]
    }

    assert described == found
    assert all(meaning for (meaning,) in rows(written, "SELECT meaning FROM documentation"))
    assert set(TABLES) == {table for table, _ in found}


def test_the_keys_hold(written: Path) -> None:
    assert rows(written, "PRAGMA foreign_key_check") == []
    assert rows(written, "PRAGMA integrity_check") == [("ok",)]


def test_it_is_no_assessment_and_known_as_an_overview(written: Path, sample: Path) -> None:
    with pytest.raises(ForeignDatabase):
        open_file(written)
    assert is_overview(written)
    assert not is_overview(sample)
    assert not is_overview(written.parent / "nowhere")


def test_ids_that_somebody_made_up_twice_stop_nothing(tmp_path: Path) -> None:
    twice = replace(WHOLE, next_steps=WHOLE.next_steps[:1] * 2)
    entry, whole = entry_of(twice)
    path = tmp_path / "o.sqlite"
    write_overview_file(overview(entry), [(entry, whole)], path, program="P")

    assert rows(path, "SELECT COUNT(*) FROM next_step") == [(1,)]


def test_an_earlier_file_stays_whole_when_the_new_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "o.sqlite"
    path.write_bytes(b"weeks of work")

    def broken() -> object:
        yield entry_of(WHOLE)
        raise sqlite3.OperationalError("unable to open database file")

    with pytest.raises(sqlite3.OperationalError):
        write_overview_file(overview(), broken(), path, program="P")  # type: ignore[arg-type]
    with pytest.raises(FolderGiven):
        write_overview_file(overview(), [], tmp_path, program="P")
    with pytest.raises(TargetUnwritable):
        write_overview_file(overview(), [], tmp_path / "nowhere" / "o.sqlite", program="P")

    assert path.read_bytes() == b"weeks of work"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []
