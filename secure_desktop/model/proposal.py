"""The rule by which copies of one assessment are combined.

Each file's opinion about a register is what stands there, unless another file knows every entry of the history
that this one knows about it, and more: then it has moved on from there. One opinion left is taken; several are
a conflict. Time plays no part in it, nor does the order of the copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from secure_desktop.model.combining import (
    THIS_FILE,
    Combination,
    Conflict,
    News,
    Opinion,
    Refusal,
    Topic,
    View,
    Voice,
)
from secure_desktop.model.register import FIELDS, KEPT, Kind, Register, Value
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.side import Side


def combine(sides: Sequence[Side], refused: Iterable[Refusal] = ()) -> Combination:
    """Return what combining comes to. The first side is the file that is combined into; all have been admitted."""
    rubric = sides[THIS_FILE].assessment.rubric
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    news: defaultdict[str, list[News]] = defaultdict(list)
    for register in _registers(sides):
        opinions = opinions_about(register, sides)
        topic, about = _topic_of(register, sides)
        if len(opinions) > 1:
            offered = (*_kept_as_it_is(register, opinions, sides), *opinions)
            conflicts[topic].append(Conflict(register, about, offered))
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


def _kept_as_it_is(
    register: Register, opinions: Sequence[Opinion], sides: Sequence[Side]
) -> tuple[Opinion, ...]:
    """Return what somebody entered into this file, where the others moved on from it and disagree: it can be kept."""
    this = sides[THIS_FILE]
    value = this.value(register)
    is_offered = any(THIS_FILE in opinion.sides or opinion.value == value for opinion in opinions)
    if is_offered or value is None or not this.ids_of(register):
        return ()
    return (Opinion(value, (_voice(THIS_FILE, register, this),)),)


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
        self._places = rubric.order

    def __call__(self, topic: Topic) -> tuple[int, str]:
        return self._places.get(topic.item_id, len(self._places)), topic.key
