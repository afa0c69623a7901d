"""A process that does one kind of work and reports each step once the program calls it done.

Run as `python -m tests.torture.job_process KIND FOLDER`. A step that is refused with a known problem is reported, and
may be tried again in the same process.
"""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from secure_desktop.cli import BUG
from secure_desktop.errors import KnownProblem
from tests.torture.jobs import JOBS, Steps

OUT = 1
DONE, REFUSED, GIVEN_UP, FAULT = "done ", "refused ", "given up ", "fault "

Report = Callable[[str], None]


def main(kind: str, folder: Path, tries: int, report: Report) -> int:
    """Do the work, each step and the opening tried so often, and return the exit code that the console would."""
    done: set[str] = set()
    try:
        for _ in range(tries - 1):
            try:
                _work(JOBS[kind].steps(folder), done, tries, report)
            except KnownProblem as problem:  # opening was refused, or closing, or a step so often
                report(f"{REFUSED}{_told(problem)}")
            else:
                return 0
        _work(JOBS[kind].steps(folder), done, tries, report)
    except KnownProblem as problem:
        report(f"{GIVEN_UP}{_told(problem)}")
        return problem.exit_code
    except Exception:  # noqa: BLE001 - this is what is looked for
        report(f"{FAULT}{traceback.format_exc()}")
        return BUG
    return 0


def report_on_standard_output(line: str) -> None:
    """Tell whoever started this process."""
    os.write(OUT, line.encode() + b"\n")


def _work(steps: Steps, done: set[str], tries: int, report: Report) -> None:
    with contextlib.closing(steps):
        for name, step in steps:
            if name not in done:
                _do(step, tries, report)
                done.add(name)
                report(f"{DONE}{name}")


def _do(step: Callable[[], object], tries: int, report: Report) -> None:
    for _ in range(tries - 1):
        try:
            step()
        except KnownProblem as problem:
            report(f"{REFUSED}{_told(problem)}")
        else:
            return
    step()


def _told(problem: KnownProblem) -> str:
    return f"{type(problem).__name__}: {problem}"


if __name__ == "__main__":
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        # What the commands print is no report.
        code = main(sys.argv[1], Path(sys.argv[2]), 1, report_on_standard_output)
    sys.exit(code)
