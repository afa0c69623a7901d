"""An assessment: a district's responses to one rubric, with the people who gave them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import ActionStep, Item, Rubric
from secure_desktop.model.sign_off import Revision, SignOff

LONGEST_TEXT = 100_000  # characters in one note or reason; a pasted book is refused, with a message
LONGEST_LINE = 1_000  # characters in a name, a title, a district


class Answer(StrEnum):
    """What a partnership says about an item. UNANSWERED is the absence of an answer, never a "no"."""

    IN_PLACE = "in-place"
    PARTLY = "partly"
    NOT_IN_PLACE = "not-in-place"
    NOT_APPLICABLE = "not-applicable"
    UNANSWERED = "unanswered"

    @property
    def is_gap(self) -> bool:
        """Whether the item is partly or not in place."""
        return self in (Answer.PARTLY, Answer.NOT_IN_PLACE)


CHOICES = (Answer.IN_PLACE, Answer.PARTLY, Answer.NOT_IN_PLACE, Answer.NOT_APPLICABLE)
"""The four answers in the order of the keys 1 to 4."""


@dataclass(frozen=True, slots=True)
class Response:
    """What is recorded for one item. `changed_at` is UTC, None as long as nothing was recorded."""

    item_id: str
    answer: Answer = Answer.UNANSWERED
    note: str = ""
    reason: str = ""
    marked: bool = False
    changed_at: datetime | None = None
    changed_by: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether one of the four answers was given."""
        return self.answer is not Answer.UNANSWERED

    @property
    def is_gap(self) -> bool:
        """Whether the item is partly or not in place."""
        return self.answer.is_gap

    @property
    def needs_reason(self) -> bool:
        """Whether the item is "not applicable" and nobody has said why."""
        return self.answer is Answer.NOT_APPLICABLE and not self.reason.strip()


@dataclass(frozen=True, slots=True)
class Profile:
    """Whom the assessment is about."""

    district: str
    school_year: str = ""
    state: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A member of the partnership team. `id` is a UUID, so that copies of a file can meet again."""

    id: str
    name: str
    role: Role = Role.OTHER
    title: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that one file says at one moment. It does not change; a later moment is another value.

    Evidence and next steps come in the order of the checklist, then as they were added; `sign_offs` of all
    revisions and the `revisions` that were signed come in the order in which they were made. `salt` is
    private to the file and its copies: it keeps the fingerprint from telling what somebody could guess.
    `reviewer` is for whom this file was made, if it is a reviewer copy.
    """

    id: str
    rubric: Rubric
    profile: Profile
    participants: tuple[Participant, ...]
    responses: Mapping[str, Response]
    created_at: datetime
    changed_at: datetime
    revision: int = 1
    evidence: tuple[Evidence, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    revisions: tuple[Revision, ...] = ()
    salt: str = field(default="", repr=False)
    reviewer: Reviewer | None = None

    @property
    def asked_steps(self) -> tuple[ActionStep, ...]:
        """The action steps that whoever opens this file is asked about: all, except in a reviewer copy."""
        if self.reviewer is None:
            return self.rubric.steps
        asked = tuple(step for step in self.rubric.steps if step.number in self.reviewer.steps)
        return asked or self.rubric.steps

    @property
    def asked_items(self) -> tuple[Item, ...]:
        """The items of the action steps that are asked about, in the order of the checklist."""
        return tuple(item for step in self.asked_steps for item in step.items)

    @property
    def is_locked(self) -> bool:
        """Whether somebody has signed this revision, so that nothing in it can change any more."""
        return any(entry.is_signed for entry in self.current_sign_offs)

    @property
    def current_sign_offs(self) -> tuple[SignOff, ...]:
        """The sign-offs of this revision."""
        return tuple(entry for entry in self.sign_offs if entry.revision == self.revision)

    def evidence_of(self, item_id: str) -> tuple[Evidence, ...]:
        """Return the evidence for an item."""
        return tuple(entry for entry in self.evidence if entry.item_id == item_id)

    def steps_of(self, item_id: str) -> tuple[NextStep, ...]:
        """Return the next steps for an item."""
        return tuple(step for step in self.next_steps if step.item_id == item_id)

    def response(self, item_id: str) -> Response:
        """Return the response to an item; an empty one when nothing was recorded yet."""
        return self.responses.get(item_id) or Response(item_id)
