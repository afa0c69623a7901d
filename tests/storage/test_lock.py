import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secure_desktop.errors import OpenElsewhere, ReadOnlyFile
from secure_desktop.model.assessment import Answer
from secure_desktop.storage import lock
from secure_desktop.storage.opening import open_file
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
