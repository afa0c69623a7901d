"""Whoever kills the window while somebody types finds all that it called saved."""

import os

import pytest

from tests.torture.window_kills import kill_windows

WINDOWS = 3  # one after the other on the same file; `dev.py torture` kills fifty


@pytest.mark.skipif(os.name == "nt", reason="a killed process has no signal there to tell it by")
def test_nothing_that_the_window_called_saved_is_lost_when_it_is_killed() -> None:
    outcome = kill_windows(WINDOWS, seed=5)

    assert outcome.findings == []
    assert outcome.kills == WINDOWS
    assert outcome.acknowledged
