"""Killed at any call by which it changes something on the disk, the program has lost nothing."""

import os

import pytest

from tests.torture import system_calls
from tests.torture.kill_points import MODULE
from tests.torture.outcome import found_by

POINTS = 3  # for each system call of each kind of work; `dev.py torture` takes twenty times as many
SEED = 7

pytestmark = pytest.mark.skipif(
    not (hasattr(os, "fork") and system_calls.is_here()),
    reason="strace, which kills at a given call, is not here",
)


@pytest.mark.parametrize("kind", ["notes", "attach", "combine", "sign and reopen", "migration", "restore"])
def test_nothing_that_was_saved_is_lost_when_the_program_is_killed_at_a_call(kind: str) -> None:
    outcome = found_by(MODULE, kind, SEED, POINTS)

    assert outcome.findings == []
    assert outcome.kills == outcome.runs
    assert outcome.runs > 4 * POINTS
    assert outcome.acknowledged
