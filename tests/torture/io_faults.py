"""Faults of the drive: one call after another fails, once or from then on, while a real process does its work."""

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.torture import system_calls
from tests.torture.committed import (
    Described,
    Expected,
    NotWholeError,
    describe,
    describe_tree,
    described_at_reports,
    in_substance,
)
from tests.torture.counts import Count, not_run
from tests.torture.job_folders import ROOT, command_for, job_folder, variables_in
from tests.torture.job_process import DONE, FAULT, GIVEN_UP, REFUSED
from tests.torture.jobs import JOBS
from tests.torture.options import Options
from tests.torture.recording import record
from tests.torture.system_calls import Call
from tests.torture.warm import Outcome, run_traced

DISCIPLINE = "faulty drive"
ERRORS: Mapping[str, Sequence[str]] = {
    "pwrite64": ("EIO", "ENOSPC", "EDQUOT", "EROFS"),
    "write": ("EIO", "ENOSPC", "EDQUOT"),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO",),
    "openat": ("EIO", "ENOSPC", "EROFS", "EACCES", "EMFILE"),
    "unlink": ("EIO", "EACCES", "EROFS"),
    "rename": ("EIO", "EACCES", "ENOSPC"),
    "link": ("EIO", "EPERM"),
    "mkdir": ("EIO", "ENOSPC", "EACCES"),
    "chmod": ("EPERM",),
    "fchmod": ("EPERM",),
    "pread64": ("EIO",),
    "read": ("EIO",),
    "fcntl": ("EIO", "ENOLCK"),
    "flock": ("EIO", "ENOLCK"),
    "newfstatat": ("EIO",),
}
"""The calls that fail, and how."""

FOR_EVER = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "link", "mkdir")
"""Those that go on failing once they have begun to: the others would keep the program itself from being loaded."""

TRIES = 3
_SHARE = 5  # of the kills that are asked for: a fault takes longer than a kill, and its places can be counted
_MADE_BEFORE = ("TargetExists", "SignedBefore")
"""What a second try is told when the first had failed only after it had made something; that is true."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls that fail, each by its place among those of its name, once or from then on."""

    places: Mapping[str, int]
    error: str
    for_ever: bool = False

    @property
    def injections(self) -> list[str]:
        """How strace is told."""
        again = "+" if self.for_ever else ""
        return [f"{name}:error={self.error}:when={place}{again}" for name, place in self.places.items()]

    def __str__(self) -> str:
        return " ".join(self.injections)


@dataclass(slots=True)
class Tried:
    """What became of one kind of work: how many faults hit, what had been reported, and what was wrong."""

    runs: int = 0
    faults: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)


def run(options: Options) -> Iterator[Count]:
    """Count what faults of the drive do to each kind of work."""
    for kind in JOBS:
        if not system_calls.is_here():
            yield not_run(DISCIPLINE, kind, system_calls.MISSING)
            continue
        tried = try_faults(kind, max(1, options.runs // _SHARE), options.seed)
        lost, crashes = len(tried.lost), len(tried.crashes)
        findings = (*tried.lost, *tried.crashes)
        yield Count(DISCIPLINE, kind, tried.runs, tried.faults, tried.reported, lost, crashes, findings)


def try_faults(kind: str, most: int, seed: int) -> Tried:
    """Do a kind of work again and again, each time with another call that fails; at most so often."""
    with job_folder(kind) as folder:
        return _Trials(kind, folder).tried(most, seed)


class _Trials:
    def __init__(self, kind: str, folder: Path) -> None:
        self._kind = kind
        self._folder = folder
        self._pristine = folder.with_name("pristine")
        shutil.copytree(folder, self._pristine)
        self._committed: list[Described] = []

    def tried(self, most: int, seed: int) -> Tried:
        command, variables = command_for(self._kind, self._folder), variables_in(self._folder)
        recording = record(command, self._folder, at=ROOT, variables=variables)
        described = partial(describe_tree, scratch=self._folder.parent, described=in_substance)
        self._committed = list(described_at_reports(recording, described))
        unharmed = self._run(1, tuple(ERRORS))
        assert unharmed.code == 0, unharmed.lines
        faults = list(faults_in(unharmed.calls, self._folder))
        tried = Tried()
        for fault in random.Random(seed).sample(faults, min(most, len(faults))):
            outcome = self._run(TRIES, tuple(fault.places), fault.injections)
            tried.runs += 1
            if not any(call.is_injected and _concerns(call, self._folder) for call in outcome.calls):
                continue  # this time the call was another one, perhaps of what loads the program
            tried.faults += 1
            tried.reported += len(outcome.told(DONE))
            tried.told.update(
                line.partition(":")[0] for kind in (REFUSED, GIVEN_UP) for line in outcome.told(kind)
            )
            self._look(fault, outcome, tried)
        return tried

    def _run(self, tries: int, names: Sequence[str], faults: Sequence[str] = ()) -> Outcome:
        shutil.rmtree(self._folder)
        shutil.copytree(self._pristine, self._folder)
        variables = variables_in(self._folder)
        return run_traced(self._kind, self._folder, tries, variables=variables, names=names, faults=faults)

    def _look(self, fault: Fault, outcome: Outcome, tried: Tried) -> None:
        where = f"{self._kind}, {fault}: "
        if outcome.code not in (0, 2):
            tried.crashes.append(f"{where}exit code {outcome.code}, {' '.join(outcome.told(FAULT))}")
        elif outcome.code == 2 and not fault.for_ever:
            told = " ".join(outcome.told(GIVEN_UP))
            if not told.startswith(_MADE_BEFORE):
                tried.lost.append(f"{where}it did not go on: {told}")
        done = len(outcome.told(DONE))
        after = self._committed[min(done + 1, len(self._committed) - 1)]
        job = JOBS[self._kind]
        expected = Expected(self._committed[done], after, job.together, job.may_lack)
        try:
            if wrong := expected.fault_of(describe(self._folder, in_substance)):
                tried.lost.append(where + wrong)
        except NotWholeError as wrong:
            tried.lost.append(where + str(wrong))
        except Exception as wrong:  # noqa: BLE001 - a traceback instead of a sentence is what is looked for
            tried.crashes.append(where + repr(wrong))


def faults_in(calls: Sequence[Call], folder: Path) -> Iterator[Fault]:
    """Return every fault that can be put into calls which concern a folder."""
    places: Counter[str] = Counter()
    for call in calls:
        places[call.name] += 1
        if not _concerns(call, folder) or (call.name == "fcntl" and "F_SETLK" not in call.arguments):
            continue
        place = {call.name: places[call.name]}
        for error in ERRORS[call.name]:
            yield Fault(place, error)
            if call.name in FOR_EVER:
                yield Fault(place, error, for_ever=True)
        if call.name in FOR_EVER:
            everything = {name: places[name] + (name != call.name) for name in FOR_EVER}
            for error in ("EIO", "ENOSPC"):  # also what would clear up after the first fault
                yield Fault(everything, error, for_ever=True)


def _concerns(call: Call, folder: Path) -> bool:
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(folder)) in call.arguments
