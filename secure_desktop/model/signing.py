"""How far a revision is with its sign-off: whose signatures are expected, and whose are still missing."""

from datetime import date, datetime
from enum import StrEnum

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import EXPECTED, SignOff


class Stage(StrEnum):
    """DRAFT as long as nobody signed, SIGNING while signatures are missing, DECLINED when one was refused."""

    DRAFT = "draft"
    SIGNING = "signing"
    SIGNED = "signed"
    DECLINED = "declined"


def latest(assessment: Assessment) -> tuple[SignOff, ...]:
    """Return the sign-offs of this revision, of each person in each role only the last."""
    last = {(entry.role, entry.name.casefold()): entry for entry in assessment.current_sign_offs}
    return tuple(entry for entry in assessment.current_sign_offs if entry in last.values())


def expected_roles(assessment: Assessment) -> tuple[Role, ...]:
    """Return the roles that a revision is signed by: the two partners, and the board when it has a seat on the team."""
    has_board = any(person.role is Role.SCHOOL_BOARD for person in assessment.participants)
    return (*EXPECTED, Role.SCHOOL_BOARD) if has_board else EXPECTED


def missing_roles(assessment: Assessment) -> tuple[Role, ...]:
    """Return the expected roles that have not signed this revision."""
    signed = {entry.role for entry in latest(assessment) if entry.is_signed}
    return tuple(role for role in expected_roles(assessment) if role not in signed)


def day_of_check(assessment: Assessment, moment: datetime) -> date:
    """Return the day that dates count as past from: that of `moment`; once signed, of the first signature."""
    signed = [entry.signed_at for entry in assessment.current_sign_offs if entry.is_signed]
    return (signed[0] if signed else moment).astimezone().date()


def stage(assessment: Assessment) -> Stage:
    """Return how far this revision is."""
    decided = latest(assessment)
    missing = missing_roles(assessment)
    if any(not entry.is_signed and entry.role in missing for entry in decided):
        return Stage.DECLINED
    if not assessment.is_locked:
        return Stage.DRAFT
    return Stage.SIGNING if missing else Stage.SIGNED
