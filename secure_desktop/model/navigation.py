"""Where the wizard goes next: sections, items, filters and search, without any window."""

import functools
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from secure_desktop.model.assessment import Assessment, Response
from secure_desktop.model.rubric import Item, Rubric


class Kind(StrEnum):
    """The kinds of section that the wizard has."""

    ABOUT = "about"
    STEP = "step"
    REVIEW = "review"
    SIGN_OFF = "sign-off"
    REPORT = "report"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the wizard's list: `step` is an action step's number, 0 for the other kinds."""

    kind: Kind
    step: int = 0


class Filter(StrEnum):
    """Which items of the checklist to show."""

    ALL = "all"
    UNANSWERED = "unanswered"
    GAPS = "gaps"
    MARKED = "marked"
    NOTED = "noted"
    NOT_RECONFIRMED = "not-reconfirmed"


_ACCEPTS: dict[Filter, Callable[[Response], bool]] = {
    Filter.ALL: lambda _: True,
    Filter.UNANSWERED: lambda response: not response.is_answered,
    Filter.GAPS: lambda response: response.is_gap,
    Filter.MARKED: lambda response: response.marked,
    Filter.NOTED: lambda response: bool(response.note.strip()),
    Filter.NOT_RECONFIRMED: lambda response: not response.is_answered,
}


def sections(assessment: Assessment) -> tuple[Section, ...]:
    """Return the wizard's sections in order: the district, each action step, the review, the sign-off, the report.

    A reviewer copy has the action steps that are asked about, and at the end the way back to its owner.
    """
    steps = tuple(Section(Kind.STEP, step.number) for step in assessment.asked_steps)
    if assessment.reviewer is not None:
        return (Section(Kind.ABOUT), *steps, Section(Kind.RETURN))
    return (Section(Kind.ABOUT), *steps, Section(Kind.REVIEW), Section(Kind.SIGN_OFF), Section(Kind.REPORT))


def neighbor(assessment: Assessment, section: Section, offset: int) -> Section | None:
    """Return the section `offset` places further on, or None where the list ends."""
    order = sections(assessment)
    index = order.index(section) + offset
    return order[index] if 0 <= index < len(order) else None


def section_of(rubric: Rubric, item_id: str) -> Section:
    """Return the section that shows an item, or raise KeyError."""
    return Section(Kind.STEP, rubric.step_of(item_id).number)


def first_unanswered(assessment: Assessment) -> Item | None:
    """Return the first item asked about without an answer, or None when all are answered."""
    return next(
        (item for item in assessment.asked_items if not assessment.response(item.id).is_answered), None
    )


def next_unanswered(assessment: Assessment, after: str) -> Item | None:
    """Return the next item without an answer behind `after`, going round at the end; None when there is none."""
    items = assessment.asked_items
    start = next((index for index, item in enumerate(items) if item.id == after), -1) + 1
    around = items[start:] + items[:start]
    return next((item for item in around if not assessment.response(item.id).is_answered), None)


def last_changed(assessment: Assessment) -> Item | None:
    """Return the item somebody worked on last, or None when nothing was recorded yet.

    Of items that were recorded at the same moment, as in a sample, it is the first.
    """
    dated = [(item, at) for item in assessment.asked_items if (at := assessment.response(item.id).changed_at)]
    return max(dated, key=lambda pair: pair[1])[0] if dated else None


def select(
    assessment: Assessment, which: Filter, words: str = "", *, waiting: Container[str] = ()
) -> tuple[Item, ...]:
    """Return the items asked about that pass a filter and hold every one of the words, in the order of the checklist.

    Case and accents do not count. Words are looked for in the item's label, texts, guidance and
    authorities, in its note and in its reason. `waiting` are the items whose earlier answer nobody has confirmed.
    """
    accepts = _ACCEPTS[which]
    wanted = _plain(words).split()
    return tuple(
        item
        for item in assessment.asked_items
        if accepts(assessment.response(item.id))
        and (which is not Filter.NOT_RECONFIRMED or item.id in waiting)
        and _holds(assessment, item, wanted)
    )


def _holds(assessment: Assessment, item: Item, words: list[str]) -> bool:
    if not words:
        return True
    text = _plain(" ".join(_searched(assessment, item)))
    return all(word in text for word in words)


def _searched(assessment: Assessment, item: Item) -> Iterator[str]:
    response = assessment.response(item.id)
    yield assessment.rubric.label(item.id)
    yield from (item.id, item.text, item.short, item.look_for, response.note, response.reason)
    yield from item.evidence
    yield from item.authority


def _plain(text: str) -> str:
    folded = text.casefold()
    return folded if folded.isascii() else "".join(_base(character) for character in folded)


@functools.lru_cache(maxsize=4096)
def _base(character: str) -> str:
    # One by one, because normalizing a long run of combining marks at once takes time squared.
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
