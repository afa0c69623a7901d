"""The canonical form: one way, and only one, to write a rubric as JSON, and the digest of it.

UTF-8, keys sorted, no white space outside strings, no escapes that JSON does not demand.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from secure_desktop.model.rubric import (
    LONGEST_RUBRIC_TEXT,
    MOST_ITEMS,
    ActionStep,
    Checklist,
    Definition,
    Item,
    Rubric,
    Tier,
)

_HALF_CHARACTER = re.compile(r"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]")  # an escape that canonical JSON never has


def canonical_json(value: Any) -> str:
    """Return the canonical JSON text of a value made of dicts, lists, strings, whole numbers and booleans."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def rubric_json(rubric: Rubric) -> str:
    """Return a rubric's canonical JSON, as it is stored whole in every assessment file."""
    return canonical_json(asdict(rubric))


def rubric_from_json(text: str) -> Rubric:
    """Return the rubric that `rubric_json` wrote.

    Raises:
        ValueError: when the text is not such JSON; the database it came from is damaged.
    """
    if _HALF_CHARACTER.search(text):
        raise ValueError("a rubric with half a character, which no file could hold")
    try:
        rubric = _rubric(json.loads(text, object_pairs_hook=_unique))
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(f"not a rubric's canonical JSON: {fault}") from fault
    ids = [item.id for item in rubric.items]
    if not ids or len(set(ids)) < len(ids):
        raise ValueError("a rubric without items, or with an id used twice")
    if len(ids) > MOST_ITEMS:
        raise ValueError("a rubric with more items than anybody could answer")
    return rubric


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON in which no key stands twice, because two readers could then see two rubrics."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _rubric(data: Mapping[str, Any]) -> Rubric:
    return Rubric(
        id=_text(data["id"]),
        version=_text(data["version"]),
        checklist=Checklist(data["checklist"]),
        language=_text(data["language"]),
        title=_text(data["title"]),
        rubric=_text(data["rubric"]),
        publisher=_text(data["publisher"]),
        date=_text(data["date"]),
        purpose=_text(data["purpose"]),
        attribution=_text(data["attribution"]),
        about=_text(data["about"]),
        definitions=tuple(Definition(_text(d["term"]), _text(d["text"])) for d in data["definitions"]),
        steps=tuple(_step(s) for s in data["steps"]),
        overlays=_texts(data["overlays"]),
    )


def _step(data: Mapping[str, Any]) -> ActionStep:
    return ActionStep(
        number=_number(data["number"]),
        title=_text(data["title"]),
        short_title=_text(data["short_title"]),
        guidance=_text(data["guidance"]),
        items=tuple(_item(i) for i in data["items"]),
    )


def _item(data: Mapping[str, Any]) -> Item:
    return Item(
        id=_text(data["id"]),
        text=_text(data["text"]),
        short=_text(data["short"]),
        tier=Tier(data["tier"]),
        look_for=_text(data["look_for"]),
        evidence=_texts(data["evidence"]),
        authority=_texts(data["authority"]),
        basis=_texts(data["basis"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is something else")
    if len(value) > LONGEST_RUBRIC_TEXT:
        raise ValueError("a text of a rubric is longer than any page")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is something else")
    return tuple(_text(entry) for entry in value)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a number is something else")
    return value
