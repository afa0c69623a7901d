import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import (
    DamagedFile,
    FileUnreadable,
    KnownProblem,
    UnexpectedParts,
    UnreadableEntries,
)
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.next_step import State
from secure_desktop.model.overview import OverviewEntry, overview_entry
from secure_desktop.model.signing import Stage
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_figures, read_quickly
from tests import builders
from tests.overviews import TODAY
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.snapshots import contents
from tests.storage.test_leftovers import CUT_OFF, journal_naming

STORED = Path(__file__).parent.parent / "files"


def test_it_says_what_an_open_file_says(sample: Path) -> None:
    with open_file(sample, write=False) as file:
        expected = file.assessment()

    assert read_quickly(sample) == expected


@pytest.mark.parametrize("name", ["format-1.sqlite", "format-2.sqlite", "format-3.sqlite"])
def test_an_older_format_is_read_in_memory_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((STORED / name).read_bytes())
    before = contents(tmp_path)
    with open_file(path, write=False) as file:
        expected = file.assessment()

    assert read_quickly(path) == expected
    assert contents(tmp_path) == before


def counted(path: Path, read: Callable[[Path], Assessment]) -> OverviewEntry:
    return overview_entry(read(path), path.name, TODAY)


def test_figures_are_those_of_the_whole_assessment(sample: Path, signed: Path, tmp_path: Path) -> None:
    for name in ("format-1.sqlite", "format-2.sqlite"):
        (tmp_path / name).write_bytes((STORED / name).read_bytes())
    with open_file(sample, clock=lambda: builders.NOW) as file:
        file.record_next_step(builders.next_step(1, due=date(2020, 1, 1)), by="Ann")
        file.record_next_step(builders.next_step(2, due=date(2020, 1, 1), state=State.DONE), by="Ann")
        file.record_next_step(builders.next_step(3, due=None), by="Ann")
        file.record_evidence(builders.evidence(renew_by=date(2021, 1, 1)), by="Ann")

    for path in (sample, signed, tmp_path / "format-1.sqlite", tmp_path / "format-2.sqlite"):
        assert counted(path, read_figures) == counted(path, read_quickly)
    assert counted(sample, read_figures).overdue == 2
    assert counted(signed, read_figures).stage is Stage.SIGNING


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE next_step SET due = ?", "soon"),
        ("UPDATE next_step SET item_id = ?", "9X-99"),
        ("UPDATE participant SET role = ?", "king"),
        ("UPDATE sign_off SET role = ?", "king"),
        ("UPDATE journal SET at = ?", "yesterday"),
        ("UPDATE rubric SET json = ?", "{}"),
        ("UPDATE evidence SET renew_by = ?", "2027-13-45"),
        ("UPDATE assessment SET school_year = CAST(x'ff' AS TEXT), agency = ?", ""),
    ],
)
def test_made_up_rows_are_counted_or_refused_as_the_whole_assessment_is(
    signed: Path, statement: str, value: str
) -> None:
    with contextlib.closing(sqlite3.connect(signed)) as connection:
        connection.execute(statement, (value,))
        connection.commit()
    outcomes: list[OverviewEntry | type[KnownProblem]] = []
    for read in (read_figures, read_quickly):
        try:
            outcomes.append(counted(signed, read))
        except KnownProblem as problem:
            outcomes.append(type(problem))

    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("read", [read_quickly, read_figures])
@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_what_is_not_ours_is_refused_by_name_and_left_as_it_is(
    tmp_path: Path, sample_bytes: bytes, bad: BadFile, read: Callable[[Path], Assessment]
) -> None:
    if bad.found_by not in ("every reader", "opening and reading" if read is read_quickly else ""):
        return
    path = tmp_path / "received.sqlite"
    bad.make(path, sample_bytes)
    before = contents(tmp_path)

    with pytest.raises(bad.problem, match=r"“received\.sqlite”"):
        read(path)

    assert contents(tmp_path) == before


def test_a_page_of_zeros_is_damage(empty: Path) -> None:
    whole = empty.read_bytes()
    empty.write_bytes(whole[:5000] + bytes(6000) + whole[11_000:])

    with pytest.raises(DamagedFile):
        read_quickly(empty)


def test_a_file_that_is_being_edited_is_read(sample: Path) -> None:
    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="just now")
        before = contents(sample.parent)

        assert read_quickly(sample).response("1S-01").note == "just now"
        assert contents(sample.parent) == before


def test_a_change_that_is_under_way_is_not_seen_and_not_disturbed(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE response SET note = 'half of a change'")
        before = contents(sample.parent)

        assert read_quickly(sample).response("1S-01").note.startswith("The board weighed")

        assert contents(sample.parent) == before
        other.execute("COMMIT")
    assert read_quickly(sample).response("1S-01").note == "half of a change"


def test_a_file_that_another_program_keeps_to_itself_is_told(sample: Path) -> None:
    with contextlib.closing(sqlite3.connect(sample, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(FileUnreadable, match="another program is using it"):
            read_quickly(sample)


def test_a_change_that_was_cut_off_is_taken_back_in_a_copy(sample: Path) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, str(sample)], check=False)
    before = contents(sample.parent)
    assert "sample.sqlite-journal" in before

    assert read_quickly(sample).response("1S-01").note.startswith("The board weighed")
    assert contents(sample.parent) == before


def test_a_journal_sent_along_does_not_delete_another_file(sample: Path) -> None:
    victim = sample.with_name("thesis.txt")
    victim.write_text("years of work")
    sample.with_name("sample.sqlite-journal").write_bytes(journal_naming(victim))
    before = contents(sample.parent)

    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-journal” beside it"):
        read_quickly(sample)

    assert contents(sample.parent) == before


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_journal_that_is_no_file_is_refused(sample: Path, kind: str) -> None:
    journal = sample.with_name("sample.sqlite-journal")
    if kind == "folder":
        journal.mkdir()
    elif kind == "link":
        journal.symlink_to("nowhere")
    else:
        os.mkfifo(journal)
    before = contents(sample.parent)

    with pytest.raises(UnexpectedParts, match=r"“sample\.sqlite-journal” beside it"):
        read_quickly(sample)

    assert contents(sample.parent) == before


@pytest.mark.parametrize("quickly", [True, False])
def test_reading_a_file_in_wal_mode_leaves_nothing_beside_it(sample: Path, *, quickly: bool) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    before = contents(sample.parent)
    during: dict[str, str] = {}

    if quickly:
        district = read_quickly(sample).profile.district
    else:
        with open_file(sample, write=False) as file:
            district = file.assessment().profile.district
            during = contents(sample.parent)

    assert district == "Sample District 12"
    assert contents(sample.parent) == before
    assert during in ({}, before)


def test_a_changed_byte_is_told_or_changes_nothing_else(tmp_path: Path, sample_bytes: bytes) -> None:
    path = tmp_path / "received.sqlite"
    outcomes = set()
    for place in range(0, len(sample_bytes), 997):
        content = bytearray(sample_bytes)
        content[place] ^= 0x55
        path.write_bytes(content)
        try:
            assert len(read_quickly(path).rubric.items) == 49
            outcomes.add("read")
        except KnownProblem as problem:
            outcomes.add(type(problem).__name__)

    assert {"read", "DamagedFile"} <= outcomes


@pytest.mark.parametrize("read", [read_quickly, read_figures])
@pytest.mark.parametrize("table", ["response", "next_step"])
def test_what_is_said_about_no_item_of_the_rubric_is_told(
    sample: Path, table: str, read: Callable[[Path], Assessment]
) -> None:
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute(
            f"UPDATE {table} SET item_id = '9X-99' WHERE item_id = (SELECT item_id FROM {table} LIMIT 1)"
        )
        connection.commit()

    with pytest.raises(UnreadableEntries, match="an item “9X-99”, which the checklist does not have"):
        read(sample)
