"""A rubric: one checklist with its action steps and items, as its author wrote it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

MOST_ITEMS = 500  # of one rubric; the federal checklists have about 40
LONGEST_RUBRIC_TEXT = 20_000  # characters of one text of a rubric; a window lays it out in one piece


class Checklist(StrEnum):
    """The two checklists of the SECURe Local Implementation Rubric."""

    START = "start"
    IMPROVE = "improve"


class Tier(StrEnum):
    """How sure we are that an item's subject stands in the federal document."""

    CORE = "core"
    SUPPLEMENTARY = "supplementary"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement that a partnership can confirm or deny."""

    id: str
    text: str
    short: str
    tier: Tier
    look_for: str
    evidence: tuple[str, ...]
    authority: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionStep:
    """One of the action steps, with its items in the order they are asked."""

    number: int
    title: str
    short_title: str
    guidance: str
    items: tuple[Item, ...]

    @property
    def heading(self) -> str:
        """The number and the short title, as lists show them: "2 Civil rights in the MOU"."""
        return f"{self.number} {self.short_title}"


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of the rubric and what it means there."""

    term: str
    text: str


@dataclass(frozen=True)
class Rubric:
    """A checklist, complete with its origin. Equal rubrics have equal canonical JSON."""

    id: str
    version: str
    checklist: Checklist
    language: str
    title: str
    rubric: str
    publisher: str
    date: str
    purpose: str
    attribution: str
    about: str
    definitions: tuple[Definition, ...]
    steps: tuple[ActionStep, ...]
    overlays: tuple[str, ...] = field(default=())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order they are asked."""
        return tuple(item for step in self.steps for item in step.items)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every item in the order they are asked, by its id."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def _places(self) -> dict[str, tuple[ActionStep, int]]:
        return {item.id: (step, index) for step in self.steps for index, item in enumerate(step.items)}

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._places

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def item(self, item_id: str) -> Item:
        """Return the item with this id, or raise KeyError."""
        step, index = self._places[item_id]
        return step.items[index]

    def step_of(self, item_id: str) -> ActionStep:
        """Return the action step that an item belongs to, or raise KeyError."""
        return self._places[item_id][0]

    def label(self, item_id: str) -> str:
        """Return an item's number within this checklist, such as "2.3": step, then position in it.

        It is the program's own numbering, not the federal document's.
        """
        step, index = self._places[item_id]
        return f"{step.number}.{index + 1}"

    def find(self, name: str) -> Item | None:
        """Return the item that a person means by its id ("2s-03") or its label ("2.3"), or None."""
        wanted = name.strip().casefold()
        return next((i for i in self.items if wanted in (i.id.casefold(), self.label(i.id))), None)

    def step(self, number: int) -> ActionStep:
        """Return the action step with this number, or raise KeyError."""
        for step in self.steps:
            if step.number == number:
                return step
        raise KeyError(number)
