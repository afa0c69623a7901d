"""A long run: every target in a process of its own, started again when it dies, and killed when it hangs."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzzing import by_atheris
from tests.fuzzing.board import Board
from tests.fuzzing.child import keep
from tests.fuzzing.targets import TARGETS, Target

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINES = ("hypothesis", "atheris")
_LONGEST = (
    300.0  # seconds without an input read, after which a process hangs; the machine may have much else to do
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one target under one engine."""

    target: str
    engine: str
    executions: int
    refusals: int
    crashes: int


def run_all(
    seconds: float,
    seed: int,
    crashes: Path,
    *,
    targets: Sequence[Target] = TARGETS,
    engines: Sequence[str] = ENGINES,
    tell: Callable[[Tried], None] = lambda _: None,
) -> list[Tried]:
    """Try every target for its share of the time under every engine that fits it, and tell what came of each."""
    jobs = [(target, engine) for target in targets for engine in engines if fits(target, engine)]
    parts = sum(target.weight for target, _ in jobs)
    found: list[Tried] = []
    for target, engine in jobs:
        found.append(try_for(seconds * target.weight / parts, target, engine, seed, crashes))
        tell(found[-1])
    return found


def fits(target: Target, engine: str) -> bool:
    """Return whether an engine is of use: atheris sees into Python only, and is not everywhere."""
    return engine != "atheris" or (target.is_python and by_atheris.is_here())


def try_for(seconds: float, target: Target, engine: str, seed: int, crashes: Path) -> Tried:
    """Try one target under one engine; what breaks it is kept in the folder `crashes`."""
    executions = refusals = 0
    before = _kept(crashes, target)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        with tempfile.TemporaryDirectory() as work, Board(Path(work) / "board") as board:
            process = _started(target, engine, left, seed, Path(work), crashes)
            died = watched(process, board)
            executions += board.executions
            refusals += board.refusals
            if died:
                keep(crashes, target.name, board.input, f"{died}\n\n{_said(Path(work))}")
            if died and not board.executions:
                break  # it does not even start
        seed += 1
    return Tried(target.name, engine, executions, refusals, len(_kept(crashes, target) - before))


def _started(
    target: Target, engine: str, seconds: float, seed: int, work: Path, crashes: Path
) -> "subprocess.Popen[bytes]":
    arguments = {
        "target": target.name,
        "engine": engine,
        "seconds": f"{seconds:.1f}",
        "seed": str(seed),
        "board": str(work / "board"),
        "crashes": str(crashes.absolute()),
    }
    words = [word for name, value in arguments.items() for word in (f"--{name}", value)]
    with (work / "said").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.fuzzing.child", *words], cwd=ROOT, stdout=said, stderr=said
        )


def watched(process: "subprocess.Popen[bytes]", board: Board, *, longest: float = _LONGEST) -> str:
    """Wait for a process, and return what it died of; "" when it ended by itself."""
    counted, since = board.executions, time.monotonic()
    while True:
        try:
            code = process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            if board.executions != counted:
                counted, since = board.executions, time.monotonic()
            elif time.monotonic() - since > longest:
                process.kill()
                process.wait()
                return f"It hung for {longest:.0f} s."
        else:
            return f"The process died: {code}." if code else ""


def _said(work: Path) -> str:
    return (work / "said").read_text(encoding="utf-8", errors="backslashreplace")[-4000:]


def _kept(crashes: Path, target: Target) -> set[str]:
    return {path.name for path in crashes.glob(f"{target.name}-*.bin")}
