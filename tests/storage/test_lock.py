import contextlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import OpenElsewhere, ReadOnlyFile
from secure_desktop.model.assessment import Answer
from secure_desktop.storage import lock, lock_file
from secure_desktop.storage.opening import open_file
from secure_desktop.underneath_errors import OpenUnderAnotherName
from tests import builders
from tests.storage.nobody import ROOT
from tests.storage.snapshots import contents

EDITOR = """
import sys, time
from pathlib import Path
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file

file = open_file(Path(sys.argv[1]))
file.record_response("1S-01", by="Ann", answer=Answer.PARTLY, note="typed before the crash")
print("saved", flush=True)
time.sleep(60)
"""

READER = """
import sqlite3, sys, time

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN")
connection.execute("SELECT * FROM response").fetchall()
print("reading", flush=True)
time.sleep(0.5)
"""

ASKER = """
import sys
from pathlib import Path
from secure_desktop.storage import lock

print("asking", flush=True)
while True:
    lock.is_free(Path(sys.argv[1]))
"""

OPENER = """
import sys
from pathlib import Path
from secure_desktop.errors import KnownProblem
from secure_desktop.storage.opening import open_file

with open_file(Path(sys.argv[1]), by_force=len(sys.argv) > 2) as file:
    print(file.is_read_only, file.holder.pid if file.holder else 0)
    try:
        file.demand_writable()
    except KnownProblem as problem:
        print(problem)
"""

NO_LOCKS = ("strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@contextlib.contextmanager
def without_locks(code: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run an editor for whom the folder knows no locks; kill it in the end."""
    editor = subprocess.Popen(
        [*NO_LOCKS, sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert editor.stdout is not None
    assert editor.stdout.readline() == "saved\n"
    try:
        yield editor
    finally:
        os.kill(lock.read_holder(path).pid, signal.SIGKILL)
        editor.communicate()


def start_editor(path: Path) -> subprocess.Popen[str]:
    editor = subprocess.Popen(
        [sys.executable, "-c", EDITOR, str(path)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert editor.stdout is not None
    assert editor.stdout.readline() == "saved\n"
    return editor


def stop(editor: subprocess.Popen[str]) -> None:
    editor.kill()
    editor.communicate()


def test_who_opens_a_file_second_can_read_it_and_is_told_who_edits_it(sample: Path) -> None:
    with open_file(sample, clock=lambda: builders.CHANGED) as first, open_file(sample) as second:
        assert not first.is_read_only
        assert second.is_read_only
        assert second.holder is not None
        assert second.holder.user
        assert second.assessment() == first.assessment()
        with pytest.raises(OpenElsewhere) as caught:
            second.record_response("1S-01", by="Bob", answer=Answer.PARTLY)

    local = f"{builders.CHANGED.astimezone():%Y-%m-%d %H:%M}"
    assert f"by {second.holder.user} since {local}, so it can only be read here" in str(caught.value)


def test_the_second_reader_sees_what_the_first_one_has_saved(sample: Path) -> None:
    with open_file(sample) as first:
        first.record_response("1S-01", by="Ann", note="just saved")
        with open_file(sample) as second:
            assert second.assessment().response("1S-01").note == "just saved"


def test_a_closed_file_can_be_edited_by_the_next_one_and_has_no_lock_beside_it(sample: Path) -> None:
    with open_file(sample):
        assert lock.lock_file(sample).exists()
    with open_file(sample) as file:
        assert not file.is_read_only
    assert list(contents(sample.parent)) == ["sample.sqlite"]


def test_two_programs_do_not_edit_one_file_also_by_a_link(sample: Path) -> None:
    link = sample.with_name("link.sqlite")
    link.symlink_to(sample)
    editor = start_editor(sample)
    try:
        with open_file(link) as file:
            assert file.holder is not None
            assert file.holder.pid == editor.pid
    finally:
        stop(editor)


def test_a_program_that_was_killed_leaves_its_answers_and_no_block(sample: Path) -> None:
    stop(start_editor(sample))
    assert lock.lock_file(sample).exists()

    with open_file(sample) as file:
        response = file.assessment().response("1S-01")
        assert (response.answer, response.note) == (Answer.PARTLY, "typed before the crash")
        assert not file.is_read_only
        assert file.record_response("1S-01", by="Bob", note="and goes on")
    assert list(contents(sample.parent)) == ["sample.sqlite"]


@pytest.mark.parametrize("left", ["", "{", "[]", json.dumps({"user": 1}), "\udcff"])
def test_a_lock_file_that_nobody_holds_is_no_lock(sample: Path, left: str) -> None:
    lock.lock_file(sample).write_text(left, errors="surrogateescape")

    with open_file(sample) as file:
        assert not file.is_read_only


def test_nothing_of_a_longer_text_stays_in_a_lock_file_that_somebody_left(sample: Path) -> None:
    lock.lock_file(sample).write_text(json.dumps({"user": "left" * 200}))

    with open_file(sample):
        assert lock.read_holder(sample).pid == os.getpid()


def test_a_lock_whose_holder_cannot_be_read_still_has_a_sentence(sample: Path) -> None:
    with open_file(sample):
        lock.lock_file(sample).write_text("not what we wrote")
        with (
            open_file(sample) as second,
            pytest.raises(OpenElsewhere, match="on another computer by somebody since a while ago"),
        ):
            second.demand_writable()


def test_a_link_sent_along_as_lock_file_is_not_followed(sample: Path) -> None:
    victim = sample.with_name("thesis.txt")
    victim.write_text("years of work")
    lock.lock_file(sample).symlink_to(victim)

    with open_file(sample) as file, pytest.raises(ReadOnlyFile):
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)

    assert victim.read_text() == "years of work"


def test_reading_alone_takes_no_lock(sample: Path) -> None:
    with open_file(sample, write=False) as reader:
        assert reader.is_read_only
        assert reader.holder is None
        with open_file(sample) as writer:
            assert writer.record_response("1S-01", by="Ann", note="nobody is in the way")


def test_another_program_that_reads_for_a_moment_is_waited_for(sample: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(sample)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert reader.stdout is not None
    reader.stdout.readline()
    started = time.monotonic()
    with open_file(sample) as file:
        assert file.record_response("1S-01", by="Ann", note="after the wait")
    reader.communicate()
    assert time.monotonic() - started < 10


def test_a_hard_link_is_the_same_file_and_says_so(sample: Path) -> None:
    link = sample.parent / "elsewhere" / "other name.sqlite"
    link.parent.mkdir()
    link.hardlink_to(sample)
    editor = start_editor(sample)
    try:
        with (
            open_file(link) as file,
            pytest.raises(OpenUnderAnotherName, match=r"same file as “sample\.sqlite”"),
        ):
            file.record_response("1S-01", by="Bob", answer=Answer.PARTLY)
    finally:
        stop(editor)
    with open_file(link) as file:
        assert file.record_response("1S-01", by="Bob", note="now the first one is gone")
    assert not list(locations.lock_folder().iterdir())


def test_the_programs_own_folder_is_its_owners_only_when_a_lock_is_the_first_in_it(
    sample: Path, home: Path, usual_umask: None
) -> None:
    with open_file(sample) as file:
        assert file.record_response("1S-01", by="Ann", note="the first thing done on this computer")

    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_file_is_known_by_another_spelling_of_its_folder(sample: Path) -> None:
    odd = sample.parent / "." / ".." / sample.parent.name / sample.name
    with open_file(sample), open_file(odd) as second:
        assert second.is_read_only


def test_without_a_folder_of_ones_own_there_still_is_the_lock_beside(sample: Path, home: Path) -> None:
    home.write_text("a file in the way")
    with open_file(sample) as first, open_file(sample) as second:
        assert not first.is_read_only
        assert second.holder is not None


def test_a_lock_file_that_somebody_removes_is_put_back_before_the_next_change(sample: Path) -> None:
    with open_file(sample) as file:
        lock.lock_file(sample).unlink()
        assert file.record_response("1S-01", by="Ann", note="still mine")
        assert lock.lock_file(sample).exists()
        with open_file(sample) as second:
            assert second.holder is not None
    assert not lock.lock_file(sample).exists()


def test_who_took_a_removed_lock_over_keeps_it(sample: Path) -> None:
    with open_file(sample) as file:
        lock.lock_file(sample).unlink()
        other = lock_file.hold(lock.lock_file(sample), "2026-11-25T12:00:00.000000Z")
        assert isinstance(other, lock_file.HeldFile)
        with pytest.raises(OpenElsewhere):
            file.record_response("1S-01", by="Ann", note="no")
        other.release()
        assert file.record_response("1S-01", by="Ann", note="mine again")


def test_whether_a_file_is_free_can_be_asked_without_taking_it(sample: Path) -> None:
    assert lock.is_free(sample)
    editor = start_editor(sample)
    try:
        assert not lock.is_free(sample)
    finally:
        stop(editor)
    assert lock.lock_file(sample).exists()
    assert lock.is_free(sample)
    assert lock.lock_file(sample).exists()


def test_who_looks_whether_it_is_free_is_in_nobodys_way(sample: Path) -> None:
    lock.lock_file(sample).write_text("{}")
    asking = subprocess.Popen(
        [sys.executable, "-c", ASKER, str(sample)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert asking.stdout is not None
    asking.stdout.readline()
    try:
        for _ in range(50):
            with open_file(sample) as file:
                assert not file.is_read_only
            lock.lock_file(sample).write_text("{}")
    finally:
        asking.kill()
        asking.communicate()


# --- a folder that knows no locks ---------------------------------------------------------------------


@needs_strace
def test_without_system_locks_the_text_is_the_lock(sample: Path) -> None:
    with without_locks(EDITOR, sample) as editor:
        holder = lock.read_holder(sample)
        told = subprocess.run(
            [*NO_LOCKS, sys.executable, "-c", OPENER, str(sample)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        assert told.split()[:2] == ["True", str(holder.pid)]
        assert editor.poll() is None


@needs_strace
def test_without_system_locks_a_crash_on_this_computer_does_not_block(sample: Path) -> None:
    with without_locks(EDITOR, sample):
        pass
    assert lock.lock_file(sample).exists()
    told = subprocess.run(
        [*NO_LOCKS, sys.executable, "-c", OPENER, str(sample)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert told.split() == ["False", "0"]
    assert not lock.lock_file(sample).exists()


@needs_strace
def test_without_system_locks_a_lock_of_another_computer_is_left_to_people(sample: Path) -> None:
    there = {"user": "ann", "host": "PC-12", "pid": 1, "since": "2026-11-25T13:50:00.000000Z"}
    lock.lock_file(sample).write_text(json.dumps(there))
    told = [
        subprocess.run(
            [*NO_LOCKS, sys.executable, "-c", OPENER, str(sample), *force],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.splitlines()
        for force in ([], ["by force"])
    ]

    assert told[0][0] == "True 1"
    assert told[0][1].startswith("“sample.sqlite” was being edited on PC-12 by ann since ")
    assert "this folder cannot tell whether it still is" in told[0][1]
    assert told[1] == ["False 0"]
