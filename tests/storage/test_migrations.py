from pathlib import Path

import pytest
from sqlite_utils import Database

from secure_desktop.errors import NewerFormat
from secure_desktop.storage import schema
from secure_desktop.storage.migrations import MIGRATIONS
from secure_desktop.storage.opening import open_file
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
