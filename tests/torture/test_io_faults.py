"""When the drive reports a fault, somebody is told in a sentence, nothing is lost, and trying again works."""

from pathlib import Path

import pytest

from tests.torture import system_calls
from tests.torture.io_faults import Fault, faults_in, try_faults
from tests.torture.system_calls import Call

FAULTS = 3  # for each kind of work; `dev.py torture` tries many more


@pytest.mark.skipif(not system_calls.is_here(), reason="strace is not here; it lets calls fail")
@pytest.mark.parametrize("kind", ["answers", "attach", "sign", "recovery", "share"])
def test_a_faulty_drive_loses_nothing_and_is_told_in_a_sentence(kind: str) -> None:
    tried = try_faults(kind, FAULTS, seed=20261125)

    assert tried.lost == []
    assert tried.crashes == []
    assert tried.faults > 0
    assert tried.reported > 0


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
