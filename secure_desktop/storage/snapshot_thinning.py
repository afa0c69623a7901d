"""Which snapshots stay: the last ten, then one a day, then one a week, as long as there is room.

The order is that of their numbers. Times only tell which belong to one day, and are never held against the present
time: a clock that jumps to 1970 or 2199 must not make anything look old.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from secure_desktop.storage.snapshot_names import Snapshot

NEWEST = 10
DAYS = 30


def superfluous(snapshots: Iterable[Snapshot]) -> set[Snapshot]:
    """Return those of an assessment's snapshots that age has made superfluous; every copy of it has its own ten."""
    gone: set[Snapshot] = set()
    for series in by_copy(snapshots):
        gone |= set(series) - _kept(series)
    return gone


def over(snapshots: Iterable[Snapshot], limit: int, *, kept: set[Snapshot]) -> list[Snapshot]:
    """Return what has to go so that the rest takes no more than `limit` bytes; `kept` stays all the same.

    Of all copies of all assessments, those that have the most newer ones behind them go first.
    """
    ranked = sorted(
        (
            (rank, one.size, str(one.path), one)
            for series in by_copy(snapshots)
            for rank, one in enumerate(series)
        ),
        reverse=True,
    )
    room = limit - sum(size for _, size, _, _ in ranked)
    gone: list[Snapshot] = []
    for _, size, _, one in ranked:
        if room >= 0:
            break
        if one not in kept:
            gone.append(one)
            room += size
    return gone


def by_copy(snapshots: Iterable[Snapshot]) -> list[list[Snapshot]]:
    """Return the snapshots of each copy of each assessment by themselves, newest first."""

    def series(one: Snapshot) -> tuple[str, str]:
        return one.assessment_id, one.copy

    ordered = sorted(snapshots, key=lambda one: (*series(one), -one.number, one.path.name))
    return [list(each) for _, each in groupby(ordered, key=series)]


def _kept(series: Sequence[Snapshot]) -> set[Snapshot]:
    kept: set[Snapshot] = set(series[:NEWEST])
    days: set[tuple[int, ...]] = set()
    taken: set[tuple[object, ...]] = (
        set()
    )  # a day, or a week; one for those before something risky, one for others
    for one in series:
        day, week = (
            (one.taken_at.year, one.taken_at.month, one.taken_at.day),
            one.taken_at.isocalendar()[:2],
        )
        is_daily = one in kept or day in days or len(days) < DAYS
        if is_daily:
            days.add(day)
        place = (day if is_daily else week, one.reason.is_before)
        if place not in taken:
            kept.add(one)
        taken.add(place)
    return kept
