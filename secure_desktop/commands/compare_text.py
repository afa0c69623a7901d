"""What `compare` prints for people."""

from collections.abc import Iterator, Sequence

from secure_desktop.model.assessment import Response
from secure_desktop.model.comparison import Comparison, ItemChange, Kind
from secure_desktop.model.comparison_words import KIND_SIGNS, KINDS, caution_sentence, details
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.progress import Tally
from secure_desktop.model.trend import Point, Trend
from secure_desktop.model.words import ANSWERS, SIGNS

_LONGEST_DETAIL = 300  # characters; --json has them whole


def as_text(comparison: Comparison, trend: Trend, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines that `compare` prints."""
    for role, point, name in zip(_roles(len(names)), trend.points, names, strict=True):
        yield f"{role:8} {_about(point)} ({name})"
    for caution in comparison.cautions:
        yield f"Note     {caution_sentence(comparison, caution)}"
    yield ""
    yield from _steps(trend)
    yield ""
    yield "   ".join(
        f"{KIND_SIGNS[kind]} {comparison.count(kind)} {KINDS[kind].lower()}"
        for kind in Kind
        if comparison.count(kind)
    )
    if comparison.is_same:
        yield "No item differs in anything."
    for kind in Kind:
        yield from _items(kind, comparison.of(kind))


def _roles(count: int) -> list[str]:
    return ["Earlier", *[""] * (count - 2), "Later"]


def _about(point: Point) -> str:
    state = "signed" if point.is_signed else "last changed"
    day = f"{point.at.astimezone():%Y-%m-%d}"
    parts = (point.district, point.school_year, f"revision {point.revision}, {state} {day}")
    return " · ".join(part for part in parts if part)


def _steps(trend: Trend) -> Iterator[str]:
    """Yield how many of the applicable items are in place, by action step, and how many are answered."""
    rows = [(trend.headings[number], trend.of_step(number)) for number in trend.headings]
    rows.append(("All", tuple(point.tally for point in trend.points)))
    width = max(len(heading) for heading, _ in rows)
    yield f"{'In place of applicable':{width}}  {'  '.join(f'{_when(point):>10}' for point in trend.points)}"
    for heading, tallies in rows:
        yield f"{heading:{width}}  {'  '.join(f'{_standing(tally):>10}' for tally in tallies)}"
    answered = "  ".join(f"{_progress(point.tally):>10}" for point in trend.points)
    yield f"{'Answered of all':{width}}  {answered}"


def _when(point: Point) -> str:
    return shortened(point.school_year, 10) or f"{point.at.astimezone():%Y-%m-%d}"


def _standing(tally: Tally | None) -> str:
    return f"{tally.standing.in_place} of {tally.standing.applicable}" if tally is not None else "–"


def _progress(tally: Tally) -> str:
    return f"{tally.progress.answered} of {tally.progress.total}"


def _items(kind: Kind, found: Sequence[ItemChange]) -> Iterator[str]:
    shown = [item for item in found if kind is not Kind.UNCHANGED or item.has_details]
    if not shown:
        return
    yield ""
    if kind is Kind.UNCHANGED:
        yield f"Unchanged in the answer, but not in everything ({len(shown)} of {len(found)})"
    else:
        yield f"{KIND_SIGNS[kind]} {KINDS[kind]} ({len(shown)})"
    for item in shown:
        yield f"  {item.label:5} {item.item.id:7} {_answers(item):32}  {item.item.short}"
        for detail in details(item):
            yield f"        {detail.name} {shortened(detail.text, _LONGEST_DETAIL)}"


def _answers(item: ItemChange) -> str:
    answers = [_answer(response) for response in (item.before, item.after) if response is not None]
    return " → ".join(answers[:1] if item.kind is Kind.UNCHANGED else answers)


def _answer(response: Response) -> str:
    return f"{SIGNS[response.answer]} {ANSWERS[response.answer]}"
