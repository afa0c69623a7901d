"""What a change touched, so that screens can decide whether it concerns them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """The reach of one durable change. `at` is the UTC time that the history holds; falsy when nothing changed."""

    at: datetime
    items: frozenset[str] = frozenset()
    profile: bool = False
    participants: bool = False

    def __bool__(self) -> bool:
        return bool(self.items or self.profile or self.participants)
