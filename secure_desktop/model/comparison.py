"""Comparing two assessments of one checklist, an earlier and a later one, item by item."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from secure_desktop.comparing_errors import DifferentChecklists, NothingInCommon
from secure_desktop.model.assessment import Answer, Assessment, Response
from secure_desktop.model.chronology import in_order
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.progress import Standing, Tally, tally
from secure_desktop.model.rubric import ActionStep, Item


class Kind(StrEnum):
    """What became of an item.

    Improved and slipped are steps on the way from "not in place" over "partly" to "in place"; every other change
    of the answer is CHANGED. An item without an answer that had one before is NOT_RECONFIRMED. NEW and REMOVED
    items stand in one of the two rubrics only.
    """

    IMPROVED = "improved"
    SLIPPED = "slipped"
    CHANGED = "changed"
    NOT_RECONFIRMED = "not-reconfirmed"
    NEW = "new"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


class Caution(StrEnum):
    """What a reader has to know before trusting a comparison."""

    OTHER_DISTRICT = "other-district"
    OTHER_RUBRIC = "other-rubric"
    OTHER_VERSION = "other-version"
    REWORDED = "reworded"
    BACKWARDS = "backwards"
    REVIEWER_COPY = "reviewer-copy"
    UNFINISHED = "unfinished"


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_Entry)


@dataclass(frozen=True, slots=True)
class Difference(Generic[E]):
    """Evidence or next steps that only the later one has, that only the earlier one had, and pairs that differ."""

    added: tuple[E, ...] = ()
    removed: tuple[E, ...] = ()
    changed: tuple[tuple[E, E], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one item. `before` is None for a new one, `after` for a removed one.

    Label, step and item are the later rubric's, a removed item's the earlier one's. `earlier_text` is the item's
    text in the earlier rubric if that is another.
    """

    kind: Kind
    label: str
    step: int
    item: Item
    before: Response | None
    after: Response | None
    earlier_text: str = ""
    evidence: Difference[Evidence] = Difference()
    next_steps: Difference[NextStep] = Difference()

    @property
    def is_reworded(self) -> bool:
        """Whether the two rubrics word the item differently."""
        return bool(self.earlier_text)

    @property
    def has_other_note(self) -> bool:
        """Whether the two notes differ; an answer that is not re-confirmed has no note of its own yet."""
        return self._differs(lambda response: response.note)

    @property
    def has_other_reason(self) -> bool:
        """Whether the two reasons for "not applicable" differ; see `has_other_note`."""
        return self._differs(lambda response: response.reason)

    @property
    def has_details(self) -> bool:
        """Whether anything but the answer differs."""
        return bool(
            self.is_reworded
            or self.has_other_note
            or self.has_other_reason
            or self.evidence
            or self.next_steps
        )

    def _differs(self, said: Callable[[Response], str]) -> bool:
        if self.before is None or self.after is None:
            return False
        old, new = said(self.before).strip(), said(self.after).strip()
        return old != new and not (self.kind is Kind.NOT_RECONFIRMED and not new)


@dataclass(frozen=True, slots=True)
class StepChange:
    """One action step with its tallies. One of them is None when only the other rubric has a step of that number."""

    number: int
    heading: str
    before: Tally | None
    after: Tally | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments and what became of every item, in the order of the later checklist; removed items come last."""

    before: Assessment
    after: Assessment
    items: tuple[ItemChange, ...]
    steps: tuple[StepChange, ...]
    cautions: tuple[Caution, ...]

    @property
    def is_same(self) -> bool:
        """Whether no item differs in anything."""
        return all(item.kind is Kind.UNCHANGED and not item.has_details for item in self.items)

    @property
    def standings(self) -> tuple[Standing, Standing]:
        """How many of the applicable items are in place in the earlier and in the later one."""
        return tally(self.before).standing, tally(self.after).standing

    def of(self, kind: Kind) -> tuple[ItemChange, ...]:
        """Return the items of a kind."""
        return tuple(item for item in self.items if item.kind is kind)

    def count(self, kind: Kind, step: int = 0) -> int:
        """Return how many items are of a kind, in one action step or in all."""
        return sum(item.kind is kind and step in (0, item.step) for item in self.items)


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Return what became of every item between an earlier and a later assessment.

    Raises:
        DifferentChecklists: when one answers the Checklist to Start and the other the Checklist to Improve.
        NothingInCommon: when the two rubrics share no item.
    """
    demand_comparable((before, after))
    items = (
        *(_change(before, after, item) for item in after.rubric),
        *(_removed(before, item) for item in before.rubric if item.id not in after.rubric),
    )
    return Comparison(
        before, after, items, tuple(_steps(before, after)), tuple(_cautions(before, after, items))
    )


def demand_comparable(assessments: Sequence[Assessment]) -> None:
    """Accept assessments of one checklist that have items in common. Raises as `compare` does."""
    first = assessments[0].rubric
    for other in (assessment.rubric for assessment in assessments[1:]):
        if other.checklist is not first.checklist:
            raise DifferentChecklists(first=first.title, other=other.title)
        if not any(item.id in other for item in first):
            raise NothingInCommon(first=first.title, other=other.title)


def same_district(assessments: Iterable[Assessment]) -> bool:
    """Return whether all name the same district; capitals and spaces do not count."""
    names = {" ".join(each.profile.district.split()).casefold() for each in assessments}
    return len(names) == 1


_ORDER = {Answer.NOT_IN_PLACE: 0, Answer.PARTLY: 1, Answer.IN_PLACE: 2}


def _kind(before: Response, after: Response) -> Kind:
    if before.answer is after.answer:
        return Kind.UNCHANGED
    if not after.is_answered:
        return Kind.NOT_RECONFIRMED
    old, new = _ORDER.get(before.answer), _ORDER.get(after.answer)
    if old is None or new is None:
        return Kind.CHANGED
    return Kind.IMPROVED if new > old else Kind.SLIPPED


def _change(before: Assessment, after: Assessment, item: Item) -> ItemChange:
    label, step = after.rubric.label(item.id), after.rubric.step_of(item.id).number
    new = after.response(item.id)
    if item.id not in before.rubric:
        return ItemChange(Kind.NEW, label, step, item, None, new)
    old, text = before.response(item.id), before.rubric.item(item.id).text
    return ItemChange(
        _kind(old, new),
        label,
        step,
        item,
        old,
        new,
        earlier_text=text if text.split() != item.text.split() else "",
        evidence=_difference(before.evidence_of(item.id), after.evidence_of(item.id), _said_by_evidence),
        next_steps=_difference(_expected_steps(before, after, item), after.steps_of(item.id), _said_by_step),
    )


def _expected_steps(before: Assessment, after: Assessment, item: Item) -> tuple[NextStep, ...]:
    """Return the earlier next steps that ought to be in the later one: a new year goes on with those that are open."""
    kept = {step.id for step in after.steps_of(item.id)}
    return tuple(
        step for step in before.steps_of(item.id) if step.is_open or before.id == after.id or step.id in kept
    )


def _removed(before: Assessment, item: Item) -> ItemChange:
    rubric = before.rubric
    label, step = rubric.label(item.id), rubric.step_of(item.id).number
    return ItemChange(Kind.REMOVED, label, step, item, before.response(item.id), None)


def _steps(before: Assessment, after: Assessment) -> Iterator[StepChange]:
    old = {step.number: step for step in before.rubric.steps}
    new = {step.number: step for step in after.rubric.steps}
    for number in sorted({*old, *new}):
        yield StepChange(
            number,
            (new.get(number) or old[number]).heading,
            _tally_of(before, old.get(number)),
            _tally_of(after, new.get(number)),
        )


def _tally_of(assessment: Assessment, step: ActionStep | None) -> Tally | None:
    return tally(assessment, step.items) if step is not None else None


def _cautions(before: Assessment, after: Assessment, items: Sequence[ItemChange]) -> Iterator[Caution]:
    if not same_district((before, after)):
        yield Caution.OTHER_DISTRICT
    if before.rubric.id != after.rubric.id:
        yield Caution.OTHER_RUBRIC
    elif before.rubric.version != after.rubric.version:
        yield Caution.OTHER_VERSION
    if any(item.is_reworded for item in items):
        yield Caution.REWORDED
    if in_order((before, after))[0] is not before:
        yield Caution.BACKWARDS
    if before.reviewer is not None or after.reviewer is not None:
        yield Caution.REVIEWER_COPY
    if tally(before).unanswered or tally(after).unanswered:
        yield Caution.UNFINISHED


def _difference(before: Sequence[E], after: Sequence[E], said: Callable[[E], Hashable]) -> Difference[E]:
    old, new = {entry.id: entry for entry in before}, {entry.id: entry for entry in after}
    added = [entry for entry in after if entry.id not in old]
    removed = []
    for entry in (entry for entry in before if entry.id not in new):
        # What a later file took over from an earlier one may have a new id; it is the same if it says the same.
        twin = next((other for other in added if said(other) == said(entry)), None)
        if twin is None:
            removed.append(entry)
        else:
            added.remove(twin)
    changed = tuple(
        (entry, new[entry.id]) for entry in before if entry.id in new and said(entry) != said(new[entry.id])
    )
    return Difference(tuple(added), tuple(removed), changed)


def _said_by_evidence(entry: Evidence) -> Evidence:
    return replace(entry, id="", media_type="", added_at=None, added_by="")


def _said_by_step(step: NextStep) -> NextStep:
    return replace(step, id="", changed_at=None, changed_by="")
