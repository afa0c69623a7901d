"""What combining copies of one assessment comes to: what agrees, what is news from one side, what waits for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Response
from secure_desktop.model.register import Kind, Register, Value
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.side import Side

THIS_FILE = 0
"""The place of the file that is combined into among the sides; the copies follow."""

Choice = int | str
"""The place of an opinion in a conflict's list; for a note also a text of one's own."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A file that holds an opinion: its place among the sides, and who said so there when (UTC)."""

    side: int
    who: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one or several files say about a register. `value` is None for "it is not there"."""

    value: Value
    voices: tuple[Voice, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who said so, each once, in the order in which they did."""
        told = sorted((voice.when, voice.who) for voice in self.voices if voice.who and voice.when)
        return tuple(dict.fromkeys(who for _, who in told))

    @property
    def who(self) -> str:
        """Their names, in one line."""
        return ", ".join(self.names)

    @property
    def when(self) -> datetime | None:
        """When it was said last."""
        return max((voice.when for voice in self.voices if voice.when), default=None)

    @property
    def sides(self) -> tuple[int, ...]:
        """The places of the files that hold it."""
        return tuple(voice.side for voice in self.voices)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different opinions about one register; this file's comes first, then in the order in which they were said.

    `about` names the evidence, the next step or the person that it is about; "" for an item's own response.
    """

    register: Register
    about: str
    opinions: tuple[Opinion, ...]

    @property
    def key(self) -> str:
        """The name by which the choice is kept."""
        return self.register.key

    @property
    def can_join(self) -> bool:
        """Whether a text of one's own can be chosen, such as all notes joined."""
        return self.register.kind is Kind.RESPONSE and self.register.field == "note"

    @property
    def joined(self) -> str:
        """All notes, one after the other."""
        texts = (opinion.value[0].strip() for opinion in self.opinions if opinion.value)
        return "\n\n".join(dict.fromkeys(filter(None, texts)))


@dataclass(frozen=True, slots=True)
class News:
    """One opinion that is taken without a question, because only one side has moved on. `before` stood here."""

    register: Register
    about: str
    before: Value
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class View:
    """What one file says about an item. `is_own` tells whether it brings something that this file did not know."""

    side: int
    response: Response
    answered_by: str
    answered_at: datetime | None
    noted_by: str
    noted_at: datetime | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What belongs together on the page: an item (`item_id`), the profile or a participant (`item_id` is "").

    `label` and `title` name it ("2.3", "Duties and chain of command"); both are "" where there is no item.
    `views` has one for each side, in their order; it is empty where there is no item.
    """

    key: str
    item_id: str
    label: str
    title: str
    views: tuple[View, ...]
    conflicts: tuple[Conflict, ...]
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A copy that is left out, and why."""

    source: str
    file_name: str
    problem: KnownProblem


@dataclass(frozen=True)
class Combination:
    """What would become of combining; nothing is written yet. `sides` are this file and the copies that take part.

    `topics` are what differs or brings news, in the order of the checklist; then the profile, then people.
    """

    rubric: Rubric
    sides: tuple[Side, ...]
    topics: tuple[Topic, ...]
    refused: tuple[Refusal, ...] = ()

    @cached_property
    def differing(self) -> tuple[Topic, ...]:
        """The topics with something to choose."""
        return tuple(topic for topic in self.topics if topic.conflicts)

    @cached_property
    def with_news(self) -> tuple[Topic, ...]:
        """The topics with news and nothing to choose."""
        return tuple(topic for topic in self.topics if topic.news and not topic.conflicts)

    @cached_property
    def agreeing(self) -> tuple[str, ...]:
        """The ids of the items about which nothing differs and nothing is new."""
        touched = {topic.item_id for topic in self.topics}
        return tuple(item.id for item in self.rubric if item.id not in touched)

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Every conflict by its key, in the order of the page."""
        return {conflict.key: conflict for topic in self.topics for conflict in topic.conflicts}

    @cached_property
    def brings_news(self) -> bool:
        """Whether one of the copies holds an entry that this file lacks; else there is nothing to write."""
        return any(not self.sides[THIS_FILE].has_all_of(side) for side in self.sides)

    def open_conflicts(self, choices: Mapping[str, Choice]) -> tuple[Conflict, ...]:
        """Return the conflicts that still wait for a choice.

        What is said about evidence or a next step does not matter any more once it was chosen to remove it.
        """
        return tuple(
            conflict
            for key, conflict in self.conflicts.items()
            if key not in choices and not self.is_moot(conflict, choices)
        )

    def is_moot(self, conflict: Conflict, choices: Mapping[str, Choice]) -> bool:
        """Return whether a conflict needs no choice, because what it is about was chosen to be removed."""
        if not conflict.register.is_of_record:
            return False
        above = self.conflicts.get(conflict.register.record.key)
        chosen = choices.get(above.key) if above else None
        return above is not None and isinstance(chosen, int) and above.opinions[chosen].value is None

    def name_of(self, side: int) -> str:
        """Return what to call a file: the reviewer, or its file name."""
        return self.sides[side].name
