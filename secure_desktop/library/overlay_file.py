"""Overlays: files that replace a rubric's texts, item by item, for a translation or another wording."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from secure_desktop.errors import RubricFaulty
from secure_desktop.library.rubric_file import refuse_long
from secure_desktop.library.table_reader import TableReader
from secure_desktop.library.toml_file import read_toml
from secure_desktop.model.rubric import ActionStep, Item, Rubric

_RUBRIC_TEXTS = ("title", "purpose", "about", "attribution")
_STEP_TEXTS = ("title", "short_title", "guidance")
_ITEM_TEXTS = ("text", "short", "look_for")
_ITEM_LISTS = ("evidence", "authority")

Texts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Texts for one rubric, keyed by field; those of steps by number, those of items by id."""

    rubric: str
    name: str
    language: str
    texts: Texts
    steps: Mapping[str, Texts]
    items: Mapping[str, Texts]


def is_overlay(data: Mapping[str, Any]) -> bool:
    """Return whether a TOML file's content is meant as an overlay."""
    return "overlay" in data


def read_overlay(path: Path) -> Overlay:
    """Return the overlay in a TOML file.

    Raises:
        RubricFaulty: with every finding, when the file is not a usable overlay.
        KnownProblem: when there is no readable file.
    """
    return overlay_from(read_toml(path), path.name)


def overlay_from(data: Mapping[str, Any], name: str) -> Overlay:
    """Return the overlay that the content of a file of this name describes. Raises RubricFaulty as `read_overlay` does."""
    findings: list[str] = []
    reader = TableReader(data, "Overlay", findings)
    overlay = Overlay(
        rubric=reader.text("overlay"),
        name=reader.text("name"),
        language=reader.text("language"),
        texts=_texts(reader, _RUBRIC_TEXTS, ()),
        steps={
            key: _entry(t, f"Step {key}", _STEP_TEXTS, (), findings)
            for key, t in reader.table("steps").items()
        },
        items={
            key: _entry(t, f"Item “{key}”", _ITEM_TEXTS, _ITEM_LISTS, findings)
            for key, t in reader.table("items").items()
        },
    )
    reader.refuse_unknown()
    if findings:
        raise RubricFaulty(name=name, findings=tuple(findings))
    return overlay


def lay_over(rubric: Rubric, overlay: Overlay, *, name: str) -> Rubric:
    """Return the rubric with an overlay's texts in place of its own; ids, tiers and bases stay.

    Raises:
        RubricFaulty: when the overlay names a step or an item that the rubric does not have.
    """
    numbers = {str(step.number) for step in rubric.steps}
    findings = (
        [f"Overlay: there is no rubric “{overlay.rubric}” here."] if overlay.rubric != rubric.id else []
    )
    findings += [
        f"Step {key}: “{rubric.id}” has no such step." for key in overlay.steps if key not in numbers
    ]
    findings += [
        f"Item “{key}”: “{rubric.id}” has no such item." for key in overlay.items if key not in rubric
    ]
    if findings:
        raise RubricFaulty(name=name, findings=tuple(findings))
    return replace(
        rubric,
        language=overlay.language,
        steps=tuple(_step(step, overlay) for step in rubric.steps),
        overlays=(*rubric.overlays, overlay.name),
        **overlay.texts,
    )


def _step(step: ActionStep, overlay: Overlay) -> ActionStep:
    texts = overlay.steps.get(str(step.number), {})
    return replace(step, items=tuple(_item(item, overlay) for item in step.items), **texts)


def _item(item: Item, overlay: Overlay) -> Item:
    return replace(item, **overlay.items.get(item.id, {}))


def _entry(
    table: Texts, where: str, texts: tuple[str, ...], lists: tuple[str, ...], findings: list[str]
) -> dict[str, Any]:
    reader = TableReader(table, where, findings)
    found = _texts(reader, texts, lists)
    for field in ("short", "short_title"):
        refuse_long(reader, field, found.get(field, ""))
    reader.refuse_unknown()
    return found


def _texts(reader: TableReader, texts: tuple[str, ...], lists: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {field: reader.text(field) for field in texts if reader.has(field)}
    found.update({field: reader.texts(field) for field in lists if reader.has(field)})
    return found
