from pathlib import Path

import pytest
from sqlite_utils import Database

from secure_desktop.errors import NewerFormat
from secure_desktop.storage import schema
from secure_desktop.storage.migrations import MIGRATIONS
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_quickly
from tests.storage.snapshots import contents

ASIDE = f"sample (before update from format {schema.FORMAT}).sqlite"


def add_a_color(db: Database) -> None:
    db.execute("ALTER TABLE response ADD COLUMN color TEXT NOT NULL DEFAULT 'none'")


def fail_half_way(db: Database) -> None:
    add_a_color(db)
    raise RuntimeError("half way")


def test_an_older_file_is_brought_up_to_date_and_kept_as_it_was_beside(
    sample: Path, sample_bytes: bytes
) -> None:
    with open_file(sample, steps=(*MIGRATIONS, add_a_color)) as file:
        assert file.record_response("1S-01", by="Ann", note="in the new format")
        assert file._db.execute("SELECT DISTINCT color FROM response").fetchall() == [("none",)]

    assert int.from_bytes(sample.read_bytes()[60:64]) == schema.FORMAT + 1
    with open_file(sample.with_name(ASIDE)) as kept:
        assert len(kept.assessment().responses) == 49
        assert kept.assessment().response("1S-01").note != "in the new format"
    with pytest.raises(NewerFormat):
        open_file(sample)


def test_an_update_that_fails_leaves_the_file_as_it_was(sample: Path, sample_bytes: bytes) -> None:
    with pytest.raises(RuntimeError):
        open_file(sample, steps=(*MIGRATIONS, fail_half_way))

    assert sample.read_bytes() == sample_bytes
    with open_file(sample) as file:
        assert not file.is_read_only


def test_a_copy_kept_aside_earlier_is_not_overwritten(sample: Path) -> None:
    sample.with_name(ASIDE).write_text("kept by an earlier try")

    with open_file(sample, steps=(*MIGRATIONS, add_a_color)):
        pass

    assert sample.with_name(ASIDE).read_text() == "kept by an earlier try"


def test_an_older_file_with_a_long_name_is_kept_as_it_was_too(sample: Path) -> None:
    first, second = (
        sample.with_name(f"{'ä' * 105}{number}.sqlite") for number in (1, 2)
    )  # longer names would not be told apart when they are cut
    for path in (first, second):
        path.write_bytes(sample.read_bytes())
    before = first.read_bytes()

    for path in (first, second):
        with open_file(path, steps=(*MIGRATIONS, add_a_color)) as file:
            assert not file.is_read_only

    kept = [path.read_bytes() for path in sample.parent.iterdir() if "before update" in path.name]
    assert kept == [before, before]


def test_reading_alone_updates_nothing(sample: Path) -> None:
    before = contents(sample.parent)

    with open_file(sample, write=False, steps=(*MIGRATIONS, add_a_color)) as file:
        assert file.assessment().profile.district == "Sample District 12"

    assert contents(sample.parent) == before


def test_every_format_has_its_step_and_its_tables() -> None:
    assert len(MIGRATIONS) == len(schema.ADDED_TABLES) == schema.FORMAT


def test_reading_alone_shows_an_older_file_as_in_the_newest_format(sample: Path) -> None:
    before = contents(sample.parent)

    with open_file(sample, write=False, steps=(*MIGRATIONS, add_a_color)) as file:
        assert file._db.execute("SELECT DISTINCT color FROM response").fetchall() == [("none",)]

    assert contents(sample.parent) == before


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_an_update_that_was_cut_off_while_it_was_written_is_taken_back(
    tmp_path: Path, *, write: bool
) -> None:
    path = tmp_path / "river.sqlite"
    old = (Path(__file__).parents[1] / "files" / "format-1.sqlite").read_bytes()
    path.write_bytes(old)
    with open_file(path) as file:
        expected = file.assessment()
    path.with_name("river.sqlite-journal").write_bytes(journal_back_to(old))
    assert int.from_bytes(path.read_bytes()[60:64]) == schema.FORMAT

    assert read_quickly(path) == expected
    with open_file(path, write=write) as file:
        assert file.assessment() == expected
        assert not write or file.record_response("1S-01", by="Ann", note="and goes on")


def journal_back_to(content: bytes) -> bytes:
    """Return the journal that makes SQLite put a file back as it was."""
    size, sector = int.from_bytes(content[16:18]), 512
    pages = [content[start : start + size] for start in range(0, len(content), size)]
    header = [
        bytes.fromhex("d9d505f920a163d7"),
        *(n.to_bytes(4) for n in (len(pages), 0, len(pages), sector, size)),
    ]
    records = (
        number.to_bytes(4) + page + sum(page[place] for place in range(size - 200, 0, -200)).to_bytes(4)
        for number, page in enumerate(pages, 1)
    )
    return b"".join(header).ljust(sector, b"\0") + b"".join(records)
