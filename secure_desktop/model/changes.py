"""What a change touched, so that screens can decide whether it concerns them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """The reach of one durable change. `at` is the UTC time that the history holds; falsy when nothing changed.

    `evidence` and `next_steps` hold the ids of the items whose evidence or next steps are others now;
    `sign_off` tells that somebody signed or declined, or that a signed revision was opened again.
    """

    at: datetime
    items: frozenset[str] = frozenset()
    profile: bool = False
    participants: bool = False
    evidence: frozenset[str] = frozenset()
    next_steps: frozenset[str] = frozenset()
    sign_off: bool = False

    def __bool__(self) -> bool:
        about_items = self.items or self.evidence or self.next_steps
        return bool(about_items or self.profile or self.participants or self.sign_off)
