"""A process that does one kind of work and reports each step once the program calls it done.

Run as `python -m tests.torture.job_process KIND FOLDER [TRIES]`. A step that is refused with a known problem is told and
tried again in the same process, up to TRIES times; after the last it is told on standard error as the console does,
and the exit code is the problem's. Whatever else goes wrong ends in the exit code of a bug.
"""

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.cli import BUG
from secure_desktop.commands import terminal
from secure_desktop.errors import KnownProblem
from tests.torture.jobs import JOBS, Step

OUT = 1
DONE, REFUSED = "done ", "refused "


def main(kind: str, folder: Path, tries: int) -> int:
    """Do the work, and return the exit code."""
    done: set[str] = set()
    try:
        for last in range(tries, 0, -1):
            try:
                _work(JOBS[kind].steps(folder), done, tries)
            except KnownProblem as problem:  # opening was refused, or closing
                if last == 1:
                    terminal.tell(problem)
                    return problem.exit_code
                report(f"{REFUSED}{type(problem).__name__}: {problem}")
            else:
                break
    except Exception:  # noqa: BLE001 - this is what is looked for
        traceback.print_exc()
        return BUG
    return 0


def report(line: str) -> None:
    """Tell whoever started this process."""
    os.write(OUT, line.encode().replace(b"\n", b" ") + b"\n")


def _work(steps: Iterator[Step], done: set[str], tries: int) -> None:
    for name, step in steps:
        if name in done:
            continue
        for last in range(tries, 0, -1):
            try:
                step()
            except KnownProblem as problem:
                if last == 1:
                    raise
                report(f"{REFUSED}{type(problem).__name__}: {problem}")
            else:
                break
        done.add(name)
        report(f"{DONE}{name}")


if __name__ == "__main__":
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        # What the commands print is not a report.
        code = main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    sys.exit(code)
