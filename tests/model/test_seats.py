from dataclasses import replace

from secure_desktop.model.roles import Role
from secure_desktop.model.seats import Seat, seats
from secure_desktop.model.sign_off import Decision
from tests import builders

SHERIFF = "Sample Person 2"


def test_it_waits_for_the_people_of_the_expected_roles() -> None:
    found = seats(builders.ready())

    assert [(seat.role, seat.name, seat.sign_off) for seat in found] == [
        (Role.SUPERINTENDENT, "Sample Person 1", None),
        (Role.LAW_ENFORCEMENT, SHERIFF, None),
    ]


def test_a_role_that_nobody_on_the_team_has_is_an_empty_seat() -> None:
    assert seats(builders.assessment()) == (Seat(Role.SUPERINTENDENT), Seat(Role.LAW_ENFORCEMENT))


def test_who_signed_fills_the_seat_of_the_role() -> None:
    entry = builders.sign_off(name="Somebody else")
    first, second = seats(replace(builders.ready(), sign_offs=(entry,)))

    assert (first.name, first.is_signed, first.sign_off) == ("Somebody else", True, entry)
    assert not second.is_signed


def test_after_one_declined_the_others_of_the_role_can_still_sign() -> None:
    declined = builders.sign_off(name="Somebody else", decision=Decision.DECLINED, reason="No time.")
    found = seats(replace(builders.ready(), sign_offs=(declined,)))

    assert [(seat.name, seat.is_signed) for seat in found] == [
        ("Somebody else", False),
        ("Sample Person 1", False),
        (SHERIFF, False),
    ]


def test_everybody_else_who_decided_comes_last() -> None:
    entry = builders.sign_off(role=Role.COMMUNITY, name="Sample Parent")
    found = seats(replace(builders.ready(), sign_offs=(entry,)))

    assert [seat.role for seat in found] == [Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT, Role.COMMUNITY]
