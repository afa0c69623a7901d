from dataclasses import replace
from datetime import timedelta

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, SignOff
from secure_desktop.model.signing import Stage, day_of_check, expected_roles, latest, missing_roles, stage
from tests import builders

SHERIFF = {"role": Role.LAW_ENFORCEMENT, "name": "Sample Person 2"}
CHAIR = {"role": Role.SCHOOL_BOARD, "name": "Sample Person 3"}
DECLINED = {"decision": Decision.DECLINED, "reason": "The dates are too early."}


def with_sign_offs(*sign_offs: SignOff) -> Assessment:
    return replace(builders.ready(), sign_offs=sign_offs)


def test_a_revision_is_a_draft_until_the_first_signature_and_signed_with_the_last() -> None:
    first, second = builders.sign_off(1), builders.sign_off(2, **SHERIFF)

    assert stage(with_sign_offs()) is Stage.DRAFT
    assert stage(with_sign_offs(first)) is Stage.SIGNING
    assert stage(with_sign_offs(first, second)) is Stage.SIGNED


def test_the_board_is_expected_when_it_has_a_seat_on_the_team() -> None:
    assessment = with_sign_offs(builders.sign_off(1), builders.sign_off(2, **SHERIFF))
    with_chair = replace(
        assessment, participants=(*assessment.participants, builders.participant(3, role=Role.SCHOOL_BOARD))
    )

    assert Role.SCHOOL_BOARD not in expected_roles(assessment)
    assert missing_roles(with_chair) == (Role.SCHOOL_BOARD,)
    assert stage(with_chair) is Stage.SIGNING
    signed = replace(with_chair, sign_offs=(*with_chair.sign_offs, builders.sign_off(3, **CHAIR)))
    assert stage(signed) is Stage.SIGNED


def test_a_partner_who_declines_stops_the_sign_off_without_locking_anything() -> None:
    assessment = with_sign_offs(builders.sign_off(1, **SHERIFF, **DECLINED))

    assert stage(assessment) is Stage.DECLINED
    assert not assessment.is_locked
    assert Role.LAW_ENFORCEMENT in missing_roles(assessment)


def test_who_declined_may_sign_later_and_then_only_that_counts() -> None:
    declined = builders.sign_off(1, **SHERIFF, **DECLINED)
    signed = builders.sign_off(2, **{**SHERIFF, "name": "SAMPLE PERSON 2"})
    assessment = with_sign_offs(builders.sign_off(3), declined, signed)

    assert latest(assessment) == (builders.sign_off(3), signed)
    assert stage(assessment) is Stage.SIGNED


def test_another_person_of_the_same_role_can_sign_in_place_of_one_who_declined() -> None:
    declined = builders.sign_off(1, **SHERIFF, **DECLINED)
    deputy = builders.sign_off(2, **{**SHERIFF, "name": "Sample Deputy"})

    assert stage(with_sign_offs(builders.sign_off(3), declined, deputy)) is Stage.SIGNED


def test_somebody_who_is_not_expected_neither_completes_nor_stops_a_sign_off() -> None:
    principal = builders.sign_off(1, role=Role.PRINCIPAL, name="Sample Principal")

    assert stage(with_sign_offs(principal)) is Stage.SIGNING
    assert stage(with_sign_offs(replace(principal, decision=Decision.DECLINED))) is Stage.DRAFT


def test_sign_offs_of_an_earlier_revision_do_not_count() -> None:
    assessment = replace(with_sign_offs(builders.sign_off(1), builders.sign_off(2, **SHERIFF)), revision=2)

    assert stage(assessment) is Stage.DRAFT
    assert not assessment.is_locked
    assert latest(assessment) == ()


def test_dates_count_as_past_from_the_day_of_the_first_signature() -> None:
    later = builders.NOW + timedelta(days=200)
    declined = builders.sign_off(1, **SHERIFF, **DECLINED)

    assert day_of_check(with_sign_offs(declined), later) == later.astimezone().date()
    assert (
        day_of_check(with_sign_offs(declined, builders.sign_off(2)), later)
        == builders.NOW.astimezone().date()
    )
