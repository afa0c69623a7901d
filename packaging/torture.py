"""The long form of the proof that nothing is lost: kills, power cuts, faulty drives and hostile input.

Run by `python packaging/dev.py torture`, inside the project's environment. It prints its progress beside, and at the end
one table. Exit code 0 when nothing was lost and nothing crashed, 1 when something was, 2 when something could not be
tried here.
"""

import argparse
import importlib
import importlib.util
import itertools
import multiprocessing
import platform
import secrets
import shlex
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from problems import Problem, say

from tests.torture.counts import Count, exit_code, markdown, not_run
from tests.torture.options import Options

DISCIPLINES: Mapping[str, str] = {
    "kills": "tests.torture.kills",
    "window": "tests.torture.window_kills",
    "points": "tests.torture.kill_points",
    "power": "tests.torture.power_loss",
    "io": "tests.torture.io_faults",
    "salvage": "tests.torture.salvage",
    "fuzz": "tests.fuzzing.counted",
}
"""What can be asked for by name, and the module whose `run(options)` does it."""

Run = Callable[[Options], Iterable[Count]]


def main(arguments: Sequence[str]) -> int:
    """Run the disciplines that were asked for, print the table, and return the exit code."""
    wish = _parser().parse_args(arguments)
    options = Options(wish.runs, wish.power_states, wish.fuzz_seconds, wish.seed)
    began = time.monotonic()
    counts: list[Count] = []
    try:
        names = tuple(dict.fromkeys(wish.only or DISCIPLINES))
        for of_one in _counted(names, options, wish.jobs):
            counts += of_one
    except KeyboardInterrupt:
        say("Stopped; this is what was tried until then.")
        counts.append(not_run("all", "the rest", "it was stopped"))
    print(_report(counts, options, wish, time.monotonic() - began))
    return exit_code(counts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--runs", type=_amount, default=500, metavar="N", help="kills for each kind of work")
    parser.add_argument(
        "--power-states",
        type=_amount,
        default=1000,
        metavar="N",
        help="states of the disk after a power cut, for each kind of work",
    )
    parser.add_argument(
        "--fuzz-seconds", type=_amount, default=600, metavar="N", help="how long broken input is invented"
    )
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(1_000_000), help="to repeat a run; drawn anew otherwise"
    )
    parser.add_argument(
        "--jobs", type=_amount, default=1, metavar="N", help="how many disciplines run at the same time"
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=tuple(DISCIPLINES),
        action="extend",
        metavar="DISCIPLINE",
        help=f"only these: {', '.join(DISCIPLINES)}",
    )
    return parser


def _amount(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _counted(names: Sequence[str], options: Options, jobs: int) -> Iterator[list[Count]]:
    """Yield what each discipline counts, with so many of them at a time."""
    if jobs == 1:
        yield from (tried(name, options) for name in names)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(tried, names, itertools.repeat(options))


def tried(name: str, options: Options) -> list[Count]:
    """Return what a discipline counts, told as it comes; one that breaks down itself is a finding."""
    counts = list[Count]()
    say(f"\n== {name} ==")
    try:
        for count in run_of(name)(options):
            say(_line(count))
            counts.append(count)
    except Problem as problem:
        counts.append(not_run(name, "all", f"{problem} {problem.advice}"))
    except Exception as fault:  # noqa: BLE001 - what was counted before must not be lost with it
        what = f"The harness itself failed: {fault!r}"
        counts.append(Count(name, "the harness", 1, 0, 0, 0, 1, findings=(what,)))
    return counts


def run_of(name: str) -> Run:
    """Return what carries a discipline out.

    Raises:
        Problem: when it is not in this copy of the project.
    """
    module = DISCIPLINES[name]
    if not (ROOT / Path(*module.split("."))).with_suffix(".py").is_file():
        raise Problem("It is not in this copy.", "Fetch the whole checkout again.")
    found = importlib.import_module(module)
    if not hasattr(found, "run"):
        raise Problem("It cannot be counted yet.", f"Give {module} a function “run”.")
    run: Run = found.run
    return run


def _line(count: Count) -> str:
    if count.not_run:
        return f"{count.discipline}, {count.kind}: not run, because: {count.not_run}"
    said = (
        f"{count.discipline}, {count.kind}: {count.runs} runs, {count.faults} faults, {count.acknowledged} "
        f"acknowledged, {count.lost} lost, {count.crashes} crashes"
    )
    return "\n  ".join((said, *count.findings))


def _report(counts: Sequence[Count], options: Options, wish: argparse.Namespace, seconds: float) -> str:
    """Return the table with all that somebody needs who wants to repeat it."""
    command = ["python3", "packaging/dev.py", "torture", "--runs", str(options.runs)]
    command += ["--power-states", str(options.power_states), "--fuzz-seconds", str(options.fuzz_seconds)]
    command += ["--seed", str(options.seed), *(("--jobs", str(wish.jobs)) if wish.jobs > 1 else ())]
    command += ("--only", *wish.only) if wish.only else ()
    lines = ["```", shlex.join(command), "```", "", markdown(counts), ""]
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    lines.append(f"{versions}, {platform.platform(terse=True)}; {seconds / 60:.0f} minutes.")
    findings = [finding for count in counts for finding in count.findings]
    return "\n".join([*lines, *(f"- {finding}" for finding in findings)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
