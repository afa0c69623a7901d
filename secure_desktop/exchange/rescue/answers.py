"""The answers and notes of a damaged file, item by item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secure_desktop.exchange.rescue.findings import Finding, FindingKind, finding
from secure_desktop.exchange.rescue.witnesses import Place, Witnesses, best, by_key
from secure_desktop.model.assessment import Response
from secure_desktop.model.last_words import NOTHING_SAID, Certainty, LastWord, Settled, Texts
from secure_desktop.model.register import Kind, response_texts
from secure_desktop.storage.salvage import values
from secure_desktop.storage.times import time_text

_FIELDS = tuple(NOTHING_SAID)
_MOST_TOLD = 20  # names that no item has; a hostile file could have thousands

_TOLD = {
    Certainty.UNCONFIRMED: FindingKind.ANSWER_UNCONFIRMED,
    Certainty.UNKNOWN: FindingKind.ANSWER_UNKNOWN,
    Certainty.FILLED: FindingKind.ANSWER_FILLED,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The responses that are believed, and how sure each item is."""

    responses: Mapping[str, Response]
    certainty: Mapping[str, Certainty]
    findings: tuple[Finding, ...]
    overruled: Mapping[Place, str]


def answers(witnesses: Witnesses) -> Answers:
    """Return what the file said about each item."""
    rows = by_key((entry.item_id, entry) for entry in witnesses.remains.responses)
    responses: dict[str, Response] = {}
    certainty: dict[str, Certainty] = {}
    findings: list[Finding] = []
    overruled: dict[Place, str] = {}
    for item in witnesses.rubric:
        response, settled = _one(witnesses, item.id, rows.get(item.id, ()))
        how = certainty[item.id] = settled.certainty
        overruled |= {(Kind.RESPONSE, item.id, name): settled.texts[name] for name in settled.overruled}
        if response is not None:
            responses[item.id] = response
        if how in _TOLD:
            source = next((name for name, said in witnesses.others if item.id in said.responses), "")
            label = witnesses.rubric.label(item.id)
            findings.append(finding(_TOLD[how], item.id, label=label, short=item.short, source=source))
    found = (*findings, *_strangers(witnesses, rows))
    return Answers(responses, certainty, found, overruled)


def _strangers(witnesses: Witnesses, rows: Mapping[str, Sequence[Response]]) -> Iterator[Finding]:
    unknown = sorted(name for name in rows if name not in witnesses.rubric)
    for name in unknown[:_MOST_TOLD]:
        yield finding(FindingKind.ITEM_NOT_IN_RUBRIC, name, item=name[:40])
    if count := witnesses.remains.unreadable.get("response"):
        yield finding(FindingKind.ROWS_UNREADABLE, count=count)


def _one(witnesses: Witnesses, item_id: str, rows: Sequence[Response]) -> tuple[Response | None, Settled]:
    """Return the response to an item, None when nothing was recorded or can be read, and how that was settled."""
    word = witnesses.words.get((Kind.RESPONSE, item_id))
    row = best(rows, response_texts, word)
    true = witnesses.truth.responses.get(item_id) if witnesses.truth is not None else None
    others = [said.responses[item_id] for _, said in witnesses.others if item_id in said.responses]
    if true is not None:
        how = Settled(response_texts(true), Certainty.SURE)
    elif row is None and word is None and _says_nothing_was_entered(witnesses, others):
        return None, Settled(NOTHING_SAID, Certainty.SURE)
    else:
        how = witnesses.settled(
            response_texts(row) if row is not None else None,
            row.changed_at if row is not None else None,
            word,
            [response_texts(entry) for entry in others],
            defaults=NOTHING_SAID,
            fields=_FIELDS,
        )
    if row is None and word is None and true is None and not others:
        return None, how
    known = [entry for entry in (row, true, *others) if entry is not None]
    at, by = _entered(how, word, known, witnesses.latest)
    response = _read(item_id, how.texts, at, by)
    if response is None:
        return None, Settled(NOTHING_SAID, Certainty.UNKNOWN)
    return response, how


def _says_nothing_was_entered(witnesses: Witnesses, others: Sequence[Response]) -> bool:
    """Return whether an item without a row and without an entry never was answered."""
    if witnesses.history_is_whole or witnesses.truth is not None:
        return True
    return witnesses.is_whole("response") and not others


def _entered(
    how: Settled, word: LastWord | None, known: Sequence[Response], latest: datetime
) -> tuple[datetime, str]:
    """Return when and by whom a response was entered: as the witness that is believed says."""
    agreeing = [entry for entry in known if response_texts(entry) == how.texts] or known
    first = agreeing[0] if agreeing else None
    if word is not None and word.at is not None and (how.is_from_history or first is None):
        return word.at, word.by
    if first is not None and first.changed_at is not None:
        return first.changed_at, first.changed_by
    return latest, ""


def _read(item_id: str, texts: Texts, at: datetime, by: str) -> Response | None:
    row = {**texts, "item_id": item_id, "changed_at": time_text(at), "changed_by": by}
    try:
        return replace(values.response({**row, "marked": int(texts["marked"])}), changed_at=at)
    except (ValueError, KeyError):
        return None
