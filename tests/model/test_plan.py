from dataclasses import replace
from datetime import date, timedelta

import pytest

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import State
from secure_desktop.model.plan import (
    SOON,
    Due,
    Order,
    PlanFilter,
    due_dates,
    owners,
    plan_rows,
    select_rows,
    sort_rows,
)
from tests import builders

TODAY = date(2026, 11, 23)


def planned() -> Assessment:
    """Return gaps at 1.1, 1.2 and 2.2; next steps for 1.2, one of them done, and for 2.1, which is no gap."""
    return replace(
        builders.assessment(
            responses={
                "1S-01": Answer.NOT_IN_PLACE,
                "1S-02": Answer.PARTLY,
                "2S-01": Answer.IN_PLACE,
                "2S-02": Answer.PARTLY,
            }
        ),
        next_steps=(
            builders.next_step(1, "1S-02", owner="Zoe", due=TODAY - timedelta(days=1)),
            builders.next_step(2, "1S-02", owner=" ann ", due=TODAY, state=State.DONE),
            builders.next_step(3, "2S-01", owner="", due=None, text="alpha"),
            builders.next_step(4, "2S-02", owner="Ann", due=TODAY + SOON, state=State.DROPPED),
        ),
    )


def seen(assessment: Assessment, which: PlanFilter = PlanFilter()) -> list[tuple[str, str | None]]:  # noqa: B008
    rows = select_rows(plan_rows(assessment), which, TODAY)
    return [(row.label, row.next_step.id[-1] if row.next_step else None) for row in rows]


def test_the_plan_holds_every_gap_and_every_next_step_in_the_order_of_the_checklist() -> None:
    assert seen(planned()) == [
        ("1.1", None),
        ("1.2", "1"),
        ("1.2", "2"),
        ("2.1", "3"),
        ("2.2", None),
        ("2.2", "4"),
    ]


def test_a_gap_whose_next_steps_are_all_closed_is_to_be_planned_again() -> None:
    rows = [row for row in plan_rows(planned()) if row.label == "2.2"]

    assert [row.is_open for row in rows] == [True, False]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (PlanFilter(step=2), [("2.1", "3"), ("2.2", None), ("2.2", "4")]),
        (PlanFilter(owner="Zoe"), [("1.2", "1")]),
        (PlanFilter(owner="ann"), [("1.2", "2")]),
        (PlanFilter(owner=""), [("1.1", None), ("2.1", "3"), ("2.2", None)]),
        (PlanFilter(state=State.OPEN), [("1.1", None), ("1.2", "1"), ("2.1", "3"), ("2.2", None)]),
        (PlanFilter(state=State.DONE), [("1.2", "2")]),
        (PlanFilter(state=State.DROPPED), [("2.2", "4")]),
        (PlanFilter(due=Due.OVERDUE), [("1.2", "1")]),
        (PlanFilter(due=Due.SOON), []),
        (PlanFilter(due=Due.NO_DATE), [("1.1", None), ("2.1", "3"), ("2.2", None)]),
        (PlanFilter(step=1, owner="Zoe", state=State.OPEN, due=Due.OVERDUE), [("1.2", "1")]),
    ],
)
def test_a_filter_shows_the_rows_it_is_named_for(
    which: PlanFilter, expected: list[tuple[str, str | None]]
) -> None:
    assert seen(planned(), which) == expected


@pytest.mark.parametrize(
    ("days", "due"), [(-1, Due.OVERDUE), (0, Due.SOON), (SOON.days, Due.SOON), (SOON.days + 1, Due.LATER)]
)
def test_a_date_is_overdue_soon_or_later_and_never_two_of_them(days: int, due: Due) -> None:
    step = builders.next_step(due=TODAY + timedelta(days=days))
    rows = plan_rows(replace(planned(), next_steps=(step,)))

    found = [
        each for each in Due if any(row.next_step for row in select_rows(rows, PlanFilter(due=each), TODAY))
    ]

    assert found == [Due.ANY, due]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("descending", [False, True])
def test_sorting_shows_every_row_and_puts_what_is_missing_last(order: Order, *, descending: bool) -> None:
    rows = plan_rows(planned())
    found = sort_rows(rows, order, descending=descending)

    assert sorted(map(str, found)) == sorted(map(str, rows))
    if order in (Order.NEXT_STEP, Order.STATE, Order.OWNER, Order.DUE):
        assert [row.label for row in found][-2:] in (["1.1", "2.2"], ["2.1", "2.2"])


def test_owners_and_dates_are_sorted_as_people_read_them() -> None:
    by_owner = sort_rows(plan_rows(planned()), Order.OWNER)
    by_date = sort_rows(plan_rows(planned()), Order.DUE, descending=True)

    assert [row.next_step.owner if row.next_step else None for row in by_owner] == [
        " ann ",
        "Ann",
        "Zoe",
        None,
        "",
        None,
    ]
    assert [row.next_step.due for row in by_date if row.next_step] == [
        TODAY + SOON,
        TODAY,
        TODAY - timedelta(days=1),
        None,
    ]


def test_sorting_by_item_restores_the_order_of_the_checklist() -> None:
    rows = plan_rows(planned())

    assert sort_rows(sort_rows(rows, Order.DUE), Order.ITEM)[0] == rows[0]
    assert [row.label for row in sort_rows(tuple(reversed(rows)), Order.ITEM)] == [row.label for row in rows]


def test_the_owners_are_named_once_in_alphabetical_order() -> None:
    steps = [
        builders.next_step(number, owner=name)
        for number, name in enumerate(("zoe", " Ann", "", "Zoe", "Ann"))
    ]

    assert owners(plan_rows(replace(planned(), next_steps=tuple(steps))))[:1] == ("Ann",)
    assert len(owners(plan_rows(replace(planned(), next_steps=tuple(steps))))) == 3


def test_due_dates_come_from_open_next_steps_and_from_evidence_to_renew_the_earliest_first() -> None:
    assessment = replace(
        planned(),
        evidence=(
            builders.evidence(1, "2S-01", renew_by=TODAY - timedelta(days=30)),
            builders.evidence(2, "2S-01", renew_by=None),
        ),
    )
    found = due_dates(assessment)

    assert [(entry.label, entry.text, entry.is_evidence) for entry in found] == [
        ("2.1", "Policy 1", True),
        ("1.2", "Take next step 1.", False),
    ]
    assert found[1].owner == "Zoe"
