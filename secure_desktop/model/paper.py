"""The order in which a checklist that was filled in on paper is typed in: that of the printed one."""

from dataclasses import dataclass

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.navigation import first_unanswered


@dataclass(frozen=True, slots=True)
class Sheet:
    """The ids of the items, as they stand on paper."""

    items: tuple[str, ...]

    def start(self, assessment: Assessment, place: str = "") -> str:
        """Return where typing begins: at `place` if it is on the sheet, else at the first item without an answer."""
        if place in self.items:
            return place
        unanswered = first_unanswered(assessment)
        return unanswered.id if unanswered is not None else self.items[0]

    def behind(self, item_id: str) -> str:
        """Return the next item; "" behind the last."""
        place = self.items.index(item_id) + 1
        return self.items[place] if place < len(self.items) else ""

    def before(self, item_id: str) -> str:
        """Return the item before one, or before the end of the sheet (""); the first stays the first."""
        place = self.items.index(item_id) if item_id else len(self.items)
        return self.items[max(place - 1, 0)]


def sheet_of(assessment: Assessment) -> Sheet:
    """Return the sheet of an assessment; that of a reviewer copy has what is asked about."""
    return Sheet(tuple(item.id for item in assessment.asked_items))
