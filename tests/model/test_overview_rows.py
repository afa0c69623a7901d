from dataclasses import replace
from datetime import UTC, datetime

import pytest

from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import OverviewEntry
from secure_desktop.model.overview_rows import (
    OverviewFilter,
    OverviewOrder,
    SignedFilter,
    order_key,
    rubrics_in,
    school_years,
    select_entries,
    sort_entries,
    step_order,
)
from secure_desktop.model.signing import Stage
from tests import builders
from tests.overviews import entry, improve_rubric

RIVER = entry("River", {"1S-01": Answer.IN_PLACE}, year="2025–26", stage=Stage.SIGNED, missing=0)
HILL = entry("Hill", {"2S-01": Answer.PARTLY}, agency="Town Police")
LAKE = entry("Lake", {"1S-01": Answer.NOT_IN_PLACE}, rubric=improve_rubric(), year="")
ALL = (RIVER, HILL, LAKE)


def names(entries: tuple[OverviewEntry, ...]) -> list[str]:
    return [each.profile.district for each in entries]


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        (OverviewFilter(), ["River", "Hill", "Lake"]),
        (OverviewFilter(rubric="secure-improve"), ["Lake"]),
        (OverviewFilter(school_year="2025–26"), ["River"]),
        (OverviewFilter(school_year=""), ["Lake"]),
        (OverviewFilter(signed=SignedFilter.SIGNED), ["River"]),
        (OverviewFilter(signed=SignedFilter.NOT_SIGNED), ["Hill", "Lake"]),
        (OverviewFilter(gap_step=1), ["Lake"]),
        (OverviewFilter(gap_step=2), ["Hill"]),
        (OverviewFilter(gap_step=3), []),
        (OverviewFilter(text="police TOWN"), ["Hill"]),
        (OverviewFilter(text="hill town"), ["Hill"]),
        (OverviewFilter(text="hill river"), []),
        (OverviewFilter(text="  "), ["River", "Hill", "Lake"]),
        (OverviewFilter(rubric="secure-start", gap_step=2, text="hi"), ["Hill"]),
    ],
)
def test_only_what_passes_every_part_of_a_filter_is_shown(which: OverviewFilter, shown: list[str]) -> None:
    assert names(select_entries(ALL, which)) == shown


def test_names_stand_as_people_expect_them() -> None:
    given = [entry(name) for name in ("District 10", "district 2", "Ärm", "District 1", "apple")]

    assert names(sort_entries(given, order_key(OverviewOrder.DISTRICT))) == [
        "apple", "District 1", "district 2", "District 10", "Ärm",
    ]  # fmt: skip


@pytest.mark.parametrize("order", OverviewOrder)
def test_every_column_sorts_both_ways_and_keeps_everything(order: OverviewOrder) -> None:
    for descending in (False, True):
        assert set(names(sort_entries(ALL, order_key(order), descending=descending))) == set(names(ALL))


def test_what_has_no_value_comes_last_either_way_and_equals_stand_by_name() -> None:
    dated = replace(entry("Zoo"), next_due=datetime(2027, 1, 1, tzinfo=UTC).date())
    given = (RIVER, dated, HILL)
    key = order_key(OverviewOrder.NEXT_DUE)

    assert names(sort_entries(given, key)) == ["Zoo", "Hill", "River"]
    assert names(sort_entries(given, key, descending=True)) == ["Zoo", "Hill", "River"]
    assert names(sort_entries(given, order_key(OverviewOrder.OVERDUE), descending=True)) == [
        "Hill",
        "River",
        "Zoo",
    ]


def test_an_action_step_is_sorted_by_what_is_in_place_there() -> None:
    longer = entry("Long", {"3S-01": Answer.IN_PLACE}, rubric=builders.rubric(1, 1, 1))

    assert names(sort_entries(ALL, step_order(1), descending=True)) == ["River", "Hill", "Lake"]
    assert names(sort_entries([*ALL, longer], step_order(3))) == ["Long", "Hill", "Lake", "River"]


def test_each_checklist_is_named_once_by_its_last_version() -> None:
    newer = replace(builders.rubric(), version="1.10")
    older = replace(builders.rubric(), version="1.9", title="Old title")
    found = rubrics_in([LAKE, entry(rubric=newer), entry(rubric=older), RIVER])

    assert [(each.id, each.version) for each in found] == [
        ("secure-start", "1.10"),
        ("secure-improve", "1.0"),
    ]


def test_school_years_come_last_first() -> None:
    assert school_years(ALL) == ("2026–27", "2025–26", "")
