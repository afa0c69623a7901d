"""Combining copies of one assessment: what agrees, what is news from one side, and what waits for a person.

Each file's opinion about a register is what stands there, unless another file knows every entry of the history
that this one knows about it, and more: then it has moved on from there. One opinion left is taken; several are
a conflict. Time plays no part in it, nor does the order of the copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Response
from secure_desktop.model.register import FIELDS, KEPT, Kind, Register, Value
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


def combine(sides: Sequence[Side], refused: Iterable[Refusal] = ()) -> Combination:
    """Return what combining comes to. The first side is the file that is combined into; all have been admitted."""
    rubric = sides[THIS_FILE].assessment.rubric
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    news: defaultdict[str, list[News]] = defaultdict(list)
    for register in _registers(sides):
        opinions = opinions_about(register, sides)
        topic, about = _topic_of(register, sides)
        if len(opinions) > 1:
            conflicts[topic].append(Conflict(register, about, opinions))
        elif opinions and opinions[0].value != sides[THIS_FILE].value(register) and _is_told(register, sides):
            before = sides[THIS_FILE].value(register)
            news[topic].append(News(register, about, before, opinions[0]))
    topics = [
        _topic(key, sides, tuple(conflicts[key]), tuple(news[key]))
        for key in dict.fromkeys((*conflicts, *news))
        if conflicts[key] or news[key]
    ]
    return Combination(rubric, tuple(sides), tuple(sorted(topics, key=_Order(rubric))), tuple(refused))


def opinions_about(register: Register, sides: Sequence[Side]) -> tuple[Opinion, ...]:
    """Return the different values of the files that no other file has moved on from."""
    if register.is_of_record:
        there = [place for place, side in enumerate(sides) if side.value(register.record) is not None]
        if all(opinion.value is None for opinion in opinions_about(register.record, sides)):
            return ()
    else:
        there = list(range(len(sides)))
    known = {place: sides[place].ids_of(register) for place in there}
    standing = [place for place in there if not any(known[place] < known[other] for other in there)]
    held: defaultdict[Value, list[Voice]] = defaultdict(list)
    for place in standing:
        is_here_already = THIS_FILE in there and known[place] <= known[THIS_FILE]
        if (
            place == THIS_FILE or not is_here_already
        ):  # else it says what this file says, and knows nothing more
            held[sides[place].value(register)].append(_voice(place, register, sides[place]))
    return tuple(
        sorted((Opinion(value, tuple(voices)) for value, voices in held.items()), key=_order_of_opinion)
    )


def _order_of_opinion(opinion: Opinion) -> tuple[bool, float, str, tuple[str, ...]]:
    when = opinion.when
    return THIS_FILE not in opinion.sides, when.timestamp() if when else 0.0, opinion.who, opinion.value or ()


def _voice(place: int, register: Register, side: Side) -> Voice:
    entry = side.author(register)
    return Voice(place, entry.by if entry else "", entry.at if entry else None)


def _registers(sides: Sequence[Side]) -> list[Register]:
    """Return every register about which any of the files says something."""
    found = {register for side in sides for register in (*side.values, *side.entries_of)}
    rubric = sides[THIS_FILE].assessment.rubric
    known = (
        register for register in found if register.kind is not Kind.RESPONSE or register.subject in rubric
    )
    return sorted(known, key=lambda register: register.place)


def _is_told(register: Register, sides: Sequence[Side]) -> bool:
    """Return whether news is worth a line of its own: what is new as a whole is told once."""
    is_field = register.is_of_record
    return not is_field or sides[THIS_FILE].value(register.record) == KEPT


def _topic_of(register: Register, sides: Sequence[Side]) -> tuple[str, str]:
    """Return the key of the topic that a register belongs to, and what it is about."""
    if register.kind is Kind.RESPONSE:
        return f"item/{register.subject}", ""
    if register.kind is Kind.PROFILE:
        return "profile", ""
    if register.kind is Kind.PARTICIPANT:
        return f"participant/{register.subject}", _person_named(register, sides)
    for side in sides:
        if record := side.record(register):
            name = (
                record.get("text")
                or record.get("title")
                or record.get("file_name")
                or record.get("place", "")
            )
            return f"item/{record['item_id']}", name
    return "", ""  # nobody has it any more


def _person_named(register: Register, sides: Sequence[Side]) -> str:
    for side in sides:
        for person in side.assessment.participants:
            if person.id == register.subject:
                return person.name
    return ""


def _topic(key: str, sides: Sequence[Side], conflicts: tuple[Conflict, ...], news: tuple[News, ...]) -> Topic:
    kind, _, subject = key.partition("/")
    if kind != "item":
        return Topic(key, "", "", "", (), conflicts, news)
    rubric = sides[THIS_FILE].assessment.rubric
    views = tuple(_view(place, subject, sides) for place in range(len(sides)))
    return Topic(key, subject, rubric.label(subject), rubric.item(subject).short, views, conflicts, news)


def _view(place: int, item_id: str, sides: Sequence[Side]) -> View:
    side, this = sides[place], sides[THIS_FILE]
    asked = [Register(Kind.RESPONSE, item_id, name) for name in FIELDS[Kind.RESPONSE]]
    is_own = any(not side.ids_of(register) <= this.ids_of(register) for register in asked)
    answered = side.author(Register(Kind.RESPONSE, item_id, "answer"))
    noted = side.author(Register(Kind.RESPONSE, item_id, "note"))
    return View(
        side=place,
        response=side.assessment.response(item_id),
        answered_by=answered.by if answered else "",
        answered_at=answered.at if answered else None,
        noted_by=noted.by if noted else "",
        noted_at=noted.at if noted else None,
        is_own=place == THIS_FILE or is_own,
    )


class _Order:
    """Puts topics in the order of the checklist; the profile and the people follow."""

    def __init__(self, rubric: Rubric) -> None:
        self._places = {item.id: place for place, item in enumerate(rubric.items)}

    def __call__(self, topic: Topic) -> tuple[int, str]:
        return self._places.get(topic.item_id, len(self._places)), topic.key
