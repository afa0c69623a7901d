"""When the drive reports a fault, somebody is told in a sentence, nothing is lost, and trying again works."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from secure_desktop.storage.opening import open_file
from tests.torture import system_calls
from tests.torture.io_faults import Fault, faults_in, try_faults
from tests.torture.job_folders import job_folder, variables_in
from tests.torture.job_process import DONE, REFUSED
from tests.torture.jobs import NAME
from tests.torture.system_calls import Call
from tests.torture.warm import Outcome, run_traced

SYNCS = ("fsync", "fdatasync")
FAULTS = 3  # for each kind of work; `dev.py torture` tries many more


@pytest.mark.skipif(not system_calls.is_here(), reason="strace is not here; it lets calls fail")
@pytest.mark.parametrize("kind", ["answers", "attach", "sign", "recovery", "share"])
def test_a_faulty_drive_loses_nothing_and_is_told_in_a_sentence(kind: str) -> None:
    tried = try_faults(kind, FAULTS, seed=20261125)

    assert tried.lost == []
    assert tried.crashes == []
    assert tried.faults > 0
    assert tried.reported > 0


@pytest.mark.skipif(not system_calls.is_here(), reason="strace is not here; it lets calls fail")
def test_a_change_counts_as_saved_only_once_the_drive_keeps_it_that_its_journal_is_gone() -> None:
    with job_folder("answers") as folder:
        pristine = folder.with_name("pristine")
        shutil.copytree(folder, pristine)
        calm = answers(folder, pristine)
        name, place = list(last_syncs(calm.calls))[1]

        once = answers(folder, pristine, f"{name}:error=EIO:when={place}")
        assert once.lines == calm.lines
        assert any(call.is_injected for call in once.calls)

        others = [f"{each}:error=EIO:when=1+" for each in SYNCS if each != name]
        for_ever = answers(folder, pristine, f"{name}:error=EIO:when={place}+", *others)
        told = [line.partition(":")[0] for line in for_ever.lines[:4]]
        assert told == [f"{DONE}answer 0", *[f"{REFUSED}PerhapsNotSaved"] * 3]  # as often as it was tried
        with open_file(folder / NAME) as file:
            assert len(file.assessment().responses) == 2


@pytest.mark.skipif(not system_calls.is_here(), reason="strace is not here; it lets calls fail")
def test_what_is_saved_is_not_called_unsaved_because_a_lock_fails_afterwards() -> None:
    with job_folder("answers") as folder:
        pristine = folder.with_name("pristine")
        shutil.copytree(folder, pristine)
        calm = answers(folder, pristine)
        for place in locks_after_commit(calm.calls):
            harmed = answers(folder, pristine, f"fcntl:error=EIO:when={place}")
            assert any(call.is_injected for call in harmed.calls)
            assert harmed.told(DONE) == calm.told(DONE), f"{place}: {harmed.lines}"
            # At most that the next one was not saved, which was then tried again.
            assert {told.partition(":")[0] for told in harmed.told(REFUSED)} <= {"NotSaved"}, harmed.lines


def locks_after_commit(calls: Sequence[Call]) -> Iterator[int]:
    """Yield the next calls that lock or unlock once the first journal is removed, each by its place among all `fcntl`."""
    place, is_committed, left = 0, False, 8
    for call in calls:
        is_committed |= call.name == "unlink" and call.texts[0].endswith(b"-journal")
        place += call.name == "fcntl"
        if is_committed and left and call.name == "fcntl" and "F_SETLK" in call.arguments:
            yield place
            left -= 1


def answers(folder: Path, pristine: Path, *faults: str) -> Outcome:
    """Record some answers, anew, with faults of the drive."""
    shutil.rmtree(folder)
    shutil.copytree(pristine, folder)
    names = (*SYNCS, "unlink", "fcntl")
    return run_traced("answers", folder, 3, variables=variables_in(folder), names=names, faults=faults)


def last_syncs(calls: Sequence[Call]) -> Iterator[tuple[str, int]]:
    """Return the syncs of the folder after a journal was removed, each by its place among those of its name."""
    places: Counter[str] = Counter()
    for before, call in zip([None, *calls], calls, strict=False):
        places[call.name] += 1
        if (
            call.name in SYNCS
            and before
            and before.name == "unlink"
            and before.texts[0].endswith(b"-journal")
        ):
            yield call.name, places[call.name]


def test_every_call_in_the_folder_fails_once_and_for_ever() -> None:
    calls = [
        Call("1", "fsync", r"3<\x2f\x61>", 0),
        Call("1", "fsync", r"4<\x2f\x62\x2f\x63>", 0),
        Call("1", "pread64", r"4<\x2f\x62\x2f\x63>", 0),
    ]

    faults = list(faults_in(calls, Path("/b")))

    assert Fault({"fsync": 2}, "EIO") in faults
    assert Fault({"fsync": 2}, "ENOSPC", for_ever=True) in faults
    assert Fault({"pread64": 1}, "EIO") in faults
    assert not any(fault.places.get("fsync") == 1 for fault in faults)
    everything = next(fault for fault in faults if len(fault.places) > 1)
    assert everything.places["fsync"] == 2
    assert everything.places["pwrite64"] == 1
