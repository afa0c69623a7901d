"""Next steps: what is to be done about a gap, by whom and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Effort(StrEnum):
    """What a next step takes. UNKNOWN as long as nobody has said."""

    UNKNOWN = ""
    HOURS = "hours"
    WEEKS = "weeks"
    MONEY = "money"


class State(StrEnum):
    """How far a next step is. A dropped one carries the reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One next step for one item. `id` is a UUID, so that copies of a file can meet again."""

    id: str
    item_id: str
    text: str
    owner: str = ""
    due: date | None = None
    effort: Effort = Effort.UNKNOWN
    state: State = State.OPEN
    reason: str = ""
    changed_at: datetime | None = None
    changed_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is State.OPEN

    @property
    def is_planned(self) -> bool:
        """Whether it has both an owner and a date."""
        return bool(self.owner.strip()) and self.due is not None

    def is_overdue(self, today: date) -> bool:
        """Return whether it should have been done before today."""
        return self.is_open and self.due is not None and self.due < today
