"""Clocks that are wrong: what was done keeps its order, and what lies ahead is marked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secure_desktop.model.assessment import Answer
from secure_desktop.model.history import in_order
from secure_desktop.shell.items.item_history import history_text
from secure_desktop.shell.moments import to_the_second, when
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.shell.fakes import FixedClock
from tests.shell.person import CTRL, Person

KEY = Qt.Key
NOW = builders.NOW
CLOCKS = {
    "set back by an hour": (NOW, NOW - timedelta(hours=1), NOW - timedelta(minutes=59)),
    "without a battery": (NOW, datetime(1970, 1, 1, 0, 0, 5, tzinfo=UTC), NOW),
    "far ahead and put right": (NOW, datetime(2199, 1, 1, tzinfo=UTC), NOW + timedelta(minutes=2)),
    "end of daylight saving": tuple(
        datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (5, 6, 7)
    ),  # 1:30 twice in New York
}


@pytest.mark.parametrize("times", CLOCKS.values(), ids=CLOCKS)
def test_whatever_the_clock_says_the_order_stays_and_the_last_word_counts(
    reviewer: Person, clock: FixedClock, empty: Path, times: tuple[datetime, ...]
) -> None:
    for key, moment in zip((KEY.Key_1, KEY.Key_2, KEY.Key_3), times, strict=True):
        clock.moment = moment
        reviewer.presses(key)
        assert reviewer.sees_saved()
    reviewer.presses(KEY.Key_W, CTRL)
    reviewer.window.open_path(empty)

    session = reviewer.page.session
    assert session.response("1S-01").answer is Answer.NOT_IN_PLACE
    entries = session.file.history_of("1S-01")
    assert [entry.after for entry in entries] == ["in-place", "partly", "not-in-place"]
    text = history_text(entries, clock.moment)
    places = [text.index(word) for word in ("In place", "Partly", "Not in place")]
    assert places == sorted(places)


def test_a_file_of_a_clock_that_was_set_back_can_still_be_edited(
    reviewer: Person, clock: FixedClock, empty: Path
) -> None:
    clock.moment = datetime(2199, 1, 1, tzinfo=UTC)
    reviewer.presses(KEY.Key_1)
    clock.moment = NOW

    reviewer.presses(KEY.Key_2)

    with open_file(empty, write=False) as file:
        assert file.assessment().response("1S-01").answer is Answer.PARTLY


def test_entries_of_several_copies_are_put_between_each_other_by_time(empty: Path) -> None:
    copy = empty.with_name("copy.sqlite")
    with open_file(empty, clock=lambda: NOW) as file:
        file.save_copy(copy)
        file.record_response("1S-01", by="Ann", note="first")
    with open_file(empty, clock=lambda: NOW + timedelta(hours=2)) as file:
        file.record_response("1S-01", by="Ann", note="third")
        here = [entry for entry in file.history() if entry.subject == "1S-01"]
    with open_file(copy, clock=lambda: NOW + timedelta(hours=1)) as other:
        other.record_response("1S-01", by="Bob", note="second")
        there = [entry for entry in other.history() if entry.subject == "1S-01"]

    assert [entry.after for entry in in_order([*here, *there])] == ["first", "second", "third"]


@pytest.mark.parametrize("say", [when, to_the_second])
def test_what_lies_ahead_is_marked(say: object) -> None:
    assert callable(say)
    assert "in the future: check the clock" in say(NOW + timedelta(days=2), NOW)
    assert "future" not in say(NOW - timedelta(days=2), NOW)
    assert "future" not in say(NOW + timedelta(seconds=30), NOW)
