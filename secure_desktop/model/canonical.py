"""The canonical form: one way, and only one, to write a rubric as JSON, and the digest of it.

UTF-8, keys sorted, no white space outside strings, no escapes that JSON does not demand.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from secure_desktop.model.rubric import ActionStep, Checklist, Definition, Item, Rubric, Tier


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
    try:
        return _rubric(json.loads(text))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a rubric's canonical JSON: {fault}") from fault


def _rubric(data: Mapping[str, Any]) -> Rubric:
    plain = {
        key: str(data[key])
        for key in (
            "id",
            "version",
            "language",
            "title",
            "rubric",
            "publisher",
            "date",
            "purpose",
            "attribution",
            "about",
        )
    }
    return Rubric(
        checklist=Checklist(data["checklist"]),
        definitions=tuple(Definition(**d) for d in data["definitions"]),
        steps=tuple(_step(s) for s in data["steps"]),
        overlays=tuple(data["overlays"]),
        **plain,
    )


def _step(data: Mapping[str, Any]) -> ActionStep:
    return ActionStep(
        number=data["number"],
        title=data["title"],
        short_title=data["short_title"],
        guidance=data["guidance"],
        items=tuple(_item(i) for i in data["items"]),
    )


def _item(data: Mapping[str, Any]) -> Item:
    return Item(
        id=data["id"],
        text=data["text"],
        short=data["short"],
        tier=Tier(data["tier"]),
        look_for=data["look_for"],
        evidence=tuple(data["evidence"]),
        authority=tuple(data["authority"]),
        basis=tuple(data["basis"]),
    )
