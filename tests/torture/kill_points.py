"""Kills at every call by which the program changes something on the disk: each write, sync, rename and unlink in turn.

Run as `python -m tests.torture.kill_points KIND SEED [POINTS]` it prints what it found for one kind of work, as JSON. The
process is there already when strace is attached to it, so that a kill takes a tenth of a second, not a start of Python.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.torture import system_calls
from tests.torture.children import Child, End, Moment
from tests.torture.counts import Count, not_run
from tests.torture.job_folders import ready_folder
from tests.torture.kills import demand_nothing_lost, undisturbed
from tests.torture.options import Options
from tests.torture.outcome import Outcome, found_by
from tests.torture.works import WORKS, Work

MODULE = "tests.torture.kill_points"
CALLS = (
    "pwrite64",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
    "link",
    "linkat",
    "mkdir",
)
MOST_POINTS = 60  # for each call of each kind of work; of longer works every so manieth call is taken


def run(options: Options) -> Iterator[Count]:
    """Kill each kind of work at each of its calls."""
    if not system_calls.is_here():
        yield not_run("kill at each call", "all", "strace is not here")
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # of threads that wait for a process each
        found = pool.map(lambda kind: found_by(MODULE, kind, options.seed, MOST_POINTS), WORKS)
        for kind, outcome in zip(WORKS, found, strict=True):
            yield outcome.as_count(
                "kill at each call", kind, f"{MODULE} {kind!r} {options.seed} {MOST_POINTS}"
            )


def kill_at_each_call(kind: str, seed: int, points: int) -> Outcome:
    """Do a kind of work again and again, killed at another call each time, and look at what it left."""
    work, key, outcome = WORKS[kind], f"{seed} {kind}", Outcome()
    with ready_folder(work.prepare) as folder:
        work.before(folder, random.Random(f"before {key}"))
        moments = undisturbed(work, folder, key)
        as_it_was = folder.with_name("as it was")
        shutil.copytree(folder, as_it_was)
        for call, number in _points(work, folder, key, points):
            shutil.rmtree(folder)
            shutil.copytree(as_it_was, folder)
            outcome.runs += 1
            with outcome.watching(f"{kind}, seed {seed}, killed at {call} number {number}"):
                _kill_once(work, folder, key, moments, (call, number), outcome)
    return outcome


def _kill_once(
    work: Work,
    folder: Path,
    key: str,
    moments: list[Moment],
    point: tuple[str, int],
    outcome: Outcome,
) -> None:
    end, _ = _traced(work, folder, key, f"inject={point[0]}:signal=KILL:when={point[1]}")
    outcome.kills += end.is_killed
    outcome.acknowledged += end.done
    if end.fault:
        raise RuntimeError(end.fault)
    demand_nothing_lost(folder, moments, end.done)


def _points(work: Work, folder: Path, key: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield which call is to be the last, by its name and number; counted while nothing is killed."""
    _, log = _traced(work, folder, key, "signal=none")
    made = [line.partition("(")[0].split()[-1] for line in log.splitlines() if "(" in line]
    for call in CALLS:
        times = made.count(call)
        stride = max(1, -(-times // most))
        yield from ((call, number) for number in range(1, times + 1, stride))


def _traced(work: Work, folder: Path, key: str, expression: str) -> tuple[End, str]:
    """Do the work in a process that strace looks at, and return how it ended and which calls it made."""
    log = folder.with_name("strace.log")
    child = Child(lambda: work.steps(folder, random.Random(key)))
    command = ["strace", "-qq", "-o", str(log), "-p", str(child.pid), "-e", f"trace={','.join(CALLS)}"]
    with subprocess.Popen([*command, "-e", expression], stderr=subprocess.DEVNULL) as tracer:
        while not _is_traced(child.pid):
            if tracer.poll() is not None:
                child.kill()
                child.end()
                raise RuntimeError("strace could not be attached")
            time.sleep(0.001)
        child.begin()
        end = child.end()
    return end, log.read_text(encoding="ascii", errors="replace")


def _is_traced(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    return "TracerPid:\t0\n" not in status


if __name__ == "__main__":
    most = int(sys.argv[3]) if len(sys.argv) > 3 else MOST_POINTS
    kill_at_each_call(sys.argv[1], int(sys.argv[2]), most).tell()
