"""People, evidence and next steps of a damaged file, record by record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from secure_desktop.exchange.rescue.findings import Finding, FindingKind, finding
from secure_desktop.exchange.rescue.witnesses import Witnesses, best, by_key
from secure_desktop.model.assessment import Assessment, Participant
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.last_words import Certainty, LastWord, Settled, Texts
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.register import Kind, evidence_texts, next_step_texts
from secure_desktop.storage.salvage import values
from secure_desktop.storage.times import time_text

R = TypeVar("R", Participant, Evidence, NextStep)

_PERSON = ("name", "role", "title", "organization")
_EVIDENCE = (
    "item_id",
    "kind",
    "title",
    "place",
    "file_name",
    "media_type",
    "size",
    "sha256",
    "effective",
    "renew_by",
)
_NEXT_STEP = ("item_id", "text", "owner", "due", "effort", "state", "reason")


@dataclass(frozen=True, slots=True)
class Records(Generic[R]):
    """The records of a kind that are believed to be there, how sure each is by its id, and what is to be told."""

    records: tuple[R, ...]
    certainty: Mapping[str, Certainty]
    findings: tuple[Finding, ...]


def people(witnesses: Witnesses) -> Records[Participant]:
    """Return the team, in its order as far as that is known."""
    found = _Sort(
        Kind.PARTICIPANT,
        "participant",
        _PERSON,
        _person_texts,
        lambda key, texts, _at, _by: values.participant({"id": key, "position": 0, **texts})[1],
        lambda person: person.id,
    ).find(
        witnesses, (person for _, person in witnesses.remains.participants), lambda said: said.participants
    )
    places = {person.id: place for place, person in reversed(witnesses.remains.participants)}
    if witnesses.truth is not None:
        places = {person.id: place for place, person in enumerate(witnesses.truth.participants)}
    findings = [
        finding(FindingKind.PERSON_UNCONFIRMED, name=person.name)
        for person in found.records
        if found.certainty[person.id] is Certainty.UNCONFIRMED
    ]
    if found.lost or witnesses.may_lack("participant"):
        findings.append(finding(FindingKind.PEOPLE_UNKNOWN))
    ordered = sorted(found.records, key=lambda person: places.get(person.id, len(places)))
    return Records(tuple(ordered), found.certainty, tuple(findings))


def evidence(witnesses: Witnesses) -> Records[Evidence]:
    """Return the records of evidence, by the places of their items."""
    found = _Sort(
        Kind.EVIDENCE, "evidence", _EVIDENCE, evidence_texts, _evidence, lambda entry: entry.id
    ).find(witnesses, witnesses.remains.evidence, lambda said: said.evidence)
    findings = [
        finding(FindingKind.EVIDENCE_LOST, title=texts.get("title") or texts.get("file_name") or "?")
        for texts in found.lost
    ]
    kept = []
    for entry in found.records:
        title = entry.title or entry.file_name
        if entry.item_id not in witnesses.rubric:
            findings.append(finding(FindingKind.EVIDENCE_LOST, title=title))
            continue
        kept.append(entry)
        if found.certainty[entry.id] is Certainty.UNCONFIRMED:
            label = witnesses.rubric.label(entry.item_id)
            findings.append(
                finding(FindingKind.EVIDENCE_UNCONFIRMED, entry.item_id, title=title, label=label)
            )
    if witnesses.may_lack("evidence"):
        findings.append(finding(FindingKind.EVIDENCE_UNKNOWN))
    ordered = sorted(kept, key=lambda entry: witnesses.rubric.order[entry.item_id])
    return Records(tuple(ordered), found.certainty, tuple(findings))


def next_steps(witnesses: Witnesses) -> Records[NextStep]:
    """Return the plan, by the places of the items."""
    found = _Sort(
        Kind.NEXT_STEP, "next_step", _NEXT_STEP, next_step_texts, _next_step, lambda step: step.id
    ).find(witnesses, witnesses.remains.next_steps, lambda said: said.next_steps)
    findings = [finding(FindingKind.NEXT_STEP_LOST, text=texts.get("text") or "?") for texts in found.lost]
    kept = []
    for step in found.records:
        if step.item_id not in witnesses.rubric:
            findings.append(finding(FindingKind.NEXT_STEP_LOST, text=step.text))
            continue
        kept.append(step)
        if found.certainty[step.id] is Certainty.UNCONFIRMED:
            label = witnesses.rubric.label(step.item_id)
            findings.append(
                finding(FindingKind.NEXT_STEP_UNCONFIRMED, step.item_id, text=step.text, label=label)
            )
    if witnesses.may_lack("next_step"):
        findings.append(finding(FindingKind.NEXT_STEPS_UNKNOWN))
    ordered = sorted(kept, key=lambda step: witnesses.rubric.order[step.item_id])
    return Records(tuple(ordered), found.certainty, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Found(Generic[R]):
    records: tuple[R, ...]
    certainty: Mapping[str, Certainty]
    lost: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class _Sort(Generic[R]):
    """A kind of records: the words that the history has for it, and the way from texts to a record."""

    kind: Kind
    table: str
    fields: Sequence[str]
    texts_of: Callable[[R], Texts]
    build: Callable[[str, Texts, datetime | None, str], R]
    id_of: Callable[[R], str]

    def find(
        self, witnesses: Witnesses, rows: Iterable[R], of: Callable[[Assessment], Iterable[R]]
    ) -> _Found[R]:
        """Return the records that are believed to be there."""
        listed: Mapping[str, Sequence[R]] = by_key((self.id_of(row), row) for row in rows)
        elsewhere: list[dict[str, R]] = [
            {self.id_of(entry): entry for entry in of(said)} for _, said in witnesses.others
        ]
        truth = {self.id_of(entry): entry for entry in of(witnesses.truth)} if witnesses.truth else None
        words: dict[str, LastWord] = {
            subject: word for (kind, subject), word in witnesses.words.items() if kind == self.kind
        }
        keys = (*listed, *words, *(key for said in elsewhere for key in said)) if truth is None else truth
        found: list[R] = []
        certainty: dict[str, Certainty] = {}
        lost: list[Texts] = []
        for key in dict.fromkeys(keys):
            word = words.get(key)
            row = best(listed.get(key, ()), self.texts_of, word)
            others: list[R] = [said[key] for said in elsewhere if key in said]
            true = truth[key] if truth is not None else None
            if true is None and self._is_gone(witnesses, row, word):
                continue
            how = self._settled(witnesses, row, word, others, true)
            known = [entry for entry in (row, true, *others) if entry is not None]
            try:
                at, by = _entered(self.kind, how, word, known)
                record = self.build(key, how.texts, at, by)
            except (ValueError, KeyError):
                lost.append(how.texts)
                continue
            found.append(record)
            is_only_told = row is None and word is not None and how.certainty is Certainty.FILLED
            certainty[key] = Certainty.UNCONFIRMED if is_only_told else how.certainty
        return _Found(tuple(found), certainty, tuple(lost))

    def _is_gone(self, witnesses: Witnesses, row: R | None, word: LastWord | None) -> bool:
        """Return whether a record is not there any more, or never was; a row that was left over speaks for nothing."""
        if word is not None and word.is_removed:
            return row is None or self.table not in witnesses.remains.whole
        never = witnesses.history_is_whole or witnesses.is_whole(self.table)
        return row is None and word is None and never

    def _settled(
        self,
        witnesses: Witnesses,
        row: R | None,
        word: LastWord | None,
        others: Sequence[R],
        true: R | None,
    ) -> Settled:
        if true is not None:  # the form leaves out what is not asked of anybody
            besides = self.texts_of(row) if row is not None else word.texts if word is not None else {}
            texts = {name: text or besides.get(name, "") for name, text in self.texts_of(true).items()}
            return Settled(texts, Certainty.SURE)
        return witnesses.settled(
            self.texts_of(row) if row is not None else None,
            getattr(row, "changed_at", None),
            word,
            [self.texts_of(entry) for entry in others],
            defaults={},
            fields=self.fields,
        )


def _entered(
    kind: Kind, how: Settled, word: LastWord | None, known: Sequence[object]
) -> tuple[datetime | None, str]:
    """Return when and by whom a record was entered."""
    is_evidence = kind is Kind.EVIDENCE
    if word is not None and (how.is_from_history or not known):
        return (word.added_at, word.added_by) if is_evidence else (word.at, word.by)
    at, by = ("added_at", "added_by") if is_evidence else ("changed_at", "changed_by")
    return (getattr(known[0], at, None), getattr(known[0], by, "")) if known else (None, "")


def _person_texts(person: Participant) -> Texts:
    return {name: str(getattr(person, name)) for name in _PERSON}


def _evidence(key: str, texts: Texts, at: datetime | None, by: str) -> Evidence:
    said = {name: texts[name] for name in _EVIDENCE}
    return values.evidence(
        {**said, "id": key, "size": int(texts["size"]), "added_at": time_text(at), "added_by": by}
    )


def _next_step(key: str, texts: Texts, at: datetime | None, by: str) -> NextStep:
    said = {name: texts[name] for name in _NEXT_STEP}
    return values.next_step({**said, "id": key, "changed_at": time_text(at), "changed_by": by})
