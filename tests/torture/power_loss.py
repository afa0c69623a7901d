"""Power loss: the writes of a real process are recorded, and every state that the disk may come back in is opened.

Run as `python -m tests.torture.power_loss KIND STATES SEED` it prints what it found for one kind of work.
"""

import contextlib
import hashlib
import os
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from secure_desktop import locations
from tests.torture.committed import Described, Expected, NotWholeError, describe
from tests.torture.disk import Disk, Said, Tree
from tests.torture.job_process import DONE
from tests.torture.jobs import JOBS
from tests.torture.recording import Recording, put_tree, record

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Outcome:
    """What became of one kind of work: states that were opened, how many reports there were, and what was wrong."""

    states: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)


@contextlib.contextmanager
def job_folder(kind: str) -> Iterator[Path]:
    """Hand out a folder that is ready for a job, in which this process is at home meanwhile."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="torture-", dir=shared if shared.is_dir() else None) as name:
        folder = Path(name).resolve() / "work"
        for part in ("home", "tmp"):
            (folder / part).mkdir(parents=True)
        with at_home_in(folder):
            JOBS[kind].prepare(folder)
            yield folder


@contextlib.contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    """Let the program keep what is its own in a folder."""
    before = os.environ.get(locations.HOME_VARIABLE)
    os.environ[locations.HOME_VARIABLE] = str(folder / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ[locations.HOME_VARIABLE]
        else:
            os.environ[locations.HOME_VARIABLE] = before


def variables_in(folder: Path) -> Mapping[str, str]:
    """Return the environment of a process that works in the folder of a job."""
    return {
        **os.environ,
        locations.HOME_VARIABLE: str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }


def command_for(kind: str, folder: Path, tries: int = 1) -> list[str]:
    """Return the command that does a job."""
    return [sys.executable, "-m", "tests.torture.job_process", kind, str(folder), str(tries)]


def cut_power(kind: str, states: int, seed: int) -> Outcome:
    """Do a kind of work, and open the states that the disk may be in after the power failed; about `states` of them."""
    with job_folder(kind) as folder:
        recording = record(command_for(kind, folder), folder, at=ROOT, variables=variables_in(folder))
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            return _Replay(kind, recording, Path(scratch), seed).outcome(states)


class _Replay:
    def __init__(self, kind: str, recording: Recording, scratch: Path, seed: int) -> None:
        self._kind = kind
        self._recording = recording
        self._scratch = scratch
        self._seed = seed
        self._found: dict[str, Described | NotWholeError] = {}
        self._committed: list[Described] = []

    def outcome(self, wanted: int) -> Outcome:
        outcome = Outcome()
        self._committed = list(self._described_at_reports())
        outcome.reported = len(self._committed) - 1
        for done, moment, tree in self._states(wanted):
            outcome.states += 1
            after = self._committed[min(done + 1, outcome.reported)]
            expected = Expected(self._committed[done], after, together=JOBS[self._kind].together)
            where = f"{self._kind}, seed {self._seed}, after change {moment}, {done} reported: "
            try:
                if fault := expected.fault_of(self._describe(tree)):
                    outcome.lost.append(where + fault)
            except NotWholeError as fault:
                outcome.lost.append(where + str(fault))
            except Exception as fault:  # noqa: BLE001 - a traceback instead of a sentence is what is looked for
                outcome.crashes.append(where + repr(fault))
        return outcome

    def _described_at_reports(self) -> Iterator[Described]:
        disk = Disk(self._recording.before)
        yield self._describe(disk.now())
        for change in self._recording.changes:
            disk.take(change)
            if isinstance(change, Said) and change.text.startswith(DONE):
                yield self._describe(disk.now())

    def _states(self, wanted: int) -> Iterator[tuple[int, int, Tree]]:
        """Return about so many states, each once: how much had been reported, after which change, what is on the disk."""
        chance = random.Random(self._seed)
        moments = len(self._recording.changes)
        by_chance = max(2, 2 * wanted // moments)
        share = 1.5 * wanted / (moments * (4 + by_chance))  # many come twice
        seen: set[tuple[int, str]] = set()
        disk = Disk(self._recording.before)
        for moment, change in enumerate(self._recording.changes, 1):
            disk.take(change)
            done = sum(said.startswith(DONE) for said in disk.said)
            for tree in disk.states(chance, by_chance):
                if chance.random() < share and (key := (done, _digest(tree))) not in seen:
                    seen.add(key)
                    yield done, moment, tree

    def _describe(self, tree: Tree) -> Described:
        digest = _digest(tree)
        if digest not in self._found:
            try:
                with tempfile.TemporaryDirectory(dir=self._scratch) as name, at_home_in(Path(name)):
                    put_tree(tree, Path(name))
                    self._found[digest] = describe(Path(name))
            except NotWholeError as fault:
                self._found[digest] = fault
        found = self._found[digest]
        if isinstance(found, NotWholeError):
            raise found
        return found


def _digest(tree: Tree) -> str:
    whole = hashlib.sha256(repr(sorted(tree.folders)).encode())
    for name, content in sorted(tree.files.items()):
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


if __name__ == "__main__":
    result = cut_power(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    lines = [*result.lost, *result.crashes, f"{result.states} states, {result.reported} reported"]
    sys.stdout.write("\n".join(lines) + "\n")
