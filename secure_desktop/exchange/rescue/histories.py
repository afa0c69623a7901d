"""The history of a damaged file: put in order, what is missing of it, and what has to be added so that it explains the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from secure_desktop.exchange.rescue.witnesses import Place
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.last_words import NOTHING_SAID, LastWord, Texts, counting, last_words
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.register import (
    Kind,
    evidence_texts,
    next_step_texts,
    person_text,
    profile_texts,
    response_texts,
)
from secure_desktop.model.result import Change
from secure_desktop.model.sign_off import SignOff, digest_told, link
from secure_desktop.storage.salvage.remains import Remains


@dataclass(frozen=True, slots=True)
class History:
    """The entries that were found, oldest first. `start` are those before the first hole; `lost` counts known holes."""

    entries: tuple[Entry, ...]
    start: tuple[Entry, ...]
    lost: int
    is_whole: bool


def history_of(remains: Remains) -> History:
    """Return the history as it was, as far as it was found."""
    by_place: dict[int, Entry] = {}
    for entry in remains.entries:
        by_place.setdefault(entry.seq, entry)
    places = sorted(by_place)
    found = tuple({by_place[place].id: by_place[place] for place in reversed(places)}.values())[::-1]
    seems_whole = "journal" in remains.whole and not remains.unreadable.get("journal") and bool(found)
    seems_whole &= len(found) == len(remains.entries)  # none stands where another one does
    if remains.reviewers:  # what a reviewer is not to see was taken out and left gaps
        return History(found, found if seems_whole else (), 0, seems_whole)
    start = tuple(
        by_place[place]
        for place, expected in zip(places, range(1, len(places) + 1), strict=False)
        if place == expected
    )
    lost = (places[-1] - len(places)) if places else 0
    return History(found, start, lost, is_whole=seems_whole and not lost and len(start) == len(found))


def without_sign_offs(entries: Iterable[Entry], kept: Sequence[SignOff], revision: int) -> tuple[Entry, ...]:
    """Return the entries without those of sign-offs and reopenings that are not carried over."""
    links = {link(sign_off) for sign_off in kept}
    return tuple(
        entry
        for entry in entries
        if not (entry.kind == "sign_off" and digest_told(entry.after) not in links)
        and not (entry.kind == "revision" and not _is_before(entry.subject, revision))
    )


def without_overruled(entries: Sequence[Entry], overruled: Mapping[Place, str]) -> tuple[Entry, ...]:
    """Return the entries without the damaged ones: those that tell last of a field what is not believed of it.

    `overruled` are the fields with what is believed. Where another entry tells that, the order of the entries is to
    blame, as after a combination, and nothing is damaged. A copy that has such an entry undamaged would otherwise be
    refused when the two are combined.
    """
    told: dict[Place, set[str | None]] = {}
    last: dict[Place, str] = {}
    for entry in entries:
        place = (entry.kind, entry.subject, entry.field)
        told.setdefault(place, set()).update((entry.before, entry.after))
        last[place] = entry.id
    damaged = {
        last[place] for place, believed in overruled.items() if place in last and believed not in told[place]
    }
    return tuple(entry for entry in entries if entry.id not in damaged)


def unexplained(assessment: Assessment, entries: Sequence[Entry]) -> Iterator[Change]:
    """Yield what has to be entered so that the history ends in what the assessment says."""
    words = last_words(counting(entries))
    for item in assessment.rubric:
        texts = response_texts(assessment.response(item.id))
        yield from _fields(Kind.RESPONSE, item.id, texts, words.get((Kind.RESPONSE, item.id)), NOTHING_SAID)
    texts = profile_texts(assessment.profile)
    if (profile := words.get((Kind.PROFILE, ""))) is not None:
        yield from _fields(Kind.PROFILE, "", texts, profile, texts)
    for person in assessment.participants:
        word = words.pop((Kind.PARTICIPANT, person.id), None)
        after = person_text(person)
        before = canonical_json(word.texts) if word is not None and not word.is_removed else None
        if before != after:
            yield Change(Kind.PARTICIPANT, person.id, "person", before, after)
    for entry in assessment.evidence:
        yield from _record(
            Kind.EVIDENCE, entry, evidence_texts(entry), words.pop((Kind.EVIDENCE, entry.id), None)
        )
    for step in assessment.next_steps:
        yield from _record(
            Kind.NEXT_STEP, step, next_step_texts(step), words.pop((Kind.NEXT_STEP, step.id), None)
        )
    yield from _gone(words)


def _fields(
    kind: Kind, subject: str, texts: Texts, word: LastWord | None, defaults: Texts
) -> Iterator[Change]:
    told = word.texts if word is not None else {}
    for name, text in texts.items():
        before = told.get(name, defaults[name])
        if before != text:
            yield Change(kind, subject, name, before, text)


_SAID = {
    Kind.EVIDENCE: ("title", "place", "effective", "renew_by"),
    Kind.NEXT_STEP: ("text", "owner", "due", "effort", "state", "reason"),
}


def _record(kind: Kind, record: Evidence | NextStep, texts: Texts, word: LastWord | None) -> Iterator[Change]:
    if (
        word is None
        or word.is_removed
        or any(word.texts.get(name) != texts[name] for name in texts if name not in _SAID[kind])
    ):
        yield Change(kind, record.id, "added", None, canonical_json(dict(texts)))
        return
    for name in _SAID[kind]:
        if word.texts.get(name, "") != texts[name]:
            yield Change(kind, record.id, name, word.texts.get(name, ""), texts[name])


def _gone(words: Mapping[tuple[str, str], LastWord]) -> Iterator[Change]:
    """Yield what has to be entered about things that the history still tells of and that are not there."""
    for (kind, subject), word in words.items():
        if word.is_removed or not word.texts:
            continue
        if kind == Kind.PARTICIPANT:
            yield Change(Kind.PARTICIPANT, subject, "person", canonical_json(word.texts), None)
        elif kind in _SAID:
            yield Change(Kind(kind), subject, "removed", canonical_json(word.texts), None)


def _is_before(subject: str, revision: int) -> bool:
    return subject.isdecimal() and len(subject) < 10 and int(subject) < revision
