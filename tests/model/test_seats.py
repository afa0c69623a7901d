from dataclasses import replace

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.seats import seats
from secure_desktop.model.sign_off import Decision, SignOff
from tests import builders

SHERIFF = {"role": Role.LAW_ENFORCEMENT, "name": "Sample Person 2"}


def seen(*sign_offs: SignOff, of: Assessment | None = None) -> list[tuple[Role, str, bool | None]]:
    assessment = replace(of or builders.ready(), sign_offs=sign_offs)
    return [(seat.role, seat.name, seat.is_signed if seat.sign_off else None) for seat in seats(assessment)]


def test_a_draft_waits_for_the_people_of_the_expected_roles() -> None:
    assert seen() == [
        (Role.SUPERINTENDENT, "Sample Person 1", None),
        (Role.LAW_ENFORCEMENT, "Sample Person 2", None),
    ]


def test_a_role_that_nobody_on_the_team_plays_is_a_seat_without_a_name() -> None:
    nobody = replace(builders.ready(), participants=(builders.participant(3, role=Role.SCHOOL_BOARD),))

    assert seen(of=nobody) == [
        (Role.SUPERINTENDENT, "", None),
        (Role.LAW_ENFORCEMENT, "", None),
        (Role.SCHOOL_BOARD, "Sample Person 3", None),
    ]


def test_who_signed_takes_the_seat_of_the_role_whoever_was_expected() -> None:
    deputy = builders.sign_off(1, role=Role.LAW_ENFORCEMENT, name="Sample Deputy")

    assert seen(builders.sign_off(2), deputy) == [
        (Role.SUPERINTENDENT, "Sample Person 1", True),
        (Role.LAW_ENFORCEMENT, "Sample Deputy", True),
    ]


def test_who_declined_is_shown_and_another_person_of_the_role_is_waited_for() -> None:
    declined = builders.sign_off(1, **SHERIFF, decision=Decision.DECLINED)
    ready = builders.ready()
    deputy = builders.participant(9, role=Role.LAW_ENFORCEMENT)
    with_deputy = replace(ready, participants=(*ready.participants, deputy))

    assert seen(declined)[1:] == [(Role.LAW_ENFORCEMENT, "Sample Person 2", False)]
    assert seen(declined, of=with_deputy)[1:] == [
        (Role.LAW_ENFORCEMENT, "Sample Person 2", False),
        (Role.LAW_ENFORCEMENT, "Sample Person 9", None),
    ]


def test_others_who_signed_come_after_the_expected_roles() -> None:
    principal = builders.sign_off(1, role=Role.PRINCIPAL, name="Sample Principal")

    assert seen(principal)[2:] == [(Role.PRINCIPAL, "Sample Principal", True)]
