"""What a history says last about each thing, and how far that agrees with what stands in the tables of a damaged file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from itertools import chain
from typing import Any

from secure_desktop.model.history import Entry
from secure_desktop.model.past_combinations import known
from secure_desktop.model.register import FIELDS, WITH_RECORD, Kind

Texts = Mapping[str, str]
"""What is said in the fields of a thing, as the history holds it."""

UNREADABLE = "\ufffd"
"""Stands in a text for what could not be decoded."""

NOTHING_SAID: Texts = {"answer": "unanswered", "note": "", "reason": "", "marked": "0"}
"""An item about which nothing was ever entered."""


_FIELDS = {
    kind: {
        *chain.from_iterable(FIELDS[kind].values()),
        *(("added", "removed") if kind in WITH_RECORD else ()),
    }
    for kind in Kind
}


class Certainty(IntEnum):
    """How sure it is that a thing reads as it did before the damage; the least sure last."""

    SURE = 0  # two places say the same
    FILLED = 1  # a report or an export says it, which may be from before the last change
    UNCONFIRMED = 2  # only one place says it, or two say different things
    UNKNOWN = 3  # no place says it, although one may have


@dataclass(slots=True)
class LastWord:
    """What a history says last about a thing. `texts` holds only the fields that it tells of."""

    texts: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None
    by: str = ""
    added_at: datetime | None = None
    added_by: str = ""
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a thing says by all witnesses together.

    `is_from_history` tells whose time it carries. `overruled` are the fields of which the history says something else.
    """

    texts: Texts
    certainty: Certainty
    is_from_history: bool = False
    overruled: tuple[str, ...] = ()


def counting(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that count; all of them where what the history says of combinations is damaged."""
    try:
        return known(entries)
    except (ValueError, TypeError, AttributeError):
        return entries


def last_words(entries: Iterable[Entry]) -> dict[tuple[str, str], LastWord]:
    """Return what a history says last about each thing, by kind and id."""
    found: dict[tuple[str, str], LastWord] = {}
    kinds = set(Kind)
    for entry in entries:
        if entry.kind in kinds:
            word = found.setdefault((entry.kind, entry.subject), LastWord())
            _take_in(word, entry)
    return found


def settled(
    row: Texts | None,
    row_at: datetime | None,
    word: LastWord | None,
    others: Sequence[Texts],
    *,
    defaults: Texts,
    fields: Iterable[str],
    word_is_whole: bool,
) -> Settled:
    """Return what a thing says, field by field, by the row of its table, by the history and by what else there is.

    The first of `fields` is the one that matters most. `defaults` are those that nobody needs to have told. With `word_is_whole` the history tells everything that
    ever was entered, so that what it does not tell is the default.
    """
    told = dict(word.texts) if word is not None and not word.is_removed else {}
    if word_is_whole:
        told = {**defaults, **told}
    word_at = word.at if word is not None else None
    is_newer = word_at is not None and (row_at is None or word_at > row_at)
    is_dated = word_at is not None and row is not None and row_at is not None
    texts: dict[str, str] = {}
    certainty, from_history = Certainty.SURE, False
    for place, name in enumerate(fields):
        value, how, by_history = _one(
            row.get(name) if row is not None else None,
            told.get(name),
            [other[name] for other in others if name in other],
            default=defaults.get(name),
            word_is_newer=is_newer,
            row_is_current=not is_dated or not is_newer,
            word_is_current=word_is_whole if not is_dated else is_newer or word_at == row_at,
        )
        if value is not None:
            texts[name] = value
        if how is Certainty.UNKNOWN and place and certainty is not Certainty.UNKNOWN:
            how = (
                Certainty.UNCONFIRMED
            )  # what matters most is there; of this nobody knows whether it ever was
        certainty = max(certainty, how)
        from_history |= by_history
    overruled = tuple(name for name, text in told.items() if texts.get(name, text) != text)
    return Settled(texts, certainty, from_history, overruled)


def _one(
    row: str | None,
    told: str | None,
    others: Sequence[str],
    *,
    default: str | None,
    word_is_newer: bool,
    row_is_current: bool,
    word_is_current: bool,
) -> tuple[str | None, Certainty, bool]:
    """Return what is said in a field, how sure that is, and whether it is the history that says so.

    `others` may be from before the last change: they confirm only what is current.
    """
    if row is not None and row == told and UNREADABLE not in row:
        return row, Certainty.SURE, False
    for value, is_current in ((row, row_is_current), (told, word_is_current)):
        if value is not None and is_current and value in others:
            return value, Certainty.SURE, value != row
    if row is None and told is not None and told in others:
        return told, Certainty.FILLED, True
    candidates = [value for value in (row, told) if value is not None]
    if row is not None and told is None and row == default:
        return row, Certainty.SURE, False
    if not candidates:
        return (others[0], Certainty.FILLED, False) if others else (default, Certainty.UNKNOWN, False)
    if row is None or told is None:
        value = candidates[0]
    elif (UNREADABLE in row) != (UNREADABLE in told):
        value = told if UNREADABLE in row else row
    else:
        value = told if word_is_newer else row
    return value, Certainty.UNCONFIRMED, value != row


def _take_in(word: LastWord, entry: Entry) -> None:
    if entry.field not in _FIELDS[Kind(entry.kind)]:
        return
    word.at, word.by = entry.at, entry.by
    if entry.kind == Kind.PARTICIPANT:
        word.is_removed = entry.after is None
        word.texts = _record(entry.after)
    elif entry.field == "added":
        word.is_removed = False
        word.texts = _record(entry.after)
        word.added_at, word.added_by = entry.at, entry.by
    elif entry.field == "removed":
        word.is_removed = True
        word.texts = _record(entry.before)
    else:
        word.texts[entry.field] = entry.after or ""


def _record(text: str | None) -> dict[str, str]:
    try:
        said: Any = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {
        str(name): "" if value is None else str(value)
        for name, value in said.items()
        if isinstance(value, str | int | None)
    }
