import os
import sqlite3
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from secure_desktop.backup_errors import (
    BackupsFull,
    BackupsUnreadable,
    BackupsUnwritable,
    DamagedNotBackedUp,
    NoSuchBackup,
    NotBackedUp,
)
from secure_desktop.errors import FileReplaced, KnownProblem, UnexpectedParts
from secure_desktop.model.assessment import Answer
from secure_desktop.storage import lock, snapshot_folder, snapshot_names, snapshots
from secure_desktop.storage.lock import WriterLock
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots
from tests import builders
from tests.storage.drives import stumbling_over
from tests.storage.nobody import folder_for_nobody, run_as_nobody
from tests.storage.snapshots import contents


def clock() -> datetime:
    return builders.NOW


def id_of(path: Path) -> str:
    with open_file(path, write=False) as file:
        return file.assessment().id


def answer(path: Path, note: str) -> None:
    with open_file(path) as file:
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY, note=note)


def note_in(snapshot: Snapshot) -> str:
    with open_file(snapshot.path, write=False) as file:
        return file.assessment().response("1S-01").note


@pytest.fixture
def kept(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "home" / "backups")


def take(kept: Snapshots, path: Path, reason: Reason = Reason.WORKING) -> Snapshot:
    taken = kept.take(path, reason, clock)
    assert taken is not None
    return taken


# --- what one is --------------------------------------------------------------------------------------


def test_a_backup_opens_as_the_assessment_that_it_was_taken_of(kept: Snapshots, sample: Path) -> None:
    taken = take(kept, sample, Reason.OPENED)

    with open_file(sample) as file, open_file(taken.path, write=False) as copy:
        assert copy.assessment() == file.assessment()
        assert copy.history() == file.history()
        assert copy.copy_id == file.copy_id
    assert (taken.number, taken.reason, taken.taken_at) == (1, Reason.OPENED, builders.NOW)
    assert taken.size == taken.path.stat().st_size


def test_backups_are_told_newest_first(kept: Snapshots, empty: Path) -> None:
    taken = []
    for number in range(3):
        answer(empty, f"note {number}")
        taken.append(take(kept, empty))

    assert kept.of(id_of(empty)) == tuple(reversed(taken))
    assert kept.latest(id_of(empty)) == taken[-1]
    assert [note_in(one) for one in taken] == ["note 0", "note 1", "note 2"]
    assert kept.size() == sum(one.size for one in taken)


def test_where_nothing_was_backed_up_nothing_is_told_and_nothing_made(kept: Snapshots) -> None:
    assert kept.of("nobody knows it") == ()
    assert kept.latest("nobody knows it") is None
    assert kept.notes() == ()
    assert kept.size() == 0
    kept.thin()

    assert not kept.folder.exists()


def test_a_backup_that_is_not_there_is_said_not_to_be(kept: Snapshots, empty: Path) -> None:
    taken = take(kept, empty)

    assert kept.numbered(id_of(empty), 1, name="river") == taken
    with pytest.raises(NoSuchBackup, match="no backup 7 of “river”"):
        kept.numbered(id_of(empty), 7, name="river")


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
def test_backups_are_readable_by_their_owner_only(kept: Snapshots, empty: Path) -> None:
    kept.folder.mkdir(parents=True, mode=0o755)

    taken = take(kept, empty)

    assert stat.S_IMODE(taken.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(taken.path.with_name("about.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(taken.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_taking_one_leaves_the_file_and_its_folder_as_they_were(kept: Snapshots, sample: Path) -> None:
    before = contents(sample.parent)

    taken = take(kept, sample)

    assert contents(sample.parent) == before
    assert {path.name for path in taken.path.parent.iterdir()} == {taken.path.name, "about.json"}


@pytest.mark.parametrize("hostile", ["../../outside", "/etc", "CON", "", "a\x00b", "x" * 500, "\ud800"])
def test_an_id_never_becomes_a_path(kept: Snapshots, empty: Path, hostile: str) -> None:
    if hostile != "\ud800":  # which SQLite does not take
        with sqlite3.connect(empty) as connection:
            connection.execute("UPDATE assessment SET id = ?", (hostile,))
        connection.close()
        taken = take(kept, empty)
        assert taken.path.parent.parent == kept.folder
        assert kept.of(hostile) == (taken,)

    assert kept.folder_of(hostile).parent == kept.folder
    assert len(kept.folder_of(hostile).name) == 32


# --- when nothing has changed -------------------------------------------------------------------------


def test_what_the_newest_backup_says_is_not_backed_up_again(kept: Snapshots, empty: Path) -> None:
    taken = take(kept, empty)

    assert kept.take(empty, Reason.BEFORE_COMBINE, clock) is None
    assert kept.of(id_of(empty)) == (taken,)


def test_a_file_that_was_only_touched_is_not_backed_up_again(kept: Snapshots, empty: Path) -> None:
    answer(empty, "first")
    taken = take(kept, empty)
    os.utime(empty, (1, 1))

    assert kept.take(empty, Reason.OPENED, clock) is None
    assert kept.of(id_of(empty)) == (taken,)
    assert {path.name for path in taken.path.parent.iterdir()} == {taken.path.name, "about.json"}


def test_a_change_that_is_not_in_the_history_is_backed_up_all_the_same(kept: Snapshots, sample: Path) -> None:
    take(kept, sample)
    connection = sqlite3.connect(sample)
    connection.execute("UPDATE response SET note = 'by another program' WHERE item_id = '1S-01'")
    connection.commit()
    connection.close()

    assert note_in(take(kept, sample)) == "by another program"


def test_a_change_within_the_tick_of_a_coarse_clock_is_backed_up(kept: Snapshots, empty: Path) -> None:
    answer(empty, "first")
    taken = take(kept, empty)
    answer(empty, "other")  # as long as the first
    os.utime(empty, ns=(taken.path.stat().st_mtime_ns, taken.path.stat().st_mtime_ns))

    assert note_in(take(kept, empty)) == "other"


# --- copies -------------------------------------------------------------------------------------------


def test_copies_of_an_assessment_have_backups_of_their_own(kept: Snapshots, empty: Path) -> None:
    copy = empty.with_name("copy.sqlite")
    with open_file(empty) as file:
        file.save_copy(copy)

    first, second = take(kept, empty), take(kept, copy)

    assert first.copy != second.copy
    assert kept.of(id_of(empty)) == (second, first)
    assert kept.of(id_of(empty), copy=first.copy) == (first,)


def test_the_note_tells_whose_the_backups_are_and_where_the_files_lay(kept: Snapshots, empty: Path) -> None:
    take(kept, empty)
    copy = empty.with_name("Señor's copy.sqlite")
    with open_file(empty) as file:
        file.save_copy(copy)
    take(kept, copy)
    identifier = id_of(empty)
    empty.unlink()

    (note,) = kept.notes()
    assert (note.assessment_id, note.district) == (identifier, "Sample District 12")
    assert set(note.paths.values()) == {empty, copy}
    assert kept.lay_at(empty) == kept.lay_at(copy) == (note,)
    assert kept.lay_at(empty.with_name("other.sqlite")) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 7}', "[" * 100_000])
def test_a_note_that_is_broken_is_written_anew(kept: Snapshots, empty: Path, text: str) -> None:
    taken = take(kept, empty)
    taken.path.with_name("about.json").write_text(text)
    assert kept.notes() == ()
    assert kept.of(id_of(empty)) == (taken,)
    answer(empty, "another")

    take(kept, empty)

    assert [note.assessment_id for note in kept.notes()] == [id_of(empty)]


def test_an_open_file_is_not_backed_up_from_what_has_taken_its_place(
    kept: Snapshots, empty: Path, sample: Path
) -> None:
    with open_file(empty) as file:
        sample.replace(empty)
        with pytest.raises(FileReplaced):
            kept.take(file, Reason.WORKING, clock)

    assert kept.notes() == ()


# --- seals --------------------------------------------------------------------------------------------


def test_a_backup_of_a_signed_file_is_the_same_to_the_byte(kept: Snapshots, signed: Path) -> None:
    taken = take(kept, signed)

    assert taken.path.read_bytes() == signed.read_bytes()
    with open_file(taken.path, write=False) as copy:
        assert copy.is_as_sealed() is True
    assert kept.take(signed, Reason.OPENED, clock) is None


def test_a_broken_seal_stays_broken_in_a_backup(kept: Snapshots, signed: Path) -> None:
    connection = sqlite3.connect(signed)
    connection.execute("UPDATE response SET note = 'forged' WHERE item_id = '1S-01'")
    connection.commit()
    connection.close()

    with open_file(take(kept, signed).path, write=False) as copy:
        assert copy.is_as_sealed() is False


# --- while somebody writes ----------------------------------------------------------------------------


def test_a_writer_is_not_kept_from_writing_while_a_large_file_is_backed_up(
    kept: Snapshots, empty: Path
) -> None:
    with sqlite3.connect(empty) as connection:
        for number in range(3):
            connection.execute("INSERT INTO content VALUES (?, ?)", (str(number), os.urandom(10_000_000)))
    connection.close()
    has_begun, taken = threading.Event(), []

    def back_up() -> None:
        taken.append(kept.take(empty, Reason.WORKING, clock, advance=lambda _: has_begun.set()))

    with open_file(empty) as file:
        thread = threading.Thread(target=back_up)
        thread.start()
        has_begun.wait()
        written = 0
        while thread.is_alive() and written < 10:
            assert file.record_response("1S-01", by="Ann", note=f"note {written}")
            written += 1
        thread.join()
        assert written
        assert file.history()[-1].after == f"note {written - 1}"

    (snapshot,) = taken
    assert snapshot is not None
    said = [entry.after for entry in _history(snapshot) if entry.field == "note"]
    assert said == [f"note {number}" for number in range(len(said))]  # one state of it, whichever
    assert note_in(snapshot) == (said[-1] if said else "")


def _history(snapshot: Snapshot) -> tuple:  # type: ignore[type-arg]
    with open_file(snapshot.path, write=False) as file:
        return file.history()


def test_a_backup_that_is_given_up_leaves_nothing_behind(kept: Snapshots, sample: Path) -> None:
    class Enough(Exception):  # noqa: N818 - not an error
        pass

    def stop(_: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        kept.take(sample, Reason.WORKING, clock, advance=stop)

    assert list(kept.folder_of(id_of(sample)).iterdir()) == []


def test_what_a_killed_process_had_begun_goes_with_the_next_backup(kept: Snapshots, empty: Path) -> None:
    folder = take(kept, empty).path.parent
    (folder / ".abcd_123.part").mkdir()
    (folder / ".abcd_123.part" / "backup.sqlite").write_bytes(b"half")
    (folder / ".somebody's.part").write_text("not ours")
    answer(empty, "another")

    take(kept, empty)

    assert not (folder / ".abcd_123.part").exists()
    assert (folder / ".somebody's.part").exists()


# --- what goes wrong ----------------------------------------------------------------------------------


def test_a_damaged_file_is_not_backed_up_and_earlier_backups_stay(kept: Snapshots, sample: Path) -> None:
    taken = take(kept, sample)
    data = bytearray(sample.read_bytes())
    data[8192 : len(data) - 4096] = bytes(len(data) - 12288)
    sample.write_bytes(data)

    with pytest.raises(DamagedNotBackedUp, match=r"“sample\.sqlite” is damaged"):
        kept.take(sample, Reason.WORKING, clock)

    assert kept.of(taken.assessment_id) == (taken,)


def test_a_file_that_is_not_there_is_said_not_to_be(kept: Snapshots, tmp_path: Path) -> None:
    with pytest.raises(NotBackedUp, match="is not there"):
        kept.take(tmp_path / "gone.sqlite", Reason.WORKING, clock)
    with pytest.raises(NotBackedUp, match="not a file"):
        kept.take(tmp_path, Reason.WORKING, clock)

    assert not (tmp_path / "gone.sqlite").exists()


def test_a_file_with_foreign_parts_is_not_backed_up(kept: Snapshots, empty: Path) -> None:
    connection = sqlite3.connect(empty)
    connection.execute("CREATE VIEW odd AS SELECT 1")
    connection.close()

    with pytest.raises(UnexpectedParts):
        kept.take(empty, Reason.WORKING, clock)


def test_a_file_in_the_place_of_the_folder_is_told_and_left_alone(kept: Snapshots, empty: Path) -> None:
    kept.folder.parent.mkdir(parents=True)
    kept.folder.write_text("somebody's")

    with pytest.raises(BackupsUnwritable, match="something else has its name"):
        kept.take(empty, Reason.WORKING, clock)

    assert kept.folder.read_text() == "somebody's"


def test_there_is_no_backup_that_its_file_cannot_be_told_of(kept: Snapshots, empty: Path) -> None:
    with open_file(empty, write=False) as file:
        known = file.assessment().id
    (kept.folder_of(known) / "about.json").mkdir(parents=True)

    for _ in range(2):
        with pytest.raises(KnownProblem):
            kept.take(empty, Reason.WORKING, clock)

    assert kept.of(known) == ()


def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    kept: Snapshots, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "RESERVE", 2**60)

    with pytest.raises(BackupsFull, match="the disk with the backups is full"):
        kept.take(empty, Reason.WORKING, clock)

    assert list(kept.folder_of(id_of(empty)).iterdir()) == []


def test_no_backup_goes_for_room_that_is_not_enough_all_the_same(
    kept: Snapshots, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for note in ("first", "second", "third"):
        answer(empty, note)
        take(kept, empty)
    answer(empty, "fourth")
    monkeypatch.setattr(snapshots, "RESERVE", 2**60)

    with pytest.raises(BackupsFull):
        kept.take(empty, Reason.WORKING, clock)

    assert [note_in(one) for one in kept.of(id_of(empty))] == ["third", "second", "first"]


def test_a_folder_that_another_process_does_not_let_go_is_told_of_the_file(
    kept: Snapshots, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_folder, "_WAIT", 0)
    folder = kept.folder_of(id_of(empty))
    folder.mkdir(parents=True)
    other = lock.acquire(folder / "backups", "2026-11-25T13:50:00.000000Z")
    assert isinstance(other, WriterLock)

    with pytest.raises(NotBackedUp, match=r"^No backup of “river\.sqlite” was taken: another backup"):
        kept.take(empty, Reason.WORKING, clock)

    other.release()


def test_a_note_that_cannot_be_read_just_now_is_not_written_over(kept: Snapshots, empty: Path) -> None:
    copy = empty.with_name("lake.sqlite")
    with open_file(empty) as file:
        file.save_copy(copy)
    for path in (empty, copy):
        take(kept, path)
    note = kept.folder_of(id_of(empty)) / "about.json"
    away = note.rename(note.with_name("away.json"))
    note.symlink_to(note.name)  # leads to itself, so that the system does not open it
    answer(empty, "changed")

    with pytest.raises(BackupsUnwritable):
        kept.take(empty, Reason.WORKING, clock)

    away.replace(note)
    take(kept, empty)
    assert [found.assessment_id for found in kept.lay_at(copy)] == [id_of(empty)]


_TAKE = """
import sys
from pathlib import Path
from secure_desktop.errors import KnownProblem
from secure_desktop.storage.snapshots import Reason, Snapshots
from secure_desktop.storage.times import now
from secure_desktop.storage import guarded_file
import secure_desktop.backup_errors, tempfile, json, getpass, socket, pwd

def main():
    try:
        Snapshots(Path(sys.argv[1])).take(Path(sys.argv[2]), Reason.WORKING, now)
    except KnownProblem as problem:
        print(problem)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
def test_a_folder_that_may_not_be_written_to_is_told(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "river.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o644)

        told = run_as_nobody(_TAKE, str(folder / "backups"), str(path))

        assert "No backup of “river.sqlite” was taken" in told
        assert "this folder or file does not allow it" in told
        assert {each.name for each in folder.iterdir()} == {"river.sqlite"}


# --- foreign things in the folder ---------------------------------------------------------------------


def test_what_is_not_ours_in_the_folder_is_passed_over_and_stays(kept: Snapshots, empty: Path) -> None:
    taken = take(kept, empty)
    folder = taken.path.parent
    good = taken.path.name
    (folder / "notes.txt").write_text("somebody's")
    (folder / good.replace("working", "whatever")).write_text("a reason that is none")
    (folder / good.replace("2026-11-23", "2026-13-45")).write_text("no such day")
    (folder / good.replace("000001", "000009")).mkdir()
    (folder / good.replace("000001", "000008")).symlink_to(empty)
    (kept.folder / "stray.sqlite").write_text("in no folder")
    (kept.folder / "link").symlink_to(folder)
    before = contents(folder)

    assert kept.of(id_of(empty)) == (taken,)
    kept.thin()

    assert contents(folder) == before
    assert (kept.folder / "stray.sqlite").exists()


# --- clocks, ages and room ----------------------------------------------------------------------------


def put(
    kept: Snapshots, *dates: datetime, size: int = 10, reason: Reason = Reason.WORKING, copy: str = "a" * 8
) -> None:
    """Put files there that are called as backups are, oldest first."""
    folder = kept.folder_of("x")
    folder.mkdir(parents=True, exist_ok=True)
    first = len(kept.of("x")) + 1
    for number, date in enumerate(dates, first):
        (folder / snapshot_names.file_name(number, date, reason, copy)).write_bytes(bytes(size))


def left(kept: Snapshots) -> list[int]:
    return [
        one.number
        for one in sorted(snapshot_names.snapshots_in(kept.folder_of("x"), "x"), key=lambda s: s.number)
    ]


def hours(count: int, each: float = 1.0) -> list[datetime]:
    return [builders.NOW + timedelta(hours=each * number) for number in range(count)]


def test_the_last_ten_stay_then_one_a_day_then_one_a_week(kept: Snapshots) -> None:
    put(kept, *hours(24 * 100, 1.0))

    kept.thin()

    numbers = left(kept)
    assert numbers[-10:] == list(range(2391, 2401))
    days = [kept.numbered("x", number, name="").taken_at.date() for number in numbers]
    assert len(set(days[-39:])) == 30
    weeks = [day.isocalendar()[:2] for day in days[:-39]]
    assert len(weeks) == len(set(weeks)) == 11


@pytest.mark.parametrize("year", [1970, 2199])
def test_a_clock_that_jumps_takes_none_of_the_last_ten(kept: Snapshots, year: int) -> None:
    put(kept, *hours(20), *[datetime(year, 1, 1, tzinfo=UTC)] * 3)

    kept.thin()

    assert left(kept) == [12, *range(14, 24)]  # the twelfth is the newest of its day


def test_a_clock_that_stands_still_takes_none_of_the_last_ten(kept: Snapshots) -> None:
    put(kept, *[datetime(1970, 1, 1, tzinfo=UTC)] * 30)

    kept.thin()

    assert left(kept) == list(range(21, 31))


def test_a_clock_that_was_set_back_does_not_change_which_is_the_newest(kept: Snapshots, empty: Path) -> None:
    answer(empty, "first")
    kept.take(empty, Reason.WORKING, lambda: datetime(2199, 1, 1, tzinfo=UTC))
    answer(empty, "second")
    kept.take(empty, Reason.WORKING, lambda: datetime(1970, 1, 1, tzinfo=UTC))

    latest = kept.latest(id_of(empty))

    assert latest is not None
    assert (latest.number, note_in(latest)) == (2, "second")


def test_what_was_taken_before_something_risky_stays_beside_that_of_the_day(kept: Snapshots) -> None:
    put(kept, *hours(2, 0.1))
    put(kept, builders.NOW + timedelta(hours=1), reason=Reason.BEFORE_COMBINE)
    put(kept, *hours(14, 0.1))

    kept.thin()

    assert left(kept) == [3, *range(8, 18)]


def test_each_copy_has_its_own_last_ten(kept: Snapshots) -> None:
    put(kept, *hours(3, 0.1), copy="b" * 8)
    put(kept, *hours(20, 0.1))

    kept.thin()

    assert left(kept) == [1, 2, 3, *range(14, 24)]


def test_there_is_no_more_than_the_room_for_backups_and_the_oldest_go_first(tmp_path: Path) -> None:
    kept = Snapshots(tmp_path / "backups", limit=45)
    put(kept, *hours(8, 0.1))

    kept.thin()

    assert left(kept) == [5, 6, 7, 8]


def test_the_newest_stays_even_when_it_alone_is_too_much(tmp_path: Path) -> None:
    kept = Snapshots(tmp_path / "backups", limit=45)
    put(kept, *hours(3, 0.1), size=100)
    put(kept, *hours(2, 0.1), size=100, copy="b" * 8)

    kept.thin()

    assert left(kept) == [3, 5]


def test_times_in_the_names_are_those_of_the_clock_in_utc(kept: Snapshots, empty: Path) -> None:
    taken = take(kept, empty)

    assert taken.path.name.startswith("000001 2026-11-23T120000Z working ")


def test_a_backup_that_cannot_be_looked_at_just_now_is_not_passed_over(
    kept: Snapshots, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(kept, empty)
    stumbling_over(taken.path, "stat", monkeypatch)

    with pytest.raises(BackupsUnreadable, match="the drive reports a fault"):
        kept.latest(taken.assessment_id)
