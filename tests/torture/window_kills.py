"""Kills at random moments of the real program, with its window, while somebody types.

Run as `python -m tests.torture.window_kills KILLS SEED` it prints what it found. Each program that is started goes on with
the file that the one before left behind.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secure_desktop import locations
from secure_desktop.library.shelf import read_shelf
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.torture.counts import Count
from tests.torture.job_folders import at_home_in
from tests.torture.jobs import NAME
from tests.torture.options import Options
from tests.torture.outcome import ROOT, LostError, Outcome
from tests.torture.said import demand_useful, says

MODULE = "tests.torture.window_kills"
ITEMS = 12  # that somebody answers before they close the window
SHARE = 10  # one window is killed for so many processes without one
LONGEST_PAUSE = 0.4  # seconds after the report that was waited for


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about an item."""

    answer: Answer = Answer.UNANSWERED
    note: str = ""


def run(options: Options) -> Iterator[Count]:
    """Kill the window, a tenth as often as processes without one."""
    kills = max(1, options.runs // SHARE)
    outcome = kill_windows(kills, options.seed)
    yield outcome.as_count("kill", "typing in the window", f"{MODULE} {kills} {options.seed}")


def kill_windows(kills: int, seed: int) -> Outcome:
    """Start the program again and again on one file, and kill it while somebody types."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="windows-") as name:
        folder = Path(name).resolve() / "work"
        (folder / "home").mkdir(parents=True)
        with at_home_in(folder):
            rubric = read_shelf(locations.rubrics()).rubric("secure-start")
            create_file(folder / NAME, rubric, builders.assessment().profile, by="Ann")
            known: dict[str, Words] = {}
            while outcome.kills < kills and outcome.runs < 2 * kills + 2:
                outcome.runs += 1
                with outcome.watching(f"window, seed {seed}, run {outcome.runs}"):
                    _one_window(folder, known, f"{seed} {outcome.runs}", outcome)
    return outcome


def _one_window(folder: Path, known: dict[str, Words], key: str, outcome: Outcome) -> None:
    chance = random.Random(key)
    command = [sys.executable, "-m", "tests.torture.restless_typist", str(folder / NAME), str(ITEMS), key]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8"
        ) as typist,
    ):
        lines = _lines_until_killed(typist, chance)
        errors.seek(0)
        said = errors.read()
    outcome.kills += typist.returncode < 0
    outcome.acknowledged += sum(line.startswith("SAVED ") for line in lines)
    if typist.returncode > 0 or "Traceback" in said:
        raise RuntimeError(said)
    pending = _take_in(lines, known)
    _demand_nothing_lost(folder, known, pending)


def _lines_until_killed(typist: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Kill the program some time after a report, or before the first; return what it has told."""
    assert typist.stdout is not None
    reports, began = chance.randint(0, 2 * ITEMS), time.monotonic()
    lines: list[str] = []
    while len(lines) < reports and (line := typist.stdout.readline()):
        lines.append(line.rstrip("\n"))
    waited = time.monotonic() - began
    time.sleep(chance.random() * (LONGEST_PAUSE if reports else max(2.0, waited)))
    typist.kill()
    return lines + typist.stdout.read().splitlines()


def _take_in(lines: list[str], known: dict[str, Words]) -> tuple[str, Words]:
    """Take note of what was reported as saved, and return the item that was being talked about last, if not."""
    pending = ("", Words())
    for line in lines:
        if line.startswith("WILL "):
            _, item, answer, note = line.split(" ", 3)
            pending = (item, Words(Answer(answer), note))
        elif line.startswith("SAVED "):
            known[pending[0]] = pending[1]
            pending = ("", Words())
    return pending


def _demand_nothing_lost(folder: Path, known: dict[str, Words], pending: tuple[str, Words]) -> None:
    says(folder)
    demand_useful(folder)
    with open_file(folder / NAME, write=False) as file:
        assessment = file.assessment()
    for item, said in assessment.responses.items():
        wanted, found = known.get(item, Words()), Words(said.answer, said.note)
        if item == pending[0]:
            if found.answer not in (wanted.answer, pending[1].answer):
                raise LostError(f"{item} has another answer: {found.answer}")
            is_begun = found.note and pending[1].note.startswith(
                found.note
            )  # a note is saved while it is typed
            if found.note != wanted.note and not is_begun:
                raise LostError(f"{item} has another note: {found.note}")
            known[item] = found
        elif found != wanted:
            raise LostError(f"{item} was saved as {wanted} and is {found}")
    if missing := known.keys() - assessment.responses.keys():
        raise LostError(f"{sorted(missing)} were saved and are gone")


if __name__ == "__main__":
    kill_windows(int(sys.argv[1]), int(sys.argv[2])).tell()
