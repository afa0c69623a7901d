import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzzing import corpus
from tests.fuzzing.board import Board
from tests.fuzzing.running import ROOT, watched
from tests.fuzzing.targets import TARGETS, Target

_DIES = """
import os, signal, sys
from pathlib import Path
from tests.fuzzing.board import Board
with Board(Path(sys.argv[1])) as board:
    board.begin(b"harmless")
    board.begin(b"deadly")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_process_dies_of_is_known(tmp_path: Path) -> None:
    with Board(tmp_path / "board") as board:
        died = watched(
            subprocess.Popen([sys.executable, "-c", _DIES, str(tmp_path / "board")], cwd=ROOT), board
        )

        assert died == "The process died: -9."
        assert board.input == b"deadly"
        assert board.executions == 2


def test_a_process_that_hangs_is_ended(tmp_path: Path) -> None:
    with Board(tmp_path / "board") as board:
        hanging = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])

        assert watched(hanging, board, longest=0.1).startswith("It hung")
        assert hanging.poll() is not None


def test_a_long_run_prints_what_it_tried(tmp_path: Path) -> None:
    words = [
        "--seconds",
        "1",
        "--target",
        "day",
        "--engine",
        "hypothesis",
        "--crashes",
        str(tmp_path / "crashes"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzzing", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "| day | hypothesis | " in done.stdout
    assert not (tmp_path / "crashes").exists()


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_seed_spoils_an_input_in_the_same_way_each_time(target: Target) -> None:
    seeds = corpus.seeds(target.corpus)

    for number in range(3):
        once, again = (target.mutate(Random(number), seeds[0], seeds) for _ in range(2))
        assert once == again


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_whatever_is_left_of_an_input_can_be_spoilt_further(target: Target) -> None:
    seeds = corpus.seeds(target.corpus)

    for number in range(20):
        for data in (b"", b"\x00", b"SQLite format 3\x00", b"{}", seeds[0][:120]):
            assert isinstance(target.mutate(Random(number), data, seeds), bytes)
