import io

import pytest

from secure_desktop.commands.meter import Meter
from secure_desktop.exchange.overview_reading import OverviewProgress


class Stream(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def shown_on(stream: Stream, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("sys.stderr", stream)
    with Meter() as meter:
        assert meter.show(OverviewProgress(7))
        for read in range(1, 101):
            assert meter.show(OverviewProgress(100, read, 100))
    return [part.rstrip() for part in stream.getvalue().split("\r")]


def test_a_terminal_is_told_how_far_it_is_and_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_on(Stream(is_terminal=True), monkeypatch) == [
        "",
        "Looking for files: 7",
        "Reading: 25 of 100",
        "Reading: 50 of 100",
        "Reading: 75 of 100",
        "Reading: 100 of 100",
        "",
        "",
    ]


def test_a_file_or_another_program_gets_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_on(Stream(is_terminal=False), monkeypatch) == [""]
