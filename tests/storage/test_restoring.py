import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from secure_desktop.backup_errors import BackupDamaged, BackupsUnwritable
from secure_desktop.errors import (
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NewerFormat,
    NotAPlainFile,
    OpenElsewhere,
    TargetExists,
    TargetUnwritable,
)
from secure_desktop.exchange import combining
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.restoring import restore, save_as
from secure_desktop.storage.snapshots import Reason, Snapshot, Snapshots
from tests import builders
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.drives import stumbling_over
from tests.storage.nobody import folder_for_nobody, run_as_nobody
from tests.storage.ready import sign
from tests.storage.snapshots import contents
from tests.storage.test_leftovers import CUT_OFF
from tests.storage.test_lock import start_editor, stop

FILES = Path(__file__).parents[1] / "files"


def clock() -> datetime:
    return builders.NOW


def aside_of(path: Path) -> Path:
    return path.with_name(f"{path.stem} (before restoring {builders.NOW.astimezone():%Y-%m-%d %H-%M}).sqlite")


@pytest.fixture
def kept(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "home" / "backups")


@pytest.fixture
def snapshot(kept: Snapshots, empty: Path) -> Snapshot:
    """A backup in which the note of the first item is “before”."""
    note(empty, "before")
    taken = kept.take(empty, Reason.WORKING, clock)
    assert taken is not None
    return taken


def note(path: Path, text: str, item: str = "1S-01") -> None:
    with open_file(path, clock=clock) as file:
        file.record_response(item, by="Ann", answer=Answer.PARTLY, note=text)


def note_in(path: Path, item: str = "1S-01") -> str:
    with open_file(path, write=False) as file:
        return file.assessment().response(item).note


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    before = contents(folder)
    yield
    assert contents(folder) == before


# --- what comes back, and what is kept ----------------------------------------------------------------


def test_the_backup_gets_the_name_and_the_present_file_is_kept_beside_it(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    note(empty, "after")

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "before"
    assert restored.path == empty
    assert restored.kept == aside_of(empty)
    assert note_in(aside_of(empty)) == "after"
    assert set(contents(empty.parent)) == {empty.name, aside_of(empty).name}
    assert restored.problem is None


def test_the_present_file_is_backed_up_first_so_that_there_is_a_way_back(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    note(empty, "after")
    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)
    assert restored.before is not None
    assert restored.before.reason is Reason.BEFORE_RESTORE

    restore(restored.before, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "after"


def test_a_name_for_the_present_file_that_is_taken_gets_a_number(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    aside_of(empty).write_text("somebody's")

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert aside_of(empty).read_text() == "somebody's"
    assert restored.kept == aside_of(empty).with_name(f"{aside_of(empty).stem} 2.sqlite")


def test_a_file_with_a_long_name_is_kept_under_a_shorter_one(kept: Snapshots, empty: Path) -> None:
    path = empty.rename(empty.with_name(f"{'ä' * 110}.sqlite"))
    note(path, "before")
    snapshot = kept.take(path, Reason.WORKING, clock)
    assert snapshot is not None
    note(path, "after")

    restored = restore(snapshot, path, kept, by="Ann", clock=clock)

    assert restored.kept is not None
    assert (note_in(path), note_in(restored.kept)) == ("before", "after")


def test_the_history_tells_what_was_restored_and_from_when(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    with open_file(snapshot.path, write=False) as file:
        history, copy = file.history(), file.copy_id

    restore(snapshot, empty, kept, by="Ann", clock=clock)

    with open_file(empty) as file:
        assert file.copy_id != copy
        assert file.history()[:-1] == history
        last = file.history()[-1]
    assert (last.kind, last.field, last.by, last.at) == ("assessment", "restored", "Ann", builders.NOW)
    assert last.after == '{"number":1,"taken_at":"2026-11-23T12:00:00.000000Z"}'


def test_a_missing_file_comes_back(kept: Snapshots, empty: Path, snapshot: Snapshot) -> None:
    empty.unlink()

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert restored.kept is None
    assert note_in(empty) == "before"
    assert list(contents(empty.parent)) == [empty.name]


REPLACEABLE = [bad for bad in BAD_FILES if bad.name not in {"folder", "pipe", "link to itself"}]


@pytest.mark.parametrize("bad", REPLACEABLE, ids=lambda bad: bad.name)
def test_a_file_in_any_state_is_kept_and_the_backup_restored(
    kept: Snapshots, empty: Path, snapshot: Snapshot, sample_bytes: bytes, bad: BadFile
) -> None:
    empty.unlink()
    bad.make(empty, sample_bytes)
    former = empty.resolve().read_bytes() if empty.exists() else None

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "before"
    assert (restored.kept.read_bytes() if restored.kept else None) == former
    assert restored.problem is None
    assert snapshot in kept.of(snapshot.assessment_id)


@pytest.mark.parametrize(
    ("name", "problem"),
    [("folder", FolderGiven), ("pipe", NotAPlainFile), ("link to itself", FileUnreadable)],
)
def test_what_is_no_file_is_refused(
    kept: Snapshots, empty: Path, snapshot: Snapshot, name: str, problem: type[KnownProblem]
) -> None:
    empty.unlink()
    next(bad for bad in BAD_FILES if bad.name == name).make(empty, b"")

    with untouched(empty.parent), pytest.raises(problem):
        restore(snapshot, empty, kept, by="Ann", clock=clock)


def test_a_change_that_was_cut_off_goes_with_the_former_file_and_is_not_put_into_the_restored_one(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    note(empty, "after")
    subprocess.run([sys.executable, "-c", CUT_OFF, str(empty)], check=False)
    assert empty.with_name("river.sqlite-journal").exists()

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "before"
    assert not empty.with_name("river.sqlite-journal").exists()
    assert restored.kept is not None
    assert note_in(restored.kept) == "after"  # what was cut off is taken back
    assert restored.before is not None
    assert note_in(restored.before.path) == "after"
    assert kept.lay_at(empty)


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_journal_that_is_no_file_goes_with_the_former_file(
    kept: Snapshots, empty: Path, snapshot: Snapshot, kind: str
) -> None:
    journal = empty.with_name("river.sqlite-journal")
    if kind == "folder":
        journal.mkdir()
    else:
        journal.symlink_to("nowhere")

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "before"
    assert restored.kept is not None
    assert os.path.lexists(f"{restored.kept}-journal")


def test_a_journal_of_a_file_that_is_gone_does_not_spoil_the_restored_one(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, str(empty)], check=False)
    empty.unlink()

    restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "before"
    assert not empty.with_name("river.sqlite-journal").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
@pytest.mark.parametrize(("former", "restored"), [(0o640, 0o640), (0o444, 0o644)], ids=oct)
def test_who_could_read_the_former_file_can_read_the_restored_one_and_its_owner_can_write_it(
    kept: Snapshots, empty: Path, snapshot: Snapshot, former: int, restored: int
) -> None:
    empty.chmod(former)

    restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert stat.S_IMODE(empty.stat().st_mode) == restored


def test_a_drive_without_hard_links_keeps_the_former_file_as_well(
    kept: Snapshots, empty: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)  # as vfat does
    note(empty, "after")

    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert restored.kept is not None
    assert (note_in(empty), note_in(restored.kept)) == ("before", "after")


# --- signed, older, and combined ----------------------------------------------------------------------


def test_a_signed_backup_comes_back_signed_and_sealed(kept: Snapshots, signed: Path) -> None:
    snapshot = kept.take(signed, Reason.WORKING, clock)
    assert snapshot is not None
    with open_file(signed) as file:
        file.reopen("a mistake", by="Ann")

    restore(snapshot, signed, kept, by="Ann", clock=clock)

    with open_file(signed) as file:
        assert file.assessment().is_locked
        assert file.is_as_sealed() is True
    assert verify(signed).state is State.UNALTERED


def test_a_backup_from_before_a_signature_can_be_signed_after_it_came_back(
    kept: Snapshots, ready: Path
) -> None:
    snapshot = kept.take(ready, Reason.WORKING, clock)
    assert snapshot is not None
    sign(ready)

    restore(snapshot, ready, kept, by="Ann", clock=clock)
    sign(ready)

    assert verify(ready).state is State.UNALTERED


@pytest.mark.parametrize("name", ["format-1.sqlite", "format-2.sqlite"])
def test_a_backup_of_an_older_format_comes_back(kept: Snapshots, tmp_path: Path, name: str) -> None:
    path = tmp_path / "stored" / name
    path.parent.mkdir()
    path.write_bytes((FILES / name).read_bytes())
    snapshot = kept.take(path, Reason.BEFORE_UPDATE, clock)
    assert snapshot is not None
    with open_file(path) as file:
        history = file.history()
        if file.assessment().is_locked:
            file.reopen("a mistake", by="Ann")
        file.record_response("1S-01", by="Ann", note="in the newest format")

    restore(snapshot, path, kept, by="Ann", clock=clock)

    assert path.read_bytes()[60:64] == snapshot.path.read_bytes()[60:64]
    with open_file(path) as file:
        assert file.history()[: len(history)] == history
        assert file.is_as_sealed() in (True, None)
        assert file.assessment().response("1S-01").note != "in the newest format"


def test_what_was_said_after_the_backup_can_be_combined_into_the_restored_file(
    kept: Snapshots, empty: Path, snapshot: Snapshot
) -> None:
    note(empty, "after the backup", "1S-02")
    restored = restore(snapshot, empty, kept, by="Ann", clock=clock)
    note(empty, "after restoring", "2S-01")
    assert restored.kept is not None

    with open_file(empty) as file:
        combination = combining.prepare(file, [restored.kept])
        assert not combination.conflicts
        combining.carry_out(file, combination, {}, by="Ann")

    assert note_in(empty, "1S-02") == "after the backup"
    assert note_in(empty, "2S-01") == "after restoring"
    with open_file(restored.kept) as file:  # and the other way round
        combining.carry_out(file, combining.prepare(file, [empty]), {}, by="Ann")
    assert note_in(restored.kept, "2S-01") == "after restoring"


# --- what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_touched(
    kept: Snapshots, empty: Path, snapshot: Snapshot, sample_bytes: bytes, bad: BadFile
) -> None:
    snapshot.path.unlink()
    bad.make(snapshot.path, sample_bytes)

    with untouched(empty.parent), pytest.raises((BackupDamaged, NewerFormat)):
        restore(snapshot, empty, kept, by="Ann", clock=clock)


def test_a_file_that_somebody_edits_is_left_alone(kept: Snapshots, empty: Path, snapshot: Snapshot) -> None:
    editor = start_editor(empty)
    try:
        with untouched(empty.parent), pytest.raises(OpenElsewhere):
            restore(snapshot, empty, kept, by="Ann", clock=clock)
    finally:
        stop(editor)


def test_a_file_that_is_open_here_is_left_alone(kept: Snapshots, empty: Path, snapshot: Snapshot) -> None:
    with open_file(empty), untouched(empty.parent), pytest.raises(OpenElsewhere):
        restore(snapshot, empty, kept, by="Ann", clock=clock)


def test_a_folder_that_is_not_there_is_told(kept: Snapshots, empty: Path, snapshot: Snapshot) -> None:
    with pytest.raises(TargetUnwritable, match="the folder is not there"):
        restore(snapshot, empty.parent / "nowhere" / "river.sqlite", kept, by="Ann", clock=clock)


def test_where_no_backup_can_be_taken_it_is_told_and_the_former_file_is_kept_all_the_same(
    kept: Snapshots, empty: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    elsewhere = Snapshots(tmp_path / "no folder")
    elsewhere.folder.write_text("somebody's")
    note(empty, "after")

    restored = restore(snapshot, empty, elsewhere, by="Ann", clock=clock)

    assert isinstance(restored.problem, BackupsUnwritable)
    assert restored.kept is not None
    assert (note_in(empty), note_in(restored.kept)) == ("before", "after")


_RESTORE = """
import sys
from pathlib import Path
from secure_desktop.errors import KnownProblem
from secure_desktop.storage import restoring
from secure_desktop.storage.snapshots import Reason, Snapshots
import secure_desktop.backup_errors, tempfile, json, getpass, socket, pwd

folder = Path(sys.argv[1])
snapshots = Snapshots(Path(sys.argv[2]))
(snapshot,) = snapshots.of(sys.argv[3])
def main():
    try:
        restoring.restore(snapshot, folder / "river.sqlite", snapshots, by="Ann")
    except KnownProblem as problem:
        print(problem)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX systems")
def test_a_folder_that_may_not_be_written_to_is_told_and_left_alone(
    kept: Snapshots, snapshot: Snapshot
) -> None:
    with folder_for_nobody() as folder:
        (folder / "river.sqlite").write_bytes(snapshot.path.read_bytes())
        with untouched(folder):
            told = run_as_nobody(_RESTORE, str(folder), str(kept.folder), snapshot.assessment_id)

    assert "“river.sqlite” cannot be written: this folder or file does not allow it" in told


@pytest.mark.parametrize("name", ["stat", "lstat"])
def test_a_file_that_cannot_be_looked_at_just_now_is_not_taken_for_none(
    kept: Snapshots, empty: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with untouched(empty.parent), monkeypatch.context() as meanwhile:
        stumbling_over(empty, name, meanwhile)
        with pytest.raises(TargetUnwritable, match="the drive reports a fault"):
            restore(snapshot, empty, kept, by="Ann", clock=clock)


def test_a_rename_that_fails_leaves_the_file_as_it_was(
    kept: Snapshots, empty: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(empty, "after")

    def fail(_self: Path, _target: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with untouched(empty.parent), pytest.raises(TargetUnwritable):
            restore(snapshot, empty, kept, by="Ann", clock=clock)

    assert note_in(empty) == "after"


def test_a_rename_that_fails_gives_back_what_had_to_be_moved(
    kept: Snapshots, empty: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, str(empty)], check=False)

    def fail(_self: Path, _target: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        real = Path.replace
        broken.setattr(Path, "replace", lambda self, to: fail(self, to) if to == empty else real(self, to))
        with untouched(empty.parent), pytest.raises(TargetUnwritable):
            restore(snapshot, empty, kept, by="Ann", clock=clock)


# --- as a file of its own -----------------------------------------------------------------------------


def test_a_backup_can_be_saved_as_a_file_of_its_own(empty: Path, snapshot: Snapshot) -> None:
    target = empty.with_name("of Monday.sqlite")
    before = contents(snapshot.path.parent)

    save_as(snapshot, target)

    assert note_in(target) == "before"
    with open_file(target) as file, open_file(snapshot.path, write=False) as source:
        assert file.copy_id != source.copy_id
    assert contents(snapshot.path.parent) == before


def test_saving_a_backup_replaces_nothing(empty: Path, snapshot: Snapshot) -> None:
    with untouched(empty.parent), pytest.raises(TargetExists):
        save_as(snapshot, empty)


def test_a_damaged_backup_is_not_saved(empty: Path, snapshot: Snapshot) -> None:
    snapshot.path.write_bytes(snapshot.path.read_bytes()[:5000])

    with untouched(empty.parent), pytest.raises(BackupDamaged):
        save_as(snapshot, empty.with_name("of Monday.sqlite"))
