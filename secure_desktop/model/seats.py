"""The seats at the table: who signed a revision, who declined, and for whom it waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.signing import expected_roles, latest, missing_roles


@dataclass(frozen=True, slots=True)
class Seat:
    """One row of the sign-off: a role, the person as far as known, and the sign-off if there is one."""

    role: Role
    name: str = ""
    title: str = ""
    organization: str = ""
    sign_off: SignOff | None = None

    @property
    def is_signed(self) -> bool:
        """Whether this person signed."""
        return self.sign_off is not None and self.sign_off.is_signed


def seats(assessment: Assessment) -> tuple[Seat, ...]:
    """Return the seats of this revision: the expected roles first, then everybody else who decided."""
    expected = expected_roles(assessment)
    others = tuple(entry for entry in latest(assessment) if entry.role not in expected)
    return (
        *(seat for role in expected for seat in _of_role(assessment, role)),
        *(_decided(entry) for entry in others),
    )


def _of_role(assessment: Assessment, role: Role) -> Iterator[Seat]:
    entries = [entry for entry in latest(assessment) if entry.role is role]
    yield from (_decided(entry) for entry in entries)
    if role not in missing_roles(assessment):
        return
    decided = {entry.name.casefold() for entry in entries}
    people = [person for person in assessment.participants if person.role is role]
    waiting = [person for person in people if person.name.casefold() not in decided]
    for person in waiting:
        yield Seat(role, person.name, person.title, person.organization)
    if not waiting and not entries:
        yield Seat(role)


def _decided(entry: SignOff) -> Seat:
    return Seat(entry.role, entry.name, entry.title, entry.organization, entry)
