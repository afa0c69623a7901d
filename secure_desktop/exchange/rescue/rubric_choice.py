"""Which checklist a damaged file was answered against: its own, the same one from the shelf, or the likeliest one there."""

import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from secure_desktop.exchange.rescue.findings import Finding, FindingKind, finding
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import digest, rubric_from_json, rubric_json
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.salvage.remains import Remains, RubricText


def chosen(
    remains: Remains, others: Sequence[Assessment], shelf: Iterable[Rubric]
) -> tuple[Rubric | None, tuple[Finding, ...]]:
    """Return the rubric and what is to be told about it; None when there is none whose items were answered."""
    for stored in remains.rubrics:
        if stored.is_genuine and (rubric := _parsed(stored)) is not None:
            return rubric, ()
    on_hand = (*(other.rubric for other in others), *shelf)
    told = set(_digests(remains))
    for rubric in on_hand:
        if digest(rubric_json(rubric)) in told:
            return rubric, ()
    answered = {response.item_id for response in remains.responses}
    answered |= {entry.subject for entry in remains.entries if entry.kind == "response"}
    for stored in remains.rubrics:
        if (rubric := _parsed(stored)) is not None:
            mended = _mended(rubric, answered)
            is_genuine = digest(rubric_json(mended)) == stored.digest
            return mended, () if is_genuine else (finding(FindingKind.RUBRIC_UNCONFIRMED),)
    likeliest = max(on_hand, key=lambda rubric: len(answered & {i.id for i in rubric.items}), default=None)
    if likeliest is None or not answered & {item.id for item in likeliest.items}:
        return None, ()
    told_of = finding(FindingKind.RUBRIC_FROM_SHELF, title=likeliest.title, version=likeliest.version)
    return likeliest, (told_of, finding(FindingKind.RUBRIC_UNCONFIRMED))


def _mended(rubric: Rubric, answered: AbstractSet[str]) -> Rubric:
    """Return a rubric with the ids that its items were answered under, where a letter of an id is damaged."""
    known = {item.id for item in rubric}
    unknown = answered - known
    names = {}
    for item_id in known - answered:
        like = [name for name in unknown if _differ_by_a_letter(name, item_id)]
        if len(like) == 1:
            names[item_id] = like[0]
    if len(set(names.values())) < len(names):
        return rubric
    steps = tuple(
        replace(step, items=tuple(replace(item, id=names.get(item.id, item.id)) for item in step.items))
        for step in rubric.steps
    )
    return replace(rubric, steps=steps) if names else rubric


def _differ_by_a_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _parsed(stored: RubricText) -> Rubric | None:
    try:
        return rubric_from_json(stored.json)
    except ValueError:
        return None


def _digests(remains: Remains) -> Iterator[str]:
    """Yield the digests that anything in the file gives for its rubric."""
    yield from (stored.digest for stored in remains.rubrics)
    yield from (
        entry.after or ""
        for entry in remains.entries
        if (entry.kind, entry.field) == ("assessment", "created")
    )
    for _, form in remains.revisions:
        try:
            yield str(json.loads(form)["public"]["rubric"]["digest"])
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
