"""Power loss: the writes of a real process are recorded, and every state that the disk may come back in is opened."""

import hashlib
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import system_calls
from tests.torture.committed import (
    Described,
    Expected,
    NotWholeError,
    describe_tree,
    described_at_reports,
    exactly,
)
from tests.torture.counts import Count, not_run
from tests.torture.disk import Disk, Tree
from tests.torture.job_folders import ROOT, command_for, job_folder, variables_in
from tests.torture.job_process import DONE
from tests.torture.jobs import JOBS
from tests.torture.options import Options
from tests.torture.recording import Recording, record

DISCIPLINE = "power loss"


def run(options: Options) -> Iterator[Count]:
    """Count what power failures do to each kind of work."""
    for kind in JOBS:
        if not system_calls.is_here():
            yield not_run(DISCIPLINE, kind, system_calls.MISSING)
            continue
        outcome = cut_power(kind, options.power_states, options.seed)
        lost, crashes = len(outcome.lost), len(outcome.crashes)
        findings = (*outcome.lost, *outcome.crashes)
        yield Count(
            DISCIPLINE, kind, outcome.states, outcome.states, outcome.reported, lost, crashes, findings
        )


@dataclass(slots=True)
class Outcome:
    """What became of one kind of work: states that were opened, how many reports there were, and what was wrong."""

    states: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)


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
        self._committed = list(described_at_reports(self._recording, self._describe))
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
                self._found[digest] = describe_tree(tree, self._scratch, exactly)
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
