"""What two signed forms say differently, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FormDifferences:
    """Where two signed forms differ. `items` holds the ids of items, in the order of the first form's answers.

    `other` names the further parts that differ: "profile", "participants", "rubric", "revision", "assessment".
    """

    items: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.other)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> FormDifferences:
    """Return where two signed forms differ; what only one of them holds in full is compared as far as both show it."""
    old, new = before["public"], after["public"]
    other = [part for part in ("assessment", "rubric", "revision", "profile") if old[part] != new[part]]
    if (
        _is_whole(before)
        and _is_whole(after)
        and _private(before, "participants") != _private(after, "participants")
    ):
        other.append("participants")
    ids = dict.fromkeys([*old["answers"], *new["answers"]])
    first, second = _by_item(before), _by_item(after)
    if not (_is_whole(before) and _is_whole(after)):
        first, second = _by_item({**before, "private": ""}), _by_item({**after, "private": ""})
    changed = tuple(item_id for item_id in ids if first.get(item_id) != second.get(item_id))
    return FormDifferences(changed, tuple(other))


def _is_whole(form: Mapping[str, Any]) -> bool:
    return isinstance(form["private"], Mapping)


def _private(form: Mapping[str, Any], part: str) -> Any:
    return form["private"][part] if _is_whole(form) else None


def _by_item(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return by item id everything that a form says about the item."""
    found: dict[str, dict[str, Any]] = {
        item_id: {"answer": answer, "remarks": None, "steps": [], "evidence": []}
        for item_id, answer in form["public"]["answers"].items()
    }
    owners = _private(form, "next_steps") or {}
    for step in form["public"]["next_steps"]:
        _of(found, step["item"])["steps"].append({**step, **owners.get(step["id"], {})})
    for item_id, remarks in (_private(form, "remarks") or {}).items():
        _of(found, item_id)["remarks"] = remarks
    for entry in _private(form, "evidence") or ():
        _of(found, entry["item"])["evidence"].append(entry)
    return found


def _of(found: dict[str, dict[str, Any]], item_id: str) -> dict[str, Any]:
    return found.setdefault(item_id, {"answer": None, "remarks": None, "steps": [], "evidence": []})
