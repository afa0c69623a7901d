import random
import sqlite3
import stat
from pathlib import Path

import pytest

from secure_desktop.errors import (
    DistrictMissing,
    FileTooLarge,
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NewerFormat,
    TargetExists,
    TargetUnwritable,
    TextTooLong,
    UnexpectedParts,
)
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.storage import inspection, schema
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.snapshots import contents

DISTRICT = Profile("River School District", "2026–27", "Iowa", "River County Sheriff")


def test_a_new_file_says_what_it_was_made_with(tmp_path: Path) -> None:
    path, team = tmp_path / "river.sqlite", [builders.participant(1), builders.participant(2)]
    create_file(
        path, builders.rubric(), DISTRICT, by="Ann Author", participants=team, clock=lambda: builders.MADE
    )

    with open_file(path) as file:
        assessment = file.assessment()

    assert assessment.rubric == builders.rubric()
    assert assessment.profile == DISTRICT
    assert list(assessment.participants) == team
    assert assessment.responses == {}
    assert assessment.created_at == assessment.changed_at == builders.MADE
    assert assessment.revision == 1


def test_a_new_file_is_marked_as_ours_and_readable_by_its_owner_only(empty: Path) -> None:
    header = empty.read_bytes()[:100]

    assert header[68:72] == b"SECU"
    assert int.from_bytes(header[60:64]) == schema.FORMAT
    assert stat.S_IMODE(empty.stat().st_mode) == 0o600


def test_a_new_file_may_hold_responses_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "river.sqlite"
    responses = [builders.response("1S-01", Answer.PARTLY, note="a\r\nb"), builders.response("2S-01")]
    create_file(path, builders.rubric(), DISTRICT, by="Ann", responses=responses, clock=lambda: builders.MADE)

    with open_file(path) as file:
        recorded = file.assessment().response("1S-01")

    assert (recorded.answer, recorded.note) == (Answer.PARTLY, "a\nb")
    assert (recorded.changed_by, recorded.changed_at) == ("Ann", builders.MADE)


@pytest.mark.parametrize(
    "name", ["river", "Ñandú 学校.sqlite", "a b?mode=memory&x=#%41.sqlite", "-x.sqlite", "a\nb", "'\";--"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    create_file(path, builders.rubric(), DISTRICT, by="Ann")

    with open_file(path) as file:
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_name_need_not_be_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "r\udcffver.sqlite"
    create_file(path, builders.rubric(), DISTRICT, by="Ann")

    with open_file(path) as file:
        assert file.assessment().profile == DISTRICT


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("taken.sqlite", TargetExists),
        ("link.sqlite", TargetExists),
        ("folder", FolderGiven),
        ("no folder/river.sqlite", TargetUnwritable),
        ("taken.sqlite/river.sqlite", TargetUnwritable),
        ("x" * 300, TargetUnwritable),
    ],
)
def test_nothing_is_ever_overwritten(tmp_path: Path, name: str, problem: type[KnownProblem]) -> None:
    (tmp_path / "taken.sqlite").write_text("weeks of work")
    (tmp_path / "link.sqlite").symlink_to("nowhere")
    (tmp_path / "folder").mkdir()
    before = contents(tmp_path)

    with pytest.raises(problem):
        create_file(tmp_path / name, builders.rubric(), DISTRICT, by="Ann")

    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("profile", "problem"), [(Profile(" \t"), DistrictMissing), (Profile("x" * 1_001), TextTooLong)]
)
def test_no_file_is_made_for_no_district(
    tmp_path: Path, profile: Profile, problem: type[KnownProblem]
) -> None:
    with pytest.raises(problem):
        create_file(tmp_path / "river.sqlite", builders.rubric(), profile, by="Ann")

    assert contents(tmp_path) == {}


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_what_is_not_ours_is_refused_by_name_and_left_as_it_is(
    tmp_path: Path, sample_bytes: bytes, bad: BadFile, *, write: bool
) -> None:
    path = tmp_path / "received.sqlite"
    bad.make(path, sample_bytes)
    before = contents(tmp_path)

    with pytest.raises(bad.problem) as caught, open_file(path, write=write) as file:
        file.assessment()

    assert type(caught.value) is bad.problem
    assert f"“{bad.told}”" in caught.value.sentence_text()
    assert caught.value.advice_text()
    assert contents(tmp_path) == before


def test_a_newer_file_opens_to_read_when_somebody_wants_that(sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[60:64] = (schema.FORMAT + 1).to_bytes(4)
    sample.write_bytes(content)

    with open_file(sample, accept_newer=True) as file:
        assert file.is_read_only
        assert file.assessment().profile.district == "Sample District 12"
    assert sample.read_bytes() == content


def test_a_newer_file_without_our_tables_does_not_open_at_all(sample: Path) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("DROP TABLE participant")
    connection.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")
    connection.close()

    with pytest.raises(NewerFormat):
        open_file(sample, accept_newer=True)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER zz DELETE ON journal BEGIN SELECT 1; END",
        "CREATE VIEW zz AS SELECT note FROM response",
        "CREATE VIRTUAL TABLE zz USING fts5(a)",
        "CREATE TABLE zz (a, b AS (hex(zeroblob(99999999))))",
        "CREATE TABLE zz (a, b GENERATED ALWAYS AS (a) STORED)",
        "CREATE INDEX zz ON journal (hex(kind))",
        "CREATE INDEX zz ON journal (at) WHERE at > 1",
    ],
)
def test_a_newer_file_with_something_that_runs_does_not_open_at_all(sample: Path, statement: str) -> None:
    _with_newer_format(sample, statement)
    before = sample.read_bytes()

    with pytest.raises(UnexpectedParts, match="“zz”"):
        open_file(sample, accept_newer=True)
    assert sample.read_bytes() == before


def test_a_newer_file_may_have_more_tables_columns_and_indexes(sample: Path) -> None:
    _with_newer_format(
        sample,
        "PRAGMA ignore_check_constraints = ON",
        "CREATE TABLE more (a TEXT NOT NULL DEFAULT '' CHECK (a <> hex(zeroblob(999999999)))) STRICT",
        "INSERT INTO more VALUES ('x')",
        "CREATE UNIQUE INDEX quick ON more (a)",
        "ALTER TABLE response ADD COLUMN rank INTEGER NOT NULL DEFAULT 0",
    )

    with open_file(sample, accept_newer=True) as file:
        assert file.assessment().response("1S-01").note


def test_a_newer_file_that_lacks_a_column_of_ours_does_not_open_at_all(sample: Path) -> None:
    _with_newer_format(sample, "ALTER TABLE participant RENAME COLUMN title TO job")

    with pytest.raises(NewerFormat):
        open_file(sample, accept_newer=True)


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
@pytest.mark.parametrize(
    "built",
    [("page_size = 512",), ("page_size = 65536",), ("auto_vacuum = FULL",), ("auto_vacuum = INCREMENTAL",)],
)
def test_a_file_that_another_tool_packed_anew_opens(
    sample: Path, built: tuple[str, ...], *, write: bool
) -> None:
    connection = sqlite3.connect(sample)
    for pragma in built:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("VACUUM")
    connection.close()

    with open_file(sample, write=write) as file:
        assert file.assessment().response("1S-01").note
        if write:
            assert file.record_response("1S-01", by="Ann", note="and goes on")


def test_a_file_that_says_it_is_not_to_be_written_is_left_as_it_is(sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[18] = 3
    sample.write_bytes(content)

    with pytest.raises(KnownProblem), open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="changed")
    assert sample.read_bytes() == content


def _with_newer_format(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {schema.FORMAT + 1}")
    connection.commit()
    connection.close()


def test_an_unusually_large_file_is_not_opened(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "LARGEST_FILE", 50_000)

    with pytest.raises(FileTooLarge):
        open_file(sample)


def test_two_gigabytes_of_nothing_are_not_read(sample: Path) -> None:
    size, content = 2 * 1024**3, bytearray(sample.read_bytes())
    content[28:32] = (size // 4096).to_bytes(4)
    sample.write_bytes(content)
    with sample.open("r+b") as file:
        file.truncate(size)

    with pytest.raises(FileTooLarge, match="2147 MB"):
        open_file(sample)
    assert sample.stat().st_size == size


def test_a_link_opens_the_file_that_it_leads_to(sample: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(sample)

    with open_file(link) as file:
        file.record_response("1S-01", by="Ann", note="by the link")
        assert file.path == sample
    assert link.is_symlink()


def test_opening_and_closing_leaves_no_trace(sample: Path) -> None:
    before = contents(sample.parent)

    with open_file(sample) as file:
        file.assessment()

    assert contents(sample.parent) == before


def test_a_file_with_changed_bytes_opens_or_is_refused_but_never_ends_in_a_fault(
    tmp_path: Path, sample_bytes: bytes
) -> None:
    path, chance = tmp_path / "received.sqlite", random.Random(53)
    outcomes = set()
    for _ in range(300):
        content = bytearray(sample_bytes)
        for _ in range(chance.choice((1, 1, 50))):
            content[chance.randrange(len(content))] ^= chance.randrange(1, 256)
        path.write_bytes(content)
        try:
            with open_file(path) as file:
                assert len(file.assessment().rubric.items) == 49
                file.history()
                file.record_response("1S-01", by="Ann", note="changed")
            outcomes.add("opened")
        except KnownProblem as problem:
            outcomes.add(type(problem).__name__)

    assert {"opened", "DamagedFile"} <= outcomes


def test_a_folder_that_leads_back_to_itself_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)

    for path in (loop, loop / "river.sqlite"):
        with pytest.raises(FileUnreadable, match="leads back to itself"):
            open_file(path)
