"""From the JSON of an export back to the assessment and to what its file kept; nothing in it is trusted."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from secure_desktop.earlier_errors import HistoryNotExported, NewerJson
from secure_desktop.exchange.assessment_json import JSON_FORMAT
from secure_desktop.exchange.form_reading import FormReader, demand_once
from secure_desktop.exchange.json_reading import Node, parse, read_json
from secure_desktop.exchange.kept_from_json import demand_as_signed, read_earlier, read_forms, read_history
from secure_desktop.model.assessment import LONGEST_LINE, LONGEST_TEXT, Assessment
from secure_desktop.model.canonical import canonical_json, digest, rubric_from_json
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.sign_off import Revision, SignOff, sign_off_from
from secure_desktop.model.signed_form import fingerprint, signed_form
from secure_desktop.storage.rebuilding import Kept

_ID = re.compile(r"[\w.:-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST = 2**53

T = TypeVar("T")
P = TypeVar("P", Evidence, NextStep)


@dataclass(frozen=True, slots=True)
class Whole:
    """An assessment with what its file kept, and when it was exported."""

    assessment: Assessment
    kept: Kept
    made_at: datetime


def read_assessment(path: Path) -> Whole:
    """Return what an export in JSON holds.

    Raises:
        NotJson, NewerJson, WrongJson: when it is no whole export; the sentence says where.
        HistoryNotExported: when it is signed and nobody could check that any more.
        KnownProblem: when it cannot be read.
    """
    return _whole(read_json(path))


def assessment_alone(text: str, name: str) -> Assessment:
    """Return the assessment that `assessment_json.as_text` wrote. Raises as `read_assessment` does."""
    return _assessment(parse(text, name))


def _whole(data: Node) -> Whole:
    assessment = _assessment(data)
    history = data.maybe("history")
    forms = data.maybe("forms")
    earlier = data.maybe("earlier")
    kept = Kept(
        history=read_history(history) if history is not None else (),
        forms=read_forms(forms, assessment) if forms is not None else {},
        earlier=read_earlier(earlier, _assessment) if earlier is not None else None,
    )
    if (assessment.sign_offs or assessment.revisions) and not kept.history:
        raise HistoryNotExported(name=data.name)
    demand_as_signed(data, assessment, kept)
    return Whole(assessment, kept, data.member("made_at").moment())


def _assessment(data: Node) -> Assessment:
    found = data.member("format").number(1, _MOST)
    if found > JSON_FORMAT:
        raise NewerJson(name=data.name, found=found, known=JSON_FORMAT)
    rubric = _rubric(data.member("rubric"))
    form = data.member("signed_form")
    reader = FormReader(form, rubric, data.member("entered"), data.maybe("media_types"))
    assessment = Assessment(
        id=data.member("assessment").matching(_ID, "an id"),
        rubric=rubric,
        profile=reader.profile(),
        participants=reader.participants(),
        responses=reader.responses(),
        created_at=data.member("created_at").moment(),
        changed_at=data.member("changed_at").moment(),
        revision=data.member("revision").number(1, _MOST),
        evidence=_in_order(data, "evidence", reader.evidence(), rubric),
        next_steps=_in_order(data, "next_steps", reader.next_steps(), rubric),
        sign_offs=_sign_offs(data.member("sign_offs")),
        revisions=_revisions(data.member("revisions")),
        salt=reader.salt(),
        reviewer=_reviewer(data),
    )
    _demand_same(form, signed_form(assessment))
    if fingerprint(form.value) != data.member("fingerprint").value:
        data.member("fingerprint").refuse(
            "it is not that of the answers: something was changed after the export"
        )
    return assessment


def _demand_same(found: Node, expected: object) -> None:
    """Refuse a value that is not the one that follows from the rest, at the first place where it is not."""
    if found.value == expected:
        return
    if isinstance(expected, dict) and isinstance(found.value, dict) and found.value.keys() == expected.keys():
        for key, value in expected.items():
            _demand_same(found.member(key), value)
    found.refuse("something is there that does not fit the rest, or is missing")


def _rubric(data: Node) -> Rubric:
    content = data.member("content")
    try:
        text = canonical_json(content.value)
        rubric, found = rubric_from_json(text), digest(text)
    except (ValueError, RecursionError):
        content.refuse("it is not a rubric")
    if found != data.member("digest").value:
        data.member("digest").refuse("it is not that of the rubric")
    numbers = [step.number for step in rubric.steps]
    if len(set(numbers)) < len(numbers) or not all(step.items for step in rubric.steps):
        content.refuse("an action step is there twice, or has no items")
    return rubric


def _in_order(data: Node, key: str, found: Sequence[P], rubric: Rubric) -> tuple[P, ...]:
    """Return entries by the place of their item, then as they were added."""
    places = rubric.order
    by_id = {entry.id: entry for entry in found}
    order = data.maybe("order")
    if order is None:
        return tuple(sorted(found, key=lambda entry: places[entry.item_id]))
    listed = order.member(key)
    ids = [entry.text(LONGEST_LINE) for entry in listed.entries()]
    if sorted(ids) != sorted(by_id):
        listed.refuse("the ids are not those of the signed form")
    return tuple(sorted((by_id[one] for one in ids), key=lambda entry: places[entry.item_id]))


def _sign_offs(data: Node) -> tuple[SignOff, ...]:
    found = []
    for entry in data.entries():
        try:
            found.append(sign_off_from(entry.value))
        except (ValueError, TypeError):
            entry.refuse("it is not a sign-off")
    demand_once(data, (sign_off.id for sign_off in found))
    return tuple(found)


def _revisions(data: Node) -> tuple[Revision, ...]:
    found = tuple(
        Revision(
            number=entry.member("number").number(1, _MOST),
            fingerprint=entry.member("fingerprint").matching(_DIGEST, "a fingerprint"),
            signed_at=entry.member("signed_at").moment(),
            reopened_at=_if_any(entry, "reopened_at", Node.moment),
            reopened_by=entry.member("reopened_by").text(LONGEST_LINE),
            reopened_because=entry.member("reopened_because").text(LONGEST_TEXT),
        )
        for entry in data.entries()
    )
    numbers = [revision.number for revision in found]
    if numbers != sorted(set(numbers)):
        data.refuse("the revisions are not in order, or one is there twice")
    return found


def _reviewer(data: Node) -> Reviewer | None:
    found = data.maybe("reviewer")
    if found is None:
        return None
    return Reviewer(
        name=found.member("name").text(LONGEST_LINE),
        steps=tuple(number.number(0, _MOST) for number in found.member("steps").entries()),
        has_answers=found.member("has_answers").flag(),
        has_evidence=found.member("has_evidence").flag(),
        made_at=found.member("made_at").moment(),
        made_by=found.member("made_by").text(LONGEST_LINE),
    )


def _if_any(data: Node, key: str, read: Callable[[Node], T]) -> T | None:
    found = data.maybe(key)
    return read(found) if found is not None else None
