"""The gaps that many assessments have in common, each checklist by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import ANSWER_BYTES, OverviewEntry
from secure_desktop.model.overview_rows import rubrics_in
from secure_desktop.model.rubric import ActionStep, Item, Rubric

_COUNTED = tuple(ANSWER_BYTES[answer] for answer in (Answer.PARTLY, Answer.NOT_IN_PLACE, Answer.UNANSWERED))


@dataclass(frozen=True, slots=True)
class CommonGap:
    """How often an item is partly or not in place, among the assessments in which somebody has answered it."""

    label: str
    step: ActionStep
    item: Item
    partly: int
    not_in_place: int
    answered: int

    @property
    def count(self) -> int:
        """In how many assessments it is a gap."""
        return self.partly + self.not_in_place

    @property
    def share(self) -> float:
        """The part of the assessments with an answer in which it is a gap, from 0 to 1."""
        return self.count / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class CommonGaps:
    """The gaps of one checklist, the most common first, among so many assessments."""

    rubric: Rubric
    assessments: int
    gaps: tuple[CommonGap, ...]


def common_gaps(entries: Iterable[OverviewEntry]) -> tuple[CommonGaps, ...]:
    """Return the gaps of each checklist that is met. Versions of one checklist count together: ids are never reused.

    Gaps that are equally common stand in the order of the checklist.
    """
    shown = tuple(entries)
    return tuple(_of(rubric, shown) for rubric in rubrics_in(shown))


def _of(rubric: Rubric, entries: tuple[OverviewEntry, ...]) -> CommonGaps:
    same = [entry for entry in entries if entry.rubric.id == rubric.id]
    versions = {id(version): version for version in (rubric, *(entry.rubric for entry in same))}
    found: dict[str, CommonGap] = {}
    for version in versions.values():
        answers = b"".join(entry.answers for entry in same if entry.rubric is version)
        for place, item in enumerate(version.items):
            column = answers[place :: len(version.items)]
            partly, not_in_place, unanswered = (column.count(answer) for answer in _COUNTED)
            known = found.get(item.id) or CommonGap(
                version.label(item.id), version.step_of(item.id), item, 0, 0, 0
            )
            found[item.id] = replace(
                known,
                partly=known.partly + partly,
                not_in_place=known.not_in_place + not_in_place,
                answered=known.answered + len(column) - unanswered,
            )
    gaps = sorted((gap for gap in found.values() if gap.count), key=lambda gap: -gap.count)
    return CommonGaps(rubric, len(same), tuple(gaps))
