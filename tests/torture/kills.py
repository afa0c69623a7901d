"""Kills at random moments: a process works, is killed, and the next one goes on with the same file.

Run as `python -m tests.torture.kills KIND KILLS SEED` it prints what it found for one kind of work, as JSON.
What one process does is done twice: undisturbed in a copy of the folder, which tells what has to be there after each
step, and by a child that is killed at its work, in the folder itself.
"""

import difflib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.torture.children import Child, Moment, done_undisturbed
from tests.torture.counts import Count, not_run
from tests.torture.job_folders import at_home_in, ready_folder
from tests.torture.options import Options
from tests.torture.outcome import LostError, Outcome, found_by
from tests.torture.said import Said, demand_useful, says
from tests.torture.works import WORKS, Work, opening

MODULE = "tests.torture.kills"
GENERATIONS = 12  # processes that work on one file, one after the other, before a new one is begun
KILLED_TWICE = 0.3  # of all kills: the process that opens the file afterwards is killed as well
OPENING = 0.01  # seconds
MOST_TRIES = 12  # for each kill that is wanted; some processes come to their end before they are killed


def run(options: Options) -> Iterator[Count]:
    """Kill each kind of work so many times."""
    if not hasattr(os, "fork"):
        yield not_run("kill", "all", "this system does not fork processes")
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # of threads that wait for a process each
        found = pool.map(lambda kind: found_by(MODULE, kind, options.runs, options.seed), WORKS)
        for kind, outcome in zip(WORKS, found, strict=True):
            options.say(
                f"kill, {kind}: {outcome.in_the_middle} in the middle of a change, {outcome.untold} before it was told"
            )
            yield outcome.as_count("kill", kind, f"{MODULE} {kind!r} {options.runs} {options.seed}")


def kill_at_random(kind: str, kills: int, seed: int) -> Outcome:
    """Kill a kind of work so many times, and look at what it left each time."""
    outcome = Outcome()
    while outcome.kills < kills and outcome.runs < MOST_TRIES * kills:
        with ready_folder(WORKS[kind].prepare) as folder:
            for _ in range(GENERATIONS):
                outcome.runs += 1
                where = f"{kind}, seed {seed}, run {outcome.runs}"
                with outcome.watching(where):
                    _one_life(WORKS[kind], folder, f"{seed} {kind} {outcome.runs}", outcome)
                if any(finding.startswith(f"{where}:") for finding in outcome.findings):
                    _keep(folder, where)
                    break
                if outcome.kills >= kills:
                    break
    return outcome


def undisturbed(work: Work, folder: Path, key: str) -> list[Moment]:
    """Return what stands in a folder at each moment of the work that the key stands for; the folder stays as it is."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        copy = Path(name) / "work"
        shutil.copytree(folder, copy)
        with at_home_in(copy):
            return done_undisturbed(copy, work.steps(copy, random.Random(key)))


def demand_nothing_lost(folder: Path, moments: list[Moment], done: int) -> bool:
    """Make sure that a folder holds what was done and nothing by half; return whether the next step is there as well.

    Raises:
        LostError: when something of it is missing, or there is a part of the next.
        NotWholeError: when a file is not whole.
    """
    found = says(folder)
    demand_useful(folder)
    before = _said_at(folder, moments[done])
    after = _said_at(folder, moments[min(done + 1, len(moments) - 1)])
    for path in sorted({*before, *after, *found}):
        if found.get(path) not in {before.get(path), after.get(path)}:
            raise LostError(f"{path}, {done} reported: {_difference(before.get(path), found.get(path))}")
    return found != before


def _one_life(work: Work, folder: Path, key: str, outcome: Outcome) -> None:
    work.before(folder, random.Random(f"before {key}"))
    moments = undisturbed(work, folder, key)
    chance = random.Random(f"moment {key}")
    after, pause = _moment(chance, [moment.took for moment in moments[1:]])
    child = Child(lambda: work.steps(folder, random.Random(key)))
    child.begin()
    child.wait_for(after)
    time.sleep(pause)
    child.kill()
    end = child.end()
    outcome.kills += end.is_killed
    outcome.acknowledged += end.done
    outcome.in_the_middle += any(folder.rglob("*-journal")) or any(folder.rglob("*.part"))
    if end.fault:
        raise RuntimeError(end.fault)
    if chance.random() < KILLED_TWICE:
        _kill_while_opening(folder, chance.random() * OPENING)
    outcome.untold += demand_nothing_lost(folder, moments, end.done)


def _kill_while_opening(folder: Path, pause: float) -> None:
    """Kill the next process too, perhaps while it takes back what the one before left half done."""
    child = Child(lambda: opening(folder))
    child.begin()
    time.sleep(pause)
    child.kill()
    if fault := child.end().fault:
        raise RuntimeError(fault)


def _moment(chance: random.Random, lasted: list[float]) -> tuple[int, float]:
    """Return after how many reports a child is killed, and how many seconds later.

    Half of the kills fall on every step alike, the other half on every moment alike; the last one is closing.
    """
    places = range(len(lasted))
    after = chance.choice(places) if chance.random() < 0.5 else chance.choices(places, lasted)[0]
    return after, chance.random() * lasted[after]


def _said_at(folder: Path, moment: Moment) -> Said:
    """Return what stood somewhere at a moment, by putting it down once more."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        place = Path(name) / "work"
        for path, content in moment.files.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        with at_home_in(place):
            return says(place)


def _difference(wanted: Iterable[str] | None, found: Iterable[str] | None) -> str:
    if found is None:
        return "it is gone"
    if wanted is None:
        return "it is neither old nor new"
    return (
        " / ".join(line for line in difflib.ndiff([*wanted], [*found]) if line.startswith(("+", "-")))
        or "it is neither old nor new"
    )


def _keep(folder: Path, where: str) -> None:
    """Keep a folder for whoever looks into what went wrong."""
    place = Path(tempfile.mkdtemp(prefix="secure-desktop-lost-"))
    shutil.copytree(folder, place / "work")
    Options.say(f"{where}: what it left is kept in {place}")


if __name__ == "__main__":
    kill_at_random(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])).tell()
